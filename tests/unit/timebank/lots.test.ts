import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  freeLots,
  lapsed,
  spendable,
  takeBack,
  takeLots,
  without,
  type HeldPoints,
  type OpenLot,
} from '../../../src-main/timebank/lots.ts';

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
          expect(spendable(lots, [], today)).toBeLessThan(amount);
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

describe('what is reserved keeps the points that were good when it was reserved', () => {
  const sum = (lots: readonly OpenLot[]) => lots.reduce((total, { left }) => total + left, 0);
  const days = ['2025-12-20', '2025-12-31', '2026-01-05', '2026-06-30', '2026-07-01'];
  const someLots = fc
    .array(
      fc.record({
        left: fc.integer({ min: 0, max: 20 }),
        expiresOn: fc.constantFrom(
          null,
          '2025-12-31',
          '2026-03-31',
          '2026-06-30',
          '2026-07-01',
          '2027-12-31',
        ),
      }),
      { maxLength: 8 },
    )
    .map((list) => list.map(({ left, expiresOn }, index) => lot(`l${index}`, left, expiresOn)));
  const someHeld = fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 15 }), placedOn: fc.constantFrom(...days) }),
    { maxLength: 5 },
  );
  /** Only what could be reserved at all: each finds its points beside the others. */
  const possible = (lots: OpenLot[], held: HeldPoints[]) =>
    held.reduce<HeldPoints[]>((kept, one) => (covers(lots, [...kept, one]) ? [...kept, one] : kept), []);

  it('good points that came later are no cover for a lot that is over', () => {
    const lots = [lot('A', 10, '2025-12-31'), lot('B', 10, '2026-12-31')];
    const held = [{ amount: 10, placedOn: '2025-12-20' }];
    expect(lapsed(lots, held, '2026-01-05')).toEqual([]);
    expect(spendable(lots, held, '2026-01-05')).toBe(10);
    expect(takeLots(lots, 10, '2025-12-20')).toEqual([['A', 10]]);
    // Reserved after the last day of A it can only mean B.
    const after = [{ amount: 10, placedOn: '2026-01-02' }];
    expect(lapsed(lots, after, '2026-01-05')).toEqual([lots[0]]);
    expect(spendable(lots, after, '2026-01-05')).toBe(0);
  });

  it('writing off, spending and paying in any order leave every other reservation its points (property)', () => {
    fc.assert(
      fc.property(someLots, someHeld, fc.nat(), fc.nat(), (lots, wanted, which, part) => {
        const held = possible(lots, wanted);
        const gone = lapsed(lots, held, today);
        const rest = without(
          lots,
          gone.map(({ id, left }) => [id, left] as const),
        );
        expect(covers(rest, held)).toBe(true);
        expect(spendable(rest, held, today)).toBe(spendable(lots, held, today));
        const most = spendable(rest, held, today);
        if (most > 0) {
          const spent = takeLots(rest, (part % most) + 1, today)!;
          expect(covers(without(rest, spent), held)).toBe(true);
        }
        if (held.length > 0) {
          const paid = held[which % held.length]!;
          const taken = takeLots(rest, paid.amount, paid.placedOn);
          expect(taken).not.toBeNull();
          expect(
            covers(
              without(rest, taken!),
              held.filter((one) => one !== paid),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('with all reserved before the first last day it is usable − max(0, held − over), and nothing is lost (property)', () => {
    fc.assert(
      fc.property(someLots, someHeld, (lots, wanted) => {
        const held = possible(
          lots,
          wanted.map(({ amount }) => ({ amount, placedOn: '2025-12-20' })),
        );
        const isOver = ({ expiresOn }: OpenLot) => expiresOn !== null && expiresOn < today;
        const over = sum(lots.filter(isOver));
        const all = held.reduce((total, { amount }) => total + amount, 0);
        expect(spendable(lots, held, today)).toBe(sum(lots) - over - Math.max(0, all - over));
        expect(sum(lapsed(lots, held, today))).toBe(Math.max(0, over - all));
        expect(sum(freeLots(lots, held))).toBe(sum(lots) - all);
      }),
    );
  });
});
