import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntitySchema, type QueryRunner } from 'typeorm';
import { guardedDriver, openReadOnly, StatementCache } from './driver.ts';
import type { Reader, Writer } from './handles.ts';
import { refusalOf } from './refusals.ts';
import { createReader, createWriter } from './units.ts';

/**
 * The only way to the file. Stock TypeORM shares one connection between overlapping transactions and loses rows that
 * were reported as saved (typeorm #1884; tests/integration/platform/lost-rows.test.ts shows it): here units of work run
 * one after another on one writing connection, and reading happens on a second, read-only one.
 */
export interface Database {
  /** One transaction, first come first served. Rolls back when `work` throws. Nesting is refused. */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** One consistent snapshot of what was committed before it began. */
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>;
  /** The same for long work, on a connection of its own: `read` never waits for it. Opened when first needed. */
  readLong<T>(work: (tx: Reader) => Promise<T>): Promise<T>;
  /** Runs `task` outside any unit of work: at once, or after the current unit has committed; never after a rollback. */
  afterCommit(task: () => void, dropped?: () => void): void;
  close(): Promise<void>;
}

interface Unit {
  open: boolean;
  afterCommit: { task: () => void; dropped?: (() => void) | undefined }[];
}

export interface GatewayOptions {
  file: string;
  entities: EntitySchema[];
  /** Milliseconds that another process may hold the write lock. */
  busyTimeout?: number;
}

/** Opens both connections on a file whose schema is current (`openDatabase` in open.ts sees to that). */
export async function openGateway(options: GatewayOptions): Promise<Database> {
  const writerSource = await connect(options, { readOnly: false });
  const writer = { runner: writerSource.createQueryRunner(), statements: await statementsOf(writerSource) };
  const reader = await openLane(options);
  let longReader: Promise<Lane> | undefined;
  const writing = createQueue();
  const current = new AsyncLocalStorage<Unit>();
  let closed = false;

  function unitOf<T>(
    run: (unit: Unit) => Promise<T>,
    queue: <R>(task: () => Promise<R>) => Promise<R>,
  ): Promise<T> {
    if (closed) throw new Error('the database is closed');
    if (current.getStore()?.open)
      throw new Error('a unit of work inside a unit of work: pass its handle on instead');
    const unit: Unit = { open: true, afterCommit: [] };
    return queue(() => current.run(unit, () => run(unit)));
  }

  const readOn = <T>(lane: Lane, work: (tx: Reader) => Promise<T>): Promise<T> =>
    unitOf(async (unit) => {
      await lane.runner.query('BEGIN');
      const handle = createReader(lane.runner, lane.statements);
      try {
        return await work(handle.tx);
      } catch (error) {
        throw refusalOf(error);
      } finally {
        unit.open = false;
        await handle.close();
        await lane.runner.query('ROLLBACK');
      }
    }, lane.queue);

  return {
    write: (work) =>
      unitOf(async (unit) => {
        try {
          const result = await transaction(writer.runner, async () => {
            const handle = createWriter(writer.runner, writer.statements, options.entities);
            try {
              return await work(handle.tx);
            } finally {
              unit.open = false;
              await handle.close();
            }
          });
          for (const { task } of unit.afterCommit) current.exit(task);
          return result;
        } catch (error) {
          for (const { dropped } of unit.afterCommit) dropped?.();
          throw refusalOf(error);
        } finally {
          unit.open = false;
        }
      }, writing),

    read: (work) => readOn(reader, work),

    async readLong(work) {
      if (closed) throw new Error('the database is closed');
      return readOn(await (longReader ??= openLane(options)), work);
    },

    afterCommit(task, dropped) {
      const unit = current.getStore();
      if (unit?.open) unit.afterCommit.push({ task, dropped });
      else current.exit(task);
    },

    async close() {
      closed = true;
      await writing(async () => {});
      for (const lane of [reader, await longReader]) {
        await lane?.queue(async () => {});
        await lane?.statements.close();
        await lane?.source.destroy();
      }
      await writer.statements.close();
      await writerSource.destroy();
    },
  };
}

/** A read-only connection and the queue of those who read on it. */
interface Lane {
  source: DataSource;
  runner: QueryRunner;
  statements: StatementCache;
  queue: <T>(task: () => Promise<T>) => Promise<T>;
}

async function openLane(options: GatewayOptions): Promise<Lane> {
  const source = await connect(options, { readOnly: true });
  const [runner, statements] = [source.createQueryRunner(), await statementsOf(source)];
  return { source, runner, statements, queue: createQueue() };
}

/** A writing connection with the pragmas that every connection to a centre's file has. */
export async function connect(
  options: GatewayOptions,
  mode: { readOnly: boolean; migrations?: (new () => { name: string })[] },
): Promise<DataSource> {
  const source = new DataSource({
    type: 'sqlite',
    database: options.file,
    driver: guardedDriver,
    entities: options.entities,
    migrations: (mode.migrations ?? []) as never,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    ...(mode.readOnly ? { flags: openReadOnly } : {}),
  });
  await source.initialize();
  await source.query(`PRAGMA busy_timeout = ${options.busyTimeout ?? 10_000}`);
  for (const pragma of mode.readOnly ? readerPragmas : writerPragmas) await source.query(`PRAGMA ${pragma}`);
  return source;
}

const readerPragmas = ['foreign_keys = ON', 'trusted_schema = OFF', 'query_only = ON', 'cache_size = -32000'];
const writerPragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cache_size = -16000',
];

async function transaction<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.startTransaction();
  try {
    const result = await work();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function statementsOf(source: DataSource): Promise<StatementCache> {
  return new StatementCache(await source.createQueryRunner().connect());
}

/** First in, first out; a failed task does not stop the ones behind it. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  };
}
