import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, EntitySchema } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src-main/platform/database/gateway.ts';
import { openDatabase } from '../../../src-main/platform/database/open.ts';

/*
 * Each story is told twice: on stock TypeORM, where a row that was reported as saved is gone, and on the gateway,
 * where it is there. Should a TypeORM of the future keep the row, the first half of a story fails and tells us that
 * the gateway may become simpler.
 */
interface Row {
  id: number;
  body: string;
}
const Rows = new EntitySchema<Row>({
  name: 'rows',
  columns: { id: { type: 'integer', primary: true }, body: { type: 'text' } },
});
const create = 'CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'lost-rows-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function openStock(): Promise<DataSource> {
  const source = new DataSource({ type: 'sqlite', database: join(folder, 'stock.sqlite'), entities: [Rows] });
  await source.initialize();
  await source.query(create.replace('TABLE', 'TABLE IF NOT EXISTS'));
  return source;
}

function openOurs(): Promise<Database> {
  return openDatabase({
    file: join(folder, 'ours.sqlite'),
    entities: [Rows],
    migrations: [{ name: '0001-rows', statements: ['PRAGMA application_id = 1181828203', create] }],
    now: '2026-07-01T00:00:00.000Z',
  });
}

async function idsAfterReopening(stock: DataSource): Promise<number[]> {
  await stock.destroy();
  const again = await openStock();
  const rows = await again.query<Row[]>('SELECT id FROM rows ORDER BY id');
  await again.destroy();
  return rows.map((row) => row.id);
}

async function ourIdsAfterReopening(ours: Database): Promise<number[]> {
  await ours.close();
  const again = await openOurs();
  const rows = await again.read((tx) => tx.all<Row>('SELECT id FROM rows ORDER BY id'));
  await again.close();
  return rows.map((row) => row.id);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const failing = new Error('changed my mind');

/** Lets the other side go on when this one has come so far: an order that no load can change. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

describe('two overlapping transactions, the second of which fails', () => {
  it('stock TypeORM reports the first as saved and loses it', async () => {
    const stock = await openStock();
    const [begun, overlapping, committed] = [gate(), gate(), gate()];
    const first = stock.transaction(async (manager) => {
      await manager.insert(Rows, { id: 1, body: 'acknowledged' });
      begun.open();
      await overlapping.passed;
    });
    await begun.passed;
    const second = stock.transaction(async (manager) => {
      await manager.insert(Rows, { id: 2, body: 'given up' });
      overlapping.open();
      await committed.passed;
      throw failing;
    });
    void first.finally(committed.open);
    const [one, two] = await Promise.allSettled([first, second]);
    expect([one.status, two.status]).toEqual(['fulfilled', 'rejected']);
    expect(await idsAfterReopening(stock)).not.toContain(1);
  });

  it('the gateway keeps the first and nothing of the second', async () => {
    const ours = await openOurs();
    const first = ours.write(async (tx) => {
      await tx.insert(Rows, { id: 1, body: 'acknowledged' });
      await pause(15);
    });
    await pause(5);
    const second = ours.write(async (tx) => {
      await tx.insert(Rows, { id: 2, body: 'given up' });
      await pause(40);
      throw failing;
    });
    const [one, two] = await Promise.allSettled([first, second]);
    expect([one.status, two.status]).toEqual(['fulfilled', 'rejected']);
    expect(await ourIdsAfterReopening(ours)).toEqual([1]);
  });
});

describe('a plain save while another transaction is open that will fail', () => {
  it('stock TypeORM reports the save and rolls it back with the stranger', async () => {
    const stock = await openStock();
    const [begun, saved] = [gate(), gate()];
    const stranger = stock.transaction(async (manager) => {
      await manager.insert(Rows, { id: 1, body: 'given up' });
      begun.open();
      await saved.passed;
      throw failing;
    });
    await begun.passed;
    await stock.getRepository(Rows).save({ id: 2, body: 'acknowledged' });
    saved.open();
    await expect(stranger).rejects.toBe(failing);
    expect(await idsAfterReopening(stock)).toEqual([]);
  });

  it('the gateway gives no repository outside a unit of work, and a unit waits for the one before', async () => {
    const ours = await openOurs();
    const stranger = ours.write(async (tx) => {
      await tx.repository(Rows).insert({ id: 1, body: 'given up' });
      await pause(20);
      throw failing;
    });
    await pause(5);
    await ours.write((tx) => tx.repository(Rows).save({ id: 2, body: 'acknowledged' }));
    await expect(stranger).rejects.toBe(failing);
    expect(await ourIdsAfterReopening(ours)).toEqual([2]);
  });
});

describe('a disk that fills up in the middle of a transaction: SQLite rolls back by itself', () => {
  it('stock TypeORM keeps counting a transaction that is gone, and loses a later commit at exit', async () => {
    const stock = await openStock();
    await stock.query('PRAGMA max_page_count = 20');
    const full = stock.transaction(async (manager) => {
      await manager.insert(Rows, { id: 1, body: 'small' });
      await manager.insert(Rows, { id: 2, body: 'x'.repeat(500_000) });
    });
    await expect(full).rejects.toThrow('SQLITE_FULL');
    await stock.query('PRAGMA max_page_count = 100000');
    await expect(
      stock.transaction(async (manager) => {
        await manager.insert(Rows, { id: 3, body: 'given up' });
        throw failing;
      }),
    ).rejects.toBe(failing);
    await stock.transaction((manager) => manager.insert(Rows, { id: 4, body: 'acknowledged' }));
    expect(await stock.query('SELECT id FROM rows')).toEqual([{ id: 4 }]);
    expect(await idsAfterReopening(stock)).toEqual([]);
  });

  it('the gateway says that the disk is full, and what is saved later stays', async () => {
    const ours = await openOurs();
    await ours.write((tx) => tx.insert(Rows, { id: 10, body: 'from before' }));
    await ours.write((tx) => tx.all('PRAGMA max_page_count = 20'));
    const full = ours.write(async (tx) => {
      await tx.insert(Rows, { id: 1, body: 'small' });
      await tx.insert(Rows, { id: 2, body: 'x'.repeat(500_000) });
    });
    await expect(full).rejects.toMatchObject({ code: 'database.full' });
    await ours.write((tx) => tx.all('PRAGMA max_page_count = 100000'));
    await expect(
      ours.write(async (tx) => {
        await tx.insert(Rows, { id: 3, body: 'given up' });
        throw failing;
      }),
    ).rejects.toBe(failing);
    await ours.write((tx) => tx.insert(Rows, { id: 4, body: 'acknowledged' }));
    expect(await ourIdsAfterReopening(ours)).toEqual([4, 10]);
  });
});
