import type { SubsidyCase } from '../../contract/mediation/subsidy.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { closingFactsOf } from '../performance/ending-store.ts';
import type { CaseFacts } from './assess.ts';

/** At most as many cases as a sheet can hold are offered; a longer period is split into two sheets. */
export const mostCandidates = 2_000;

/** The cases as the rules see them, by id; unknown ids are absent. `sheetId`: the sheet that asks. */
export async function factsOf(
  tx: Reader,
  caseIds: readonly string[],
  sheetId: string | undefined,
): Promise<Map<string, CaseFacts>> {
  const ids = JSON.stringify(caseIds);
  const rows = await tx.all<FactsRow>(
    `SELECT cases.id, cases.number, cases.title, cases.dispute_type, cases.stage, cases.outcome,
       ifnull(cases.closed_on, cases.terminated_on) AS ended_on,
       agreements.form, agreements.effective_on,
       grade.class_code, grade.class_name, grade.graded_by,
       (SELECT subsidy_sheets.number FROM subsidy_lines JOIN subsidy_sheets ON subsidy_sheets.id = sheet_id
        WHERE live = 1 AND case_id = cases.id AND sheet_id IS NOT ?2) AS taken_by
     FROM cases
     LEFT JOIN agreements ON agreements.case_id = cases.id
     LEFT JOIN case_grades AS grade ON grade.case_id = cases.id
       AND grade.number = (SELECT max(number) FROM case_grades WHERE case_id = cases.id)
     WHERE cases.id IN (SELECT value FROM json_each(?1))`,
    [ids, sheetId ?? null],
  );
  const mediators = await tx.all<{ case_id: string; user_id: string; name: string; lead: number }>(
    `SELECT case_id, user_id, users.display_name AS name, lead
     FROM case_mediators JOIN users ON users.id = user_id
     WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, position`,
    [ids],
  );
  const ofCase = new Map<string, typeof mediators>();
  for (const one of mediators) ofCase.set(one.case_id, [...(ofCase.get(one.case_id) ?? []), one]);
  const facts = new Map<string, CaseFacts>();
  for (const row of rows) {
    facts.set(row.id, factsOfRow(row, ofCase.get(row.id) ?? [], await isPerformed(tx, row)));
  }
  return facts;
}

/**
 * Cases that ended in a period and stand on no live sheet, in the order of their end; terminated ones only when some
 * rule pays them (`payTerminated`). One more than `mostCandidates` is answered when there are more.
 */
export async function candidateIds(
  tx: Reader,
  period: { from: string; to: string; payTerminated: boolean; sheetId: string | undefined },
): Promise<string[]> {
  const free = `NOT EXISTS (SELECT 1 FROM subsidy_lines WHERE live = 1 AND case_id = cases.id AND sheet_id IS NOT ?3)`;
  const rows = await tx.all<{ id: string }>(
    `SELECT id, ended_on, seq FROM (
       SELECT id, closed_on AS ended_on, seq FROM cases WHERE closed_on BETWEEN ?1 AND ?2 AND ${free}
       UNION ALL
       SELECT id, terminated_on AS ended_on, seq FROM cases WHERE ?4 AND terminated_on BETWEEN ?1 AND ?2 AND ${free}
     ) ORDER BY ended_on, seq LIMIT ?5`,
    [period.from, period.to, period.sheetId ?? null, period.payTerminated ? 1 : 0, mostCandidates + 1],
  );
  return rows.map(({ id }) => id);
}

/** What other live sheets grant each mediator for each month of ending, by `<user> <YYYY-MM>`. */
export async function grantedElsewhere(
  tx: Reader,
  period: { from: string; to: string; sheetId: string | undefined },
): Promise<Map<string, number>> {
  const rows = await tx.all<{ user_id: string; month: string; amount_fen: number }>(
    `SELECT user_id, month, sum(fen) AS amount_fen FROM (
       SELECT user_id, substr(ended_on, 1, 7) AS month, subsidy_shares.amount_fen AS fen
       FROM subsidy_lines JOIN subsidy_shares ON line_id = subsidy_lines.id
       WHERE live = 1 AND sheet_id IS NOT ?3 AND substr(ended_on, 1, 7) BETWEEN substr(?1, 1, 7) AND substr(?2, 1, 7)
       UNION ALL
       SELECT user_id, substr(ended_on, 1, 7), after_fen - before_fen
       FROM subsidy_correction_entries
       JOIN subsidy_corrections ON subsidy_corrections.id = correction_id AND state = 'approved'
       JOIN subsidy_lines ON subsidy_lines.id = line_id
       WHERE substr(ended_on, 1, 7) BETWEEN substr(?1, 1, 7) AND substr(?2, 1, 7))
     GROUP BY user_id, month`,
    [period.from, period.to, period.sheetId ?? null],
  );
  return new Map(rows.map((row) => [`${row.user_id} ${row.month}`, row.amount_fen]));
}

interface FactsRow {
  id: string;
  number: string | null;
  title: string;
  dispute_type: string;
  stage: string;
  outcome: string | null;
  ended_on: string | null;
  form: 'written' | 'oral' | null;
  effective_on: string | null;
  class_code: string | null;
  class_name: string | null;
  graded_by: string | null;
  taken_by: string | null;
}

/**
 * By the schedule as it stands now: what was paid after closing counts, a reversed receipt does not. The outcome says it where
 * there is no schedule (an old register, an agreement with nothing to perform).
 */
async function isPerformed(tx: Reader, row: FactsRow): Promise<boolean> {
  if (row.effective_on === null) return row.outcome === 'performed';
  const { items, openItems } = await closingFactsOf({ tx, today: row.effective_on }, row.id);
  return items === 0 ? row.outcome === 'performed' : openItems === 0;
}

function factsOfRow(
  row: FactsRow,
  mediators: readonly { user_id: string; name: string; lead: number }[],
  performed: boolean,
): CaseFacts {
  const outcome: SubsidyCase['outcome'] = row.stage === 'closed' ? 'agreement' : 'terminated';
  return {
    caseId: row.id,
    number: row.number ?? '',
    title: row.title,
    disputeType: row.dispute_type,
    endedOn: row.ended_on,
    classCode: row.class_code,
    className: row.class_name ?? '',
    // An agreement that never came into effect is none.
    form: outcome === 'agreement' && row.effective_on !== null ? (row.form ?? 'none') : 'none',
    outcome,
    performed,
    dossierScore: null,
    gradedBy: row.graded_by,
    takenBy: row.taken_by,
    mediators: mediators.map((one) => ({ userId: one.user_id, name: one.name, lead: one.lead === 1 })),
  };
}
