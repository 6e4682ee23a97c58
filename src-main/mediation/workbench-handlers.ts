import { caseWaits, type CaseWait } from '../contract/mediation/case-values.ts';
import type { SqlValue } from '../platform/database/handles.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { caseRows } from './case-list.ts';
import { MINE, OPEN_CASES, waitingFor } from './case-waits.ts';
import { withCurrentStep } from './current-step-store.ts';
import { committeeTermOf, warningsOf } from './deadlines/warnings-store.ts';
import type { CaseRecord } from './entities.ts';
import { dueElsewhere } from './workbench-elsewhere-store.ts';

const ROWS_SHOWN = 50;

/** Who may see cases at all; for everybody else the workbench has none. */
const readers = ['administrator', 'mediator', 'clerk', 'auditor'];

const noCases = {
  counts: {
    ...{ open: 0, closedThisYear: 0, overdue: 0, soon: 0, nothing: 0 },
    ...{ performance: 0, visit: 0, confirmation: 0, warning: 0 },
  },
  elsewhere: { enquiries: 0, covenants: 0, loans: 0, appraisals: 0 },
  due: [],
  withoutNextAction: [],
  warnings: [],
  committeeTerm: null,
};

export const workbenchHandlers: Pick<HandlersOf<'mediation'>, 'mediation.readWorkbench'> = {
  async 'mediation.readWorkbench'(context, { onlyMine }) {
    const { tx, actor, today } = context;
    if (!actor.roles.some((role) => readers.includes(role))) return { today, ...noCases };
    const mine = onlyMine ? `AND seq IN ${MINE}` : '';
    const own: SqlValue[] = onlyMine ? [actor.userId, actor.userId] : [];
    const count = async (condition: string, ...params: SqlValue[]) => {
      const sql = `SELECT COUNT(*) AS n FROM cases WHERE ${condition} ${mine}`;
      return (await tx.get<{ n: number }>(sql, [...params, ...own]))?.n ?? 0;
    };
    const waiting = async (wait: CaseWait) => {
      const { sql, params } = waitingFor(wait, today);
      const counted = `SELECT COUNT(*) AS n FROM (${sql}) WHERE TRUE ${mine}`;
      return (await tx.get<{ n: number }>(counted, [...params, ...own]))?.n ?? 0;
    };
    const rows = async (wait: CaseWait, order: string) => {
      const { sql, params } = waitingFor(wait, today);
      const list = `SELECT cases.* FROM (${sql}) JOIN cases USING (seq) WHERE TRUE ${mine} ORDER BY ${order}, seq LIMIT ${ROWS_SHOWN}`;
      return withCurrentStep(context, await tx.all<CaseRecord>(list, [...params, ...own]));
    };
    const counts = { ...noCases.counts };
    for (const wait of caseWaits) counts[wait] = await waiting(wait);
    counts.open = await count(OPEN_CASES);
    counts.closedThisYear = await count('closed_on >= ?', `${today.slice(0, 4)}-01-01`);
    // The overdue ones first, whatever day is kept of a step that has given way since.
    const due = [...(await rows('overdue', 'next_due_on')), ...(await rows('soon', 'next_due_on'))];
    due.sort((a, b) => ((a.next_due_on ?? '') < (b.next_due_on ?? '') ? -1 : 1));
    return {
      today,
      counts,
      elsewhere: await dueElsewhere(tx, today),
      due: await caseRows(tx, due.slice(0, ROWS_SHOWN)),
      withoutNextAction: await caseRows(tx, await rows('nothing', 'updated_at')),
      warnings: await warningsOf(context, onlyMine),
      committeeTerm: await committeeTermOf(context),
    };
  },
};
