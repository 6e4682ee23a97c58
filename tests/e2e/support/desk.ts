import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The real program in its real window, on a data folder of its own. */
export interface Desk {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** Errors of the page's console and uncaught errors, content-policy refusals among them, since the window opened. */
  problems: string[];
  /** Closes the program in order; the data folder stays. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** A data folder, for instance of an earlier launch; by default a fresh temporary one. */
  dataDir?: string;
  /** Further command line arguments. */
  args?: string[];
  env?: Record<string, string>;
}

export const projectRoot = path.resolve(import.meta.dirname, '../../..');
const runsAsRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Starts the built program (`npm run build`, `npm test` does it) and waits until its page has loaded. */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const { executablePath, args } = await launchCommand(['--data', dataDir, ...(options.args ?? [])]);
  const app = await _electron.launch({
    executablePath,
    args,
    cwd: projectRoot,
    env: { ...cleanEnvironment(), ...options.env },
    // Chromium refuses to sandbox root; scripts/test.mjs says so in the log.
    chromiumSandbox: !runsAsRoot,
  });
  askAgainIfDropped(app);
  const page = await app.firstWindow();
  // Not earlier: before the first window an evaluate() in the main process may never be answered.
  await showErrorsInTheLog(app);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.waitForLoadState('load');
  // Loaded is not yet drawn: a test that looks for what is there must find the page, not the moment before it.
  await page.getByRole('heading').first().waitFor();
  return { app, page, dataDir, problems, close: () => app.close() };
}

/**
 * The debugger now and then drops the answer of a call into the main process ("Resulting promise was garbage
 * collected"). What the tests do there may be done twice, so the call is made again.
 */
function askAgainIfDropped(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...args: unknown[]) => Promise<unknown>;
  const patient = async (...args: unknown[]) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await evaluate(...args);
      } catch (error) {
        if (attempt === 3 || !String(error).includes('garbage collected')) throw error;
      }
    }
  };
  app.evaluate = patient as ElectronApplication['evaluate'];
}

/** An error box would wait for a click that never comes: its text goes to the test's log, and the program ends. */
async function showErrorsInTheLog(app: ElectronApplication): Promise<void> {
  const stderr: NodeJS.ReadableStream | null = app.process().stderr;
  stderr?.on('data', (data: Buffer) => {
    const lines = data.toString().split('\n');
    for (const line of lines.filter((text) => text.startsWith('[desk]'))) process.stderr.write(`${line}\n`);
  });
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title, content) => {
      process.stderr.write(`[desk] ${title}: ${content.replaceAll('\n', ' ')}\n`);
    };
  });
}

/** Program and arguments for one start, as `scripts/test.mjs` found them, or found now. */
export async function launchCommand(own: string[]): Promise<{ executablePath: string; args: string[] }> {
  const sandbox = runsAsRoot ? ['--no-sandbox'] : [];
  const known = process.env['FENGQIAO_ELECTRON'];
  if (known) {
    const appArgs = JSON.parse(process.env['FENGQIAO_ELECTRON_ARGS'] ?? '[]') as string[];
    return { executablePath: known, args: [...appArgs, ...sandbox, ...own] };
  }
  const script = path.join(projectRoot, 'scripts/electron-runtime.mjs');
  const runtime = (await import(script)) as {
    electronRuntime(): Promise<{ executablePath: string; appArgs: string[] }>;
  };
  const found = await runtime.electronRuntime();
  return { executablePath: found.executablePath, args: [...found.appArgs, ...sandbox, ...own] };
}

const temporaryFolders: string[] = [];

/** A fresh folder that disappears when the test process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fengqiao-e2e-'));
  temporaryFolders.push(folder);
  return folder;
}

process.once('exit', () => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

/** Nothing of the developer's own settings may change what the tests see. */
export function cleanEnvironment(): Record<string, string> {
  const hidden = ['ELECTRON_RUN_AS_NODE', 'ELECTRON_RENDERER_URL', 'FENGQIAO_DATA', 'NODE_OPTIONS'];
  const entries = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !hidden.includes(name),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
