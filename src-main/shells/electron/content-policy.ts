/** Stands in the built index.html wherever a nonce belongs (`html.cspNonce` in electron.vite.config.ts). */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** What the page may do at all: run and show what the program brought along, and speak to nobody. */
export function contentPolicy(nonce: string, development?: { socket: string }): string {
  const script = development ? `'self' 'nonce-${nonce}'` : `'self'`;
  const connect = development ? `'self' ${development.socket}` : `'self'`;
  return [
    `default-src 'none'`,
    `script-src ${script}`,
    // The nonce is for the style elements that the component kit makes at run time.
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${connect}`,
    // The worker of the PDF view.
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ');
}

/** Headers of every answer of the app:// handler. */
export function securityHeaders(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
