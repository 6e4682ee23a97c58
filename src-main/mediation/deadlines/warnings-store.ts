import type { CaseWarning } from '../../contract/mediation/case-views.ts';
import type { SqlValue } from '../../platform/database/handles.ts';
import { addDays, civilDate, daysBetween } from '../../platform/dates.ts';
import { MINE, STANDING_WARNING } from '../case-waits.ts';
import type { TermContext } from './terms-store.ts';

const WARNINGS_SHOWN = 60;

/**
 * The dues whose thresholds have been reached, one line for each case and action, the most urgent first. What has lapsed is
 * no warning any more: nothing can be done about it.
 */
export async function warningsOf(context: TermContext, onlyMine: boolean): Promise<CaseWarning[]> {
  const { tx, today } = context;
  const { mine, own } = mineOnly(context, onlyMine);
  const rows = await tx.all<{
    case_id: string;
    number: string | null;
    title: string;
    action: string;
    due_on: string;
    n: number;
  }>(
    `SELECT d.case_id, cases.number, cases.title, d.action, MIN(d.due_on) AS due_on, COUNT(*) AS n
       FROM case_dues d JOIN cases ON cases.id = d.case_id
      WHERE ${STANDING_WARNING} ${mine}
      GROUP BY d.case_id, d.action ORDER BY due_on, cases.seq LIMIT ${WARNINGS_SHOWN}`,
    [today, today, ...own],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    number: row.number,
    title: row.title,
    action: row.action === 'followPerformance' && row.due_on < today ? 'urgePerformance' : row.action,
    dueOn: row.due_on,
    daysLeft: daysBetween(civilDate(today), civilDate(row.due_on)),
    more: row.n - 1,
  }));
}

/** The committee’s own term (人民调解法 art. 9: three years), from the first threshold of the reference data on. */
export async function committeeTermOf(
  context: TermContext,
): Promise<{ endsOn: string; daysLeft: number } | null> {
  const { tx, actor, services, today } = context;
  const row = await tx.get<{ term_end: string | null }>('SELECT term_end FROM committees WHERE id = ?', [
    actor.committee.id,
  ]);
  const endsOn = row?.term_end;
  if (!endsOn) return null;
  const rule = services.reference
    .inForce('deadlines', actor.committee.region, today)
    .find((one) => one.purpose === 'committeeTerm');
  if (!rule || today < addDays(civilDate(endsOn), -Math.max(0, ...rule.warnDays))) return null;
  return { endsOn, daysLeft: daysBetween(civilDate(today), civilDate(endsOn)) };
}

function mineOnly({ actor }: TermContext, onlyMine: boolean): { mine: string; own: SqlValue[] } {
  return onlyMine
    ? { mine: `AND cases.seq IN ${MINE}`, own: [actor.userId, actor.userId] }
    : { mine: '', own: [] };
}
