import type { Desk } from './desk.ts';

/*
 * Native dialogs cannot be driven by Playwright. They are answered in the main process, at Electron's own functions:
 * everything before and after the dialog is the real code.
 */

/** From now on the save dialog answers with `file`; `'cancel'` closes it. */
export async function answerSaveDialog(desk: Desk, file: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, chosen) => {
    const answer =
      chosen === 'cancel' ? { canceled: true, filePath: '' } : { canceled: false, filePath: chosen };
    dialog.showSaveDialog = () => Promise.resolve(answer);
  }, file);
}

/** From now on message boxes are answered with the button of that number (0 is the first). */
export async function answerMessageBox(desk: Desk, button: number): Promise<void> {
  await desk.app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false });
  }, button);
}

/** From now on the system's print dialog is answered at once; `printedCopies` tells what would have been printed. */
export async function answerPrintDialog(desk: Desk, answer: 'print' | 'cancel'): Promise<void> {
  await desk.app.evaluate(({ app }, chosen) => {
    const seen: number[] = [];
    Object.assign(globalThis, { printedCopies: seen });
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (options, done) => {
        seen.push(options?.copies ?? 1);
        done?.(chosen === 'print', chosen === 'print' ? '' : 'Print job canceled');
      };
    });
  }, answer);
}

/** Copies asked for by every print since answerPrintDialog. */
export function printedCopies(desk: Desk): Promise<number[]> {
  return desk.app.evaluate(() => (globalThis as { printedCopies?: number[] }).printedCopies ?? []);
}

/** From now on the system's viewer is not started; `openedFiles` tells what it would have been given. */
export async function catchOpenedFiles(desk: Desk): Promise<void> {
  await desk.app.evaluate(({ shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { openedFiles: seen });
    shell.openPath = (file) => {
      seen.push(file);
      return Promise.resolve('');
    };
  });
}

/** Paths given to the system's viewer since catchOpenedFiles. */
export function openedFiles(desk: Desk): Promise<string[]> {
  return desk.app.evaluate(() => (globalThis as { openedFiles?: string[] }).openedFiles ?? []);
}

/** Gives the page exactly this many pixels. */
export async function resizePage(desk: Desk, width: number, height: number): Promise<void> {
  await desk.app.evaluate(
    ({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.unmaximize();
      window?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await desk.page.waitForFunction((size) => Math.abs(window.outerWidth - size.width) < 80, { width, height });
}

/** Zooms the page; 2 is 200 %. */
export async function zoomPage(desk: Desk, factor: number): Promise<void> {
  await desk.app.evaluate(({ BrowserWindow }, zoom) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
  }, factor);
}

/** From now on the open dialog answers with `file`; `'cancel'` closes it. */
export async function answerOpenDialog(desk: Desk, file: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, chosen) => {
    const answer =
      chosen === 'cancel' ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [chosen] };
    dialog.showOpenDialog = () => Promise.resolve(answer);
  }, file);
}
