import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createApplication,
  databaseFile,
  type Application,
  type Connection,
} from '../../src-main/application.ts';
import type { CallError, Envelope } from '../../src-main/contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../src-main/contract/index.ts';
import type { Role } from '../../src-main/contract/route.ts';
import { fixedClock } from '../../src-main/platform/clock.ts';
import { outputFolder } from '../../src-main/platform/files/output-folder.ts';
import type { Ports } from '../../src-main/platform/ports.ts';
import { rawSql } from './raw-sql.ts';

const root = resolve(import.meta.dirname, '../..');
export const testPassword = 'correct horse battery';

/** An expected refusal, thrown by `desk.call` so that a test which wants success fails with the reason. */
export class Refused extends Error {
  readonly error: CallError;
  constructor(error: CallError) {
    super(`${error.code} ${JSON.stringify(error.fields ?? error.params ?? '')} ${error.ref ?? ''}`);
    this.error = error;
  }
}

export interface TestDesk {
  application: Application;
  dataDir: string;
  file: string;
  clock: ReturnType<typeof fixedClock>;
  /** Files that the save dialog was asked to write; answer 'cancelled' by setting `cancelDialogs`. */
  saved: { name: string; bytes: Uint8Array }[];
  cancelDialogs: boolean;
  /** What the open dialog answers from now on; absent: it is cancelled. */
  opens?: { name: string; bytes: Uint8Array } | undefined;
  /** Folder that is chosen for many files; absent: that dialog is cancelled. */
  folder?: string | undefined;
  /** The administrator’s connection, signed in. */
  connection: Connection;
  /** Calls as the administrator and answers the value; throws `Refused`. */
  call<N extends RouteName>(route: N, input: RouteInput<N>, commandId?: string): Promise<RouteOutput<N>>;
  /** Calls and answers the envelope as it is. */
  ask(route: string, input: unknown, commandId?: string): Promise<Envelope>;
  /** A further account with these roles, signed in on a connection of its own. */
  as(
    roles: Role[],
  ): Promise<{ userId: string; connection: Connection; ask: TestDesk['ask']; call: TestDesk['call'] }>;
  /** Rows by a raw connection that knows nothing of the program. Throws what SQLite refuses. */
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/**
 * The whole application on a real file in a temporary folder, with a committee and an administrator. Only the clock
 * and the dialogs are not real. Close it in `afterEach`.
 */
export async function openDesk(
  options: { dataDir?: string; now?: string; initialise?: boolean } = {},
): Promise<TestDesk> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'fengqiao-')));
  const clock = fixedClock(options.now ?? '2026-07-01T01:30:00.000Z');
  const saved: TestDesk['saved'] = [];
  const ports: Ports = {
    dialogs: {
      async saveFile({ suggestedName, bytes }) {
        if (desk.cancelDialogs) return 'cancelled';
        saved.push({ name: suggestedName, bytes });
        return { savedAs: suggestedName };
      },
      openFile: async () => desk.opens ?? 'cancelled',
      chooseFolder: async () => (desk.folder === undefined ? 'cancelled' : outputFolder(desk.folder)),
    },
    viewer: { open: async ({ name, bytes }) => void saved.push({ name, bytes }) },
    printer: { print: async () => (desk.cancelDialogs ? 'cancelled' : 'printed') },
  };
  const application = await createApplication({
    dataDir,
    resourcesDir: join(root, 'resources'),
    seedsDir: join(root, 'seeds'),
    documentWorkerEntry: pathToFileURL(join(import.meta.dirname, 'document-worker.mjs')),
    ports,
    clock,
    workers: 1,
  });
  const file = join(dataDir, databaseFile);
  const connection = application.connect({ kind: 'test', label: 'test' });

  const desk: TestDesk = {
    application,
    dataDir,
    file,
    clock,
    saved,
    cancelDialogs: false,
    connection,
    ...callers(connection),
    async as(roles) {
      const username = `u${randomUUID().slice(0, 8)}`;
      const { id } = await desk.call('people.createUser', {
        username,
        displayName: username,
        password: testPassword,
        roles,
      });
      const other = application.connect({ kind: 'test', label: username });
      const own = callers(other);
      await own.call('people.signIn', { username, password: testPassword });
      return { userId: id, connection: other, ...own };
    },
    sql: (text, params = []) => rawSql(file, text, params),
    async close() {
      await application.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
  if (options.initialise !== false) {
    await desk.call('people.initialise', {
      committee: { name: '尧化街道人民调解委员会', mark: '尧' },
      administrator: { username: 'admin', displayName: '主任', password: testPassword },
    });
  }
  return desk;
}

function callers(connection: Connection): Pick<TestDesk, 'ask' | 'call'> {
  const ask: TestDesk['ask'] = (route, input, commandId = randomUUID()) =>
    connection.call({ route, input, commandId });
  return {
    ask,
    async call(route, input, commandId) {
      const answer = await ask(route, input, commandId);
      if (answer.ok) return answer.value as never;
      throw new Refused(answer.error);
    },
  };
}
