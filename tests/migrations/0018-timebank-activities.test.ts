import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'activities-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = <T = Record<string, unknown>>(text: string, params: unknown[] = []) =>
  rawSql<T>(file, text, params);
const step = migrations.findIndex((migration) => migration.name === '0018-timebank-activities');

/** A centre of the program before activities: two people, an entered sheet and a withdrawn one. */
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
  for (const [id, kind] of [
    ['m1', 'person'],
    ['m2', 'group'],
  ]) {
    await sql(
      `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
         id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
       VALUES (?, 1, ?, ?, ?, ?, ?, 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', ?, ?)`,
      [id, kind, id, id, id, id, now, now],
    );
  }
  for (const [id, state, reason] of [
    ['s1', 'entered', ''],
    ['s2', 'cancelled', '录错'],
  ]) {
    await sql(
      `INSERT INTO sheets (id, version, number, activity, served_on, place, area_id, responsible, source_class, note, state, reason,
         entered_by, entered_at, approved_by, approved_at, updated_at)
       VALUES (?, 1, ?, '巡查', '2026-06-30', '尧化', NULL, '王', 'sheet', '', 'entered', '', 'u1', ?, NULL, NULL, ?)`,
      [id, id, now, now],
    );
    await sql(
      `INSERT INTO sheet_lines (id, sheet_id, position, member_id, service_type, starts_at, ends_at, minutes, recipient, note)
       VALUES (?, ?, 0, 'm1', 'patrol', '08:00', '09:00', 60, '', '')`,
      [`l-${id}`, id],
    );
    if (state === 'cancelled')
      await sql(`UPDATE sheets SET state = ?, reason = ? WHERE id = ?`, [state, reason, id]);
  }
}

describe('activities on a file that is already in use', () => {
  it('old sheets and lines stay as they were, without a group, an activity or a code', async () => {
    await openAt(step);
    await oldRows();
    const before = [
      await sql('SELECT * FROM sheets ORDER BY id'),
      await sql('SELECT * FROM sheet_lines ORDER BY id'),
    ];
    await openAt(step + 1);
    const after = [
      await sql('SELECT * FROM sheets ORDER BY id'),
      await sql('SELECT * FROM sheet_lines ORDER BY id'),
    ];
    expect(after[0]).toEqual(
      before[0]!.map((row) => ({ ...row, group_id: null, activity_id: null, part: '' })),
    );
    expect(after[1]).toEqual(before[1]!.map((row) => ({ ...row, printed_code: '' })));
    expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
    await openAt(migrations.length);
    expect(await sql('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('an old sheet can be corrected and approved afterwards, and named as its group’s only if that is a group', async () => {
    await openAt(step);
    await oldRows();
    await openAt(migrations.length);
    await sql(`UPDATE sheets SET note = '核对' WHERE id = 's1'`);
    await expect(sql(`UPDATE sheets SET group_id = 'm1' WHERE id = 's1'`)).rejects.toThrow(
      'activity.notAGroup',
    );
    await sql(`UPDATE sheets SET group_id = 'm2' WHERE id = 's1'`);
    await expect(sql(`UPDATE sheets SET note = 'x' WHERE id = 's2'`)).rejects.toThrow('sheet.stageForbids');
    await expect(sql(`UPDATE sheet_lines SET printed_code = '22222222' WHERE id = 'l-s1'`)).rejects.toThrow(
      'signCode.unknown',
    );
    // Who is named on a sheet as a group stays one; nobody else is touched by that.
    await expect(sql(`UPDATE members SET kind = 'person' WHERE id = 'm2'`)).rejects.toThrow(
      'group.kindFixed',
    );
    await sql(`UPDATE members SET kind = 'group' WHERE id = 'm1'`);
  });
});
