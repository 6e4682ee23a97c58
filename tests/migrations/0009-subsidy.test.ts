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
  folder = await mkdtemp(join(tmpdir(), 'subsidy-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);

const step = migrations.findIndex(({ name }) => name === '0009-subsidy');

/** A centre of the program before the subsidy: a closed case with its mediator, and a terminated one. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, ?), ('u2', 1, 'c1', 'wang', '王调', NULL, 1, 'scrypt$', 0, NULL, ?)`,
    [now, now],
  );
  for (const [seq, id, stage] of [
    [1, 'k1', 'closed'],
    [2, 'k2', 'terminated'],
  ] as const) {
    await sql(
      `INSERT INTO cases (seq, id, version, committee_id, number, title, dispute_type, dispute_sub_type, source,
         referral_source, referral_body, referral_number, applied_on, facts, requests, closed_to_public, stage,
         accepted_on, decline_reason, terminated_on, termination_reason, termination_note, outcome, outcome_note,
         closed_on, registered_by, created_at, updated_at)
       VALUES (?, ?, 3, 'c1', ?, '漏水纠纷', 'neighbours', '', 'writtenApplication', '', '', '', '2026-06-01', '', '[]',
         1, ?, '2026-06-02', '', ?, ?, '', ?, '', ?, 'u1', ?, ?)`,
      [
        seq,
        id,
        `（2026）尧人调字第${seq}号`,
        stage,
        stage === 'terminated' ? '2026-06-20' : null,
        stage === 'terminated' ? 'noAgreement' : '',
        stage === 'closed' ? 'performed' : null,
        stage === 'closed' ? '2026-06-21' : null,
        now,
        now,
      ],
    );
    await sql(
      `INSERT INTO case_mediators (case_id, user_id, position, lead, chosen_by) VALUES (?, 'u2', 0, 1, 'committee')`,
      [id],
    );
  }
}

it('runs over cases that were closed before there was a subsidy, loses none, and can pay them', async () => {
  await openAt(step);
  await oldRows();
  const before = await Promise.all([
    sql('SELECT * FROM cases ORDER BY seq'),
    sql('SELECT * FROM case_mediators'),
  ]);
  await openAt(migrations.length);
  const columns = Object.keys((before[0] as Record<string, unknown>[])[0]!).join(', ');
  expect(await sql(`SELECT ${columns} FROM cases ORDER BY seq`)).toEqual(before[0]);
  expect(await sql('SELECT * FROM case_mediators')).toEqual(before[1]);
  expect(await sql('PRAGMA foreign_key_check')).toEqual([]);

  await sql(
    `INSERT INTO subsidy_rule_sets VALUES ('r1', 'c1', 1, '办法', '2026-01-01', '尧办1号', '', '', '[]', '[]', NULL, NULL, NULL, 'u1', ?)`,
    [now],
  );
  await sql(`INSERT INTO case_grades VALUES ('g1', 'k1', 1, 'general', '一般', 'r1', '案情简单', 'u1', ?)`, [
    now,
  ]);
  await sql(
    `INSERT INTO subsidy_sheets VALUES ('s1', 1, 'c1', '2026-尧-补贴-001', '2026-06-01', '2026-06-30', '', 'draft', '', 10000, 'u1', ?, NULL, NULL, NULL, NULL, NULL, ?)`,
    [now, now],
  );
  const line = (id: string, position: number, caseId: string) =>
    sql(
      `INSERT INTO subsidy_lines (id, sheet_id, position, case_id, live, ended_on, class_code, class_name, form, outcome,
         performed, rule_set_id, rule_row, rule_fen, amount_fen, overridden, override_reason, shares_typed, steps)
       VALUES (?, 's1', ?, ?, 1, '2026-06-21', 'general', '一般', 'written', 'agreement', 1, 'r1', 1, 10000, 10000, 0, '', 0, '[]')`,
      [id, position, caseId],
    );
  await line('l1', 0, 'k1');
  await expect(line('l2', 1, 'k1')).rejects.toThrow('subsidy.caseTaken');
  await sql(`INSERT INTO subsidy_shares VALUES ('l1', 'u2', 0, 1, 0, 10000)`);
  // A statement that would skip the triggers’ friendly words still meets the index.
  await sql('DROP TRIGGER subsidy_lines_insert');
  await expect(line('l3', 1, 'k1')).rejects.toThrow('UNIQUE');
});

it('sums up at approval whoever asks for it', async () => {
  await openAt(migrations.length);
  await oldRows();
  await sql(
    `INSERT INTO subsidy_sheets VALUES ('s1', 1, 'c1', 'n1', '2026-06-01', '2026-06-30', '', 'draft', '', 0, 'u1', ?, NULL, NULL, NULL, NULL, NULL, ?)`,
    [now, now],
  );
  await expect(sql(`UPDATE subsidy_sheets SET state = 'approved'`)).rejects.toThrow('subsidy.stageForbids');
  await sql(`UPDATE subsidy_sheets SET state = 'submitted', submitted_by = 'u1', submitted_at = 'x'`);
  const approve = (by: string) =>
    sql(
      `UPDATE subsidy_sheets SET state = 'approved', approved_by = ?, approved_at = 'x', document_id = 'd'`,
      [by],
    );
  await expect(approve('u1')).rejects.toThrow('subsidy.ownSheet');
  await expect(approve('u2'), 'a sheet without lines').rejects.toThrow('subsidy.sumsDiffer');
  await expect(
    sql(
      `INSERT INTO subsidy_sheets SELECT 's2', 1, committee_id, 'n2', period_from, period_to, note, 'approved', reason, total_fen, made_by, made_at, 'u1', 'x', 'u2', 'x', 'd', updated_at FROM subsidy_sheets`,
    ),
  ).rejects.toThrow('subsidy.stageForbids');
});
