import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementCodes, checkAgreement, hasErrors } from '../../../src-main/mediation/checker.ts';
import { amountsIn } from '../../../src-main/mediation/checks/amounts.ts';
import type { CheckInput } from '../../../src-main/mediation/checks/input.ts';
import { checkParties } from '../../../src-main/mediation/checks/parties.ts';
import {
  act,
  agent,
  both,
  changed,
  part,
  payment,
  plan,
  text,
  withParty,
  type Change,
} from './checker-kit.ts';
import { innocents, reached, triggers } from './checker-triggers.ts';
import { firm, goodInput, person } from './sample.ts';

const codesOf = (input: CheckInput) => checkAgreement(input).map((finding) => finding.code);

describe('the agreement checker', () => {
  it('has nothing to say about a complete agreement: no false alarm at all', () => {
    expect(checkAgreement(goodInput())).toEqual([]);
  });

  it.each(agreementCodes)('notices %s', (code) => {
    const findings = checkAgreement(changed(triggers[code]));
    const found = findings.find((finding) => finding.code === code);
    expect(found, JSON.stringify(findings)).toBeDefined();
    expect(found?.source).not.toBe('');
    expect(found?.place).not.toBe('');
  });

  it.each(agreementCodes)('keeps silent about %s where there is nothing to say', (code) => {
    const codes = checkAgreement(changed(innocents[code])).map((finding) => finding.code);
    expect(codes).not.toContain(code);
  });

  it('has both for every code: one that nobody can trigger, or that cannot be put right, fails here', () => {
    const codes = [...agreementCodes].sort();
    expect(Object.keys(triggers).sort()).toEqual(codes);
    expect(Object.keys(innocents).sort()).toEqual(codes);
  });

  it('makes of a regional duty what its record says: a region decides whether it stops the printing', () => {
    for (const severity of ['warning', 'error'] as const) {
      const findings = checkAgreement(changed(reached('twoMediators', severity)));
      expect(findings.find(({ code }) => code === 'twoMediatorsRequired')?.severity).toBe(severity);
    }
  });

  it('lists errors first, so that the first line is what stops the printing', () => {
    const findings = checkAgreement(
      changed(both(triggers.vagueWord, triggers.recorderMissing, triggers.clauseDebtorMissing)),
    );
    expect(findings[0]?.severity).toBe('error');
    const order = findings.map((finding) => ['error', 'warning', 'hint'].indexOf(finding.severity));
    expect(order).toEqual([...order].sort());
  });

  it.each<[string, Change]>([
    [
      'a due date on the day of the agreement (paid on the spot)',
      (input) => void (act(input).dueOn = '2026-07-01'),
    ],
    [
      'a term told for all clauses together',
      both(triggers.clauseDueMissing, (input) => void (input.agreement.performance = '均于签订当日履行')),
    ],
    [
      'due words instead of a date',
      both(triggers.clauseDueMissing, (input) => void (act(input).dueText = '次年端午节前')),
    ],
    ['a text that repeats the amount', (input) => void (payment(input).text = '退货款5,000元')],
    [
      'a text whose parts add up to the amount',
      (input) => void (payment(input).text = '货款4000元、运费1000元'),
    ],
    ['a text that names one instalment', (input) => void (payment(input).text = '退货款，首期2000元')],
    ['a hidden name such as 王× or 黄某某', text('王×将商品退还黄某某')],
    [
      'a minor with a guardian',
      withParty(
        0,
        person({
          birthDate: '2012-01-01',
          representatives: [{ kind: 'guardian', name: '王父', relation: '父亲' }],
        }),
      ),
    ],
    [
      'an agent with special authority',
      withParty(0, person({ representatives: [{ ...agent, scope: 'special' }] })),
    ],
    [
      'a resident ID number that fits, with lower-case x and spaces',
      withParty(
        0,
        person({ birthDate: '1949-12-31', idType: 'residentId', idNumber: ' 11010519491231 002x' }),
      ),
    ],
    ['a foreign paper with any number', withParty(0, person({ idType: 'passport', idNumber: 'E1234' }))],
    ['a valid credit code', withParty(1, firm({ creditCode: '91350100M000100Y43' }))],
    [
      'several debtors who share by words',
      both(triggers.severalDebtorsUnclear, (input) => void (payment(input).text = '退货款，连带承担')),
    ],
    ['an agreement on the last day of the term', (input) => void (input.termOn = '2026-07-01')],
    ['the whole claim', (input) => void (input.claimedFen = 500_000)],
    [
      'a medical agreement that tells of judicial confirmation',
      both(
        triggers.medicalConfirmationNotTold,
        (input) => void (input.agreement.performance = '已告知可以共同申请司法确认'),
      ),
    ],
    ['an open last instalment below the amount', plan(part(200_000, '2026-07-10'), part(null, '2026-08-10'))],
  ])('raises no error or wrong warning for %s', (_, change) => {
    const codes = codesOf(changed(change)).filter((code) => code !== 'instalmentAmountOpen');
    expect(codes).toEqual([]);
  });

  it('does not ask for the written form where no local rule does', () => {
    expect(codesOf(changed((input) => void (input.agreement.form = 'oral')))).toEqual([]);
  });

  it('lets an oral agreement without its day not pass: that day is the day of effect', () => {
    const oral = changed((input) => Object.assign(input.agreement, { form: 'oral', concludedOn: null }));
    expect(hasErrors(checkAgreement(oral))).toBe(true);
  });

  it('accepts any split of the amount into instalments and refuses a split that is one 分 off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 2, maxLength: 120 }),
        (amounts) => {
          const input = changed(
            plan(
              ...amounts.map((amount, index) =>
                part(
                  amount,
                  `${2026 + Math.floor((index + 6) / 12)}-${String(((index + 6) % 12) + 1).padStart(2, '0')}-28`,
                ),
              ),
            ),
          );
          const sum = amounts.reduce((total, amount) => total + amount, 0);
          input.claimedFen = null;
          payment(input).amountFen = sum;
          expect(codesOf(input).filter((code) => code !== 'dueFarAhead')).toEqual([]);
          payment(input).amountFen = sum + 1;
          expect(codesOf(input)).toContain('instalmentsSumDiffers');
        },
      ),
    );
  });
});

describe('parties as they are typed', () => {
  it('has no error for anything that can be half typed: intake is never blocked', () => {
    expect(checkParties([{}], '2026-07-01').every((finding) => finding.severity !== 'error')).toBe(true);
    const loose = fc.record(
      {
        kind: fc.constantFrom('person', 'organisation'),
        name: fc.string(),
        idType: fc.constantFrom('residentId', 'passport', 'unknown'),
        idNumber: fc.string(),
        creditCode: fc.string(),
        birthDate: fc.option(fc.string()),
        age: fc.option(fc.nat()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(loose), (parties) =>
        checkParties(parties as never, '2026-07-01').every((finding) => finding.severity !== 'error'),
      ),
    );
  });

  it('points at the field of the party it means', () => {
    const places = checkParties([person(), firm({ creditCode: '1' })], '2026-07-01').map(
      (finding) => finding.place,
    );
    expect(places).toEqual(['parties.1.creditCode']);
  });
});

describe('amounts in a text', () => {
  it.each([
    ['退款5,000元', [500_000]],
    ['共1.4万元，另付３０.５元', [1_400_000, 3_050]],
    ['两千元', []],
    ['0.001元', []],
    ['每人240元，3人', [24_000]],
  ])('reads %s', (words, amounts) => expect(amountsIn(words)).toEqual(amounts));
});
