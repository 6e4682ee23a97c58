import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createApplication, type Application, type Connection } from '../../application.ts';
import type { Envelope } from '../../contract/errors.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import { createIds } from '../../platform/ids.ts';
import { systemClock } from '../../platform/clock.ts';
import { outputFolder } from '../../platform/files/output-folder.ts';
import type { Ports } from '../../platform/ports.ts';

export interface Desk {
  application: Application;
  connection: Connection;
  /** Calls with a fresh command id, or the one given. */
  call(route: string, input: unknown, commandId?: string): Promise<Envelope>;
  close(): Promise<void>;
}

/**
 * Opens the application for a terminal. It has no dialogs: what would be saved goes into the folder `to`, and without one
 * routes that need a dialog refuse.
 */
export async function openTerminalDesk(
  dataDir: string,
  { clock, to }: { clock?: Clock; to?: string | undefined } = {},
): Promise<Desk> {
  const root = resolve(import.meta.dirname, '../..');
  const application = await createApplication({
    dataDir,
    resourcesDir: join(root, 'resources'),
    seedsDir: join(root, 'seeds'),
    documentWorkerEntry: pathToFileURL(join(import.meta.dirname, 'document-worker.js')),
    ports: terminalPorts(to),
    ...(clock ? { clock } : {}),
  });
  const connection = application.connect({ kind: 'terminal', label: 'terminal' });
  const ids = createIds(systemClock);
  return {
    application,
    connection,
    call: (route, input, commandId = ids.next()) => connection.call({ route, input, commandId }),
    async close() {
      await application.idle();
      connection.close();
      await application.close();
    },
  };
}

/** `--data`, then FENGQIAO_DATA, then the folder that the window uses on this system. */
export function dataDirOf(option: string | undefined): string {
  const chosen = option ?? process.env['FENGQIAO_DATA'];
  return chosen ? resolve(chosen) : join(windowFolder(), 'Fengqiao Desk', 'data');
}

function windowFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

const unavailable = async (): Promise<never> => {
  throw new AppError('dialog.unavailable');
};

function terminalPorts(to: string | undefined): Ports {
  const folder = to === undefined ? undefined : outputFolder(to);
  return {
    dialogs: {
      saveFile: folder
        ? async ({ suggestedName, bytes }) => ({
            savedAs: join(folder.path, (await folder.write(suggestedName, bytes)).name),
          })
        : unavailable,
      openFile: unavailable,
      chooseFolder: folder ? async () => folder : unavailable,
    },
    viewer: { open: unavailable },
    printer: { print: unavailable },
  };
}
