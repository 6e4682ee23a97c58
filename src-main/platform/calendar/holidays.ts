import type { Reference } from '../reference-data/reference.ts';
import { dayCalendar, type DayCalendar, type DayOverrides } from './calendar.ts';

/**
 * The calendar of a region, made from every year's notice in `seeds/reference/holidays.json` and the days that the centre
 * has set itself.
 */
export function calendarOf(
  reference: Pick<Reference, 'all'>,
  region: string,
  overrides?: DayOverrides,
): DayCalendar {
  return dayCalendar(noticesOf(reference, region), overrides);
}

/** The yearly notices that hold in a region. */
export const noticesOf = (reference: Pick<Reference, 'all'>, region: string) =>
  reference.all('holidays').filter((record) => record.region === '*' || region.startsWith(record.region));
