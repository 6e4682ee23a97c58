import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const DEV_PORT = 5173;

// Targets are set by hand: the same build runs on Electron 45 (product) and 33 (fallback runtime of scripts/).
// `dependencies` of package.json (typeorm, sqlite3, pdfkit, fontkit) stay external, everything else is bundled.
export default defineConfig({
  main: {
    plugins: [
      {
        // fflate (inside write-excel-file) declares a `require` of its own; the build adds another to the same chunk.
        name: 'fflate-own-require',
        transform: (code, id) =>
          /[\\/]fflate[\\/]esm[\\/]index\.mjs$/.test(id)
            ? code.replace('var require =', 'var ownRequire =').replace('_a = require(', '_a = ownRequire(')
            : undefined,
      },
    ],
    build: {
      target: 'node20.18',
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          main: resolve(root, 'src-main/shells/electron/main.ts'),
          cli: resolve(root, 'src-main/shells/cli/main.ts'),
          'document-worker': resolve(root, 'src-main/document-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      // A sandboxed preload can require nothing but electron: it must be one self-contained CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'src-main/shells/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    // Replaced by a fresh value on every load by the app:// handler (src-main/shells/electron/protocol.ts).
    html: { cspNonce: '__CSP_NONCE__' },
    worker: { format: 'es' },
    // Reached only through the app:// handler too (dev-server.ts); the socket for live reload is direct.
    server: {
      port: DEV_PORT,
      strictPort: true,
      hmr: { protocol: 'ws', host: 'localhost', clientPort: DEV_PORT },
      fs: { allow: [root] },
    },
    build: {
      target: 'chrome130',
      minify: true,
      // No data: addresses for fonts and scripts: the content security policy refuses them.
      assetsInlineLimit: 0,
      // Read from the disk, not from a network.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
});
