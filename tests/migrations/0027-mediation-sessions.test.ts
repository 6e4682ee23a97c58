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
const step = migrations.findIndex(({ name }) => name === '0027-mediation-sessions');
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sessions-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const upTo = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();
const oldRows = [
  `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  ...['open', 'archived'].map(
    (
      id,
      index,
    ) => `INSERT INTO cases (seq, id, version, committee_id, title, dispute_type, dispute_sub_type, source,
       referral_source, referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage, decline_reason,
       termination_reason, termination_note, outcome_note, registered_by, created_at, updated_at)
     VALUES (${index + 1}, '${id}', 1, 'c1', '漏水', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-01', '事实',
       '[]', 1, 'registered', '', '', '', '', 'u', '${now}', '${now}')`,
  ),
  `INSERT INTO documents VALUES ('d', 'mediation.boundDossier', '1', '卷宗', 'case:archived', 1, '{}', 1, 10,
     '${'a'.repeat(64)}', '${now}', 'u')`,
];

const archive = (caseId: string) =>
  rawSql(
    file,
    `INSERT INTO archived_dossiers (id, version, case_id, archive_number, document_id, ended_on, archived_on, archived_by,
       compiled_by, checked_by, term, years, retain_until, retention_rule, retention_reason, room, cabinet, box, score,
       score_reasons, state, created_at, updated_at)
     VALUES ('a', 1, ?, '1', 'd', '2026-06-01', '2026-06-02', 'u', '甲', '乙', 'long', 30, '2056-12-31', 'written', '', '', '',
       '', 90, '[]', 'archived', ?, ?)`,
    [caseId, now, now],
  );

it('0027 gives each body of a joint mediation an id, those of archived cases too, and guards them as before', async () => {
  await upTo(step);
  for (const row of oldRows) await rawSql(file, row);
  for (const caseId of ['open', 'archived']) {
    await rawSql(file, 'INSERT INTO joint_mediations (case_id, version, updated_at) VALUES (?, 1, ?)', [
      caseId,
      now,
    ]);
    for (const position of [0, 1])
      await rawSql(
        file,
        `INSERT INTO joint_bodies (case_id, position, name, kind, lead, representative, phone, opinion, signed_on)
         VALUES (?, ?, '某街道', 'street', 0, '', '88881234', '', NULL)`,
        [caseId, position],
      );
  }
  await archive('archived');
  await upTo(step + 1);

  const rows = await rawSql<{ case_id: string; id: string; phone: string }>(
    file,
    'SELECT * FROM joint_bodies',
  );
  expect(rows.map((row) => row.phone)).toEqual(Array.from({ length: 4 }, () => '88881234'));
  expect(new Set(rows.map((row) => row.id)).size).toBe(4);
  for (const row of rows)
    expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  await expect(
    rawSql(file, `UPDATE joint_bodies SET phone = '1' WHERE case_id = 'archived'`),
  ).rejects.toThrow('dossier.archived');
  await rawSql(file, `UPDATE joint_bodies SET phone = '1' WHERE case_id = 'open'`);
  // A case that was declined before is not said to have been declined in one way or the other.
  expect(await rawSql(file, 'SELECT DISTINCT decline_kind FROM cases')).toEqual([{ decline_kind: '' }]);
  await expect(rawSql(file, `UPDATE cases SET decline_kind = 'x' WHERE id = 'open'`)).rejects.toThrow(
    'CHECK',
  );
  expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
  expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
