import type { CalendarDay } from '../../contract/mediation/deadlines.ts';
import { noticesOf } from '../../platform/calendar/holidays.ts';
import { addDays, civilDate, weekdayOf, type CivilDate } from '../../platform/dates.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { OPEN_CASES } from '../case-waits.ts';
import { Cases, type CaseRecord } from '../entities.ts';
import { keptOf, writeDues } from './dues-store.ts';
import type { CalendarDayRecord } from './entities.ts';
import { calendarFor, type TermContext } from './terms-store.ts';

/** A year day by day, with why each day is what it is. */
export async function calendarYear(context: TermContext, year: number) {
  const { tx, services, actor } = context;
  const days = await calendarFor(context);
  const notice = noticesOf(services.reference, actor.committee.region).find((one) => one.year === year);
  const own = await tx.all<CalendarDayRecord>('SELECT * FROM calendar_days WHERE day BETWEEN ? AND ?', [
    `${year}-01-01`,
    `${year}-12-31`,
  ]);
  const ownByDay = new Map(own.map((one) => [one.day, one]));
  const noticed = new Set(notice?.workedWeekends ?? []);
  const inRun = (day: string) =>
    notice?.daysOff.some(([first, last]) => day >= first && day <= last) ?? false;
  return {
    year,
    known: notice !== undefined,
    source: notice?.source ?? '',
    verified: notice?.verified ?? false,
    days: daysOfYear(year).map((day): CalendarDay => {
      const set = ownByDay.get(day);
      const off = days.isDayOff(day);
      if (set) return { day, off, origin: 'centre', reason: set.reason };
      if (inRun(day) || noticed.has(day)) return { day, off, origin: 'notice', reason: '' };
      return { day, off, origin: weekdayOf(day) >= 6 ? 'weekend' : 'weekday', reason: '' };
    }),
  };
}

/**
 * Counts the terms of open cases again, and the visits of closed ones, after days from `firstDay` on were changed: a term
 * that ended before that day cannot have moved. Answers how many cases got other days.
 */
export async function recountCases(context: CommandContext, firstDay: string): Promise<number> {
  const { tx } = context;
  const rows = await tx.all<CaseRecord>(
    `SELECT * FROM cases WHERE (${OPEN_CASES} AND due_on >= ?1)
       OR id IN (SELECT case_id FROM case_dues WHERE due_on >= ?1) ORDER BY seq`,
    [firstDay],
  );
  const days = await calendarFor(context);
  let changed = 0;
  for (const row of rows) {
    const kept = await keptOf(context, row, days);
    await writeDues(tx, row.id, kept.dues);
    const { due_on, next_due_on } = kept.columns;
    if (due_on === row.due_on && next_due_on === row.next_due_on) continue;
    changed += 1;
    await tx.update(Cases, row.id, kept.columns);
  }
  return changed;
}

function daysOfYear(year: number): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = civilDate(`${year}-01-01`); day.startsWith(`${year}-`); day = addDays(day, 1))
    days.push(day);
  return days;
}
