import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'circle-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const step = migrations.findIndex(({ name }) => name === '0017-timebank-circle');

const member = (id: string, guardian: string, kind = 'person') =>
  sql(
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
       id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
     VALUES (?, 1, ?, '小周', '', '', ?, 'unknown', '2012-01-01', 'unknown', '', '', '', ?, NULL, '', '2026-01-01', 'active', ?, ?)`,
    [id, kind, `n${id}`, guardian, now, now],
  );

/** A time bank whose guardians were words and whose relations stood in the inputs of transfers. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, ?)`,
    [now],
  );
  await member('m1', '周母 13800000000');
  await member('m2', '');
  await member('m3', '', 'group');
  await sql(
    `INSERT INTO ledger_transactions (seq, id, kind, served_on, recorded_at, text, rule, inputs, reason, late_reason, created_by, entries, prev_hash, hash)
     VALUES (1, 't1', 'credit', '2026-05-20', ?, '巡查', '', '{"relation":"lineal","proof":"户口簿"}', '', '', 'u1',
       '[{"account":"issue:service","amount":-60},{"account":"pool:donated","amount":60}]', ?, ?)`,
    [now, '0'.repeat(64), '1'.repeat(64)],
  );
}

const relation = (
  id: string,
  first: string,
  second: string,
  from = '2026-01-01',
  until: string | null = null,
) =>
  sql(`INSERT INTO member_relations VALUES (?, ?, ?, 'lineal', 'householdRegister', '', ?, ?, 'u1', ?)`, [
    id,
    first,
    second,
    from,
    until,
    now,
  ]);

it('keeps old guardians as they were typed and old transfers as they were sealed, and takes new records', async () => {
  await openAt(step);
  await oldRows();
  const before = [await sql('SELECT * FROM members'), await sql('SELECT * FROM ledger_transactions')];
  await openAt(step + 1);
  const columns = 'id, guardian, name, state';
  expect(await sql(`SELECT ${columns} FROM members`)).toEqual(
    (before[0] as Record<string, unknown>[]).map(({ id, guardian, name, state }) => ({
      id,
      guardian,
      name,
      state,
    })),
  );
  expect(await sql('SELECT * FROM ledger_transactions')).toEqual(before[1]);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);

  await relation('r1', 'm1', 'm2', '2026-01-01', '2026-03-31');
  await expect(relation('r2', 'm1', 'm2', '2026-03-31')).rejects.toThrow('circle.alreadyOpen');
  await expect(relation('r2', 'm2', 'm1', '2026-04-01')).rejects.toThrow('circle.onePairOnce');
  await expect(relation('r2', 'm1', 'm3', '2026-04-01')).rejects.toThrow('circle.personsOnly');
  await relation('r2', 'm1', 'm2', '2026-04-01');
  const end = (on: string) =>
    sql(`INSERT INTO member_relation_ends VALUES ('r2', ?, '离婚', 'u1', ?)`, [on, now]);
  await expect(end('2026-03-31')).rejects.toThrow('circle.endsBeforeBegin');
  await end('2026-04-10');
  await expect(relation('r3', 'm1', 'm2', '2026-04-09')).rejects.toThrow('circle.alreadyOpen');
  await relation('r3', 'm1', 'm2', '2026-04-10');
});
