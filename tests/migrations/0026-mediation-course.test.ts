import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseFile } from '../../src-main/application.ts';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex(({ name }) => name === '0026-mediation-course');
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'course-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const upTo = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();

/** An old file with one agreement in effect and a lawsuit after it. */
const oldRows = [
  `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('m1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u1', 1, 'm1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  `INSERT INTO cases (seq, id, version, committee_id, number, title, dispute_type, dispute_sub_type, source, referral_source,
     referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage, accepted_on, decline_reason,
     termination_reason, termination_note, outcome_note, registered_by, created_at, updated_at)
   VALUES (1, 'k1', 1, 'm1', '1', '漏水', 'neighbours', '', 'ownInitiative', '', '', '', '2026-05-01', '', '[]', 1,
     'performing', '2026-05-02', '', '', '', '', 'u1', '${now}', '${now}')`,
  `INSERT INTO documents (id, kind, number, title, owner, template_version, snapshot, pages, bytes, sha256, issued_at, issued_by)
   VALUES ('d1', 'mediation.agreement', '（2026）尧人调协字第1号', '协议书', 'case:k1', 1, '{}', 1, 1, '${'0'.repeat(64)}', '${now}', 'u1')`,
  `INSERT INTO agreements (id, case_id, version, form, facts, issues, performance, concluded_on, place, recorder, number,
     issued_document_id, effective_on, created_at, updated_at)
   VALUES ('a1', 'k1', 3, 'written', '', '', '', '2026-06-01', '', '', '（2026）尧人调协字第1号', 'd1', '2026-06-02', '${now}', '${now}')`,
  `INSERT INTO court_steps (id, case_id, version, kind, filed_on, court, number, filed_by, result, result_on, note, recorded_by, recorded_at)
   VALUES ('c1', 'k1', 1, 'lawsuit', '2026-06-20', '法院', '', '', 'pending', NULL, '', 'u1', '${now}')`,
];

it('0026 leaves old agreements and court steps as they were, and holds the day of effect from then on', async () => {
  await upTo(step);
  for (const row of oldRows) await rawSql(file, row);
  await upTo(step + 1);
  expect(await rawSql(file, 'SELECT id, struck_reason FROM court_steps')).toEqual([
    { id: 'c1', struck_reason: '' },
  ]);
  const set = (columns: string) => rawSql(file, `UPDATE agreements SET ${columns} WHERE id = 'a1'`);
  await expect(set('effective_on = NULL')).rejects.toThrow('agreement.effectStands');
  // Still frozen, as before: no way out but by a version that was written down.
  await expect(set(`facts = '改'`)).rejects.toThrow('agreement.alreadyIssued');
  await expect(set('number = NULL, issued_document_id = NULL, effective_on = NULL')).rejects.toThrow(
    'agreement.alreadyIssued',
  );
  await rawSql(
    file,
    `INSERT INTO agreement_versions (id, case_id, agreement_id, ending, reason, ended_on, number, document_id, effective_on,
       terms, acts, ended_by, ended_at)
     VALUES ('v1', 'k1', 'a1', 'consent', '改期', '2026-07-01', '（2026）尧人调协字第1号', 'd1', '2026-06-02', '{}', '[]', 'u1', '${now}')`,
  );
  await set('number = NULL, issued_document_id = NULL, effective_on = NULL');
  await expect(rawSql(file, 'DELETE FROM agreement_versions')).rejects.toThrow('agreement.noFormer');
  await expect(rawSql(file, `UPDATE agreement_versions SET reason = '别的'`)).rejects.toThrow(
    'agreement.noFormer',
  );
  expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
