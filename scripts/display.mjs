// A virtual display for the tests where no real one exists (Linux only).
import { spawn } from 'node:child_process';
import { Plain, say } from './project.mjs';

const START_MS = 15_000;

/**
 * Calls `work(env)` with an environment that has a display; ends the virtual one afterwards.
 * The X server picks a free display number itself and writes it to its third file descriptor.
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
    return work(process.env);
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    const display = `:${await displayNumber(server)}`;
    say(`No display here: started a virtual one (${display}).`);
    return await work({ ...process.env, DISPLAY: display });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Plain(`The virtual display (Xvfb) did not start: ${why}.`));
    const timer = setTimeout(() => fail(`no answer in ${START_MS / 1000} s`), START_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`exit ${code}`));
    server.stdio[3].once('data', (data) => {
      clearTimeout(timer);
      server.removeAllListeners('exit');
      resolve(String(data).trim());
    });
  });
}
