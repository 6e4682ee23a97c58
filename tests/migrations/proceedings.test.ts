import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex((migration) => migration.name === '0004-proceedings');
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proceedings-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();

/** A centre with one case in mediation, as step 3 left it: a mediator and a session with minutes. */
const oldRows = [
  `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u1', 1, 'c1', 'wang', '王调解员', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  `INSERT INTO parties VALUES ('p1', 1, 'person', '张某', '张某 zhangmou zm', 'male', '汉族', '1980-01-01', NULL, '', '', '', 'unknown', '', '', '', '', '${now}', '${now}')`,
  `INSERT INTO cases (seq, id, version, committee_id, number, title, dispute_type, dispute_sub_type, source, referral_source,
     referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage, accepted_on, rights_notified_on,
     decline_reason, termination_reason, termination_note, outcome_note, registered_by, created_at, updated_at)
   VALUES (1, 'k1', 3, 'c1', '（2026）尧人调字第1号', '漏水', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-29', '漏水',
     '[]', 1, 'mediating', '2026-06-30', '2026-06-30', '', '', '', '', 'u1', '${now}', '${now}')`,
  `INSERT INTO case_parties (id, case_id, position, role, directory_id, consents, kind, name, gender, ethnicity, occupation, phone,
     address, id_type, id_number, credit_code, legal_representative, legal_representative_post)
   VALUES ('k1p1', 'k1', 0, 'applicant', 'p1', 1, 'person', '张某', 'male', '', '', '', '', 'unknown', '', '', '', '')`,
  `INSERT INTO case_mediators (case_id, user_id, position, lead, chosen_by) VALUES ('k1', 'u1', 0, 1, 'committee')`,
  `INSERT INTO mediation_sessions (id, case_id, version, number, held_on, starts_at, ends_at, place, attendees, minutes, result,
     recorder, late, recorded_by, recorded_at)
   VALUES ('s1', 'k1', 1, 1, '2026-07-01', '09:00', '10:00', '调解室', '', '双方到场', '再谈', '', 0, 'u1', '${now}')`,
];

describe('0004-proceedings over a case that is under way', () => {
  beforeEach(async () => {
    await openAt(step);
    for (const row of oldRows) await rawSql(file, row);
    await openAt(step + 1);
  });

  it('every session there is stays a joint one with its minutes; a mediator of before keeps the case', async () => {
    expect(await rawSql(file, 'SELECT kind, minutes, result, version FROM mediation_sessions')).toEqual([
      { kind: 'joint', minutes: '双方到场', result: '再谈', version: 1 },
    ]);
    expect(await rawSql(file, 'SELECT user_id, lead, assigned_by, assigned_at FROM case_mediators')).toEqual([
      { user_id: 'u1', lead: 1, assigned_by: null, assigned_at: null },
    ]);
    expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('an old session takes corrections as before, and does not become a caucus', async () => {
    await rawSql(file, `UPDATE mediation_sessions SET minutes = '双方到场，谈到八千' WHERE id = 's1'`);
    await expect(
      rawSql(file, `UPDATE mediation_sessions SET kind = 'caucus' WHERE id = 's1'`),
    ).rejects.toThrow();
    await expect(
      rawSql(file, `INSERT INTO caucus_notes VALUES ('s1', 1, 'x', 'u1', '${now}', 'u1', '${now}')`),
    ).rejects.toThrow(/only a caucus/);
  });

  it.each([
    [
      'a hash that is a path',
      `INSERT INTO files VALUES ('f', '../../etc/passwd', 1, 'x', 'x', 'u1', '${now}')`,
    ],
    ['an empty file', `INSERT INTO files VALUES ('f', '${'a'.repeat(64)}', 0, 'x', 'x', 'u1', '${now}')`],
    [
      'evidence of a party without a party',
      `INSERT INTO case_evidence VALUES ('e', 'k1', 1, 1, 'x', 'document', 'party', NULL, '', 1, NULL, 0, '', 1, NULL, '', NULL, '', 0, 'u1', '${now}')`,
    ],
    [
      'withdrawn evidence that is still bound',
      `INSERT INTO case_evidence VALUES ('e', 'k1', 1, 1, 'x', 'document', 'committee', NULL, '', 1, NULL, 0, '', 1, NULL, '', '2026-07-01', 'x', 0, 'u1', '${now}')`,
    ],
    [
      'a report to the police without an addressee',
      `INSERT INTO risk_records VALUES ('r', 'k1', 1, 'police', '2026-07-01', 'x', '', '2026-07-01', '', 'x', NULL, 0, 'u1', '${now}')`,
    ],
    [
      'a decision before the request',
      `INSERT INTO recusals VALUES ('q', 'k1', 'u1', 'committee', NULL, '2026-07-02', 'x', 'granted', '2026-07-01', 0, 'u1', '${now}')`,
    ],
  ])('the database itself refuses %s', async (_what, row) => {
    await expect(rawSql(file, row)).rejects.toThrow(/CHECK/);
  });
});
