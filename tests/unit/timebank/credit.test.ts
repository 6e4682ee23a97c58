import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceClasses, type SourceClass } from '../../../src-main/contract/timebank.ts';
import { civilDate } from '../../../src-main/platform/dates.ts';
import { decideSeries } from '../../../src-main/timebank/credit-series.ts';
import {
  decideCredit,
  decideSheet,
  type CreditInputs,
  type CreditRules,
} from '../../../src-main/timebank/credit.ts';

const free: CreditRules = {
  rule: 'credit@*/2012-10-23',
  perEventMinutes: null,
  perDayMinutes: null,
  storedMinutes: null,
  lifetimeMinutes: null,
  groups: 'keep',
  points: { rule: 'points@*/2012-10-23', perHour: null, sources: [], expiry: { kind: 'none' } },
};
const nanjing: CreditRules = {
  ...free,
  rule: 'credit@3201/2019-07-17',
  storedMinutes: 90_000,
  groups: 'donateOnly',
};
const oneToOne = { rule: 'training@*/2019-07-17', numerator: 1, denominator: 1 };
const nothingYet = { eventMinutes: 0, dayMinutes: 0, storedMinutes: 0 };
const served = (servedMinutes: number, more: Partial<CreditInputs> = {}): CreditInputs => ({
  servedMinutes,
  coefficient: oneToOne,
  memberKind: 'person',
  sourceClass: 'sheet',
  bookedOn: civilDate('2026-07-01'),
  already: nothingYet,
  ...more,
});

describe('what a service is worth', () => {
  it('gives minute for minute where one hour is one coin (Nanjing)', () => {
    expect(decideCredit(served(150), nanjing)).toEqual({
      coinMinutes: 150,
      countedMinutes: 150,
      donatedMinutes: 0,
      pool: null,
      points: 0,
      pointsExpireOn: null,
      pointSteps: [],
      rule: 'credit@3201/2019-07-17 training@*/2019-07-17',
      steps: [{ kind: 'coefficient', before: 150, after: 150 }],
    });
  });

  it('rounds a coefficient down to the minute once and shows what that dropped', () => {
    const decision = decideCredit(
      served(45, { coefficient: { rule: 'r', numerator: 3, denominator: 2 } }),
      free,
    );
    expect(decision.coinMinutes).toBe(67);
    expect(decision.steps[0]).toEqual({
      kind: 'coefficient',
      before: 45,
      after: 67,
      remainder: { numerator: 1, denominator: 2 },
    });
  });

  it('moves exactly what lies over 1500 hours to the pool instead of losing it or going over', () => {
    const decision = decideCredit(
      served(120, { already: { ...nothingYet, storedMinutes: 89_940 } }),
      nanjing,
    );
    expect(decision).toMatchObject({ coinMinutes: 60, donatedMinutes: 60, pool: 'pool:overcap' });
    expect(decision.steps.at(-1)).toEqual({ kind: 'storedCap', before: 120, after: 60, limit: 90_000 });
    const above = decideCredit(served(120, { already: { ...nothingYet, storedMinutes: 200_000 } }), nanjing);
    expect(above).toMatchObject({ coinMinutes: 0, donatedMinutes: 120 });
  });

  it('lets a group of Nanjing only donate, whatever stands on its account', () => {
    const decision = decideCredit(served(600, { memberKind: 'group' }), nanjing);
    expect(decision).toMatchObject({ coinMinutes: 0, donatedMinutes: 600, pool: 'pool:donated' });
    expect(decideCredit(served(600, { memberKind: 'group' }), free)).toMatchObject({
      coinMinutes: 600,
      pool: null,
    });
  });

  it('counts two hours an event at the most where the rule says so (Hailin: 3 hours served, 2 credited)', () => {
    expect(decideCredit(served(180), { ...free, perEventMinutes: 120 })).toMatchObject({
      coinMinutes: 120,
      donatedMinutes: 60,
    });
  });

  it('lets a second line of the same member see what the first one used up', () => {
    const lines = ['a', 'b', 'c'].map((lineId) => ({
      lineId,
      memberId: 'm',
      minutes: 50,
      coefficient: oneToOne,
    }));
    const credits = decideSheet(
      lines,
      new Map([['m', { kind: 'person', storedMinutes: 0, dayMinutes: 20, eventMinutes: 0 }]]),
      {
        ...free,
        perDayMinutes: 120,
      },
      { sourceClass: 'sheet', bookedOn: civilDate('2026-07-01') },
    );
    expect(credits.map((credit) => [credit.coinMinutes, credit.donatedMinutes])).toEqual([
      [50, 0],
      [50, 0],
      [0, 50],
    ]);
  });

  it('gives the points of a day once, though the account is full and takes no coins (all three limits)', () => {
    const rules: CreditRules = {
      ...free,
      ...{ perEventMinutes: 120, perDayMinutes: 150, storedMinutes: 600 },
      points: {
        ...{ rule: 'points@x', perHour: { numerator: 1, denominator: 1 }, sources: ['sheet'] },
        expiry: { kind: 'none' },
      },
    };
    const lines = ['a', 'b', 'c'].map((lineId) => ({
      lineId,
      memberId: 'm',
      minutes: 90,
      coefficient: oneToOne,
    }));
    const standing = { kind: 'person' as const, storedMinutes: 600, dayMinutes: 0, eventMinutes: 0 };
    const sheet = { sourceClass: 'sheet' as const, bookedOn: civilDate('2026-07-01') };
    const credits = decideSheet(lines, new Map([['m', standing]]), rules, sheet);
    // Of one event 120 minutes count: 90, then 30, then nothing; the account takes none of them.
    expect(credits.map((credit) => [credit.coinMinutes, credit.countedMinutes, credit.points])).toEqual([
      [0, 90, 1],
      [0, 30, 0],
      [0, 0, 0],
    ]);
    const series = lines.map((line, nth) => ({
      ...line,
      ...{ servedOn: '2026-06-30', activity: `活动${nth}`, sourceClass: 'sheet' as const },
    }));
    const before = new Map([
      [
        'm',
        {
          kind: 'person' as const,
          storedMinutes: 600,
          days: new Map([['2026-06-30', 30]]),
          events: new Map(),
        },
      ],
    ]);
    // Three events of one day with 30 minutes behind it: 90, then 30, then nothing.
    expect(
      decideSeries(series, before, rules, civilDate('2026-07-01')).map(({ countedMinutes, points }) => [
        countedMinutes,
        points,
      ]),
    ).toEqual([
      [90, 1],
      [30, 0],
      [0, 0],
    ]);
  });

  it('a limit of a life is not freed by spending, and does not touch points and the limits of the day (Changning: 600)', () => {
    const changning: CreditRules = {
      ...free,
      ...{ perDayMinutes: 120, lifetimeMinutes: 36_000 },
      points: { ...free.points, perHour: { numerator: 1, denominator: 1 }, sources: ['sheet'] },
    };
    // 599 coins earned, all of them spent: one more, the rest to the pool.
    const already = { ...nothingYet, lifetimeMinutes: 35_940 };
    const decision = decideCredit(served(120, { already }), changning);
    expect(decision).toMatchObject({ coinMinutes: 60, donatedMinutes: 60, pool: 'pool:overcap' });
    expect(decision).toMatchObject({ countedMinutes: 120, points: 2 });
    expect(decision.steps.at(-1)).toEqual({ kind: 'lifetimeCap', before: 120, after: 60, limit: 36_000 });
    expect(
      decideCredit(served(60, { already: { ...nothingYet, storedMinutes: 90_000 } }), changning).coinMinutes,
    ).toBe(60);
  });

  it('lines of a sheet and rows of a file use the limit of a life up together (property)', () => {
    const rules: CreditRules = { ...free, lifetimeMinutes: 300 };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 400 }),
        (minutes, lifetimeMinutes) => {
          const lines = minutes.map((one, nth) => ({
            ...{ lineId: String(nth), memberId: 'm', minutes: one, coefficient: oneToOne },
            ...{ servedOn: `2026-06-0${nth + 1}`, activity: '巡查', sourceClass: 'sheet' as const },
          }));
          const standing = { kind: 'person' as const, storedMinutes: 0, lifetimeMinutes };
          const bookedOn = civilDate('2026-07-01');
          const bySheet = decideSheet(
            lines,
            new Map([['m', { ...standing, dayMinutes: 0, eventMinutes: 0 }]]),
            rules,
            { sourceClass: 'sheet', bookedOn },
          );
          const byFile = decideSeries(
            lines,
            new Map([['m', { ...standing, days: new Map(), events: new Map() }]]),
            rules,
            bookedOn,
          );
          const coins = (credits: readonly { coinMinutes: number }[]) =>
            credits.map(({ coinMinutes }) => coinMinutes);
          expect(coins(byFile)).toEqual(coins(bySheet));
          const all = minutes.reduce((sum, one) => sum + one, 0);
          expect(coins(bySheet).reduce((sum, one) => sum + one, 0)).toBe(
            Math.min(all, Math.max(0, 300 - lifetimeMinutes)),
          );
        },
      ),
    );
  });

  it('refuses minutes that are no positive whole number instead of rounding them by chance', () => {
    for (const bad of [0, -1, 1.5, NaN]) expect(() => decideCredit(served(bad), free)).toThrow(RangeError);
  });

  const limit = fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: null });
  const anyRules = fc.record({
    rule: fc.constant('r'),
    perEventMinutes: limit,
    perDayMinutes: limit,
    storedMinutes: limit,
    lifetimeMinutes: limit,
    groups: fc.constantFrom<CreditRules['groups']>('keep', 'donateOnly'),
    points: fc.constant(free.points),
  });
  const used = fc.integer({ min: 0, max: 200_000 });
  const anyInputs = fc.record({
    servedMinutes: fc.integer({ min: 1, max: 1440 }),
    coefficient: fc.record({
      rule: fc.constant('c'),
      numerator: fc.integer({ min: 1, max: 100 }),
      denominator: fc.integer({ min: 1, max: 100 }),
    }),
    memberKind: fc.constantFrom<'person' | 'group'>('person', 'group'),
    sourceClass: fc.constantFrom<SourceClass>(...sourceClasses),
    bookedOn: fc.constant(civilDate('2026-07-01')),
    already: fc.record({ eventMinutes: used, dayMinutes: used, storedMinutes: used, lifetimeMinutes: used }),
  });

  it('never makes or loses a minute, never passes a limit, whatever the rules (property)', () => {
    fc.assert(
      fc.property(anyInputs, anyRules, (inputs, rules) => {
        const decision = decideCredit(inputs, rules);
        const { numerator, denominator } = inputs.coefficient;
        const worth = Math.floor((inputs.servedMinutes * numerator) / denominator);
        expect(decision.coinMinutes + decision.donatedMinutes).toBe(worth);
        expect(Math.min(decision.coinMinutes, decision.donatedMinutes)).toBeGreaterThanOrEqual(0);
        expect(decision.pool === null).toBe(decision.donatedMinutes === 0);
        const room = (most: number | null, before: number) =>
          most === null ? Infinity : Math.max(0, most - before);
        expect(decision.coinMinutes).toBeLessThanOrEqual(
          Math.min(
            room(rules.perEventMinutes, inputs.already.eventMinutes),
            room(rules.perDayMinutes, inputs.already.dayMinutes),
            room(rules.storedMinutes, inputs.already.storedMinutes),
            room(rules.lifetimeMinutes, inputs.already.lifetimeMinutes),
          ),
        );
        // The steps lead from what was served to the coins without a gap.
        expect(decision.steps.at(-1)?.after).toBe(decision.coinMinutes);
        decision.steps
          .slice(1)
          .forEach((step, index) => expect(step.before).toBe(decision.steps[index]?.after));
      }),
    );
  });
});
