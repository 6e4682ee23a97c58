// npm run check: everything a tool can say about the sources without running them. All checks run, then the verdict.
import { nodeTool, Plain, run, runScript, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

const CHECKS = [
  ['format', 'prettier', 'bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']],
  ['lint', 'eslint', 'bin/eslint.js', ['.', '--max-warnings', '0']],
  [
    'floors and edges',
    'dependency-cruiser',
    'bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', 'src-main', 'src-renderer'],
  ],
  ['unused code', 'knip', 'bin/knip.js', ['--no-progress']],
  ['types', 'typescript', 'bin/tsc', ['--noEmit', '-p', '.']],
];

await runScript(async () => {
  await setupPackages();
  const failed = [];
  for (const [title, packageName, binary, args] of CHECKS) {
    say(`Check: ${title} (${packageName})`);
    const [node, file] = nodeTool(packageName, binary);
    if ((await run(node, [file, ...args])) !== 0) failed.push(title);
  }
  if (failed.length > 0) throw new Plain(`Not in order: ${failed.join(', ')}.`);
  say('All checks are in order.');
});
