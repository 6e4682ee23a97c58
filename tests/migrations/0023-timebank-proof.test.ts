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
  folder = await mkdtemp(join(tmpdir(), 'proof-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const step = migrations.findIndex(({ name }) => name === '0023-timebank-proof');

/** A centre of before: two members who are related, one of them signed up for an activity and has left nevertheless. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, '${now}')`,
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, '${now}')`,
  );
  for (const id of ['m1', 'm2'])
    await sql(
      `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
         id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
       VALUES (?, 1, 'person', '王志明', 'w', 'w', ?, 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', '${now}', '${now}')`,
      [id, `V${id}`],
    );
  await sql(
    `INSERT INTO member_relations VALUES ('r1', 'm1', 'm2', 'spouse', 'marriageCertificate', '', '2026-01-01', NULL, 'u1', '${now}')`,
  );
  await sql(
    `INSERT INTO activities (id, version, number, title, held_on, starts_at, ends_at, place, area_id, responsible, service_type,
       group_id, capacity, note, state, closed_reason, closed_at, created_by, created_at, updated_at)
     VALUES ('a1', 1, 'H1', '清洁日', '2026-08-01', '08:00', '09:00', '广场', NULL, '王组长', 'patrol', NULL, NULL, '', 'planned',
       '', NULL, 'u1', '${now}', '${now}')`,
  );
  await sql(
    `INSERT INTO activity_sign_ups VALUES ('s1', 1, 'a1', 1, 'm1', 'u1', '${now}', NULL, NULL, ''), ('s2', 1, 'a1', 2, 'm2', 'u1', '${now}', NULL, NULL, '')`,
  );
  await leave('m1');
}

const leave = (id: string) =>
  sql(
    `INSERT INTO member_events (member_id, seq, kind, standing, on_day, reason, disposal, rule, inputs, recorded_by, recorded_at)
     VALUES (?, 1, 'left', 'ended', '2026-06-30', '退', 'keep', '', '{}', 'u1', '${now}')`,
    [id],
  );

it('keeps what is on file, even an ending under a sign-up; from now on there is none, and relations take proofs', async () => {
  await openAt(step);
  await oldRows();
  await openAt(migrations.length);
  expect(await sql('SELECT id, state FROM members ORDER BY id')).toEqual([
    { id: 'm1', state: 'left' },
    { id: 'm2', state: 'active' },
  ]);
  await expect(leave('m2')).rejects.toThrow('member.hasOpenWork');
  await sql(
    `INSERT INTO files VALUES ('f1', '${'a'.repeat(64)}', 10, 'image/png', '证.png', 'u1', '${now}')`,
  );
  await sql(
    `INSERT INTO circle_files VALUES ('p1', 1, 'relation', 'r1', 'f1', '证.png', '2026-07-01', 'u1', NULL, NULL, '')`,
  );
  expect(await sql('SELECT count(*) AS n FROM circle_files')).toEqual([{ n: 1 }]);
  expect(await sql('SELECT count(*) AS n FROM merge_moves')).toEqual([{ n: 0 }]);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
});
