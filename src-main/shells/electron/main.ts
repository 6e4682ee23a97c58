import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, type BrowserWindow, session } from 'electron';
import type { Application } from '../../application.ts';
import type { Ports } from '../../platform/ports.ts';
import { chosenDataDir } from './arguments.ts';
import { findDevelopmentServer } from './dev-server.ts';
import { createDialogs } from './dialogs.ts';
import { reportFailedStart, watchProcess, watchWindow } from './failures.ts';
import { createHandedOutFiles } from './handed-out.ts';
import { openCallDesk } from './ipc.ts';
import { installMenu } from './menu.ts';
import { lockNavigation } from './navigation.ts';
import { DESK_SCHEME } from './origin.ts';
import { lockSession } from './permissions.ts';
import { createPrinter } from './printer.ts';
import { declareScheme, serveRenderer } from './protocol.ts';
import { createViewer } from './viewer.ts';
import { openWindow } from './window.ts';

/*
 * Composition of the window program. Order matters: what must stand before Electron is ready (scheme, sandbox, data
 * folder, single instance), then the window, and only after its first paint the application with its database.
 */
const here = import.meta.dirname; // out/main
const programRoot = path.resolve(here, '../..');
const suppliedRoot = app.isPackaged ? process.resourcesPath : programRoot;
const devServer = findDevelopmentServer(app.isPackaged, process.env);
const development = devServer !== undefined;

/** What was reported as saved is on the disk already; this is for calls still running when the window closes. */
const LONGEST_END_MS = 10_000;
const DEBUGGING_DOORS = ['remote-debugging-port', 'remote-debugging-pipe'];

const chosen = chosenDataDir(process.argv.slice(1), process.env, process.cwd());
// With a folder of its own the program keeps its window's matters there too, so that the single-instance lock,
// which Electron binds to this path, guards each data folder by itself.
if (chosen) app.setPath('userData', path.join(chosen, 'window'));
const dataDir = chosen ?? path.join(app.getPath('userData'), 'data');

watchProcess();
declareScheme();
// Root cannot have Chromium's sandbox: scripts/ then pass --no-sandbox, which a packaged program does not heed.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The program asks nothing from the network: no name is ever looked up, no proxy searched for.
if (!development) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
app.commandLine.appendSwitch('no-proxy-server');
// A browser's debugging door would show the page, and with it the data, to any program on this computer.
if (app.isPackaged) for (const door of DEBUGGING_DOORS) app.commandLine.removeSwitch(door);
app.setAppUserModelId('cn.fengqiao.desk');

if (app.requestSingleInstanceLock()) {
  lockNavigation({ development });
  void app.whenReady().then(start);
} else {
  app.exit(0);
}

function start(): void {
  const network = devServer ? [devServer.socket] : [];
  lockSession(session.defaultSession, [`${DESK_SCHEME}:`, 'data:', 'blob:', 'devtools:', ...network]);
  serveRenderer(session.defaultSession, path.resolve(here, '../renderer'), devServer);

  const files = createHandedOutFiles(path.join(app.getPath('userData'), 'handed-out'));
  const ports: Ports = { dialogs: createDialogs(), viewer: createViewer(files), printer: createPrinter() };
  const application = lazily(() => loadApplication(ports));
  const calls = openCallDesk(application, (ref, what) => process.stderr.write(`[${ref}] ${what}\n`));

  const { window, zoom } = openWindow({
    preload: path.resolve(here, '../preload/preload.cjs'),
    icon: path.join(suppliedRoot, 'resources/icons/icon.png'),
    development: !app.isPackaged,
    prepare: (opened) => {
      watchWindow(opened);
      calls.admit(opened.webContents);
    },
  });
  installMenu(zoom, { development });
  app.on('second-instance', () => bringForward(window));
  // The first paint comes first; a call that arrives earlier starts the application by itself.
  window.once('ready-to-show', () => {
    application().catch((error: unknown) => reportFailedStart(error, dataDir));
  });
  app.on('window-all-closed', () => app.quit());
  endInOrder(async () => {
    await calls.settled();
    if (application.started()) await (await application()).close();
    files.clear();
  });
}

async function loadApplication(ports: Ports): Promise<Application> {
  const { createApplication } = await import('../../application.ts');
  return createApplication({
    dataDir,
    resourcesDir: path.join(suppliedRoot, 'resources'),
    seedsDir: path.join(suppliedRoot, 'seeds'),
    documentWorkerEntry: pathToFileURL(path.join(here, 'document-worker.js')),
    ports,
  });
}

/** Starts at the first call and remembers; `started()` tells whether that has happened. */
function lazily<T>(make: () => Promise<T>): { (): Promise<T>; started(): boolean } {
  let made: Promise<T> | undefined;
  return Object.assign(() => (made ??= make()), { started: () => made !== undefined });
}

/** Lets `finish` end before the process does; neither a failure nor a call that hangs keeps the program open. */
function endInOrder(finish: () => Promise<void>): void {
  let ending = false;
  app.on('will-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    const longest = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_END_MS));
    void Promise.race([finish(), longest])
      .catch((error: unknown) => process.stderr.write(`Closing failed: ${String(error)}\n`))
      .finally(() => app.exit(0));
  });
}

function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
