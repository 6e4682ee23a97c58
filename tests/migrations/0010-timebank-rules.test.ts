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
  folder = await mkdtemp(join(tmpdir(), 'timebank-rules-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const step = migrations.findIndex(({ name }) => name === '0010-timebank-rules');
const openAt = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);

async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type, id_number,
       phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
     VALUES ('m1', 1, 'person', '骆某', '骆某', 'luomou', 'A1', 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', ?, ?)`,
    [now, now],
  );
}

const edition = (number: number, code = 'credit', body = '{}') =>
  sql(
    `INSERT INTO timebank_rule_editions (id, committee_id, number, code, valid_from, source, verified, reason, body, adopted_by, adopted_at)
     VALUES (?, 'c1', ?, ?, '2026-07-01', '通知', 0, '试行', ?, 'u1', ?)`,
    [`e${number}`, number, code, body, now],
  );
const item = (id: string, state: string, note: string, decided: string | null) =>
  sql(
    `INSERT INTO timebank_review_items (id, version, key, rule, rule_version, member_id, entered_by, served_on, params, transactions,
       state, note, found_at, decided_by, decided_at)
     VALUES (?, 1, ?, 'longDay', '', 'm1', 'u1', '2026-07-01', '{}', '[]', ?, ?, ?, ?, ?)`,
    [id, id, state, note, now, decided === null ? null : 'u1', decided],
  );

it('comes over a centre with members, loses none, and leaves both lists empty', async () => {
  await openAt(step);
  await oldRows();
  const before = await sql('SELECT * FROM members');
  await openAt(migrations.length);
  expect(await sql('SELECT * FROM members')).toEqual(before);
  expect(await sql('SELECT count(*) AS n FROM timebank_rule_editions')).toEqual([{ n: 0 }]);
  expect(await sql('SELECT count(*) AS n FROM timebank_review_items')).toEqual([{ n: 0 }]);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
});

it('refuses versions of no rule, twice the same number, and decisions without a reason', async () => {
  await openAt(migrations.length);
  await oldRows();
  await edition(1);
  await expect(edition(1)).rejects.toThrow('rules.appendOnly');
  await expect(edition(2, '')).rejects.toThrow(/CHECK/);
  await expect(edition(2, 'credit', 'not json')).rejects.toThrow(/CHECK/);
  await item('i1', 'open', '', null);
  await item('i2', 'explained', '值班表在档', now);
  await expect(item('i3', 'explained', '', now)).rejects.toThrow(/CHECK/);
  await expect(item('i4', 'confirmed', '查实', null)).rejects.toThrow(/CHECK/);
  await expect(item('i1', 'open', '', null)).rejects.toThrow('review.neverDeleted');
});
