import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntitySchema } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src-main/platform/database/gateway.ts';
import type { Writer } from '../../../src-main/platform/database/handles.ts';
import type { Migration } from '../../../src-main/platform/database/migrations/migration.ts';
import { openDatabase } from '../../../src-main/platform/database/open.ts';
import { rawSql } from '../../support/raw-sql.ts';

interface Row {
  id: number;
  body: string;
}
const Rows = new EntitySchema<Row>({
  name: 'rows',
  columns: { id: { type: 'integer', primary: true }, body: { type: 'text' } },
});
const first: Migration = {
  name: '0001-rows',
  statements: [
    'PRAGMA application_id = 1181828203',
    'CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT',
  ],
};

let folder: string;
let file: string;
let database: Database | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  file = join(folder, 'test.sqlite');
});
afterEach(async () => {
  await database?.close();
  database = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function open(migrations: readonly Migration[] = [first], busyTimeout = 200): Promise<Database> {
  return (database = await openDatabase({
    file,
    entities: [Rows],
    migrations,
    now: '2026-07-01T00:00:00.000Z',
    busyTimeout,
  }));
}

describe('long reading', () => {
  it('keeps nobody waiting: short reads and writes come through, and it sees what was there when it began', async () => {
    const db = await open();
    await db.write((tx) => tx.insert(Rows, { id: 1, body: 'before' }));
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let begun = () => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const count = 'SELECT count(*) AS rows FROM rows';
    const long = db.readLong(async (tx) => {
      const first = await tx.get<{ rows: number }>(count);
      begun();
      await held;
      return [first?.rows, (await tx.get<{ rows: number }>(count))?.rows];
    });
    await started;
    await db.write((tx) => tx.insert(Rows, { id: 2, body: 'meanwhile' }));
    expect(await db.read((tx) => tx.get(count))).toEqual({ rows: 2 });
    letGo();
    expect(await long).toEqual([1, 1]);
    expect(await db.readLong((tx) => tx.get(count))).toEqual({ rows: 2 });
  });

  it('writes nothing, is no unit inside another, and ends with the database', async () => {
    const db = await open();
    await expect(
      db.readLong((tx) => (tx as Writer).all(`INSERT INTO rows (id, body) VALUES (3, 'x')`)),
    ).rejects.toThrow(/readonly/i);
    await expect(db.write(() => db.readLong(async () => 1))).rejects.toThrow('inside a unit of work');
    await db.close();
    await expect(db.readLong(async () => 1)).rejects.toThrow('closed');
    database = undefined;
  });
});

describe('units of work', () => {
  it('run in the order of asking, whatever each takes', async () => {
    const db = await open();
    const order: number[] = [];
    await Promise.all(
      [30, 1, 15, 0].map((delay, index) =>
        db.write(async (tx) => {
          await new Promise((resolve) => setTimeout(resolve, delay));
          order.push(index);
          await tx.insert(Rows, { id: index, body: String(delay) });
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it('leave nothing when the work throws midway', async () => {
    const db = await open();
    await expect(
      db.write(async (tx) => {
        await tx.insert(Rows, { id: 1, body: 'half' });
        throw new Error('midway');
      }),
    ).rejects.toThrow('midway');
    expect(await db.read((tx) => tx.all('SELECT * FROM rows'))).toEqual([]);
  });

  it('refuse to nest: a write in a write would wait for itself for ever', async () => {
    const db = await open();
    await expect(db.write(() => db.write(async () => 1))).rejects.toThrow('inside a unit of work');
    await expect(db.write(() => db.read(async () => 1))).rejects.toThrow('inside a unit of work');
    expect(await db.write(async () => 2)).toBe(2);
  });

  it('refuse a handle that outlived its unit: a forgotten await must not write outside it', async () => {
    const db = await open();
    let escaped: Writer | undefined;
    await db.write(async (tx) => void (escaped = tx));
    await expect(escaped?.run('DELETE FROM rows')).rejects.toThrow('has ended');
  });

  it('give tasks after the commit, and drop them after a rollback', async () => {
    const db = await open();
    const heard: string[] = [];
    await db.write(async () => db.afterCommit(() => heard.push('committed')));
    await db
      .write(async () => {
        db.afterCommit(
          () => heard.push('never'),
          () => heard.push('dropped'),
        );
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(heard).toEqual(['committed', 'dropped']);
  });
});

describe('the reading side', () => {
  it('cannot write, even by SQL that slips through the types', async () => {
    const db = await open();
    await expect(db.read((tx) => tx.all(`INSERT INTO rows VALUES (1, 'x')`))).rejects.toThrow(
      /readonly|read-only/,
    );
  });

  it('sees one snapshot from its first statement to its last, while somebody writes', async () => {
    const db = await open();
    await db.write((tx) => tx.insert(Rows, { id: 1, body: 'before' }));
    const counts = await db.read(async (tx) => {
      const count = async () => (await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM rows'))?.n;
      const before = await count();
      await rawSql(file, `INSERT INTO rows VALUES (2, 'meanwhile')`);
      return [before, await count()];
    });
    expect(counts).toEqual([1, 1]);
    expect(await db.read((tx) => tx.all('SELECT id FROM rows'))).toHaveLength(2);
  });
});

describe('two processes on one file', () => {
  it('the second waits at BEGIN and is told so, instead of failing in the middle of its work', async () => {
    const db = await open();
    const other = await openDatabase({
      file,
      entities: [Rows],
      migrations: [first],
      now: '2026-07-01T00:00:00.000Z',
      busyTimeout: 50,
    });
    let statements = 0;
    const held = db.write(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const refused = await other.write(async () => void (statements += 1)).catch((error: unknown) => error);
    await held;
    expect(refused).toMatchObject({ code: 'database.busy' });
    expect(statements).toBe(0);
    expect(await other.write(async () => 'now')).toBe('now');
    await other.close();
  });
});

describe('opening a file', () => {
  it('is refused when a newer program made it, and changes nothing in it', async () => {
    await (
      await open([
        first,
        { name: '0002-more', statements: ['CREATE TABLE more (id TEXT PRIMARY KEY) STRICT'] },
      ])
    ).close();
    database = undefined;
    await expect(open([first])).rejects.toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('0002-more') as string,
    });
  });

  it('is refused when another program made it, without a byte of it changed', async () => {
    await rawSql(file, 'CREATE TABLE somebody_elses (id INTEGER)');
    const before = await readFile(file);
    await expect(open()).rejects.toMatchObject({ reason: 'foreign' });
    expect(Buffer.compare(await readFile(file), before)).toBe(0);
  });

  it('is refused when it is no database at all', async () => {
    await writeFile(file, '这不是数据库'.repeat(200));
    await expect(open()).rejects.toMatchObject({ reason: 'damaged' });
  });

  it('a migration that leaves a row without its parent is rolled back whole, at every start', async () => {
    await (await open()).close();
    database = undefined;
    const orphan: Migration = {
      name: '0002-orphan',
      statements: [
        'CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES rows (id)) STRICT',
        'INSERT INTO children VALUES (1, 99)',
      ],
    };
    await expect(open([first, orphan])).rejects.toThrow('without their parents');
    await expect(open([first, orphan])).rejects.toThrow('without their parents');
    expect(await rawSql(file, `SELECT name FROM sqlite_master WHERE name = 'children'`)).toEqual([]);
  });

  it('copies an older file before migrating it, and only then', async () => {
    const db = await open();
    await db.write((tx) => tx.insert(Rows, { id: 1, body: 'old row' }));
    await db.close();
    expect(await readdir(folder)).not.toContain('before-migration');
    await open([
      first,
      { name: '0002-wider', statements: [`ALTER TABLE rows ADD COLUMN note TEXT NOT NULL DEFAULT ''`] },
    ]);
    const [copy] = await readdir(join(folder, 'before-migration'));
    expect(await rawSql(join(folder, 'before-migration', copy ?? ''), 'SELECT * FROM rows')).toEqual([
      { id: 1, body: 'old row' },
    ]);
    expect(await rawSql(file, 'SELECT * FROM rows')).toEqual([{ id: 1, body: 'old row', note: '' }]);
  });

  it('a migration that fails midway leaves the schema as it was', async () => {
    await (await open()).close();
    database = undefined;
    const broken: Migration = {
      name: '0002-broken',
      statements: ['CREATE TABLE half (id TEXT) STRICT', 'CREATE TABLE rows (id TEXT)'],
    };
    await expect(open([first, broken])).rejects.toThrow('already exists');
    expect(await rawSql(file, `SELECT name FROM sqlite_master WHERE name = 'half'`)).toEqual([]);
    await open([first]);
  });

  it('sets the pragmas that keep an acknowledged row through a power cut', async () => {
    const db = await open();
    const pragma = async (name: string) =>
      Object.values((await db.write((tx) => tx.get<Record<string, unknown>>(`PRAGMA ${name}`))) ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('trusted_schema')).toBe(0);
  });
});
