import { app, type BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import { texts } from './texts.ts';
import type { Zoom } from './zoom.ts';

/** The application menu: standard roles with Chinese labels. Reload and developer tools exist in development only. */
export function installMenu(zoom: Zoom, { development }: { development: boolean }): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(zoom, development)));
}

function template(zoom: Zoom, development: boolean): MenuItemConstructorOptions[] {
  const { menu } = texts;
  const mac = process.platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' as const, label: texts.name }] : []),
    {
      label: menu.file,
      submenu: [mac ? { role: 'close', label: menu.close } : { role: 'quit', label: menu.quit }],
    },
    { label: menu.edit, submenu: editItems() },
    { label: menu.view, submenu: [...zoomItems(zoom), ...developmentItems(development)] },
    { label: menu.window, submenu: [{ role: 'minimize', label: menu.minimise }] },
    { label: menu.help, submenu: [{ label: menu.about, click: (_item, window) => showAbout(window) }] },
  ];
}

function editItems(): MenuItemConstructorOptions[] {
  const { menu } = texts;
  return [
    { role: 'undo', label: menu.undo },
    { role: 'redo', label: menu.redo },
    { type: 'separator' },
    { role: 'cut', label: menu.cut },
    { role: 'copy', label: menu.copy },
    { role: 'paste', label: menu.paste },
    { role: 'pasteAndMatchStyle', label: menu.pasteAsText },
    { role: 'delete', label: menu.remove },
    { type: 'separator' },
    { role: 'selectAll', label: menu.selectAll },
  ];
}

function zoomItems(zoom: Zoom): MenuItemConstructorOptions[] {
  const { menu } = texts;
  return [
    { label: menu.zoomIn, accelerator: 'CommandOrControl+Plus', click: () => zoom.step('in') },
    // The same key without Shift, and the number pad: people press what they see.
    { label: menu.zoomIn, accelerator: 'CommandOrControl+=', visible: false, click: () => zoom.step('in') },
    {
      label: menu.zoomIn,
      accelerator: 'CommandOrControl+numadd',
      visible: false,
      click: () => zoom.step('in'),
    },
    { label: menu.zoomOut, accelerator: 'CommandOrControl+-', click: () => zoom.step('out') },
    {
      label: menu.zoomOut,
      accelerator: 'CommandOrControl+numsub',
      visible: false,
      click: () => zoom.step('out'),
    },
    { label: menu.zoomReset, accelerator: 'CommandOrControl+0', click: () => zoom.reset() },
    { type: 'separator' },
    { role: 'togglefullscreen', label: menu.fullScreen },
  ];
}

function developmentItems(development: boolean): MenuItemConstructorOptions[] {
  if (!development) return [];
  const { menu } = texts;
  return [
    { type: 'separator' },
    { role: 'reload', label: menu.reload },
    { role: 'toggleDevTools', label: menu.developerTools },
  ];
}

function showAbout(window: unknown): void {
  const options = { type: 'info' as const, message: texts.about(app.getVersion()), buttons: [texts.ok] };
  void (window ? dialog.showMessageBox(window as BrowserWindow, options) : dialog.showMessageBox(options));
}
