import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hardshipClasses } from '../../../src-main/contract/timebank/rule-bodies.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';
import { loadReference, type Reference } from '../../../src-main/platform/reference-data/reference.ts';
import {
  eligibilityOf,
  fundIsOpen,
  type Eligibility,
  type HardshipClass,
} from '../../../src-main/timebank/circle/eligibility.ts';
import { byPriority, waitingDays, type Waiting } from '../../../src-main/timebank/circle/priority.ts';
import { holdsOn, meets, termState, type Term } from '../../../src-main/timebank/circle/term.ts';
import { rulesInForce } from '../../../src-main/timebank/rules.ts';

const today = civilDate('2026-07-01');
/** Born so many years and days before today. */
const aged = (years: number, days = 0) => ({
  kind: 'person' as const,
  birthDate: addDays(civilDate(`${2026 - years}-07-01`), -days) as string | null,
});

describe('who may receive, by the published rules (timebank.md §1.1, §1.2)', () => {
  let reference: Reference;
  beforeAll(async () => {
    reference = await loadReference(join(import.meta.dirname, '../../../seeds'));
  });
  type Case = [
    who: string,
    age: number | null,
    classes: HardshipClass[],
    coins: number,
    verdict: Eligibility['verdict'],
    byFund: boolean,
    inNeed: boolean,
  ];
  const places: Record<string, { region: string; fund: boolean; cases: Case[] }> = {
    'Nanjing (Qixia)': {
      region: '320113',
      fund: true,
      cases: [
        ['80, alone', 80, ['livingAlone'], 0, 'fits', true, true],
        ['79, alone', 79, ['livingAlone'], 0, 'doubt', false, false],
        ['79, alone, poor', 79, ['livingAlone', 'lowIncome'], 0, 'doubt', false, false],
        [
          '60, alone, poor, half-disabled',
          60,
          ['livingAlone', 'lowIncome', 'halfDisabled'],
          0,
          'fits',
          true,
          true,
        ],
        ['60, poor, disabled, not alone', 60, ['lowIncome', 'disabled'], 0, 'doubt', false, false],
        ['60 with an hour stored', 60, [], 60, 'fits', false, false],
        ['60 without coins, not assessed', 60, [], 0, 'doubt', false, false],
        ['59 with coins and every need', 59, [...hardshipClasses], 600, 'outside', false, false],
        ['age unknown, alone', null, ['livingAlone'], 60, 'doubt', false, false],
      ],
    },
    'Nanjing, Gulou': {
      region: '320106',
      fund: true,
      cases: [
        ['80, alone', 80, ['livingAlone'], 0, 'fits', true, true],
        ['40', 40, [], 60, 'outside', false, false],
      ],
    },
    Beijing: {
      region: '110101',
      fund: false,
      cases: [
        ['60', 60, [], 0, 'fits', false, false],
        ['60, assessed as poor', 60, ['lowIncome'], 0, 'fits', false, true],
        ['59', 59, ['lowIncome'], 0, 'outside', false, false],
      ],
    },
    Shanghai: {
      region: '310106',
      fund: false,
      cases: [
        ['65 with coins', 65, [], 60, 'fits', false, false],
        ['65 without coins', 65, [], 0, 'doubt', false, false],
        ['64 with coins', 64, [], 60, 'doubt', false, false],
        ['60 in hardship', 60, ['otherHardship'], 0, 'fits', false, true],
        ['60, alone only', 60, ['livingAlone'], 0, 'doubt', false, false],
        ['59 in hardship', 59, ['otherHardship'], 60, 'outside', false, false],
      ],
    },
    'Shanghai, Hongkou': {
      region: '310109',
      fund: false,
      cases: [['65 with coins', 65, [], 60, 'fits', false, false]],
    },
    'a place without rules of receivers': {
      region: '440106',
      fund: true,
      cases: [['30', 30, [], 0, 'anybody', true, true]],
    },
    'Tongxiang, Wutong': { region: '330483', fund: true, cases: [['30', 30, [], 0, 'anybody', true, true]] },
  };

  it.each(Object.entries(places))('%s', (_place, { region, fund, cases }) => {
    const { use } = rulesInForce(reference, region, today, []);
    expect(fundIsOpen(use)).toBe(fund);
    for (const [who, age, classes, coins, verdict, byFund, inNeed] of cases) {
      const person = age === null ? { kind: 'person' as const, birthDate: null } : aged(age);
      const found = eligibilityOf(person, classes, coins, use, today);
      expect([found.verdict, found.byFund, found.inNeed], who).toEqual([verdict, byFund, inNeed]);
    }
  });

  it('the birthday itself counts, the day before it does not', () => {
    const { use } = rulesInForce(reference, '110101', today, []);
    expect(eligibilityOf(aged(60), [], 0, use, today).verdict).toBe('fits');
    expect(eligibilityOf(aged(60, -1), [], 0, use, today).verdict).toBe('outside');
  });

  it('a group is nobody’s old person: outside where there is a rule, and never for the fund', () => {
    const group = { kind: 'group' as const, birthDate: null };
    const at = (region: string) =>
      eligibilityOf(group, [], 60, rulesInForce(reference, region, today, []).use, today);
    expect(at('320113').verdict).toBe('outside');
    expect(at('440106')).toMatchObject({ verdict: 'anybody', byFund: false });
  });
});

const someClasses = fc.uniqueArray(fc.constantFrom(...hardshipClasses), { maxLength: 7 });
const someAge = fc.option(fc.integer({ min: 0, max: 110 }), { nil: null });
const someWay = fc.record({
  fromAge: someAge,
  toAge: someAge,
  withCoins: fc.boolean(),
  allOf: someClasses,
  anyOf: someClasses,
  byFund: fc.boolean(),
});
const someRule = fc.record({ receivers: fc.array(someWay, { maxLength: 4 }) });
const somebody = fc
  .option(fc.integer({ min: 0, max: 110 }), { nil: null })
  .map((age) => (age === null ? { kind: 'person' as const, birthDate: null } : aged(age)));

describe('the decision about receivers, whatever the rule', () => {
  it('more need and more coins never close a door', () => {
    fc.assert(
      fc.property(
        somebody,
        someClasses,
        someClasses,
        fc.nat(600),
        fc.nat(600),
        someRule,
        (who, few, more, coins, extra, rule) => {
          const before = eligibilityOf(who, few, coins, rule, today);
          const after = eligibilityOf(who, [...new Set([...few, ...more])], coins + extra, rule, today);
          if (before.verdict === 'fits') expect(after.verdict).toBe('fits');
          if (before.byFund) expect(after.byFund).toBe(true);
          if (before.inNeed) expect(after.inNeed).toBe(true);
        },
      ),
    );
  });

  it('a doubt can be cleared: with every class, coins and a fitting age the same person fits', () => {
    fc.assert(
      fc.property(somebody, someClasses, fc.nat(600), someRule, (who, classes, coins, rule) => {
        const found = eligibilityOf(who, classes, coins, rule, today);
        if (found.verdict !== 'doubt' || who.birthDate === null) return;
        expect(eligibilityOf(who, hardshipClasses, 1, rule, today).verdict).toBe('fits');
      }),
    );
  });

  it('who is outside stays outside, whatever is shown; only what fits opens the fund', () => {
    fc.assert(
      fc.property(somebody, someClasses, fc.nat(600), someRule, (who, classes, coins, rule) => {
        const found = eligibilityOf(who, classes, coins, rule, today);
        if (found.verdict === 'outside')
          expect(eligibilityOf(who, hardshipClasses, 600, rule, today).verdict).toBe('outside');
        if (found.byFund || found.inNeed) expect(['fits', 'anybody']).toContain(found.verdict);
        const empty = found.ways.filter(({ missing }) => missing.length === 0).length;
        expect(found.verdict === 'fits').toBe(rule.receivers.length > 0 && empty > 0);
      }),
    );
  });
});

const someDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays(today, days));
const someTerm: fc.Arbitrary<Term> = fc
  .record({
    from: someDay,
    length: fc.option(fc.nat(30), { nil: null }),
    ended: fc.option(fc.nat(40), { nil: null }),
  })
  .map(({ from, length, ended }) => ({
    from,
    until: length === null ? null : addDays(from, length),
    endedOn: ended === null ? null : addDays(from, ended),
  }));

describe('terms', () => {
  it('the first and last day count, the day of ending does not', () => {
    const term = { from: '2026-07-01', until: '2026-07-31', endedOn: null };
    expect(['2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01'].map((day) => holdsOn(term, day))).toEqual(
      [false, true, true, false],
    );
    expect(holdsOn({ ...term, endedOn: '2026-07-10' }, '2026-07-10')).toBe(false);
    expect(termState({ ...term, endedOn: '2026-07-10' }, '2026-07-09')).toBe('running');
    expect(termState({ ...term, endedOn: '2026-07-10' }, '2026-07-10')).toBe('ended');
    expect([termState(term, '2026-06-30'), termState(term, '2026-08-01')]).toEqual(['coming', 'over']);
  });

  it('two terms meet exactly when some day is in both', () => {
    fc.assert(
      fc.property(someTerm, someTerm, (known, next) => {
        const days = Array.from({ length: 140 }, (_, n) => addDays(today, n));
        const open = { ...next, endedOn: null };
        const both = days.some((day) => holdsOn(known, day) && holdsOn(open, day));
        expect(meets(known, open)).toBe(both);
      }),
    );
  });
});

describe('who comes first when coins are given', () => {
  const one = (memberId: string, more: Partial<Waiting> = {}): Waiting => ({
    memberId,
    byFund: false,
    assessedOn: '2026-06-01',
    lastGivenOn: null,
    yearMinutes: 0,
    ...more,
  });

  it('the hardest cases, then who waits longest, then who got least', () => {
    const rows = [
      one('got', { lastGivenOn: '2026-06-20', yearMinutes: 60 }),
      one('least', { lastGivenOn: '2026-06-20', yearMinutes: 30 }),
      one('waits', { assessedOn: '2026-01-01' }),
      one('fund', { byFund: true, assessedOn: '2026-06-30' }),
    ];
    expect(byPriority(rows, today).map(({ memberId }) => memberId)).toEqual([
      'fund',
      'waits',
      'least',
      'got',
    ]);
    expect(waitingDays({ assessedOn: '2026-06-01', lastGivenOn: '2026-05-01' }, today)).toBe(30);
    expect(waitingDays({ assessedOn: '2026-07-05', lastGivenOn: null }, today)).toBe(0);
  });

  it('does not depend on the order in which they were read, and loses nobody', () => {
    const row = fc.record({
      memberId: fc.uuid(),
      byFund: fc.boolean(),
      assessedOn: someDay,
      lastGivenOn: fc.option(someDay, { nil: null }),
      yearMinutes: fc.nat(600),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ memberId }) => memberId }), (rows) => {
        expect(byPriority([...rows].reverse(), today)).toEqual(byPriority(rows, today));
        expect(byPriority(rows, today)).toHaveLength(rows.length);
      }),
    );
  });
});
