import { join } from 'node:path';
import type { Envelope } from './contract/errors.ts';
import type { EventName, EventPayloads, RouteOutput } from './contract/index.ts';
import { entities } from './entities.ts';
import { mediationHandlers } from './mediation/handlers.ts';
import { indexWaitingCases } from './mediation/search/index-jobs.ts';
import { loadActor, closedSession } from './people/actor.ts';
import { peopleHandlers } from './people/handlers.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { migrations } from './platform/database/migrations/index.ts';
import { openDatabase } from './platform/database/open.ts';
import { documentHandlers } from './platform/documents/handlers.ts';
import { createDocumentPool } from './platform/documents/pool.ts';
import { sweepFiles } from './platform/files/file-sweep.ts';
import { platformHandlers } from './platform/handlers.ts';
import { createIds } from './platform/ids.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { fileLog } from './platform/log.ts';
import type { Ports } from './platform/ports.ts';
import { loadReference } from './platform/reference-data/reference.ts';
import type { Handlers } from './platform/router/handlers.ts';
import { createRouter, type Caller, type CallRequest } from './platform/router/router.ts';
import type { Session } from './platform/router/session.ts';
import type { Services } from './platform/services.ts';
import { timebankHandlers } from './timebank/handlers.ts';
import { resumeDueAtStart } from './timebank/membership/lapse-store.ts';
import { lapseOrdersAtStart } from './timebank/spending/lapse-store.ts';
import { lapseAtStart } from './timebank/work/lapse-store.ts';

export const programVersion = '0.1.0';

/** Name of the one file that holds everything, inside the data folder. */
export const databaseFile = 'fengqiao.sqlite';

export interface ApplicationOptions {
  dataDir: string;
  resourcesDir: string;
  seedsDir: string;
  /** Module that a document worker starts with. */
  documentWorkerEntry: URL;
  ports: Ports;
  clock?: Clock;
  /** Document workers at the most; two leave an old office PC usable. */
  workers?: number;
}

export interface Application {
  /** One client, one session: a window, a terminal, a test. */
  connect(client: { kind: 'window' | 'terminal' | 'test'; label: string }): Connection;
  /** Resolves when no long task is running. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export type AnyEvent = { [N in EventName]: { name: N; payload: EventPayloads[N] } }[EventName];

export interface Connection {
  call(request: CallRequest): Promise<Envelope>;
  onEvent(listener: (event: AnyEvent) => void): () => void;
  close(): void;
}

const handlers: Handlers = {
  ...peopleHandlers,
  ...platformHandlers,
  ...documentHandlers,
  ...mediationHandlers,
  ...timebankHandlers,
};

/**
 * Builds the whole application from its ports. Errors before the first call: `UnusableFile` (the data file is newer,
 * foreign or damaged), or an Error that names the faulty reference file.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const clock = options.clock ?? systemClock;
  const ids = createIds(clock);
  const log = fileLog(join(options.dataDir, 'log', 'errors.log'));
  const [reference, database] = await Promise.all([
    loadReference(options.seedsDir),
    openDatabase({ file: join(options.dataDir, databaseFile), entities, migrations, now: clock.now() }),
  ]);
  // What a crash left beside the database; a folder that cannot be read must not keep the program from starting.
  await sweepFiles(database, options.dataDir).catch((error: unknown) =>
    log.unexpected(error, 'start', clock.now()),
  );
  const renderer = createDocumentPool({
    entry: options.documentWorkerEntry,
    fontsDir: join(options.resourcesDir, 'fonts'),
    size: options.workers ?? 2,
  });

  const listeners = new Set<(event: AnyEvent) => void>();
  const tell = (event: AnyEvent) => {
    for (const listener of listeners) listener(event);
  };
  const jobs = createJobs({
    ids,
    database,
    onProgress(view) {
      tell({ name: 'job.progress', payload: view });
      // A job that was stopped may have written part of its work too.
      const [capability] = view.kind.split('.');
      if (view.state !== 'running')
        tell({ name: 'data.changed', payload: { capabilities: [capability!, 'documents'] } });
    },
    onUnexpected: (error) => void log.unexpected(error, 'job', clock.now()),
  });
  const services: Services = {
    clock,
    ids,
    reference,
    renderer,
    jobs,
    ports: options.ports,
    dataDir: options.dataDir,
    version: programVersion,
  };
  const call = createRouter({
    database,
    handlers,
    services,
    loadActor,
    onChanged: (capability) =>
      tell({ name: 'data.changed', payload: { capabilities: [capability, 'documents'] } }),
    onUnexpected: (error, route) => log.unexpected(error, route, clock.now()),
  });

  const indexing = await indexWaitingCases({ jobs, database });
  await lapseAtStart(database, clock.now());
  await lapseOrdersAtStart(database, clock.now());
  await resumeDueAtStart(database, clock.now());

  async function tellSession(caller: Caller, own: Set<(event: AnyEvent) => void>): Promise<void> {
    const status = await call(caller, { route: 'people.readStatus', input: {} });
    if (!status.ok) return;
    const payload = (status.value as RouteOutput<'people.readStatus'>).session;
    for (const listener of own) listener({ name: 'session.changed', payload });
  }

  return {
    connect(client) {
      const session: Session = { ...closedSession };
      const own = new Set<(event: AnyEvent) => void>();
      const caller: Caller = { client: client.kind, session, seen: new Set() };
      return {
        async call(request) {
          const before = session.state;
          const answer = await call(caller, request);
          if (!answer.ok && answer.error.code === 'session.accountInactive')
            Object.assign(session, closedSession);
          if (session.state !== before) {
            caller.seen.clear();
            await tellSession(caller, own);
          }
          return answer;
        },
        onEvent(listener) {
          // Every client hears of changes; without a session there is nobody to hear them.
          const heard = (event: AnyEvent) => {
            if (session.state === 'open' || event.name === 'session.changed') listener(event);
          };
          own.add(heard);
          listeners.add(heard);
          return () => {
            own.delete(heard);
            listeners.delete(heard);
          };
        },
        close() {
          for (const listener of own) listeners.delete(listener);
          Object.assign(session, closedSession);
        },
      };
    },
    idle: () => jobs.idle(),
    async close() {
      await renderer.close();
      // What is indexed stays so; the rest goes on at the next start.
      if (indexing && jobs.read(indexing.id).state === 'running') jobs.cancel(indexing.id);
      await jobs.idle();
      await database.close();
    },
  };
}
