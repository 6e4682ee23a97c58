import type { Reference } from '../reference-data/reference.ts';
import { dayCalendar, type DayCalendar } from './calendar.ts';

/** The calendar of a region, made from every year's notice in `seeds/reference/holidays.json`. */
export function calendarOf(reference: Pick<Reference, 'all'>, region: string): DayCalendar {
  return dayCalendar(
    reference.all('holidays').filter((record) => record.region === '*' || region.startsWith(record.region)),
  );
}
