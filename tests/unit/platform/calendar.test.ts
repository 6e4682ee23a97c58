import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dayCalendar,
  endOfTerm,
  type CalendarYear,
} from '../../../src-main/platform/calendar/calendar.ts';
import { addDays, civilDate, weekdayOf } from '../../../src-main/platform/dates.ts';

const holidays = join(import.meta.dirname, '../../../seeds/reference/holidays.json');
const years = (JSON.parse(await readFile(holidays, 'utf8')) as { records: CalendarYear[] }).records;
const days = dayCalendar(years);
const end = (from: string, length: number, unit: 'days' | 'workingDays' | 'months') =>
  endOfTerm({ from, length, unit }, days);

describe('end of a term (民事诉讼法 art. 85)', () => {
  it.each([
    // 1 July 2026 is a Wednesday; the day itself is not counted.
    ['2026-07-01', 1, 'days', '2026-07-02'],
    ['2026-07-01', 30, 'days', '2026-07-31'],
    // The last day is Saturday 4 July: Monday.
    ['2026-07-01', 3, 'days', '2026-07-06'],
    // The last day is the first of the National Day holiday: the day after it.
    ['2026-09-01', 30, 'days', '2026-10-08'],
    // A Saturday that is worked (10 October 2026) is no day off.
    ['2026-10-05', 5, 'days', '2026-10-10'],
    ['2026-01-31', 1, 'months', '2026-02-28'],
    // 15 February 2026 is the first day of the Spring Festival holiday, 24 the first working day.
    ['2026-01-15', 1, 'months', '2026-02-24'],
    ['2026-07-01', 3, 'workingDays', '2026-07-06'],
    // Over the Spring Festival: 13 February, the worked Saturday 14, then 24.
    ['2026-02-12', 3, 'workingDays', '2026-02-24'],
    ['2025-12-30', 2, 'workingDays', '2026-01-04'],
  ] as const)('counts from %s %d %s to %s', (from, length, unit, expected) => {
    expect(end(from, length, unit)).toEqual({ dueOn: expected, calendarKnown: true });
  });

  it('says so when a day was judged in a year without holiday data, and falls back on plain weekends', () => {
    expect(end('2026-12-30', 5, 'workingDays')).toEqual({ dueOn: '2027-01-06', calendarKnown: false });
    expect(end('2018-06-15', 1, 'months')).toEqual({ dueOn: '2018-07-16', calendarKnown: false });
  });

  it('does not blame a year that only the first day lies in', () => {
    expect(end('2024-12-20', 1, 'months').calendarKnown).toBe(true);
  });

  it('refuses a length that is none', () => {
    for (const length of [0, -1, 1.5, Number.NaN])
      expect(() => end('2026-07-01', length, 'days')).toThrow(RangeError);
  });

  it('never ends on a day off, never before the plain count, and more days never end earlier', () => {
    const date = fc.integer({ min: 0, max: 600 }).map((offset) => addDays(civilDate('2025-01-01'), offset));
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('days', 'workingDays', 'months'),
        (from, length, unit) => {
          const { dueOn } = end(from, length, unit);
          expect(days.isDayOff(dueOn)).toBe(false);
          expect(dueOn > from).toBe(true);
          if (unit !== 'months') expect(dueOn >= addDays(from, length)).toBe(true);
          expect(end(from, length + 1, unit).dueOn >= dueOn).toBe(true);
        },
      ),
    );
  });
});

describe('months', () => {
  it('keeps the day of the month, or takes the last one', () => {
    expect(addMonths(civilDate('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(civilDate('2025-12-31'), 2)).toBe('2026-02-28');
    expect(addMonths(civilDate('2026-03-31'), -1)).toBe('2026-02-28');
    expect(addMonths(civilDate('2026-11-15'), 14)).toBe('2028-01-15');
  });
});

describe('the holiday data', () => {
  it('names worked weekends that are weekends and lie in no run of days off', () => {
    const plain = dayCalendar(years.map((year) => ({ ...year, workedWeekends: [] })));
    for (const date of years.flatMap((year) => year.workedWeekends)) {
      expect(weekdayOf(civilDate(date)), date).toBeGreaterThanOrEqual(6);
      const runs = years.flatMap((year) => year.daysOff);
      expect(
        runs.some(([first, last]) => date >= first && date <= last),
        date,
      ).toBe(false);
      expect(plain.isDayOff(civilDate(date))).toBe(true);
    }
  });

  it('has runs in order, inside their own year', () => {
    for (const { year, daysOff } of years) {
      for (const [first, last] of daysOff) {
        expect(first <= last).toBe(true);
        expect([first, last].every((date) => date.startsWith(`${year}-`))).toBe(true);
      }
    }
  });
});
