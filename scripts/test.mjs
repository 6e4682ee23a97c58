// npm test: setup, build, types, unit and integration tests, then Playwright in the real Electron window.
// The last line is a plain summary over everything. `--e2e-only` runs the window tests alone;
// other arguments go to Playwright (`npm run test:e2e -- window.spec.ts`).
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { withDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { nodeTool, outDir, run, runsAsRoot, runScript, say } from './project.mjs';
import { setupPackages, setupTestTools } from './setup.mjs';

const resultsDir = path.join(outDir, 'test');
const unitResults = path.join(resultsDir, 'vitest.json');
const windowResults = path.join(resultsDir, 'playwright.json');

await runScript(async () => {
  const e2eOnly = process.argv.includes('--e2e-only');
  const forwarded = process.argv.slice(2).filter((argument) => argument !== '--e2e-only');
  await setupPackages();
  await setupTestTools();
  await ensureBuild();
  mkdirSync(resultsDir, { recursive: true });
  const suites = e2eOnly ? [] : [await typeSuite(), await unitSuite()];
  suites.push(await windowSuite(forwarded));
  return summarise(suites);
});

/** The types of everything, counted as one test. */
async function typeSuite() {
  say('Checking types.');
  const [node, tsc] = nodeTool('typescript', 'bin/tsc');
  const code = await run(node, [tsc, '--noEmit', '-p', '.']);
  return { name: 'types', passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, code };
}

async function unitSuite() {
  say('Running unit, integration, security and PDF tests (vitest).');
  rmSync(unitResults, { force: true });
  const [node, vitest] = nodeTool('vitest', 'vitest.mjs');
  const code = await run(node, [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitResults}`,
  ]);
  const report = readJson(unitResults);
  return { name: 'vitest', passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, code };
}

async function windowSuite(forwarded) {
  const electron = await electronRuntime();
  say('Running the window tests (Playwright drives the real Electron window).');
  say(
    runsAsRoot
      ? 'Running as root: Chromium refuses its sandbox for root, so the window gets --no-sandbox.'
      : 'Running as an ordinary user: the window keeps the Chromium sandbox.',
  );
  rmSync(windowResults, { force: true });
  const [node, playwright] = nodeTool('@playwright/test', 'cli.js');
  const code = await withDisplay((env) =>
    run(node, [playwright, 'test', ...forwarded], {
      env: {
        ...env,
        FENGQIAO_ELECTRON: electron.executablePath,
        FENGQIAO_ELECTRON_ARGS: JSON.stringify(electron.appArgs),
      },
    }),
  );
  const report = readJson(windowResults);
  for (const title of playedTwice(report)) say(`Passed only in a second window: ${title}`);
  const stats = report?.stats;
  return {
    name: 'playwright',
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    code,
  };
}

/** Titles of the tests that failed first and passed when they were played again. */
function playedTwice(report) {
  const within = (suite) => [
    ...(suite.specs ?? []).filter(({ tests }) => tests.some(({ status }) => status === 'flaky')),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return (report?.suites ?? []).flatMap(within).map(({ file, title }) => `${file}: ${title}`);
}

function summarise(suites) {
  for (const suite of suites) {
    // A runner that ended badly without a failed test (a crash, no test found) is itself a failure.
    if (suite.code !== 0 && suite.failed === 0) suite.failed = 1;
    say(`${suite.name}: ${suite.passed} passed, ${suite.failed} failed`);
  }
  const total = (key) => suites.reduce((sum, suite) => sum + suite[key], 0);
  process.stdout.write(`${total('passed')} passed, ${total('failed')} failed\n`);
  return total('failed') === 0 ? 0 : 1;
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
