// Where things are, and how a script says what it does and starts a child. Node built-ins only:
// every script must be able to run before the packages are installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');
export const outDir = path.join(projectRoot, 'out');
export const runsAsRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Tells the person what happens now. Goes to stderr, so that a command's own output stays clean. */
export function say(text) {
  process.stderr.write(`[fengqiao] ${text}\n`);
}

/** A failure with a sentence for people; shown without a stack. */
export class Plain extends Error {}

/** Runs a script's main function; a Plain failure is shown as one sentence. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say(error instanceof Plain ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}

/**
 * Runs a program to its end and resolves to its exit code (a signal or a failed start counts as 1).
 * `options.timeout` in milliseconds ends it; stdout goes to stderr with `quietStdout`.
 */
export function run(command, args, options = {}) {
  const { quietStdout, stdio, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: stdio ?? (quietStdout ? ['ignore', 2, 2] : 'inherit'),
      ...rest,
    });
    child.once('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Like run(), but a non-zero end is a Plain failure. */
export async function mustRun(what, command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Plain(`${what} failed (exit ${code}); the reason stands above.`);
}

/** Runs the command line of an installed package with this same Node, without a shell (so on Windows too). */
export function nodeTool(packageName, binary) {
  const file = path.join(projectRoot, 'node_modules', packageName, binary);
  if (!existsSync(file)) throw new Plain(`${packageName} is not installed; run "npm ci".`);
  return [process.execPath, file];
}

/** How to start npm: its own JavaScript with this Node where known, else by name (through a shell on Windows). */
export function npmCommand() {
  const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const below = path.resolve(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js');
  const fromNpm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined;
  const cli = [fromNpm, beside, below].find((file) => file && existsSync(file));
  if (cli) return { command: process.execPath, prefix: [cli], options: {} };
  return { command: 'npm', prefix: [], options: { shell: process.platform === 'win32' } };
}
