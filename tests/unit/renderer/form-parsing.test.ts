import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src-renderer/ui/form/parse-date.ts';
import { moneyInputText, parseMoney } from '../../../src-renderer/ui/form/parse-money.ts';

const today = '2026-11-22';

describe('dates as people type them', () => {
  it.each([
    ['2026-7-1', '2026-07-01'],
    ['20260701', '2026-07-01'],
    ['2026年7月1日', '2026-07-01'],
    ['2026/07/01', '2026-07-01'],
    ['７．１', '2026-07-01'],
    ['7月1日', '2026-07-01'],
    ['7。1', '2026-07-01'],
    ['1201', '2026-12-01'],
  ])('%s is understood', (typed, date) => expect(parseDate(typed, today)).toBe(date));

  it('a day that the calendar does not have is refused, not moved to the next month', () => {
    expect(parseDate('2026-2-29', today)).toBeUndefined();
    expect(parseDate('4.31', today)).toBeUndefined();
    expect(parseDate('2028-2-29', today)).toBe('2028-02-29');
  });

  it('half a date is no date yet', () => {
    for (const typed of ['', '2', '2026', '2026-', '2026-7', '昨天'])
      expect(parseDate(typed, today) ?? '').not.toMatch(/NaN/);
    expect(parseDate('2026-7', today)).toBeUndefined();
  });
});

describe('money as people type it', () => {
  it.each([
    ['1234.5', 123450],
    ['1,234.56', 123456],
    ['¥1234', 123400],
    ['1234元', 123400],
    ['1.2万', 1200000],
    ['0.1', 10],
    ['１２３．４５', 12345],
    ['107000.53', 10700053],
    ['100000000000', 10_000_000_000_000],
  ])('%s is understood', (typed, fen) => expect(parseMoney(typed)).toBe(fen));

  it('what cannot be held to the cent is refused instead of being rounded', () => {
    for (const typed of ['1.234', '1.23456789万', 'abc', '1.2.3', '-5', '', '100000000000.01'])
      expect(parseMoney(typed)).toBeUndefined();
  });

  it('any amount shown in the field is read back as the same 分 (no float on the way)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
        expect(parseMoney(moneyInputText(fen))).toBe(fen);
      }),
    );
  });
});
