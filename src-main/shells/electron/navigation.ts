import { app, session, type WebContents } from 'electron';
import { isDeskAddress } from './origin.ts';

/** Chromium's PDF view, which moves within itself while it loads; it runs in the print window's session only. */
const PDF_VIEW = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai';

/**
 * No page of this program goes anywhere: what is shown was loaded by the main process, and every wish of a page to
 * navigate, redirect, open a window or embed another page is refused. Must run before the first window is made.
 */
export function lockNavigation({ development }: { development: boolean }): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, development));
}

function lockContents(contents: WebContents, development: boolean): void {
  contents.on('will-frame-navigate', (details) => {
    // Live reload during development reloads our own page.
    if (development && details.isMainFrame && isDeskAddress(details.url)) return;
    if (contents.session !== session.defaultSession && isPdfView(details.url)) return;
    details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isPdfView(address: string): boolean {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}` === PDF_VIEW;
}
