import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById } from '../case-store.ts';
import { calendarYear, recountCases } from './calendar-store.ts';
import { controlSheetOf } from './control-sheet-store.ts';
import { clockHandlers } from './clock-handlers.ts';

type DeadlinesRoutes =
  | 'mediation.readDeadlines'
  | 'mediation.saveSuspension'
  | 'mediation.cancelSuspension'
  | 'mediation.recordExtension'
  | 'mediation.cancelExtension'
  | 'mediation.readCalendar'
  | 'mediation.setCalendarDays'
  | 'mediation.unsetCalendarDays';

export const deadlinesHandlers: Pick<HandlersOf<'mediation'>, DeadlinesRoutes> = {
  ...clockHandlers,

  async 'mediation.readDeadlines'(context, { caseId }) {
    return controlSheetOf(context, await caseById(context, caseId));
  },

  'mediation.readCalendar': (context, { year }) => calendarYear(context, year),

  async 'mediation.setCalendarDays'(context, { days, kind, reason }) {
    const { tx, actor, now } = context;
    const unique = [...new Set(days)].sort();
    for (const day of unique) {
      await tx.run(
        `INSERT INTO calendar_days (day, kind, reason, set_by, set_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, reason = excluded.reason,
           set_by = excluded.set_by, set_at = excluded.set_at`,
        [day, kind, reason, actor.userId, now],
      );
    }
    const cases = await recountCases(context, unique[0] ?? context.today);
    context.audit('calendar', { days: unique, kind, reason, casesCountedAgain: cases });
    return { days: unique.length, cases };
  },

  async 'mediation.unsetCalendarDays'(context, { days }) {
    const unique = [...new Set(days)].sort();
    const { changes } = await context.tx.run(
      'DELETE FROM calendar_days WHERE day IN (SELECT value FROM json_each(?))',
      [JSON.stringify(unique)],
    );
    const cases = changes === 0 ? 0 : await recountCases(context, unique[0] ?? context.today);
    context.audit('calendar', { givenBack: unique, casesCountedAgain: cases });
    return { days: changes, cases };
  },
};
