// npm run prove: a random life of a time bank, exported; hledger, ledger and beancount compute every balance again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { nodeTool, Plain, projectRoot, run, runScript, runsAsRoot, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

/** Debian packages and the commands that they bring. */
const packages = { hledger: ['hledger'], ledger: ['ledger'], beancount: ['bean-check', 'bean-query'] };

await runScript(async () => {
  await setupPackages();
  await installMissing();
  const [node, tsx] = nodeTool('tsx', 'dist/cli.mjs');
  return run(node, [tsx, path.join(projectRoot, 'tests/prove/prove.ts'), ...process.argv.slice(2)]);
});

async function installMissing() {
  const wanted = missing();
  if (wanted.length === 0) return;
  const by = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  if (!starts('apt-get'))
    throw new Plain(`The proof needs ${wanted.join(', ')}. Install them with this system's package manager.`);
  const sudo = runsAsRoot ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0)
    throw new Plain(`The proof needs ${wanted.join(', ')}. Run as an administrator: ${by}`);
  say(`Installing the Debian packages ${wanted.join(', ')}.`);
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return run(command, rest, {
      quietStdout: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  await apt('update', '-qq');
  await apt('install', '-y', '--no-install-recommends', ...wanted);
  const left = missing();
  if (left.length > 0) throw new Plain(`${left.join(', ')} could not be installed. Try by hand: ${by}`);
}

function missing() {
  return Object.keys(packages).filter((name) => !packages[name].every(starts));
}

function starts(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
