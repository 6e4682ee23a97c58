import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excelDay, readAmount, readDate } from '../../../../src-main/mediation/register/spelling.ts';
import { excelCount } from '../../../../src-main/platform/spreadsheets/cells.ts';
import { addDays, civilDate, formatDate } from '../../../../src-main/platform/dates.ts';
import { fen, formatYuan, toCapitals } from '../../../../src-main/platform/money.ts';

const days = fc.integer({ min: 0, max: 50_000 }).map((count) => addDays(civilDate('1960-01-01'), count));

describe('days as old registers spell them', () => {
  it('are read in every usual spelling', () => {
    for (const spelling of [
      '2021.3.5',
      '2021年3月5日',
      '2021年03月05日',
      '2021/03/05',
      '2021-3-5',
      '２０２１．３．５',
      '20210305',
      '44260',
      '44260.0',
      '2021-03-05 10:20:00',
      '2021/3/5 9:05',
      '二〇二一年三月五日',
      '二零二一年三月五日',
      ' 2021 年 3 月 5 日 ',
    ]) {
      expect(readDate(spelling), spelling).toBe('2021-03-05');
    }
    expect(readDate('二〇二一年十二月三十一日')).toBe('2021-12-31');
    expect(readDate('二〇二一年十月二十日')).toBe('2021-10-20');
  });

  it('are refused when they name no day for certain', () => {
    for (const spelling of [
      '',
      '2021.3',
      '21.3.5',
      '2021-02-30',
      '2021.13.1',
      '3月5日',
      '去年',
      '5678',
      '0',
      '2021-3-5至2021-3-9',
    ]) {
      expect(readDate(spelling), spelling).toBeUndefined();
    }
  });

  it('come back from every spelling of every day (would catch a swapped month, a shift by a time zone)', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-').map(Number) as [number, number, number];
        expect(readDate(formatDate(day))).toBe(day);
        expect(readDate(`${year}.${month}.${date}`)).toBe(day);
        expect(readDate(day.replaceAll('-', ''))).toBe(day);
        expect(excelDay(excelCount(day))).toBe(day);
        if (excelCount(day) >= 20_000) expect(readDate(String(excelCount(day)))).toBe(day);
      }),
    );
  });
});

describe('amounts as old registers spell them', () => {
  it('are read to the 分, without floats', () => {
    const spellings: [string, number][] = [
      ['12000', 1_200_000],
      ['¥12,000.00', 1_200_000],
      ['１２０００元', 1_200_000],
      ['1.2万', 1_200_000],
      ['1.2345万元', 1_234_500],
      ['3万5千元', 3_500_000],
      ['1亿', 10_000_000_000],
      ['0.07', 7],
      ['12.300000000000001', 1_230],
      ['8.2万', 8_200_000],
      ['人民币壹万元整', 1_000_000],
      ['人民币5000元', 500_000],
      ['0', 0],
    ];
    for (const [spelling, amount] of spellings) expect(readAmount(spelling), spelling).toBe(amount);
  });

  it('are refused when they are not one amount', () => {
    for (const spelling of [
      '',
      '元',
      '约5000',
      '5000-6000',
      '1.234',
      '1,23',
      '-5',
      '1.2.3',
      '五千',
      '5000美元',
      '1e5',
    ]) {
      expect(readAmount(spelling), spelling).toBeUndefined();
    }
  });

  it('come back from digits, capitals and 万 (would catch 0.1 + 0.2)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        expect(readAmount(formatYuan(fen(amount)))).toBe(amount);
        expect(readAmount(toCapitals(fen(amount)))).toBe(amount);
        const wan = `${Math.floor(amount / 1_000_000)}.${String(amount % 1_000_000).padStart(6, '0')}万`;
        expect(readAmount(wan)).toBe(amount);
      }),
    );
  });
});
