import type { CaseWait } from '../contract/mediation/case-values.ts';
import type { SqlValue } from '../platform/database/handles.ts';
import { addDays, civilDate } from '../platform/dates.ts';
import { openStages } from './stage.ts';

/** Open cases, as the partial indexes have it. */
export const OPEN_CASES = `stage IN (${openStages.map((stage) => `'${stage}'`).join(', ')})`;

/** SQL: cases I mediate, and those I registered that nobody mediates yet. Takes my id twice. */
export const MINE = `(SELECT c.seq FROM case_mediators m CROSS JOIN cases c ON c.id = m.case_id WHERE m.user_id = ?
  UNION SELECT seq FROM cases WHERE stage = 'registered' AND registered_by = ?)`;

/** Cases due within this many days are shown as coming. */
const SOON_DAYS = 7;

/** Statement for the `seq` of the cases that wait for something: the figures of the workbench count what the list shows. */
export function waitingFor(wait: CaseWait, today: string): { sql: string; params: SqlValue[] } {
  const soon = addDays(civilDate(today), SOON_DAYS);
  switch (wait) {
    case 'overdue':
      return ofCases(
        `${OPEN_CASES} AND next_due_on < ? AND (stage <> 'performing' OR ${PASSED} OR NOT ${ANY_LEFT})`,
        [today, today, today],
      );
    case 'soon':
      // A step that lapsed, such as the term of art. 33, has given way to the next one without anybody writing to the case.
      return ofCases(
        `${OPEN_CASES} AND (next_due_on BETWEEN ? AND ? OR (stage = 'performing' AND next_due_on < ? AND NOT ${PASSED}
          AND ${due('d.due_on BETWEEN ? AND ?')}))`,
        [today, soon, today, today, today, soon],
      );
    case 'nothing':
      return ofCases(`next_due_on IS NULL AND ${OPEN_CASES}`, []);
    case 'performance':
      return ofDues(`d.action = 'followPerformance' AND d.due_on < ?`, [today]);
    case 'visit':
      return ofDues(`d.action = 'visit' AND d.due_on <= ?`, [today]);
    case 'confirmation':
      return ofDues(`d.action = 'judicialConfirmation' AND d.due_on >= ?`, [today]);
    case 'warning':
      return ofDues(STANDING_WARNING, [today, today]);
  }
}

/** SQL over `case_dues AS d`: its threshold has been reached, and something can still be done about it. Takes today twice. */
export const STANDING_WARNING = 'd.warn_on <= ? AND (d.lapses = 0 OR d.due_on >= ?)';

const due = (condition: string): string =>
  `EXISTS (SELECT 1 FROM case_dues d WHERE d.case_id = cases.id AND ${condition})`;
const PASSED = due('d.lapses = 0 AND d.due_on < ?');
const ANY_LEFT = due('d.due_on >= ?');

const ofCases = (condition: string, params: SqlValue[]) => ({
  sql: `SELECT seq FROM cases WHERE ${condition}`,
  params,
});
const ofDues = (condition: string, params: SqlValue[]) => ({
  sql: `SELECT DISTINCT cases.seq FROM case_dues d CROSS JOIN cases ON cases.id = d.case_id WHERE ${condition}`,
  params,
});
