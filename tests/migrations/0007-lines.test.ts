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
  folder = await mkdtemp(join(tmpdir(), 'lines-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const step = migrations.findIndex((migration) => migration.name === '0007-lines');

/** A centre with one medical case and two parties, as the program before the lines left it. */
const oldRows = [
  `INSERT INTO areas (id, version, parent_id, level, name, code, position, active) VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u1', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  `INSERT INTO parties VALUES ('p1', 1, 'person', '张某', '张某', 'male', '', NULL, NULL, '', '', '', 'unknown', '', '', '', '', '${now}', '${now}')`,
  `INSERT INTO cases (seq, id, version, committee_id, title, dispute_type, dispute_sub_type, source, referral_source,
     referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage, decline_reason,
     termination_reason, termination_note, outcome_note, registered_by, created_at, updated_at)
   VALUES (1, 'k1', 1, 'c1', '医疗纠纷', 'medical', '', 'writtenApplication', '', '', '', '2026-06-30', '', '[]', 1,
     'registered', '', '', '', '', 'u1', '${now}', '${now}')`,
  `INSERT INTO case_parties (id, case_id, position, role, directory_id, kind, name, gender, ethnicity, occupation, phone,
     address, id_type, id_number, credit_code, legal_representative, legal_representative_post)
   VALUES ('q1', 'k1', 0, 'applicant', 'p1', 'person', '张某', 'male', '', '', '', '', 'unknown', '', '', '', '')`,
];

describe('0007-lines over a file that is in use', () => {
  it('keeps the old case as it is and lets it be given a line; what contradicts itself is refused by SQLite', async () => {
    await openAt(step);
    for (const row of oldRows) await rawSql(file, row);
    const before = await rawSql(file, 'SELECT * FROM cases');
    await openAt(step + 1);
    expect(await rawSql(file, 'SELECT * FROM cases')).toEqual(before);
    expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);

    await rawSql(
      file,
      `INSERT INTO traffic_records VALUES ('k1', 1, '${now}', '第1号', NULL, NULL, '', '[]', '[]')`,
    );
    await rawSql(file, `INSERT INTO traffic_liabilities VALUES ('k1', 0, 'q1', 7, 10)`);
    await expect(rawSql(file, `UPDATE traffic_liabilities SET numerator = 11`)).rejects.toThrow(/CHECK/);
    // 89.50 m² × 1.85 × 12, less 86.90: the database knows the formula.
    const charge = (dueFen: number) =>
      rawSql(
        file,
        `INSERT INTO property_charges (case_id, version, updated_at, room, area_centi, rate_fen, months, waiver_fen,
           penalty_fen, due_fen) VALUES ('k1', 1, '${now}', '1-101', 8950, 185, 12, 8690, 0, ${dueFen})`,
      );
    await expect(charge(190_001)).rejects.toThrow(/CHECK/);
    await charge(190_000);
    await rawSql(file, `INSERT INTO joint_mediations VALUES ('k1', 1, '${now}')`);
    const body = (position: number) =>
      rawSql(
        file,
        `INSERT INTO joint_bodies VALUES ('k1', ${position}, '街道', 'street', 1, '', '', '', NULL)`,
      );
    await body(0);
    await expect(body(1)).rejects.toThrow(/UNIQUE/);
  });
});
