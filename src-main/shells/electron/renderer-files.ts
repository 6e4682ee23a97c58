import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { contentPolicy, NONCE_PLACEHOLDER, securityHeaders } from './content-policy.ts';
import { isDeskAddress } from './origin.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
};

/**
 * Answers app:// requests with files of `folder` (out/renderer) and nothing else: GET only, our own host only,
 * and the real path of the file, links resolved, must lie inside the real path of the folder.
 */
export function createRendererFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const nonce = randomBytes(18).toString('base64');
    if (request.method !== 'GET') return refuse(405, nonce);
    if (!isDeskAddress(request.url)) return refuse(403, nonce);
    const file = await locate(folder, new URL(request.url).pathname);
    if (!file) return refuse(404, nonce);
    const type = MEDIA_TYPES[path.extname(file).toLowerCase()];
    if (!type) return refuse(404, nonce);
    const headers = { ...securityHeaders(contentPolicy(nonce)), 'Content-Type': type };
    if (!type.startsWith('text/html')) return new Response(new Uint8Array(await readFile(file)), { headers });
    const html = await readFile(file, 'utf8');
    return new Response(html.replaceAll(NONCE_PLACEHOLDER, nonce), { headers });
  };
}

/** The real file for the path of an address, or undefined when there is none inside the folder. */
async function locate(folder: string, pathname: string): Promise<string | undefined> {
  const wanted = decode(pathname === '/' ? '/index.html' : pathname);
  if (wanted === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, wanted));
    return isInside(root, file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The decoded path; a zero byte or a backslash (a separator on Windows) never occurs in a file of ours. */
function decode(pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname);
    return /[\0\\]/.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

function refuse(status: number, nonce: string): Response {
  return new Response(null, { status, headers: securityHeaders(contentPolicy(nonce)) });
}
