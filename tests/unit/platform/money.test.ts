import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bothForms,
  fen,
  formatYuan,
  formatYuanDigits,
  fromCapitals,
  isFen,
  MAX_CAPITALS_FEN,
  sumFen,
  toCapitals,
  yuanTextToFen,
} from '../../../src-main/platform/money.ts';

const anyFen = fc.integer({ min: 0, max: 10 ** 13 }).map(fen);

describe('amounts in capitals (支付结算办法)', () => {
  it.each([
    [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
    [32_504, '人民币叁佰贰拾伍元零肆分'],
    [140_950, '人民币壹仟肆佰零玖元伍角'],
    [600_714, '人民币陆仟零柒元壹角肆分'],
    [10_700_053, '人民币壹拾万柒仟元零伍角叁分'],
    [1_000, '人民币壹拾元整'],
    [0, '人民币零元整'],
    [10_000_000_000, '人民币壹亿元整'],
    [1_000_001, '人民币壹万元零壹分'],
  ])('writes the published vector for %i 分', (amount, capitals) => {
    expect(toCapitals(fen(amount))).toBe(capitals);
  });

  it.each([
    [53, '人民币伍角叁分'],
    [3, '人民币叁分'],
    [50, '人民币伍角'],
    [168_032, '人民币壹仟陆佰捌拾元零叁角贰分'],
    [10_000_500, '人民币壹拾万零伍元整'],
    [10_001_000_100, '人民币壹亿零壹万零壹元整'],
    [1_000_000_000_500, '人民币壹佰亿零伍元整'],
    [10 ** 13, '人民币壹仟亿元整'],
    [MAX_CAPITALS_FEN, '人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('keeps zeros, whole groups and large amounts right for %i 分', (amount, capitals) => {
    expect(toCapitals(fen(amount))).toBe(capitals);
  });

  it('would notice an amount that cannot be read back, over 0 … 10^13 分', () => {
    fc.assert(
      fc.property(anyFen, (amount) => fromCapitals(toCapitals(amount)) === amount),
      { numRuns: 20_000 },
    );
  });

  it('would notice a lost or doubled zero in small amounts, all of them', () => {
    const texts = new Set<string>();
    for (let amount = 0; amount <= 200_000; amount += 1) {
      const text = toCapitals(fen(amount));
      expect(fromCapitals(text)).toBe(amount);
      expect(text).not.toMatch(/零零|零元[^整]|零[拾佰仟万亿]|整[^]|分整|角整/u);
      texts.add(text);
    }
    expect(texts.size).toBe(200_001);
  });

  it('refuses what no document may print: negative, too large, fractions', () => {
    expect(() => toCapitals(fen(-1))).toThrow(RangeError);
    expect(() => toCapitals(fen(MAX_CAPITALS_FEN + 1))).toThrow(RangeError);
    expect(() => fen(0.1)).toThrow(RangeError);
    expect(() => fen(Number.NaN)).toThrow(RangeError);
    expect(() => fen(2 ** 53)).toThrow(RangeError);
  });

  it.each([
    '人民币一万元整',
    '壹万元整',
    '人民币壹万元',
    '人民币壹万零元整',
    '人民币壹拾佰元整',
    '人民币',
    '',
    '人民币零元',
  ])('does not read back what it would never write: %s', (text) =>
    expect(fromCapitals(text)).toBeUndefined(),
  );

  it('prints both forms from one integer', () => {
    expect(bothForms(fen(1_000_000))).toBe('人民币壹万元整（¥10,000.00）');
  });
});

describe('amounts in digits', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [1_234_567, '¥12,345.67'],
    [100_000_000, '¥1,000,000.00'],
    [-1_050, '-¥10.50'],
  ])('formats %i 分', (amount, text) => {
    expect(formatYuan(fen(amount))).toBe(text);
    expect(formatYuanDigits(fen(amount))).toBe(text.replace('¥', ''));
  });

  it.each([
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['１２３４．５', 123_450],
    ['１，２３４．５０', 123_450],
    ['¥1,234.50', 123_450],
    ['￥88', 8_800],
    [' 88元 ', 8_800],
    ['0.1', 10],
    ['0.07', 7],
    ['007', 700],
    ['999999999999.99', MAX_CAPITALS_FEN],
  ])('reads what people type: %s', (text, amount) => expect(yuanTextToFen(text)).toBe(amount));

  it.each([
    '',
    '元',
    '1万',
    '1,23',
    '12,34.5',
    '1.234',
    '1..2',
    '-5',
    '+5',
    '1e5',
    '1 000',
    '一百',
    '1000000000000',
  ])('would rather not read than misread: %s', (text) => expect(yuanTextToFen(text)).toBeUndefined());

  it('would notice a float: every formatted amount reads back as itself', () => {
    fc.assert(
      fc.property(anyFen, (amount) => yuanTextToFen(formatYuan(amount)) === amount),
      { numRuns: 5_000 },
    );
  });

  it('sums exactly and refuses sums that leave the safe integers', () => {
    expect(sumFen([fen(10), fen(20), fen(-5)])).toBe(25);
    expect(sumFen([])).toBe(0);
    expect(() => sumFen([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(RangeError);
    expect(Object.is(fen(-0), 0)).toBe(true);
    expect(isFen('1')).toBe(false);
  });
});
