import { protocol, type Session } from 'electron';
import { createDevelopmentProxy, type DevelopmentServer } from './dev-server.ts';
import { DESK_SCHEME } from './origin.ts';
import { createRendererFiles } from './renderer-files.ts';

/*
 * The page lives at app://desk/index.html; file: and http: are never used for it.
 *
 * Nonce convention. Every load gets a fresh nonce. The handler writes it wherever the built index.html says
 * __CSP_NONCE__; src-renderer/index.html therefore contains exactly
 *
 *     <meta name="csp-nonce" content="__CSP_NONCE__">
 *
 * and the renderer reads that element's `content` once, before its first render, for Mantine's `getStyleNonce`
 * and for get-nonce's `setNonce`. Vite adds the same placeholder to the tags it makes (`html.cspNonce`).
 */

/** Must run before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: DESK_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built renderer, or in development what the live server has. */
export function serveRenderer(session: Session, folder: string, development?: DevelopmentServer): void {
  const answer = development ? createDevelopmentProxy(development) : createRendererFiles(folder);
  session.protocol.handle(DESK_SCHEME, answer);
}
