// npm start: from a clean clone to the open window. npm run dev: the same with live reload of the renderer.
import { ensureBuild } from './build.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { nodeTool, run, runsAsRoot, runScript, say } from './project.mjs';
import { setupPackages, setupWindowLibraries } from './setup.mjs';

await runScript(async () => {
  const dev = process.argv.includes('--dev');
  const own = process.argv.slice(2).filter((argument) => argument !== '--dev');
  await setupPackages();
  await setupWindowLibraries();
  const electron = await electronRuntime();
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('There is no display here (DISPLAY is not set), so no window can open. "npm test" makes its own.');
    return 1;
  }
  const sandbox = runsAsRoot ? ['--no-sandbox'] : [];
  if (runsAsRoot)
    say('Started as root: Chromium refuses its sandbox, so --no-sandbox is passed. Prefer an ordinary user.');
  if (dev) return runDev(electron, [...sandbox, ...own]);
  await ensureBuild();
  return run(electron.executablePath, [...electron.appArgs, ...sandbox, ...own]);
});

function runDev(electron, args) {
  const [node, cli] = nodeTool('electron-vite', 'bin/electron-vite.js');
  const env = { ...process.env, ELECTRON_EXEC_PATH: electron.executablePath };
  return run(node, [cli, 'dev', '--watch', '--', ...args], { env });
}
