import { BrowserWindow, session, type WebContents } from 'electron';
import type { Ports } from '../../platform/ports.ts';
import { DESK_SCHEME } from './origin.ts';
import { lockSession } from './permissions.ts';

/** Chromium's own PDF view is an extension of this protocol. */
const ALLOWED = [`${DESK_SCHEME}:`, 'chrome-extension:', 'chrome:', 'blob:'];
const PDF_ADDRESS = `${DESK_SCHEME}://print/document.pdf`;
/** The PDF view lays out its pages after the page itself has loaded. */
const SETTLE_MS = 600;

/** Prints through the system's dialog, from a hidden window of its own that sees this one PDF and nothing else. */
export function createPrinter(): Ports['printer'] {
  let count = 0;
  return {
    async print({ bytes, copies }) {
      const window = openPrintWindow(bytes, `print-${++count}`);
      try {
        await window.loadURL(PDF_ADDRESS);
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        return await printPage(window.webContents, copies);
      } finally {
        window.destroy();
      }
    },
  };
}

/** The session is in memory only (no `persist:`), knows no preload, no script of ours and no network. */
function openPrintWindow(bytes: Uint8Array, partition: string): BrowserWindow {
  const own = session.fromPartition(partition, { cache: false });
  lockSession(own, ALLOWED);
  own.protocol.handle(DESK_SCHEME, (request) =>
    request.url === PDF_ADDRESS
      ? new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/pdf' } })
      : new Response(null, { status: 404 }),
  );
  return new BrowserWindow({
    show: false,
    webPreferences: { session: own, plugins: true, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
}

function printPage(contents: WebContents, copies: number): Promise<'printed' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    contents.print({ silent: false, copies, printBackground: true }, (success, reason) => {
      if (success) return resolve('printed');
      // The reason is Chromium's own English text; a person who closes the dialog is no failure.
      if (/cancel/i.test(reason)) return resolve('cancelled');
      reject(new Error(`Printing failed: ${reason}`));
    });
  });
}
