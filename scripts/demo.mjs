// npm run demo: both main lines on real input, through the same routes as the window, into out/demo.
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { outDir, run, runScript, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

await runScript(async () => {
  await setupPackages();
  await ensureBuild();
  const out = path.join(outDir, 'demo');
  const dataRoot = path.join(out, 'data');
  mkdirSync(dataRoot, { recursive: true });
  const data = mkdtempSync(path.join(dataRoot, 'run-'));
  say('Playing the demonstration.');
  const cli = path.join(outDir, 'main/cli.js');
  return run(process.execPath, [cli, 'demo', '--data', data, '--out', out, ...process.argv.slice(2)]);
});
