import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource, type EntitySchema, type ObjectLiteral } from 'typeorm';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { openDesk } from '../support/desk.ts';
import { rawSql } from '../support/raw-sql.ts';

/*
 * One command through the whole router (a new member: its row, its account, its number, audit row, command memory; one
 * durable commit) beside the same rows written by stock TypeORM and by the driver's kept prepared statements, without
 * any of the checks. Same machine, same run, same pragmas: read the ratios, not the milliseconds.
 */
const count = 300;
const tables = ['members', 'ledger_accounts', 'issued_numbers', 'audit_rows', 'commands'];

const folder = await mkdtemp(join(tmpdir(), 'bench-command-'));
const desk = await openDesk();
const before = (await desk.sql<{ n: number }>('SELECT max(seq) AS n FROM audit_rows'))[0]?.n ?? 0;
const ours = await timed(async (index) => {
  await desk.call('timebank.saveMember', { member: { name: `成员${index}`, joinedOn: '2026-01-01' } });
});
const rows = await rowsWritten();
await desk.close();

const stock = await stockPeer();
const driver = await driverPeer();
await rm(folder, { recursive: true, force: true });

print('whole router, checked and audited', ours);
print('stock TypeORM, same rows', stock);
print('kept prepared statements, same rows', driver);
console.log(`router is ${(stock / ours).toFixed(2)} × as fast as stock TypeORM (rows alone)`);
console.log(`router takes ${(ours / driver).toFixed(2)} × the time of bare prepared statements`);

/** Milliseconds for one, after thirty to warm up. */
async function timed(work: (index: number) => Promise<void>): Promise<number> {
  for (let index = 0; index < 30; index += 1) await work(index);
  const start = process.hrtime.bigint();
  for (let index = 30; index < 30 + count; index += 1) await work(index);
  return Number(process.hrtime.bigint() - start) / 1e6 / count;
}

async function rowsWritten(): Promise<ObjectLiteral[][]> {
  const lists = await Promise.all(
    tables.map((table) =>
      desk.sql<ObjectLiteral>(
        table === 'ledger_accounts'
          ? `SELECT * FROM ${table} WHERE member_id IS NOT NULL ORDER BY id`
          : table === 'audit_rows'
            ? `SELECT * FROM ${table} WHERE seq > ${before} ORDER BY seq`
            : table === 'commands'
              ? `SELECT * FROM ${table} WHERE route = 'timebank.saveMember' ORDER BY at, id`
              : `SELECT * FROM ${table} ORDER BY rowid`,
      ),
    ),
  );
  return Array.from({ length: 30 + count }, (_, index) => lists.map((list) => list[index] ?? {}));
}

/** The same tables without triggers and parents, so that the peers do nothing but write. */
async function bareFile(name: string): Promise<string> {
  const file = join(folder, name);
  await (await openDatabase({ file, entities, migrations, now: '2026-01-01T00:00:00.000Z' })).close();
  const triggers = await rawSql<{ name: string }>(
    file,
    `SELECT name FROM sqlite_master WHERE type = 'trigger'`,
  );
  for (const trigger of triggers) await rawSql(file, `DROP TRIGGER ${trigger.name}`);
  return file;
}

async function stockPeer(): Promise<number> {
  const source = new DataSource({
    type: 'sqlite',
    database: await bareFile('stock.sqlite'),
    entities,
    enableWAL: true,
  });
  await source.initialize();
  for (const pragma of ['synchronous = FULL', 'foreign_keys = OFF']) await source.query(`PRAGMA ${pragma}`);
  const byName = new Map(entities.map((entity) => [entity.options.name, entity]));
  const time = await timed(async (index) => {
    await source.transaction(async (manager) => {
      for (const [at, table] of tables.entries()) {
        await manager.getRepository(byName.get(table) as EntitySchema).insert({ ...rows[index]?.[at] });
      }
    });
  });
  await source.destroy();
  return time;
}

async function driverPeer(): Promise<number> {
  const database = new sqlite3.Database(await bareFile('driver.sqlite'));
  const run = (sql: string) =>
    new Promise<void>((done, fail) => database.run(sql, (e) => (e ? fail(e) : done())));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) await run(`PRAGMA ${pragma}`);
  const names = tables.map((_, at) => Object.keys(rows[0]?.[at] ?? {}));
  const statements = tables.map((table, at) =>
    database.prepare(
      `INSERT INTO ${table} (${names[at]?.join(', ')}) VALUES (${names[at]?.map(() => '?').join(', ')})`,
    ),
  );
  const time = await timed(async (index) => {
    await run('BEGIN IMMEDIATE');
    for (const [at, statement] of statements.entries()) {
      const values = names[at]?.map((name) => (rows[index]?.[at] as Record<string, unknown>)[name]);
      await new Promise<void>((done, fail) =>
        statement.run(values, (e: Error | null) => (e ? fail(e) : done())),
      );
    }
    await run('COMMIT');
  });
  await Promise.all(
    statements.map((statement) => new Promise<void>((done) => statement.finalize(() => done()))),
  );
  await new Promise<void>((done) => database.close(() => done()));
  return time;
}

function print(what: string, milliseconds: number): void {
  console.log(`${what.padEnd(40)} ${milliseconds.toFixed(2)} ms each`);
}
