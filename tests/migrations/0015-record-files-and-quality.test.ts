import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const sha = 'a'.repeat(64);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofs-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const step = migrations.findIndex(({ name }) => name === '0015-record-files-and-quality');

/** Two cases of the program before this step, an attachment on the first, a stop of the clock on each. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, '${now}')`,
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, '${now}')`,
  );
  for (const seq of [1, 2]) {
    await sql(
      `INSERT INTO cases (seq, id, version, committee_id, number, title, dispute_type, dispute_sub_type, source,
         referral_source, referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage,
         accepted_on, decline_reason, termination_reason, termination_note, outcome_note, registered_by, created_at, updated_at)
       VALUES (?, ?, 3, 'c1', ?, '漏水纠纷', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-01', '', '[]',
         1, 'accepted', '2026-06-02', '', '', '', '', 'u1', '${now}', '${now}')`,
      [seq, `k${seq}`, `（2026）尧人调字第${seq}号`],
    );
    await sql(
      `INSERT INTO term_suspensions (id, case_id, version, reason, from_on, expected_on, to_on, note, document_id, cancel_reason, recorded_by, recorded_at)
       VALUES (?, ?, 1, 'appraisal', '2026-06-10', '2026-06-20', NULL, '', NULL, '', 'u1', '${now}')`,
      [`s${seq}`, `k${seq}`],
    );
  }
  await sql(`INSERT INTO files VALUES ('f1', '${sha}', 10, 'image/png', '照片.png', 'u1', '${now}')`);
  await sql(
    `INSERT INTO dossier_attachments (id, version, case_id, row_code, document_id, title, pages, file_id, file_name, added_on, added_by, withdrawn_on, withdraw_reason)
     VALUES ('a1', 1, 'k1', 'identity', NULL, '身份证', NULL, 'f1', '照片.png', '2026-06-02', 'u1', NULL, '')`,
  );
}

const proof = (id: string, caseId: string, kind: string, about: string, fileId: string | null = 'f1') =>
  sql(
    `INSERT INTO dossier_attachments (id, version, case_id, row_code, document_id, title, pages, file_id, file_name, added_on, added_by, withdrawn_on, withdraw_reason, about_kind, about_id)
     VALUES (?, 1, ?, 'extension', NULL, '鉴定委托书', ?, ?, ?, '2026-06-10', 'u1', NULL, '', ?, ?)`,
    [id, caseId, fileId === null ? 2 : null, fileId, fileId === null ? '' : '委托书.png', kind, about],
  );

it('keeps old attachments as they were: they prove no record', async () => {
  await openAt(step);
  await oldRows();
  await openAt(migrations.length);
  expect(await sql('SELECT id, title, about_kind, about_id FROM dossier_attachments')).toEqual([
    { id: 'a1', title: '身份证', about_kind: '', about_id: '' },
  ]);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
});

it('lets a file prove a record of its own case only, and for ever', async () => {
  await openAt(step);
  await oldRows();
  await openAt(migrations.length);
  await proof('a2', 'k1', 'suspension', 's1');
  await expect(proof('a3', 'k1', 'suspension', 's2')).rejects.toThrow('its own case');
  await expect(proof('a3', 'k1', 'visit', 's1')).rejects.toThrow('its own case');
  await expect(proof('a3', 'k1', 'session', 's1')).rejects.toThrow();
  await expect(proof('a3', 'k1', 'suspension', 's1', null)).rejects.toThrow('CHECK');
  await expect(sql(`UPDATE dossier_attachments SET about_id = 's2' WHERE id = 'a2'`)).rejects.toThrow(
    'withdrawn only',
  );
});

it('keeps every version of the quality points for ever', async () => {
  await openAt(step);
  await oldRows();
  await openAt(migrations.length);
  const insert = (id: string, number: number) =>
    sql(`INSERT INTO quality_rule_sets VALUES (?, 'c1', ?, '2026-07-01', '县局通知', '[]', 'u1', '${now}')`, [
      id,
      number,
    ]);
  await insert('q1', 1);
  await insert('q2', 2);
  await expect(insert('q3', 2)).rejects.toThrow();
  await expect(sql(`UPDATE quality_rule_sets SET source = '改'`)).rejects.toThrow('append-only');
  await expect(sql('DELETE FROM quality_rule_sets')).rejects.toThrow('append-only');
});
