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
  folder = await mkdtemp(join(tmpdir(), 'session-hours-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const step = migrations.findIndex((migration) => migration.name === '0019-session-hours');

/** A centre of the program before the edge: a mediator, a member, a case with one session. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, '${now}')`,
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, '${now}')`,
  );
  await sql(
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
       id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
     VALUES ('m1', 1, 'person', '王志明', 'w', 'w', 'V1', 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', '${now}', '${now}')`,
  );
  const columns = await sql('SELECT name, type, "notnull" FROM pragma_table_info(?)', ['cases']);
  const given: Record<string, string | number | null> = {
    ...{ id: 'k1', seq: 1, version: 1, committee_id: 'c1', title: '漏水', dispute_type: 'neighbours' },
    ...{ source: 'writtenApplication', applied_on: '2026-06-01', requests: '[]', stage: 'registered' },
    ...{ registered_by: 'u1', created_at: now, updated_at: now },
  };
  const names = (columns as { name: string; type: string; notnull: number }[]).map((column) => ({
    name: column.name,
    value: given[column.name] ?? (column.notnull === 0 ? null : column.type === 'INTEGER' ? 0 : ''),
  }));
  await sql(
    `INSERT INTO cases (${names.map(({ name }) => name).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    names.map(({ value }) => value),
  );
  await sql(
    `INSERT INTO mediation_sessions (id, case_id, version, number, held_on, starts_at, ends_at, place, attendees, minutes, result,
       recorder, late, recorded_by, recorded_at)
     VALUES ('s1', 'k1', 1, 1, '2026-06-20', '09:00', '10:30', '调解室', '', '记录', '', '', 0, 'u1', '${now}')`,
  );
}

describe('session hours on a file that is already in use', () => {
  it('loses no session, links nobody, and the old session can be offered', async () => {
    await openAt(step);
    await oldRows();
    const before = await sql('SELECT * FROM mediation_sessions');
    await openAt(step + 1);
    expect(await sql('SELECT * FROM mediation_sessions')).toEqual(before);
    expect(await sql('SELECT count(*) AS n FROM volunteer_links')).toEqual([{ n: 0 }]);
    await sql(`INSERT INTO volunteer_links VALUES ('l1', 1, 'u1', 'm1', 'u1', '${now}', NULL, NULL, '')`);
    await sql(
      `INSERT INTO hour_offers VALUES ('o1', 1, 'm1', 'mediation', '2026-06-20', 1, 90, 'open', '', 'u1', '${now}', NULL, NULL, NULL)`,
    );
    await sql(`INSERT INTO session_hours VALUES ('s1', 'u1', 'o1')`);
    // The old session is still corrected as before; the offer that it no longer bears is withdrawn by it.
    await sql(`UPDATE mediation_sessions SET ends_at = '10:00', version = 2`);
    expect(await sql('SELECT state, version FROM hour_offers')).toEqual([{ state: 'withdrawn', version: 2 }]);
  });
});
