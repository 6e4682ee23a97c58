import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { DESK_URL } from './origin.ts';
import { texts } from './texts.ts';
import { readWindowState, SMALLEST, writeWindowState } from './window-state.ts';
import { createZoom, type Zoom } from './zoom.ts';

export interface WindowOptions {
  preload: string;
  icon: string;
  /** Lets developer tools open; never in a packaged program. */
  development: boolean;
  /** Called with the window before its page starts to load. */
  prepare: (window: BrowserWindow) => void;
}

/** Opens the one window where it stood last time and loads the page. Shown as soon as it has painted. */
export function openWindow(options: WindowOptions): { window: BrowserWindow; zoom: Zoom } {
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  const state = readWindowState(
    stateFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: texts.name,
    icon: options.icon,
    backgroundColor: '#f8f9fa',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.development,
      zoomFactor: state.zoom,
    },
  });
  const remember = () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximised: window.isMaximized(), zoom });
  };
  let zoom = state.zoom;
  const zoomer = createZoom(window, state.zoom, (factor) => {
    zoom = factor;
    remember();
  });
  window.on('close', remember);
  if (state.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  options.prepare(window);
  void window.loadURL(DESK_URL);
  return { window, zoom: zoomer };
}
