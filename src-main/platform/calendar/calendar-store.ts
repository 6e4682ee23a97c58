import type { Reader } from '../database/handles.ts';
import type { Reference } from '../reference-data/reference.ts';
import type { DayCalendar } from './calendar.ts';
import { calendarOf } from './holidays.ts';

/** The days off of a region, with those that the centre has set itself. */
export async function centreCalendar(
  tx: Reader,
  reference: Pick<Reference, 'all'>,
  region: string,
): Promise<DayCalendar> {
  const own = await tx.all<{ day: string; kind: 'off' | 'worked' }>('SELECT day, kind FROM calendar_days');
  return calendarOf(reference, region, new Map(own.map((one) => [one.day, one.kind])));
}
