import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  civilDate,
  civilDateOfInstant,
  compareDates,
  daysBetween,
  formatDate,
  isCivilDate,
  isInstant,
  monthOf,
  monthRange,
  weekdayOf,
} from '../../../src-main/platform/dates.ts';

const DAY = 86_400_000;
/** The calendar of the JavaScript engine, in UTC, as an independent witness. */
const witness = (epochDay: number): string => new Date(epochDay * DAY).toISOString().slice(0, 10);
const epochDays = fc.integer({ min: -100_000, max: 500_000 });

describe('civil dates', () => {
  it.each(['2026-07-01', '2024-02-29', '2000-02-29', '1900-02-28', '9999-12-31'])('accepts %s', (text) =>
    expect(isCivilDate(text)).toBe(true),
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-7-1',
    '0999-01-01',
    '',
    '2026/07/01',
  ])('refuses what is no date: %s', (text) => expect(isCivilDate(text)).toBe(false));

  it('writes dates as GB/T 9704 has them, without leading zeros', () => {
    expect(formatDate(civilDate('2026-07-01'))).toBe('2026年7月1日');
    expect(formatDate(civilDate('2026-12-31'))).toBe('2026年12月31日');
  });

  it('would notice a day lost or won anywhere between 1696 and 3338', () => {
    fc.assert(
      fc.property(epochDays, fc.integer({ min: -40_000, max: 40_000 }), (day, step) => {
        const date = civilDate(witness(day));
        expect(addDays(date, step)).toBe(witness(day + step));
        expect(daysBetween(date, addDays(date, step))).toBe(step);
        expect(weekdayOf(date)).toBe(new Date(day * DAY).getUTCDay() || 7);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not count the first day (民事诉讼法 art. 85): 30 days after 1 July is 31 July', () => {
    expect(addDays(civilDate('2026-07-01'), 30)).toBe('2026-07-31');
    expect(daysBetween(civilDate('2026-07-01'), civilDate('2026-07-31'))).toBe(30);
  });

  it('sorts by text', () => {
    const [early, late] = [civilDate('2026-07-01'), civilDate('2026-10-01')];
    expect(compareDates(early, late)).toBeLessThan(0);
    expect(compareDates(late, early)).toBeGreaterThan(0);
    expect(compareDates(late, late)).toBe(0);
  });

  it('knows the last day of each month, leap years too', () => {
    expect(monthRange('2026-07')).toEqual({ from: '2026-07-01', to: '2026-07-31' });
    expect(monthRange('2024-02').to).toBe('2024-02-29');
    expect(monthRange('2100-02').to).toBe('2100-02-28');
    expect(monthOf(civilDate('2026-07-01'))).toBe('2026-07');
    expect(() => monthRange('2026-13')).toThrow(RangeError);
    expect(() => monthRange('2026')).toThrow(RangeError);
  });

  it('counts completed years, a birthday included, 29 February on 1 March', () => {
    expect(ageOn(civilDate('2008-07-01'), civilDate('2026-06-30'))).toBe(17);
    expect(ageOn(civilDate('2008-07-01'), civilDate('2026-07-01'))).toBe(18);
    expect(ageOn(civilDate('2008-02-29'), civilDate('2026-02-28'))).toBe(17);
    expect(ageOn(civilDate('2008-02-29'), civilDate('2026-03-01'))).toBe(18);
    expect(ageOn(civilDate('2026-07-02'), civilDate('2026-07-01'))).toBeUndefined();
  });
});

describe('instants', () => {
  it.each([
    ['2026-07-01T15:59:59.999Z', '2026-07-01'],
    ['2026-07-01T16:00:00.000Z', '2026-07-02'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2024-02-28T20:00:00Z', '2024-02-29'],
  ])('would notice a document dated by UTC instead of Shanghai: %s', (instant, date) =>
    expect(civilDateOfInstant(instant)).toBe(date),
  );

  it('refuses what is no UTC instant', () => {
    for (const text of [
      '2026-07-01',
      '2026-07-01T24:00:00Z',
      '2026-07-01T10:00:00+08:00',
      '2026-02-30T10:00:00Z',
      '',
    ]) {
      expect(isInstant(text)).toBe(false);
      expect(() => civilDateOfInstant(text)).toThrow(RangeError);
    }
  });
});
