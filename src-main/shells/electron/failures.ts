import { randomUUID } from 'node:crypto';
import { app, type BrowserWindow, dialog } from 'electron';
import { DESK_URL } from './origin.ts';
import { texts } from './texts.ts';

/** Why the page of a window died that nobody has to be told about. */
const HARMLESS_ENDS = ['clean-exit'];

/** A dead or hanging page is told in words, with a way on; what was saved is untouched by either. */
export function watchWindow(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, details) => {
    if (HARMLESS_ENDS.includes(details.reason) || window.isDestroyed()) return;
    process.stderr.write(`The page stopped: ${details.reason} (${details.exitCode})\n`);
    void offerReopening(
      window,
      texts.windowGone.message,
      texts.windowGone.detail,
      texts.windowGone.reopen,
      texts.quit,
    );
  });
  window.on('unresponsive', () => {
    const { message, detail, wait, reopen } = texts.unresponsive;
    void offerReopening(window, message, detail, reopen, wait, () => {});
  });
}

/** An error that nobody caught: a reference for the log and the person, and an orderly end. */
export function watchProcess(): void {
  process.on('uncaughtException', (error) => {
    const ref = randomUUID().slice(0, 8);
    process.stderr.write(`[${ref}] ${error.stack ?? error.name}\n`);
    dialog.showErrorBox(texts.broken.title, texts.broken.detail(ref));
    app.exit(1);
  });
}

/** The application could not open its data: said in words, then the program ends with exit code 1. */
export function reportFailedStart(error: unknown, dataDir: string): void {
  process.stderr.write(
    `The application did not start: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  dialog.showErrorBox(texts.startFailed.title, explain(error, dataDir));
  app.exit(1);
}

/** Says that something the person asked of the system did not work; `cause` (an error or a text) stands below. */
export async function tellProblem(message: string, cause: unknown): Promise<void> {
  const detail = cause instanceof Error ? cause.message : String(cause);
  await dialog.showMessageBox({ type: 'warning', message, detail, buttons: [texts.ok] });
}

function explain(error: unknown, dataDir: string): string {
  const { busy, newer, foreign, damaged, other } = texts.startFailed;
  const message = error instanceof Error ? error.message : String(error);
  switch (reasonOf(error)) {
    case 'newer':
      return newer(dataDir);
    case 'foreign':
      return foreign(dataDir);
    case 'damaged':
      return damaged(dataDir);
    default:
      return message.includes('SQLITE_BUSY') ? busy(dataDir) : other(dataDir, message);
  }
}

/** `UnusableFile` of the database tells by its `reason` what is wrong with the file. */
function reasonOf(error: unknown): unknown {
  return error instanceof Error && 'reason' in error ? error.reason : undefined;
}

async function offerReopening(
  window: BrowserWindow,
  message: string,
  detail: string,
  reopen: string,
  otherwise: string,
  elseDo: () => void = () => app.quit(),
): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message,
    detail,
    buttons: [reopen, otherwise],
  });
  if (response !== 0) return elseDo();
  if (!window.isDestroyed()) await window.loadURL(DESK_URL);
}
