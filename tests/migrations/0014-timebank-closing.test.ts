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
  folder = await mkdtemp(join(tmpdir(), 'closing-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const step = migrations.findIndex(({ name }) => name === '0014-timebank-closing');

/** A time bank of the program before months could be closed: one credit of May. */
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
  await book(1, '2026-05-20', '2026-05-20T02:00:00.000Z', '0'.repeat(64));
}

const book = (seq: number, servedOn: string, recordedAt: string, previous: string, late = '') =>
  sql(
    `INSERT INTO ledger_transactions (seq, id, kind, served_on, recorded_at, text, rule, inputs, reason, late_reason, created_by, entries, prev_hash, hash)
     VALUES (?, ?, 'credit', ?, ?, '巡查', '', '{}', '', ?, 'u1',
       '[{"account":"issue:service","amount":-60},{"account":"pool:donated","amount":60}]', ?, ?)`,
    [seq, `t${seq}`, servedOn, recordedAt, late, previous, String(seq).repeat(64)],
  );

const close = (seq: number, month: string, act: string, closed: string, final: string, previous: string) =>
  sql(`INSERT INTO ledger_closings VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?, '[]', ?, NULL, '', 'u1', ?, ?, ?)`, [
    seq,
    `c${seq}`,
    month,
    act,
    closed,
    final,
    '1'.repeat(64),
    'a'.repeat(64),
    now,
    previous,
    `${seq}`.repeat(64),
  ]);

it('runs over a ledger without closings, changes nothing in it, and lets its first month be closed', async () => {
  await openAt(step);
  await oldRows();
  const before = await sql('SELECT * FROM ledger_transactions');
  await openAt(migrations.length);
  expect(await sql('SELECT * FROM ledger_transactions')).toEqual(before);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);

  const zeros = '0'.repeat(64);
  await expect(close(1, '2026-06', 'first', '2026-06', '', zeros), 'not the first month').rejects.toThrow(
    'closing.outOfOrder',
  );
  await expect(close(1, '2026-05', 'final', '', '2026-05', zeros), 'final before first').rejects.toThrow(
    'closing.outOfOrder',
  );
  await close(1, '2026-05', 'first', '2026-05', '', zeros);
  await expect(book(2, '2026-05-21', now, '1'.repeat(64))).rejects.toThrow('ledger.monthClosed');
  await expect(book(2, '2026-05-21', '2026-05-31T15:59:59.999Z', '1'.repeat(64), '补记')).rejects.toThrow(
    'ledger.monthClosed',
  );
  await close(2, '2026-05', 'final', '2026-05', '2026-05', '1'.repeat(64));
  await expect(book(2, '2026-05-21', now, '1'.repeat(64), '补记')).rejects.toThrow('ledger.monthFinal');
  await sql(`INSERT INTO user_roles VALUES ('u1', 'administrator')`);
  await book(2, '2026-05-21', now, '1'.repeat(64), '补记');
});
