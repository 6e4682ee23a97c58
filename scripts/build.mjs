// Builds main, preload and renderer into out/, unless they were built from exactly these sources already.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mustRun, nodeTool, outDir, Plain, projectRoot, runScript, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

const SOURCES = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const ENTRIES = [
  'src-main/shells/electron/main.ts',
  'src-main/shells/electron/preload.ts',
  'src-main/shells/cli/main.ts',
  'src-main/document-worker.ts',
  'src-renderer/index.html',
];
const RESULTS = [
  'main/main.js',
  'main/cli.js',
  'main/document-worker.js',
  'preload/preload.cjs',
  'renderer/index.html',
];
const stampFile = path.join(outDir, '.stamp');
const lockDir = path.join(outDir, '.building');

/** Builds when the sources changed since the last build; the packages must be installed. */
export async function ensureBuild({ quietStdout = false } = {}) {
  await withBuildLock(async () => {
    const stamp = hashSources();
    if (isBuilt() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
      say('The build is up to date.');
      return;
    }
    const missing = ENTRIES.filter((entry) => !existsSync(path.join(projectRoot, entry)));
    if (missing.length > 0) throw new Plain(`Cannot build: missing ${missing.join(', ')}.`);
    say('Building the program (main, preload, renderer).');
    rmSync(stampFile, { force: true });
    const [node, cli] = nodeTool('electron-vite', 'bin/electron-vite.js');
    await mustRun('The build', node, [cli, 'build', '--logLevel', 'warn'], { quietStdout });
    if (!isBuilt()) throw new Plain(`The build ended without ${RESULTS.join(', ')}.`);
    writeFileSync(stampFile, stamp);
  });
}

/** True when all built files are there, whatever their age. */
export function isBuilt() {
  return RESULTS.every((file) => existsSync(path.join(outDir, file)));
}

function hashSources() {
  const hash = createHash('sha256').update(`electron-vite build, node ${process.versions.node}\n`);
  const files = SOURCES.flatMap((name) => listFiles(path.join(projectRoot, name))).sort();
  for (const file of files) {
    hash.update(`${path.relative(projectRoot, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(target) {
  if (!existsSync(target)) return [];
  const here = readdirSync(path.dirname(target), { withFileTypes: true }).find(
    (entry) => entry.name === path.basename(target),
  );
  if (!here?.isDirectory()) return [target];
  return readdirSync(target, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** Two commands started at once must not build into the same folder; a lock left by a dead process is taken over. */
async function withBuildLock(work) {
  const pidFile = path.join(lockDir, 'pid');
  mkdirSync(outDir, { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(lockDir);
      writeFileSync(pidFile, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!waited) say('Another build is running; waiting for it.');
      await wait(500);
      if (!(await ownerLives(pidFile))) rmSync(lockDir, { recursive: true, force: true });
    }
  }
  try {
    await work();
  } finally {
    rmSync(lockDir, { recursive: true, force: true });
  }
}

async function ownerLives(pidFile) {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    await setupPackages();
    await ensureBuild();
  });
}
