import type { DueRecord } from './deadlines/entities.ts';
import { keptOf } from './deadlines/dues-store.ts';
import { calendarFor, type TermContext } from './deadlines/terms-store.ts';
import type { CaseRecord } from './entities.ts';
import { nextStep, type Due } from './next-action.ts';

/** Cases of a file that an older program wrote have no dues yet: so many at most are counted while reading. */
const COUNTED_WHILE_READING = 500;

/**
 * The rows with the next step as of today. A row keeps the step of its last write; once that day has passed in
 * `performing`, a day of performance turns into urging, and the term of judicial confirmation (人民调解法 art. 33) gives
 * way to what comes next. Other stages have one step and keep it. Reads one statement whatever the number of rows, unless
 * they come from an older program; writes nothing.
 */
export async function withCurrentStep(
  context: TermContext,
  rows: readonly CaseRecord[],
): Promise<CaseRecord[]> {
  const stale = rows.filter((row) => isStale(row, context.today));
  if (stale.length === 0) return [...rows];
  const dues = await duesOfCases(context, stale);
  return rows.map((row) => {
    const own = dues.get(row.id);
    if (!own) return row;
    const step = nextStep(own, context.today);
    return { ...row, next_action: step?.action ?? null, next_due_on: step?.dueOn ?? null };
  });
}

/** Performing cases whose kept step has passed: days go by without anybody writing to the case. */
const isStale = (row: CaseRecord, today: string): boolean =>
  row.stage === 'performing' && row.next_due_on !== null && row.next_due_on < today;

async function duesOfCases(context: TermContext, rows: readonly CaseRecord[]): Promise<Map<string, Due[]>> {
  const kept = await context.tx.all<DueRecord>(
    'SELECT * FROM case_dues WHERE case_id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(rows.map((row) => row.id))],
  );
  const dues = new Map<string, Due[]>();
  for (const one of kept) {
    const due: Due = {
      action: one.action,
      key: one.key,
      fromOn: one.from_on,
      dueOn: one.due_on,
      warnOn: one.warn_on,
      lapses: one.lapses === 1,
    };
    const list = dues.get(one.case_id);
    if (list) list.push(due);
    else dues.set(one.case_id, [due]);
  }
  const unknown = rows.filter((row) => !dues.has(row.id)).slice(0, COUNTED_WHILE_READING);
  if (unknown.length === 0) return dues;
  const days = await calendarFor(context);
  for (const row of unknown) dues.set(row.id, (await keptOf(context, row, days)).dues);
  return dues;
}
