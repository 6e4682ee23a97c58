import type { EntitySchema, ObjectLiteral, QueryRunner } from 'typeorm';
import type { StatementCache } from './driver.ts';
import type { Reader, SqlValue, Writer } from './handles.ts';

/** A reading handle, dead after `close`: a handler that forgot to await something finds out at once. */
export function createReader(
  runner: QueryRunner,
  statements: StatementCache,
): { tx: Reader; close(): Promise<void> } {
  const use = lifeline();
  return { tx: readingPart(runner, statements, use), close: use.close };
}

/** The writing handle of one transaction. */
export function createWriter(
  runner: QueryRunner,
  statements: StatementCache,
  entities: readonly EntitySchema[],
): { tx: Writer; close(): Promise<void> } {
  const use = lifeline();
  const columns = new Map(
    entities.map((entity) => [entity.options.name, Object.keys(entity.options.columns)]),
  );

  async function insert<E extends ObjectLiteral>(
    entity: EntitySchema<E>,
    rows: E | readonly E[],
  ): Promise<void> {
    const list: readonly ObjectLiteral[] = Array.isArray(rows) ? rows : [rows];
    const names = columns.get(entity.options.name);
    if (!names) throw new Error(`entity ${entity.options.name} is not part of this database`);
    for (const chunk of chunksOf(list, Math.max(1, Math.floor(900 / names.length)))) {
      const marks = chunk.map(() => `(${names.map(() => '?').join(', ')})`).join(', ');
      const values = chunk.flatMap((row) => names.map((name) => (row[name] ?? null) as SqlValue));
      await use(() =>
        statements.run(`INSERT INTO ${entity.options.name} (${names.join(', ')}) VALUES ${marks}`, values),
      );
    }
  }

  async function update<E extends ObjectLiteral>(entity: EntitySchema<E>, id: string, changes: Partial<E>) {
    const names = Object.keys(changes);
    const known = columns.get(entity.options.name) ?? [];
    for (const name of names)
      if (!known.includes(name)) throw new Error(`${entity.options.name} has no column ${name}`);
    const sql = `UPDATE ${entity.options.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
    const values = names.map((name) => ((changes as ObjectLiteral)[name] ?? null) as SqlValue);
    return (await use(() => statements.run(sql, [...values, id]))).changes;
  }

  const tx = {
    ...readingPart(runner, statements, use),
    run: (sql: string, params: readonly SqlValue[] = []) => use(() => statements.run(sql, params)),
    insert,
    update,
    repository: <E extends ObjectLiteral>(entity: EntitySchema<E>) => runner.manager.getRepository(entity),
  };
  return { tx: tx as unknown as Writer, close: use.close };
}

function readingPart(runner: QueryRunner, statements: StatementCache, use: Lifeline) {
  return {
    all: <T>(sql: string, params: readonly SqlValue[] = []) => use(() => statements.all<T>(sql, params)),
    async get<T>(sql: string, params: readonly SqlValue[] = []) {
      return (await use(() => statements.all<T>(sql, params)))[0];
    },
    find: <E extends ObjectLiteral>(entity: EntitySchema<E>) => runner.manager.getRepository(entity),
  } as unknown as Omit<Reader, never>;
}

interface Lifeline {
  <T>(statement: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Counts statements under way; closing waits for none to be left, and then lets no more through. */
function lifeline(): Lifeline {
  let open = true;
  const underWay = new Set<Promise<unknown>>();
  const use = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (!open) throw new Error('this unit of work has ended: a statement was not awaited');
    const running = statement();
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  };
  return Object.assign(use, {
    async close() {
      open = false;
      await Promise.allSettled(underWay);
    },
  });
}

function* chunksOf<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
