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
  folder = await mkdtemp(join(tmpdir(), 'dossier-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = migrations.findIndex((migration) => migration.name === '0008-dossier-and-archive');
const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();

const sha = 'a'.repeat(64);
const oldRows = [
  `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u1', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  `INSERT INTO cases (seq, id, version, committee_id, title, dispute_type, dispute_sub_type, source, referral_source, referral_body,
     referral_number, applied_on, facts, requests, closed_to_public, stage, decline_reason, termination_reason, termination_note,
     outcome_note, registered_by, created_at, updated_at)
   VALUES (1, 'k1', 1, 'c1', '漏水', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-01', '事实', '[]', 1, 'registered',
     '', '', '', '', 'u1', '${now}', '${now}')`,
  `INSERT INTO documents VALUES ('d1', 'mediation.applicationForm', '1', '申请书', 'case:k1', 1, '{}', 1, 10, '${sha}', '${now}', 'u1')`,
  `INSERT INTO documents VALUES ('d2', 'timebank.statement', '2', '对账单', 'member:m1', 1, '{}', 1, 10, '${sha}', '${now}', 'u1')`,
];

it('files the papers that were issued before, loses none, and leaves other documents alone', async () => {
  await openAt(at);
  for (const row of oldRows) await rawSql(file, row);
  await openAt(migrations.length);
  expect(await rawSql(file, 'SELECT * FROM issued_papers')).toEqual([
    { document_id: 'd1', case_id: 'k1', paper: 'applicationForm', subject: '' },
  ]);
  expect(await rawSql(file, 'SELECT COUNT(*) AS n FROM documents')).toEqual([{ n: 2 }]);
  // A case that is in no archive may still be changed.
  await rawSql(file, `UPDATE cases SET title = '漏水纠纷' WHERE id = 'k1'`);
  expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
});

/** Tables that speak of a case and are no part of its file: what the program keeps beside it, or writes about it later. */
const besideTheFile = [
  // dues, search and origin: made anew from the file, or written when it came in
  'case_dues',
  'case_search_pending',
  'case_origins',
  'enquiries',
  // papers: held by the trigger on documents; a bound dossier is one
  'issued_papers',
  'bound_dossiers',
  // the archive itself, the subsidy that is worked out after it, and the sheet that a batch was opened from
  'archived_dossiers',
  'case_grades',
  'batch_rows',
];

it('locks every table of the case file: a new one must be named here or there', async () => {
  await openAt(migrations.length);
  const tables = await rawSql<{ name: string }>(
    file,
    `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'case_id'
     WHERE m.type = 'table' AND m.name NOT LIKE 'subsidy%'`,
  );
  const locked = await rawSql<{ name: string }>(
    file,
    `SELECT tbl_name AS name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_archived_insert'`,
  );
  const names = new Set([...locked.map((one) => one.name), ...besideTheFile]);
  expect(tables.map((one) => one.name).filter((name) => !names.has(name))).toEqual([]);
});

it('holds the register against anybody who writes past the program', async () => {
  await openAt(migrations.length);
  for (const row of oldRows) await rawSql(file, row);
  const insert = (state: string, checker = '乙') =>
    rawSql(
      file,
      `INSERT INTO archived_dossiers VALUES ('r1', 1, 'k1', '档1', 'd1', '2026-06-30', '2026-07-01', 'u1', '甲', '${checker}', 'short', 10,
         '2036-12-31', 'rest', '', '', '', '', 80, '[]', '${state}', NULL, '${now}', '${now}')`,
    );
  await expect(insert('reopened')).rejects.toThrow('archive.noApprovedList');
  await expect(insert('archived', '甲')).rejects.toThrow('CHECK');
  await insert('archived');
  await expect(rawSql(file, `UPDATE cases SET title = '改' WHERE id = 'k1'`)).rejects.toThrow(
    'dossier.archived',
  );
  await expect(rawSql(file, `DELETE FROM archived_dossiers`)).rejects.toThrow();
  await expect(
    rawSql(file, `UPDATE archived_dossiers SET state = 'destroyed', destroyed_on = '2037-01-01'`),
  ).rejects.toThrow('archive.noApprovedList');
  await expect(
    rawSql(
      file,
      `INSERT INTO documents VALUES ('d3', 'mediation.agreement', '3', '协议', 'case:k1', 1, '{}', 1, 10, '${sha}', '${now}', 'u1')`,
    ),
  ).rejects.toThrow('dossier.archived');
  await rawSql(
    file,
    `INSERT INTO dossier_appraisals VALUES (1, 'p1', 'r1', '2037-01-01', 'keep', '有用', '甲', '乙', 'long', 30, '2067-12-31', 'u1', '${now}')`,
  );
  await rawSql(
    file,
    `INSERT INTO destruction_lists VALUES ('l1', 1, '销1', '清册', 'draft', '2037-01-01', 'u1', NULL, '', NULL, NULL, '', '', '')`,
  );
  await expect(rawSql(file, `INSERT INTO destruction_items VALUES ('l1', 'r1', 'p1', 0)`)).rejects.toThrow(
    'archive.notAppraised',
  );
});
