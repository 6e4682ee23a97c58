import type { SqlValue } from '../platform/database/handles.ts';
import { addDays } from '../platform/dates.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { OPEN_CASES } from './case-filter.ts';
import { caseRows } from './case-list.ts';
import { STALE_STEP, withCurrentStep } from './current-step-store.ts';
import { committeeTermOf, dueCounts, MINE, warningsOf } from './deadlines/warnings-store.ts';
import type { CaseRecord } from './entities.ts';

/** Cases due within this many days are shown as coming. */
const SOON_DAYS = 7;
const ROWS_SHOWN = 50;
/** Cases at most whose step is looked at again because its day has passed; older ones stay overdue as kept. */
const STALE_READ = 2_000;

/** Who may see cases at all; for everybody else the workbench has none. */
const readers = ['administrator', 'mediator', 'clerk', 'auditor'];

const noCases = {
  counts: {
    ...{ open: 0, overdue: 0, dueSoon: 0, withoutNextAction: 0, closedThisYear: 0 },
    ...{ overduePerformance: 0, visitsDue: 0, confirmations: 0 },
  },
  due: [],
  withoutNextAction: [],
  warnings: [],
  committeeTerm: null,
};

export const workbenchHandlers: Pick<HandlersOf<'mediation'>, 'mediation.readWorkbench'> = {
  async 'mediation.readWorkbench'(context, { onlyMine }) {
    const { tx, actor, today } = context;
    if (!actor.roles.some((role) => readers.includes(role))) return { today, ...noCases };
    const from = onlyMine ? `${MINE} AS mine CROSS JOIN cases ON cases.seq = mine.seq` : 'cases';
    const own: SqlValue[] = onlyMine ? [actor.userId, actor.userId] : [];
    const soon = addDays(today, SOON_DAYS);
    const count = async (condition: string, ...params: SqlValue[]) => {
      const sql = `SELECT COUNT(*) AS n FROM ${from} WHERE ${condition}`;
      return (await tx.get<{ n: number }>(sql, [...own, ...params]))?.n ?? 0;
    };
    const list = async (condition: string, order: string, limit: number, ...params: SqlValue[]) => {
      const sql = `SELECT cases.* FROM ${from} WHERE ${condition} ORDER BY ${order}, cases.seq LIMIT ${limit}`;
      return tx.all<CaseRecord>(sql, [...own, ...params]);
    };
    // The latest first: of those that passed long ago no later day is left to come.
    const stale = await list(STALE_STEP, 'next_due_on DESC', STALE_READ, today);
    const current = await withCurrentStep(context, stale);
    const coming = current.filter((row) => row.next_due_on === null || row.next_due_on >= today);
    const comingSoon = coming.filter((row) => row.next_due_on !== null && row.next_due_on <= soon);
    const kept = await list(
      `${OPEN_CASES} AND next_due_on <= ? AND cases.seq NOT IN (SELECT value FROM json_each(?))`,
      'next_due_on',
      ROWS_SHOWN,
      soon,
      JSON.stringify(stale.map((row) => row.seq)),
    );
    const due = [...kept, ...current.filter((row) => row.next_due_on !== null && row.next_due_on <= soon)]
      .sort((a, b) =>
        a.next_due_on! < b.next_due_on! ? -1 : a.next_due_on! > b.next_due_on! ? 1 : a.seq - b.seq,
      )
      .slice(0, ROWS_SHOWN);
    const forgotten = `next_due_on IS NULL AND ${OPEN_CASES}`;
    return {
      today,
      counts: {
        open: await count(OPEN_CASES),
        overdue: (await count(`${OPEN_CASES} AND next_due_on < ?`, today)) - coming.length,
        dueSoon:
          (await count(`${OPEN_CASES} AND next_due_on BETWEEN ? AND ?`, today, soon)) + comingSoon.length,
        withoutNextAction: await count(forgotten),
        closedThisYear: await count('closed_on >= ? AND closed_on IS NOT NULL', `${today.slice(0, 4)}-01-01`),
        ...(await dueCounts(context, onlyMine)),
      },
      due: await caseRows(tx, due),
      withoutNextAction: await caseRows(tx, await list(forgotten, 'updated_at', ROWS_SHOWN)),
      warnings: await warningsOf(context, onlyMine),
      committeeTerm: await committeeTermOf(context),
    };
  },
};
