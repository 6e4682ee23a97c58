// Which Electron to run. Order: a folder named by the person; the official binary that the `electron`
// package pins (its installer verifies the checksum, ELECTRON_MIRROR chooses a mirror); and, where neither
// can be had, a pinned fallback for development and tests only (docs: see fallback-runtime.mjs).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fallbackRuntime } from './fallback-runtime.mjs';
import { nodeTool, Plain, projectRoot, run, say } from './project.mjs';

const PROBE_MS = 6_000;
const INSTALL_MS = 15 * 60_000;
const OFFICIAL_DOWNLOADS = 'https://github.com/electron/electron/releases/download/';
const electronPackage = path.join(projectRoot, 'node_modules/electron');

/**
 * Finds or fetches an Electron for this machine.
 * @returns {Promise<{ executablePath: string, appArgs: string[], source: 'override'|'official'|'fallback' }>}
 *   start it with `executablePath` and `[...appArgs, ...yourArgs]`.
 */
export async function electronRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return fromOverride(override);
  const official = installedOfficial();
  if (official) return official;
  if (await officialReachable()) {
    say('Downloading the official Electron (about 110 MB, once).');
    await run(...splitTool(nodeTool('electron', 'install.js')), {
      timeout: INSTALL_MS,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const fetched = installedOfficial();
    if (fetched) return fetched;
  }
  return fallbackRuntime();
}

function fromOverride(folder) {
  const executablePath = path.resolve(folder, platformExecutable());
  if (!existsSync(executablePath)) {
    throw new Plain(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${platformExecutable()} in ${folder}.`,
    );
  }
  return { executablePath, appArgs: [projectRoot], source: 'override' };
}

function installedOfficial() {
  const version = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version;
  const versionFile = path.join(electronPackage, 'dist/version');
  const executablePath = path.join(electronPackage, 'dist', platformExecutable());
  if (!existsSync(versionFile) || !existsSync(executablePath)) return undefined;
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== version) return undefined;
  return { executablePath, appArgs: [projectRoot], source: 'official' };
}

/** A quick question before a long download, so that a machine without a network goes on at once. */
async function officialReachable() {
  // Behind a proxy the question would not travel the way the download does: let the installer find out.
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.ELECTRON_GET_USE_PROXY) return true;
  const address = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || OFFICIAL_DOWNLOADS;
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

function platformExecutable() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function splitTool([command, ...args]) {
  return [command, args];
}
