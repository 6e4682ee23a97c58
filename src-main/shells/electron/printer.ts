import { randomUUID } from 'node:crypto';
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron';
import type { Ports } from '../../platform/ports.ts';
import { safeFileName } from './file-name.ts';
import { tellProblem } from './failures.ts';
import { DESK_SCHEME } from './origin.ts';
import { lockSession } from './permissions.ts';
import { texts } from './texts.ts';

/** Chromium's own PDF view is an extension that loads parts of itself from these. */
const ALLOWED = [`${DESK_SCHEME}:`, 'chrome-extension:', 'chrome:', 'blob:'];
/** For a batch of some thousand pages on a slow machine. */
const LOAD_MS = 90_000;
const NO_GUEST_MS = 2_000;

/**
 * Prints through the system's dialog, from a hidden window that shows this one PDF and nothing else. The bytes go
 * from memory into that window; no copy lies on the disk.
 */
export function createPrinter(): Ports['printer'] {
  const waiting = new Map<string, Uint8Array>();
  let own: Session | undefined;
  return {
    async print({ name, bytes, copies }) {
      own ??= createPrintSession(waiting);
      // The last part of the address becomes the name of the print job.
      const address = `${DESK_SCHEME}://print/${randomUUID()}/${encodeURIComponent(safeFileName(name))}`;
      waiting.set(address, bytes);
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: own,
          plugins: true,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          // A hidden window's timers would be slowed down, and with them the pages.
          backgroundThrottling: false,
        },
      });
      try {
        return await printPages(await loadViewer(window, address), copies);
      } catch (error) {
        await tellProblem(texts.printFailed, error);
        return 'cancelled';
      } finally {
        waiting.delete(address);
        window.destroy();
      }
    },
  };
}

/**
 * A session of its own, with no network and no permission. It has to be a persistent one: Chromium's PDF view stays
 * blank in an in-memory session (seen with Electron 33). Nothing of a document is kept in it, caching is off.
 */
function createPrintSession(waiting: ReadonlyMap<string, Uint8Array>): Session {
  const own = session.fromPartition('persist:print', { cache: false });
  lockSession(own, ALLOWED);
  own.protocol.handle(DESK_SCHEME, (request) => {
    const bytes = waiting.get(request.url);
    if (!bytes) return new Response(null, { status: 404 });
    const headers = { 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store' };
    return new Response(new Uint8Array(bytes), { headers });
  });
  return own;
}

/**
 * Resolves to the contents that can be printed once all pages are there, which the PDF view tells by setting its
 * title. The view is a guest of the window; print() of the window itself would print an empty page, or never answer.
 */
function loadViewer(window: BrowserWindow, address: string): Promise<WebContents> {
  return new Promise((resolve, reject) => {
    const own = window.webContents.session;
    let guest = false;
    const onCreated = (_event: unknown, contents: WebContents) => {
      if (contents.session !== own) return;
      guest = true;
      contents.once('page-title-updated', () => finish(() => resolve(contents)));
    };
    // Newer versions of Chromium can show the view inside the window's own contents, without a guest.
    const withoutGuest = () => {
      if (!guest) finish(() => resolve(window.webContents));
    };
    window.webContents.on('page-title-updated', () => setTimeout(withoutGuest, NO_GUEST_MS));
    const timer = setTimeout(() => finish(() => reject(new Error('The PDF view did not load.'))), LOAD_MS);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      app.off('web-contents-created', onCreated);
      settle();
    };
    app.on('web-contents-created', onCreated);
    window.loadURL(address).catch((error: unknown) => finish(() => reject(new Error(String(error)))));
  });
}

function printPages(contents: WebContents, copies: number): Promise<'printed' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    contents.print({ silent: false, copies, printBackground: true }, (success, reason) => {
      if (success) return resolve('printed');
      // The reason is Chromium's own English text; a person who closes the dialog is no failure.
      if (/cancel/i.test(reason)) return resolve('cancelled');
      reject(new Error(reason));
    });
  });
}
