import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubsidyRow } from '../../../../src-main/contract/mediation/subsidy.ts';
import { checkRules } from '../../../../src-main/mediation/subsidy/rules-check.ts';
import {
  fits,
  isNarrower,
  sameConditions,
  subsidyFor,
  type SubsidyFacts,
} from '../../../../src-main/mediation/subsidy/rules.ts';

const classes = [
  { code: 'general', name: '一般' },
  { code: 'difficult', name: '疑难' },
];
const row = (over: Partial<SubsidyRow> = {}): SubsidyRow => ({
  class: 'any',
  form: 'any',
  outcome: 'any',
  performed: 'any',
  minScore: 0,
  amountFen: 10_000,
  ...over,
});
const facts = (over: Partial<SubsidyFacts> = {}): SubsidyFacts => ({
  classCode: 'general',
  form: 'written',
  outcome: 'agreement',
  performed: true,
  score: 90,
  ...over,
});

describe('the amount of a case', () => {
  const rows = [
    row({ class: 'general', outcome: 'agreement' }),
    row({ class: 'general', outcome: 'agreement', form: 'oral', amountFen: 5_000 }),
    row({ class: 'difficult', outcome: 'agreement', minScore: 80, amountFen: 20_000 }),
    row({ outcome: 'terminated', amountFen: 3_000 }),
  ];
  it.each([
    ['a written one by its class', facts(), 10_000, 1],
    ['an oral one by the row that says oral, not by the general one', facts({ form: 'oral' }), 5_000, 2],
    ['a difficult one with a good dossier', facts({ classCode: 'difficult', score: 80 }), 20_000, 3],
    [
      'one that ended without agreement',
      facts({ outcome: 'terminated', form: 'none', performed: false }),
      3_000,
      4,
    ],
  ])('is found for %s', (_what, one, amountFen, number) => {
    expect(subsidyFor({ classes, rows }, one)).toMatchObject({ amountFen, row: number, problem: null });
  });

  it.each([
    ['a dossier below the line', facts({ classCode: 'difficult', score: 79 }), 'noRow'],
    ['no score where one is asked for', facts({ classCode: 'difficult', score: null }), 'scoreMissing'],
    ['no class', facts({ classCode: null }), 'classMissing'],
    ['a class of older rules', facts({ classCode: 'gone' }), 'classUnknown'],
  ])('is refused for %s', (_what, one, problem) => {
    expect(subsidyFor({ classes, rows }, one)).toMatchObject({ amountFen: null, row: null, problem });
  });

  it('is not asked for a class by a table that has the same rate for all', () => {
    expect(subsidyFor({ classes, rows: [row()] }, facts({ classCode: null, score: null })).amountFen).toBe(
      10_000,
    );
  });

  it('says why, step by step', () => {
    const { steps } = subsidyFor({ classes, rows }, facts({ form: 'oral' }));
    expect(steps.map(({ code }) => code)).toEqual(['facts', 'fits', 'fits', 'mostSpecific']);
    expect(steps.at(-1)?.params).toEqual({ row: 2, amountFen: 5_000 });
  });

  it('does not choose between two rows that stand side by side', () => {
    const side = [row({ class: 'general' }), row({ form: 'written', amountFen: 1 })];
    const answer = subsidyFor({ classes, rows: side }, facts());
    expect(answer).toMatchObject({ amountFen: null, problem: 'ambiguous' });
    expect(answer.steps.at(-1)?.params).toEqual({ rows: '1、2' });
  });
});

const anyRow = fc.record<SubsidyRow>({
  class: fc.constantFrom('any', 'general', 'difficult'),
  form: fc.constantFrom('any', 'written', 'oral', 'none'),
  outcome: fc.constantFrom('any', 'agreement', 'terminated'),
  performed: fc.constantFrom('any', 'yes', 'no'),
  minScore: fc.constantFrom(0, 60, 80),
  amountFen: fc.integer({ min: 0, max: 400_000 }),
});
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 8 });
const anyFacts = fc.record<SubsidyFacts>({
  classCode: fc.constantFrom('general', 'difficult'),
  form: fc.constantFrom('written', 'oral', 'none'),
  outcome: fc.constantFrom('agreement', 'terminated'),
  performed: fc.boolean(),
  score: fc.integer({ min: 0, max: 100 }),
});

describe('for any table and any case', () => {
  it('the row that decides fits, and every other row that fits asks for less', () => {
    fc.assert(
      fc.property(anyRows, anyFacts, (rows, one) => {
        const answer = subsidyFor({ classes, rows }, one);
        const fitting = rows.filter((each) => fits(each, one, 'unknownFails'));
        expect([null, 'noRow', 'ambiguous']).toContain(answer.problem);
        if (answer.problem === 'noRow') expect(fitting).toEqual([]);
        if (answer.problem !== null) return;
        const winner = rows[answer.row! - 1]!;
        expect(fitting).toContain(winner);
        expect(answer.amountFen).toBe(winner.amountFen);
        for (const other of fitting) if (other !== winner) expect(isNarrower(other, winner)).toBe(false);
      }),
    );
  });

  it('the order of the rows decides nothing', () => {
    fc.assert(
      fc.property(anyRows, anyFacts, (rows, one) => {
        const there = subsidyFor({ classes, rows }, one);
        const back = subsidyFor({ classes, rows: rows.toReversed() }, one);
        expect([back.amountFen, back.problem]).toEqual([there.amountFen, there.problem]);
      }),
    );
  });

  it('a row that does not fit changes nothing', () => {
    fc.assert(
      fc.property(anyRows, anyRow, anyFacts, (rows, more, one) => {
        fc.pre(!fits(more, one, 'unknownFails'));
        const before = subsidyFor({ classes, rows }, one);
        const after = subsidyFor({ classes, rows: [...rows, more] }, one);
        expect([after.amountFen, after.problem]).toEqual([before.amountFen, before.problem]);
      }),
    );
  });

  it('what is not known yet never decides: filling it in either keeps the amount or the answer was withheld', () => {
    fc.assert(
      fc.property(anyRows, anyFacts, (rows, one) => {
        const open = subsidyFor({ classes, rows }, { ...one, classCode: null, score: null });
        if (open.amountFen === null) return;
        expect(subsidyFor({ classes, rows }, one).amountFen).toBe(open.amountFen);
      }),
    );
  });

  it('a table that passes the check is never ambiguous', () => {
    fc.assert(
      fc.property(anyRows, anyFacts, (rows, one) => {
        fc.pre(checkRules({ classes, rows }).every(({ severity }) => severity !== 'error'));
        fc.pre(one.outcome === 'agreement' ? one.form !== 'none' : one.form === 'none' && !one.performed);
        expect(subsidyFor({ classes, rows }, one).problem).not.toBe('ambiguous');
      }),
    );
  });

  it('“narrower” is an order: nothing is narrower than itself, and never both ways', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (a, b) => {
        expect(isNarrower(a, a)).toBe(false);
        if (isNarrower(a, b)) expect(isNarrower(b, a)).toBe(false);
        if (sameConditions(a, b)) expect(isNarrower(a, b)).toBe(false);
      }),
    );
  });
});

describe('a rule set before it is adopted', () => {
  const check = (rows: SubsidyRow[], own = classes) =>
    checkRules({ classes: own, rows }).map(({ severity, code, place }) => `${severity} ${code} ${place}`);

  it.each([
    [
      'two rates for the same case',
      [row({ class: 'general' }), row({ form: 'oral', amountFen: 1 })],
      'error subsidyRowsAmbiguous rows.0.class',
    ],
    [
      'a row of a class that is not there',
      [row({ class: 'major' })],
      'error subsidyRowClassUnknown rows.0.class',
    ],
    [
      'a row that no case can be like',
      [row(), row({ outcome: 'terminated', form: 'oral' })],
      'warning subsidyRowImpossible rows.1.class',
    ],
    ['cases that nobody pays', [row({ class: 'general' })], 'hint subsidyCasesUnpaid rows'],
  ])('shows %s', (_what, rows, remark) => {
    expect(check(rows)).toContain(remark);
  });

  it('shows a row that others always beat', () => {
    const rows = [
      row({ class: 'general', amountFen: 1 }),
      row({ class: 'general', outcome: 'agreement', amountFen: 2 }),
      row({ class: 'general', outcome: 'terminated', amountFen: 3 }),
    ];
    expect(check(rows)).toContain('warning subsidyRowNeverDecides rows.0.class');
  });

  it('takes two classes of one name for a mistake', () => {
    const twins = [...classes, { code: 'third', name: '疑难' }];
    expect(check([row()], twins)).toEqual(['error subsidyClassTwice classes.2.name']);
  });

  it('finds nothing in the table of 略阳', () => {
    const rows = [
      row({ class: 'general', outcome: 'agreement', minScore: 80 }),
      row({ class: 'difficult', outcome: 'agreement', minScore: 80, amountFen: 20_000 }),
    ];
    expect(check(rows).filter((line) => !line.startsWith('hint'))).toEqual([]);
  });
});
