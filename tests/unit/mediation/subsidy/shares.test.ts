import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAmount } from '../../../../src-main/mediation/subsidy/shares.ts';

const people = (barred: string[] = []) =>
  ['a', 'b', 'c'].map((userId, index) => ({ userId, lead: index === 0, barred: barred.includes(userId) }));
const fen = (shares: { amountFen: number }[]) => shares.map(({ amountFen }) => amountFen);

describe('shares of co-mediators', () => {
  it.each([
    ['equal, the odd 分 to the leading one', 10_000, people(), null, [3_334, 3_333, 3_333]],
    ['half for the leading one', 10_000, people(), { numerator: 1, denominator: 2 }, [5_000, 2_500, 2_500]],
    [
      'three fifths, the odd 分 too',
      10_001,
      people(),
      { numerator: 3, denominator: 5 },
      [6_001, 2_000, 2_000],
    ],
    ['a barred one gets nothing', 10_000, people(['b']), null, [5_000, 0, 5_000]],
    [
      'a barred leading one: the others equally',
      9_999,
      people(['a']),
      { numerator: 1, denominator: 2 },
      [0, 5_000, 4_999],
    ],
    ['all for one alone', 10_000, people(['b', 'c']), { numerator: 1, denominator: 2 }, [10_000, 0, 0]],
    ['nobody may be paid', 10_000, people(['a', 'b', 'c']), null, [0, 0, 0]],
  ])('%s', (_what, amount, who, lead, expected) => {
    expect(fen(splitAmount(amount, who, lead))).toEqual(expected);
  });

  it('sum exactly to the amount, are never negative, and pay nobody who is barred', () => {
    const anybody = fc.array(fc.record({ lead: fc.boolean(), barred: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    });
    const part = fc.option(
      fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 })).map(([one, other]) => ({
        numerator: Math.min(one, other),
        denominator: Math.max(one, other),
      })),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), anybody, part, (amount, flags, lead) => {
        const first = flags.findIndex((one) => one.lead);
        const who = flags.map((one, index) => ({
          userId: String(index),
          barred: one.barred,
          lead: index === first,
        }));
        const shares = splitAmount(amount, who, lead);
        const sum = shares.reduce((total, share) => total + share.amountFen, 0);
        expect(sum).toBe(who.every(({ barred }) => barred) ? 0 : amount);
        shares.forEach((share, index) => {
          expect(share.amountFen).toBeGreaterThanOrEqual(0);
          if (who[index]!.barred) expect(share.amountFen).toBe(0);
        });
      }),
    );
  });
});
