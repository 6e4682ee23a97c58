import { termsOf, type CaseContext } from './case-store.ts';
import type { CaseRecord } from './entities.ts';
import { nextStep } from './next-action.ts';

/** Performing cases whose kept step has passed: days go by without anybody writing to the case. */
export const STALE_STEP = `stage = 'performing' AND next_due_on < ?`;

/**
 * The rows with the next step as of today. A row keeps the step of its last write; once that day has passed in
 * `performing`, the next instalment or the term of judicial confirmation (人民调解法 art. 33) takes its place, and the
 * last of all stays overdue. Other stages have one step and keep it. Reads two statements whatever the number of rows;
 * writes nothing.
 */
export async function withCurrentStep(
  context: CaseContext,
  rows: readonly CaseRecord[],
): Promise<CaseRecord[]> {
  const stale = rows.filter((row) => isStale(row, context.today));
  if (stale.length === 0) return [...rows];
  const agreements = await outlinesOf(context, stale);
  return rows.map((row) => {
    const agreement = agreements.get(row.id);
    if (!agreement || !isStale(row, context.today)) return row;
    const state = {
      stage: row.stage,
      appliedOn: row.applied_on,
      acceptedOn: row.accepted_on,
      rightsNotifiedOn: row.rights_notified_on,
      dueOn: row.due_on,
      agreement,
    };
    const step = nextStep(state, termsOf(context, row), context.today);
    return { ...row, next_action: step?.action ?? null, next_due_on: step?.dueOn ?? null };
  });
}

/** The same condition as `STALE_STEP`, on a row in hand. */
const isStale = (row: CaseRecord, today: string): boolean =>
  row.stage === 'performing' && row.next_due_on !== null && row.next_due_on < today;

interface Outline {
  form: 'written' | 'oral';
  hasClauses: boolean;
  issuedOn: null;
  effectiveOn: string | null;
  dueDates: string[];
}

/** What the step of a performing case depends on, by case; dates earliest first, as `dueDates` has them. */
async function outlinesOf({ tx }: CaseContext, rows: readonly CaseRecord[]): Promise<Map<string, Outline>> {
  const ids = JSON.stringify(rows.map((row) => row.id));
  const ofThese = 'a.case_id IN (SELECT value FROM json_each(?1))';
  const agreements = await tx.all<{
    case_id: string;
    form: 'written' | 'oral';
    effective_on: string | null;
  }>(`SELECT a.case_id, a.form, a.effective_on FROM agreements a WHERE ${ofThese}`, [ids]);
  const dates = await tx.all<{ case_id: string; due_on: string }>(
    `SELECT a.case_id, c.due_on FROM agreements a JOIN agreement_clauses c ON c.agreement_id = a.id
       WHERE ${ofThese} AND c.due_on IS NOT NULL
     UNION
     SELECT a.case_id, i.due_on FROM agreements a JOIN agreement_clauses c ON c.agreement_id = a.id
       JOIN clause_instalments i ON i.clause_id = c.id
       WHERE ${ofThese} AND i.due_on IS NOT NULL
     ORDER BY 1, 2`,
    [ids],
  );
  const outlines = new Map<string, Outline>();
  for (const { case_id, form, effective_on } of agreements) {
    outlines.set(case_id, {
      form,
      hasClauses: true,
      issuedOn: null,
      effectiveOn: effective_on,
      dueDates: [],
    });
  }
  for (const { case_id, due_on } of dates) outlines.get(case_id)?.dueDates.push(due_on);
  return outlines;
}
