import { addDays } from '../platform/dates.ts';
import type { SqlValue } from '../platform/database/handles.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { caseRows, OPEN_CASES } from './case-list.ts';
import type { CaseRecord } from './entities.ts';

/** Cases due within this many days are shown as coming. */
const SOON_DAYS = 7;
const ROWS_SHOWN = 50;

/** Who may see cases at all; for everybody else the workbench has none. */
const readers = ['administrator', 'mediator', 'clerk', 'auditor'];

const noCases = {
  counts: { open: 0, overdue: 0, dueSoon: 0, withoutNextAction: 0, closedThisYear: 0 },
  due: [],
  withoutNextAction: [],
};

export const workbenchHandlers: Pick<HandlersOf<'mediation'>, 'mediation.readWorkbench'> = {
  async 'mediation.readWorkbench'({ tx, actor, today }, { onlyMine }) {
    if (!actor.roles.some((role) => readers.includes(role))) return { today, ...noCases };
    const mine = onlyMine ? MINE : '';
    const own: SqlValue[] = [actor.committee.id, ...(onlyMine ? [actor.userId, actor.userId] : [])];
    const soon = addDays(today, SOON_DAYS);
    const count = async (condition: string, ...params: SqlValue[]) => {
      const sql = `SELECT COUNT(*) AS n FROM cases WHERE committee_id = ?${mine} AND ${condition}`;
      return (await tx.get<{ n: number }>(sql, [...own, ...params]))?.n ?? 0;
    };
    const list = async (condition: string, order: string, ...params: SqlValue[]) => {
      const sql = `SELECT * FROM cases WHERE committee_id = ?${mine} AND ${condition} ORDER BY ${order} LIMIT ${ROWS_SHOWN}`;
      return caseRows(tx, await tx.all<CaseRecord>(sql, [...own, ...params]));
    };
    const forgotten = `next_due_on IS NULL AND ${OPEN_CASES}`;
    return {
      today,
      counts: {
        open: await count(OPEN_CASES),
        overdue: await count(`${OPEN_CASES} AND next_due_on < ?`, today),
        dueSoon: await count(`${OPEN_CASES} AND next_due_on BETWEEN ? AND ?`, today, soon),
        withoutNextAction: await count(forgotten),
        closedThisYear: await count('closed_on >= ? AND closed_on IS NOT NULL', `${today.slice(0, 4)}-01-01`),
      },
      due: await list(`${OPEN_CASES} AND next_due_on <= ?`, 'next_due_on, id', soon),
      withoutNextAction: await list(forgotten, 'updated_at, id'),
    };
  },
};

/** Cases I mediate, and those I registered that nobody mediates yet. */
const MINE = ` AND (EXISTS (SELECT 1 FROM case_mediators m WHERE m.case_id = cases.id AND m.user_id = ?)
  OR (registered_by = ? AND NOT EXISTS (SELECT 1 FROM case_mediators m WHERE m.case_id = cases.id)))`;
