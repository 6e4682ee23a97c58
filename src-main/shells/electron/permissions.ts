import type { Session } from 'electron';

/**
 * The page needs nothing of what a browser asks permission for: no camera, no location, no notification, no device,
 * no clipboard reading, no download, no network. `allowed` are the protocols its requests may use.
 */
export function lockSession(session: Session, allowed: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowed(details.url, allowed) }),
  );
  // The spelling dictionary would be downloaded.
  session.setSpellCheckerEnabled(false);
}

function isAllowed(address: string, allowed: readonly string[]): boolean {
  try {
    const url = new URL(address);
    return allowed.includes(url.protocol) || allowed.includes(url.origin);
  } catch {
    return false;
  }
}
