import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spendable, takeBack, takeLots, type OpenLot } from '../../../src-main/timebank/lots.ts';

const today = '2026-07-01';
const lot = (id: string, left: number, expiresOn: string | null): OpenLot => ({ id, left, expiresOn });

describe('points are taken out of lots', () => {
  it('the first to expire first, among equals the first in, those that never expire last', () => {
    const lots = [
      lot('never', 5, null),
      lot('2028', 5, '2028-12-31'),
      lot('2026a', 5, '2026-12-31'),
      lot('2026b', 5, '2026-12-31'),
    ];
    expect(takeLots(lots, 18, today)).toEqual([
      ['2026a', 5],
      ['2026b', 5],
      ['2028', 5],
      ['never', 3],
    ]);
  });

  it('on its last day a lot can still be spent, the day after not', () => {
    const lots = [lot('old', 5, '2026-07-01')];
    expect(takeLots(lots, 5, '2026-07-01')).toEqual([['old', 5]]);
    expect(takeLots(lots, 1, '2026-07-02')).toBeNull();
  });

  it('all of the amount or nothing, never more than a lot holds, no lot twice (property)', () => {
    const some = fc.array(
      fc.record({
        left: fc.integer({ min: 0, max: 50 }),
        expiresOn: fc.constantFrom(null, '2025-12-31', '2026-07-01', '2026-12-31', '2028-12-31'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 200 }), (list, amount) => {
        const lots = list.map(({ left, expiresOn }, index) => lot(`l${index}`, left, expiresOn));
        const taken = takeLots(lots, amount, today);
        if (taken === null) {
          expect(spendable(lots, today)).toBeLessThan(amount);
          return;
        }
        expect(taken.reduce((sum, [, part]) => sum + part, 0)).toBe(amount);
        expect(new Set(taken.map(([id]) => id)).size).toBe(taken.length);
        for (const [id, part] of taken) {
          const from = lots.find((one) => one.id === id)!;
          expect(part).toBeGreaterThan(0);
          expect(part).toBeLessThanOrEqual(from.left);
          expect(from.expiresOn === null || from.expiresOn >= today).toBe(true);
        }
      }),
    );
  });

  it('a credit taken back empties its own lots first, expired ones too, and only then others', () => {
    const lots = [lot('other', 9, null), lot('own', 4, '2025-12-31')];
    expect(takeBack(lots, new Set(['own']), 6)).toEqual([
      ['own', 4],
      ['other', 2],
    ]);
    expect(takeBack(lots, new Set(['own']), 14)).toBeNull();
  });
});
