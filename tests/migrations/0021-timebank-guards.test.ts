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
  folder = await mkdtemp(join(tmpdir(), 'guards-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);

const hours = (id: string) =>
  sql(
    `INSERT INTO service_records (id, member_id, service_type, served_on, recorded_at, minutes, source_class, activity, rule)
     VALUES (?, 'm1', 'patrol', '2026-06-01', ?, 60, 'sheet', '巡查', '')`,
    [id, now],
  );

it('hours that an older program let in without a booking stay for the self-audit to name; new ones are refused', async () => {
  await openAt(migrations.findIndex(({ name }) => name === '0021-timebank-guards'));
  await sql(
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
       id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
     VALUES ('m1', 1, 'person', 'm1', 'm1', 'm1', 'm1', 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', ?, ?)`,
    [now, now],
  );
  await hours('old');
  const before = await sql('SELECT * FROM service_records');
  await openAt(migrations.length);
  expect(await sql('SELECT * FROM service_records')).toEqual(before);
  await expect(hours('new')).rejects.toThrow('hours.notBooked');
});
