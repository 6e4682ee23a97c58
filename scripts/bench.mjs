// npm run bench: runs tests/bench/*.ts one after another (never two at once: they measure time).
// Arguments choose files by a part of their name: `npm run bench -- statement`.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { nodeTool, Plain, projectRoot, run, runScript, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

await runScript(async () => {
  await setupPackages();
  await ensureBuild();
  const folder = path.join(projectRoot, 'tests/bench');
  const wanted = process.argv.slice(2);
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .sort()
    : [];
  const chosen = all.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0)
    throw new Plain(`No benchmark found in tests/bench${wanted.length ? ` for ${wanted.join(', ')}` : ''}.`);
  const [node, tsx] = nodeTool('tsx', 'dist/cli.mjs');
  const failed = [];
  for (const name of chosen) {
    say(`Benchmark: ${name}`);
    if ((await run(node, [tsx, path.join(folder, name)])) !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Plain(`These benchmarks failed: ${failed.join(', ')}.`);
});
