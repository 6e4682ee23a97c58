import type { SqlValue } from '../platform/database/handles.ts';
import { addDays } from '../platform/dates.ts';
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

/** Cases I mediate, and those I registered that nobody mediates yet. */
const MINE = `(SELECT c.seq FROM case_mediators m CROSS JOIN cases c ON c.id = m.case_id WHERE m.user_id = ?
  UNION SELECT seq FROM cases WHERE stage = 'registered' AND registered_by = ?)`;

export const workbenchHandlers: Pick<HandlersOf<'mediation'>, 'mediation.readWorkbench'> = {
  async 'mediation.readWorkbench'({ tx, actor, today }, { onlyMine }) {
    if (!actor.roles.some((role) => readers.includes(role))) return { today, ...noCases };
    const from = onlyMine ? `${MINE} AS mine CROSS JOIN cases ON cases.seq = mine.seq` : 'cases';
    const own: SqlValue[] = onlyMine ? [actor.userId, actor.userId] : [];
    const soon = addDays(today, SOON_DAYS);
    const count = async (condition: string, ...params: SqlValue[]) => {
      const sql = `SELECT COUNT(*) AS n FROM ${from} WHERE ${condition}`;
      return (await tx.get<{ n: number }>(sql, [...own, ...params]))?.n ?? 0;
    };
    const list = async (condition: string, order: string, ...params: SqlValue[]) => {
      const sql = `SELECT cases.* FROM ${from} WHERE ${condition} ORDER BY ${order}, cases.seq LIMIT ${ROWS_SHOWN}`;
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
      due: await list(`${OPEN_CASES} AND next_due_on <= ?`, 'next_due_on', soon),
      withoutNextAction: await list(forgotten, 'updated_at'),
    };
  },
};
