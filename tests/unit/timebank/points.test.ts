import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceClasses } from '../../../src-main/contract/timebank.ts';
import { addDays, civilDate, daysBetween } from '../../../src-main/platform/dates.ts';
import { decideCredit, type CreditInputs, type CreditRules } from '../../../src-main/timebank/credit.ts';
import { creditEntries } from '../../../src-main/timebank/credit-entries.ts';
import { mergeEntries } from '../../../src-main/timebank/ledger.ts';
import { decidePoints, lastDayOf, type PointRule } from '../../../src-main/timebank/points.ts';

const huangshi: PointRule = {
  rule: 'points@4202/2012-10-23',
  perHour: { numerator: 1, denominator: 1 },
  sources: ['signInOut', 'sheet'],
  expiry: { kind: 'endOfYear' },
};
const on = civilDate('2026-07-01');

describe('points for hours', () => {
  it('give one for a whole hour and show the minutes that were too few for another (Huangshi)', () => {
    expect(decidePoints({ minutes: 150, sourceClass: 'sheet', bookedOn: on }, huangshi)).toEqual({
      points: 2,
      expiresOn: '2026-12-31',
      steps: [{ kind: 'points', before: 150, after: 2, restMinutes: 30 }],
    });
  });

  it('never come from what was typed in later: 补录的荣誉时长不能转积分', () => {
    expect(decidePoints({ minutes: 600, sourceClass: 'lateEntry', bookedOn: on }, huangshi)).toEqual({
      points: 0,
      expiresOn: null,
      steps: [{ kind: 'pointsSource', before: 600, after: 0 }],
    });
  });

  it('last to 31 December of the year, three years to the day before, or for ever', () => {
    expect(lastDayOf({ kind: 'endOfYear' }, civilDate('2026-12-31'))).toBe('2026-12-31');
    expect(lastDayOf({ kind: 'years', years: 3 }, civilDate('2026-07-01'))).toBe('2029-06-30');
    expect(lastDayOf({ kind: 'years', years: 1 }, civilDate('2028-02-29'))).toBe('2029-02-28');
    expect(lastDayOf({ kind: 'none' }, on)).toBeNull();
  });

  it('can always still be spent on the day they are earned (property: a lot is never born dead)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 30 }), (days, years) => {
        const earned = addDays(civilDate('2000-01-01'), days);
        for (const expiry of [{ kind: 'endOfYear' as const }, { kind: 'years' as const, years }]) {
          const last = lastDayOf(expiry, earned);
          expect(last !== null && daysBetween(earned, last)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  const limit = fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: null });
  const anyCase = fc.record({
    servedMinutes: fc.integer({ min: 1, max: 1440 }),
    numerator: fc.integer({ min: 1, max: 10 }),
    denominator: fc.integer({ min: 1, max: 10 }),
    perHour: fc.record({
      numerator: fc.integer({ min: 1, max: 10 }),
      denominator: fc.integer({ min: 1, max: 10 }),
    }),
    memberKind: fc.constantFrom<'person' | 'group'>('person', 'group'),
    sourceClass: fc.constantFrom(...sourceClasses),
    caps: fc.record({
      perEventMinutes: limit,
      perDayMinutes: limit,
      storedMinutes: limit,
      lifetimeMinutes: limit,
    }),
    groups: fc.constantFrom<CreditRules['groups']>('keep', 'donateOnly'),
    used: fc.integer({ min: 0, max: 6_000 }),
  });

  it('count no more minutes than event and day leave, and every decision balances as entries (property)', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const inputs: CreditInputs = {
          servedMinutes: any.servedMinutes,
          coefficient: { rule: 'c', numerator: any.numerator, denominator: any.denominator },
          memberKind: any.memberKind,
          sourceClass: any.sourceClass,
          bookedOn: on,
          already: { eventMinutes: any.used, dayMinutes: any.used, storedMinutes: any.used },
        };
        const points = { ...huangshi, perHour: any.perHour };
        const decision = decideCredit(inputs, { rule: 'r', ...any.caps, groups: any.groups, points });
        const worth = Math.floor((any.servedMinutes * any.numerator) / any.denominator);
        const room = (most: number | null) => (most === null ? worth : Math.max(0, most - any.used));
        const counted = Math.min(worth, room(any.caps.perEventMinutes), room(any.caps.perDayMinutes));
        expect(decision.points * 60 * any.perHour.denominator).toBeLessThanOrEqual(
          counted * any.perHour.numerator,
        );
        if (any.sourceClass === 'lateEntry') expect(decision.points).toBe(0);
        const entries = creditEntries(decision, { coin: 'm', points: 'p' });
        const minutes = entries.filter(({ account }) => account !== 'p' && account !== 'issue:points');
        if (worth > 0) expect(mergeEntries(minutes).reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
        const ofPoints = entries.filter(({ account }) => account === 'p' || account === 'issue:points');
        expect(ofPoints.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
        for (const { opens, amount } of ofPoints) {
          if (opens) expect(opens.reduce((sum, [part]) => sum + part, 0)).toBe(amount);
        }
      }),
    );
  });

  it('hold back nothing when caps leave minutes, and the remainder is always less than one more point (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (minutes, numerator, denominator) => {
          const rule = { ...huangshi, perHour: { numerator, denominator } };
          const { points, steps } = decidePoints({ minutes, sourceClass: 'signInOut', bookedOn: on }, rule);
          const oneMore = Math.ceil(((points + 1) * 60 * denominator) / numerator);
          expect(minutes).toBeLessThan(oneMore);
          expect(steps[0]?.restMinutes ?? 0).toBeGreaterThanOrEqual(0);
          expect(minutes - (steps[0]?.restMinutes ?? 0)).toBe(
            Math.ceil((points * 60 * denominator) / numerator),
          );
        },
      ),
    );
  });
});
