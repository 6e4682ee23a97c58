import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDevelopmentServer } from '../../src-main/shells/electron/dev-server.ts';
import { isDeskAddress } from '../../src-main/shells/electron/origin.ts';
import { createRendererFiles } from '../../src-main/shells/electron/renderer-files.ts';

let base: string;
let answer: (request: Request) => Promise<Response>;
const secret = 'the database';

beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'shell-protocol-'));
  const folder = path.join(base, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  // Begins like the folder: a check by startsWith would let it through.
  mkdirSync(path.join(base, 'renderer-secret'));
  writeFileSync(path.join(base, 'renderer-secret/data.js'), secret);
  writeFileSync(path.join(base, 'secret.js'), secret);
  writeFileSync(
    path.join(folder, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><p>__CSP_NONCE__</p>',
  );
  writeFileSync(path.join(folder, 'assets/app.js'), 'run()');
  writeFileSync(path.join(folder, 'assets/notes.sqlite'), secret);
  symlinkSync(path.join(base, 'secret.js'), path.join(folder, 'assets/link.js'));
  answer = createRendererFiles(folder);
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('story: a page that was taken over reads files of the computer through app://', () => {
  const attempts = [
    'app://desk/../secret.js',
    'app://desk/..%2fsecret.js',
    'app://desk/..%2Fsecret.js',
    'app://desk/%2e%2e/secret.js',
    'app://desk/%2e%2e%2fsecret.js',
    'app://desk/..%5csecret.js',
    'app://desk/assets/..%2f..%2fsecret.js',
    'app://desk/..%2frenderer-secret%2fdata.js',
    'app://desk/..%252fsecret.js',
    'app://desk/assets/app.js%00.html',
    'app://desk/%E0%A4%A',
    'app://desk//etc/passwd',
    'app://desk/assets',
    'app://desk/assets/',
    'app://desk/assets/link.js',
    'app://desk/assets/notes.sqlite',
  ];
  it.each(attempts)('%s gets nothing', async (address) => {
    const response = await answer(new Request(address));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('an absolute path outside gets nothing even when the file exists', async () => {
    const response = await answer(
      new Request(`app://desk/${encodeURIComponent(path.join(base, 'secret.js'))}`),
    );
    expect(response.status).toBe(404);
  });
});

describe('story: another page pretends to be ours by an address that begins like ours', () => {
  const ours = ['app://desk/', 'app://desk/index.html#/cases', 'app://desk/index.html?x=1'];
  const foreign = [
    'app://desk.evil/',
    'app://desk@evil/',
    'app://user@desk/',
    'app://desk:80/',
    'app://deskevil/',
    'app:desk',
    'https://desk/',
    'file:///app://desk/',
    'data:text/html,app://desk/',
    'about:blank',
    'blob:app://desk/6f1e',
    '',
  ];
  it.each(ours)('%s is ours', (address) => expect(isDeskAddress(address)).toBe(true));
  it.each(foreign)('%s is not', (address) => expect(isDeskAddress(address)).toBe(false));
  it('no address is not', () =>
    expect([isDeskAddress(null), isDeskAddress(undefined)]).toEqual([false, false]));

  it('another host of our scheme and another method are refused by the handler', async () => {
    expect((await answer(new Request('app://other/index.html'))).status).toBe(403);
    expect((await answer(new Request('app://desk/index.html', { method: 'POST', body: 'x' }))).status).toBe(
      405,
    );
  });
});

describe('story: text that somebody typed becomes script in the page', () => {
  it('the policy allows no inline script, no eval, no foreign source, no frame and no form target', async () => {
    const response = await answer(new Request('app://desk/'));
    const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? 'none';
    expect(response.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
        `font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; ` +
        `frame-ancestors 'none'; object-src 'none'`,
    );
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  });

  it('the nonce is long, fresh on every load, and replaces every placeholder', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map(async () => (await answer(new Request('app://desk/'))).text()),
    );
    expect(new Set(pages).size).toBe(3);
    for (const page of pages) {
      expect(page).not.toContain('__CSP_NONCE__');
      expect(/content="([^"]{24,})"><p>\1<\/p>/.test(page)).toBe(true);
    }
  });

  it('a script has the type that nosniff demands, and carries the policy too', async () => {
    const response = await answer(new Request('app://desk/assets/app.js'));
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(await response.text()).toBe('run()');
  });
});

describe('story: somebody sets the variable of the live server for the installed program', () => {
  it('a packaged program has no live server, and sources take one on this machine only', () => {
    const env = (url: string) => ({ ELECTRON_RENDERER_URL: url });
    expect(findDevelopmentServer(true, env('http://localhost:5173'))).toBeUndefined();
    expect(findDevelopmentServer(false, {})).toBeUndefined();
    expect(findDevelopmentServer(false, env('http://localhost.evil.org:5173'))).toBeUndefined();
    expect(findDevelopmentServer(false, env('https://example.org'))).toBeUndefined();
    expect(findDevelopmentServer(false, env('http://localhost:5173'))).toEqual({
      address: 'http://localhost:5173',
      socket: 'ws://localhost:5173',
    });
  });
});
