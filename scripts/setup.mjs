// What a fresh machine needs before anything else: a recent Node, the locked packages, and, for the
// window, a few system libraries. Everything that is installed is announced first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun, npmCommand, Plain, projectRoot, run, runsAsRoot, say } from './project.mjs';

const WINDOW_PACKAGES = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'fonts-noto-cjk'];
const DISPLAY_PACKAGES = ['xvfb', 'xauth'];
const PDF_PACKAGES = ['poppler-utils', 'qpdf'];
const COMPILER_PROGRAMS = ['python3', 'make', 'g++'];

/** Packages of package-lock.json in node_modules, sqlite3 built. */
export async function setupPackages() {
  checkNode();
  if (!packagesMatchLock()) await installPackages();
  await ensureSqliteBinary();
}

/** System libraries for a window that people see (`npm start`). */
export async function setupWindowLibraries() {
  await ensureDebianPackages(WINDOW_PACKAGES, 'the window');
}

/** System packages for the tests: the window, a virtual display where none exists, PDF tools. */
export async function setupTestTools() {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : DISPLAY_PACKAGES;
  await ensureDebianPackages([...display, ...WINDOW_PACKAGES, ...PDF_PACKAGES], 'the tests');
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!good) {
    throw new Plain(
      `This is Node ${process.versions.node}; Fengqiao Desk is built with Node 20.19 or newer (20 LTS, 22.12 or later). ` +
        'Please install a newer Node and run the same command again.',
    );
  }
}

/**
 * True when everything the lock file names is installed in the same version. npm leaves its own record of
 * what it installed in node_modules/.package-lock.json; packages for other systems are missing there.
 */
function packagesMatchLock() {
  const wanted = readLock(path.join(projectRoot, 'package-lock.json'));
  const installed = readLock(path.join(projectRoot, 'node_modules/.package-lock.json'));
  if (!wanted) throw new Plain('package-lock.json is missing: this is not a complete copy of the project.');
  if (!installed) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = installed[name];
    return found ? found.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

async function installPackages() {
  await ensureCompiler();
  say('Installing the packages of package-lock.json (npm ci). Where no prebuilt sqlite3 can be had,');
  say('it is compiled here: that step is silent and takes about a minute and a half.');
  const npm = npmCommand();
  await mustRun('npm ci', npm.command, [...npm.prefix, 'ci', '--no-audit', '--no-fund'], {
    ...npm.options,
    env: compileEnvironment(),
  });
}

async function ensureSqliteBinary() {
  if (existsSync(path.join(projectRoot, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return;
  await ensureCompiler();
  say('The database module sqlite3 has no binary yet; building it (about a minute and a half).');
  const npm = npmCommand();
  await mustRun('npm rebuild sqlite3', npm.command, [...npm.prefix, 'rebuild', 'sqlite3'], {
    ...npm.options,
    env: compileEnvironment(),
  });
}

/** Node's own headers, when they lie beside this Node: then nothing must be downloaded to compile. */
function compileEnvironment() {
  const prefix = path.resolve(process.execPath, '../..');
  const known = process.env.npm_config_nodedir;
  if (known || !existsSync(path.join(prefix, 'include/node/node.h'))) return process.env;
  return { ...process.env, npm_config_nodedir: prefix };
}

async function ensureCompiler() {
  if (process.platform !== 'linux') return;
  const missing = COMPILER_PROGRAMS.filter((name) => !onPath(name));
  if (missing.length > 0) await installDebian(missing, 'compiling sqlite3');
}

async function ensureDebianPackages(names, purpose) {
  if (process.platform !== 'linux') return;
  if (!onPath('dpkg-query')) return;
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length > 0) await installDebian(missing, purpose);
}

/** As root on Debian: installs them. Otherwise: says what is missing and goes on, it may be there under another name. */
async function installDebian(names, purpose) {
  if (!runsAsRoot || !onPath('apt-get')) {
    say(`For ${purpose} this machine may need: ${names.join(' ')}. On Debian, UOS or Ubuntu:`);
    say(`  sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    return;
  }
  say(`Installing system packages for ${purpose}: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  await run('apt-get', ['update', '-qq'], { env, quietStdout: true });
  await mustRun('apt-get install', 'apt-get', install, { env, quietStdout: true });
}

/** Also true for a package that renamed itself and still provides the name (libgtk-3-0t64 on newer systems). */
function isInstalled(name) {
  const ask = (pattern) =>
    spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status} ', pattern], { encoding: 'utf8' }).stdout ?? '';
  return ask(name).includes('installed ') || ask(`${name}t64`).includes('installed ');
}

function onPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)));
}
