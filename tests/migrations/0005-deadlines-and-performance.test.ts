import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { openDesk } from '../support/desk.ts';
import { rawSql } from '../support/raw-sql.ts';
import { agreed, allActs } from '../integration/mediation/case-kit.ts';

const now = '2026-07-01T00:00:00.000Z';
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'step-0005-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (file: string, step: number) => {
  const database = await openDatabase({ file, entities, migrations: migrations.slice(0, step), now });
  await database.close();
};

it('runs over the cases of an older program and loses none', async () => {
  const file = join(folder, 'old.sqlite');
  const before = migrations.findIndex((migration) => migration.name.startsWith('0005'));
  await openAt(file, before);
  for (const row of [
    `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
    `INSERT INTO committees VALUES ('c1', 1, '调委会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
    `INSERT INTO users VALUES ('u1', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
    `INSERT INTO cases (seq, id, version, committee_id, number, title, dispute_type, dispute_sub_type, source,
       referral_source, referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage, accepted_on,
       decline_reason, termination_reason, termination_note, outcome_note, due_on, next_action, next_due_on,
       registered_by, created_at, updated_at)
     VALUES (1, 'k1', 1, 'c1', '号', '旧案', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-01', '', '[]', 1,
       'accepted', '2026-06-02', '', '', '', '', '2026-07-02', 'holdSession', '2026-07-02', 'u1', '${now}', '${now}')`,
  ])
    await rawSql(file, row);
  const cases = await rawSql(file, 'SELECT id, due_on, next_action FROM cases');
  await openAt(file, migrations.length);
  expect(await rawSql(file, 'SELECT id, due_on, next_action FROM cases')).toEqual(cases);
  expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
  expect(await rawSql(file, 'SELECT COUNT(*) AS n FROM case_dues')).toEqual([{ n: 0 }]);
});

it('a performing case of an older program, without dues, shows its step as of today all the same', async () => {
  const desk = await openDesk({ dataDir: folder, now: '2026-07-01T01:30:00.000Z' });
  try {
    const file = await agreed(desk);
    await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts: allActs(file, '2026-07-01'),
    });
    // What the older program had written: the step, and no dues beside it.
    await desk.sql('DELETE FROM case_dues');
    desk.clock.set('2026-07-22T01:30:00.000Z');
    expect(await desk.call('mediation.readCase', { id: file.id })).toMatchObject({
      nextAction: 'urgePerformance',
      nextDueOn: '2026-07-20',
    });
  } finally {
    await desk.close();
  }
});
