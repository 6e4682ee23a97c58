import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clause } from '../../../src-main/contract/mediation.ts';
import {
  checkAgreement,
  findingCodes,
  hasErrors,
  type FindingCode,
} from '../../../src-main/mediation/checker.ts';
import { amountsIn } from '../../../src-main/mediation/checks/amounts.ts';
import type { CheckInput } from '../../../src-main/mediation/checks/input.ts';
import { checkParties } from '../../../src-main/mediation/checks/parties.ts';
import { firm, goodInput, ids, person, referenceRecords } from './sample.ts';

type Change = (input: CheckInput) => void;

const payment = (input: CheckInput): Clause => input.agreement.clauses[0]!;
const act = (input: CheckInput): Clause => input.agreement.clauses[1]!;
const withParty =
  (index: number, party: ReturnType<typeof person>): Change =>
  (input) =>
    void (input.parties = input.parties.map((one, at) => (at === index ? party : one)));
const plan =
  (...instalments: Clause['instalments']): Change =>
  (input) =>
    void (payment(input).instalments = instalments);
const part = (amountFen: number | null, dueOn: string | null, dueText = '') => ({
  amountFen,
  dueOn,
  dueText,
});
const both =
  (...changes: Change[]): Change =>
  (input) =>
    changes.forEach((change) => change(input));
const text =
  (words: string): Change =>
  (input) =>
    void (act(input).text = words);
const agent = { kind: 'agent', name: '赵律师', relation: '律师', scope: 'general' } as const;

/** For each code a change of the good agreement that must call it up. */
const calls: Record<FindingCode, Change> = {
  idNumberForm: withParty(0, person({ idType: 'residentId', idNumber: '12345' })),
  idNumberDate: withParty(0, person({ idType: 'residentId', idNumber: '320113198502300024' })),
  idNumberCheckDigit: withParty(0, person({ idType: 'residentId', idNumber: '320113198505170021' })),
  idNumberGender: withParty(
    0,
    person({ gender: 'male', idType: 'residentId', idNumber: '320113198505170020' }),
  ),
  idNumberBirthDate: withParty(
    0,
    person({ birthDate: '1985-05-18', idType: 'residentId', idNumber: '320113198505170020' }),
  ),
  idNumberAge: withParty(
    0,
    person({ birthDate: null, age: 50, idType: 'residentId', idNumber: '320113198505170020' }),
  ),
  ageBirthDate: withParty(0, person({ age: 50 })),
  creditCodeForm: withParty(1, firm({ creditCode: '123' })),
  creditCodeCheckDigit: withParty(1, firm({ creditCode: '91320113MA1N0000X0' })),
  representativeIdNumber: withParty(
    0,
    person({ representatives: [{ ...agent, scope: 'special', idNumber: '320113198505170021' }] }),
  ),
  partyDuplicate: withParty(1, person({ id: ids.shop, role: 'respondent' })),
  applicantMissing: withParty(0, person({ role: 'thirdParty' })),
  respondentMissing: withParty(1, firm({ role: 'thirdParty' })),
  minorWithoutGuardian: withParty(0, person({ birthDate: '2012-01-01' })),
  organisationRepresentativeMissing: withParty(1, firm({ legalRepresentative: '' })),
  representativeIsOpponent: withParty(
    0,
    person({ representatives: [{ ...agent, name: '某商店', scope: 'special' }] }),
  ),
  partiesTooFew: (input) => void (input.parties = [person()]),
  partyDataMissing: withParty(0, person({ address: '' })),
  partyRefuses: withParty(0, person({ consents: false })),
  consentUnknown: withParty(0, person({ consents: null })),
  agentNeedsSpecialAuthority: withParty(0, person({ representatives: [agent] })),
  mediatorMissing: (input) => void (input.mediatorCount = 0),
  factsMissing: (input) => void (input.agreement.facts = ''),
  issuesMissing: (input) => void (input.agreement.issues = ''),
  responsibilitiesMissing: (input) => void (input.agreement.responsibilities = []),
  responsibilityPartyUnknown: (input) => void (input.agreement.responsibilities[0]!.partyId = ids.third),
  responsibilityDuplicate: (input) =>
    void input.agreement.responsibilities.push({ partyId: ids.shop, text: '再次说明' }),
  recorderMissing: (input) => void (input.agreement.recorder = ''),
  clausesMissing: (input) => void (input.agreement.clauses = []),
  clauseTextMissing: text(''),
  paymentPurposeMissing: (input) => void (payment(input).text = ''),
  clauseDebtorMissing: (input) => void (payment(input).debtorIds = []),
  clauseCreditorMissing: (input) => void (payment(input).creditorIds = []),
  clausePartyUnknown: (input) => void (payment(input).debtorIds = [ids.third]),
  clausePartySame: (input) => void (payment(input).creditorIds = [ids.shop]),
  severalDebtorsUnclear: both(
    (input) =>
      void (input.parties = [...input.parties, person({ id: ids.third, role: 'thirdParty', name: '孙某' })]),
    (input) => void (payment(input).debtorIds = [ids.shop, ids.third]),
  ),
  clauseDueMissing: (input) => void (act(input).dueOn = null),
  amountOnNonPayment: (input) => void (act(input).amountFen = 100),
  partyWithoutClause: (input) =>
    void (input.parties = [...input.parties, person({ id: ids.third, role: 'thirdParty', name: '孙某' })]),
  clauseAmountMissing: both(
    plan(),
    (input) => void Object.assign(payment(input), { amountFen: null, dueOn: '2026-07-10' }),
  ),
  clauseAmountZero: both(
    plan(),
    (input) => void Object.assign(payment(input), { amountFen: 0, dueOn: '2026-07-10' }),
  ),
  clauseAmountTextOnly: both(
    plan(),
    (input) =>
      void Object.assign(payment(input), { amountFen: null, amountText: '据实结算', dueOn: '2026-07-10' }),
  ),
  amountTextLooksLikeNumber: both(
    plan(),
    (input) =>
      void Object.assign(payment(input), { amountFen: null, amountText: '５,000元', dueOn: '2026-07-10' }),
  ),
  textAmountDiffers: (input) => void (payment(input).text = '退货款5万元'),
  paymentMannerMissing: (input) => void (payment(input).manner = ''),
  totalExceedsClaim: (input) => void (input.claimedFen = 499_999),
  totalTooLarge: (input) => void (payment(input).amountFen = 100_000_000_000_000),
  instalmentsSumDiffers: plan(part(200_000, '2026-07-10'), part(300_001, '2026-08-10')),
  instalmentsSumExceeds: plan(part(500_000, '2026-07-10'), part(null, '2026-08-10')),
  amountOnlyInInstalments: (input) => void (payment(input).amountFen = null),
  instalmentAmountMissing: plan(part(null, '2026-07-10'), part(300_000, '2026-08-10')),
  instalmentAmountOpen: plan(part(200_000, '2026-07-10'), part(null, '2026-08-10')),
  instalmentAmountZero: plan(part(0, '2026-07-10'), part(500_000, '2026-08-10')),
  instalmentDueMissing: plan(part(200_000, null), part(300_000, '2026-08-10')),
  instalmentsNotAscending: plan(part(200_000, '2026-07-10'), part(300_000, '2026-07-10')),
  instalmentSingle: plan(part(500_000, '2026-07-10')),
  dueDiffersFromLastInstalment: (input) => void (payment(input).dueOn = '2026-08-11'),
  concludedOnMissing: (input) => void (input.agreement.concludedOn = null),
  concludedInFuture: (input) => void (input.agreement.concludedOn = '2026-07-02'),
  concludedBeforeAcceptance: (input) => void (input.agreement.concludedOn = '2026-06-19'),
  concludedAfterTerm: (input) => void (input.termOn = '2026-06-30'),
  dueBeforeConclusion: (input) => void (act(input).dueOn = '2026-06-30'),
  dueFarAhead: (input) => void (act(input).dueOn = '2062-07-10'),
  vagueWord: text('王某尽快将商品退还某商店'),
  confusableTerm: text('王某退还商品，某商店退还订金'),
  feeForMediation: text('王某退还商品并承担调解费'),
  unlawfulTerm: text('王某退还商品，不得向法院起诉'),
  notConfirmable: text('双方解除婚姻关系'),
  placeholderLeft: text('王某将商品退还____'),
  medicalMustBeWritten: (input) => {
    input.disputeType = 'medical';
    input.agreement.form = 'oral';
  },
  medicalConfirmationNotTold: (input) => void (input.disputeType = 'medical'),
  oralLaterPerformance: (input) => {
    input.agreement.form = 'oral';
    input.terms = referenceRecords('checkerTerms');
  },
};

function changed(change: Change): CheckInput {
  const input = structuredClone(goodInput());
  change(input);
  return input;
}

const codesOf = (input: CheckInput) => checkAgreement(input).map((finding) => finding.code);

describe('the agreement checker', () => {
  it('has nothing to say about a complete agreement: no false alarm at all', () => {
    expect(checkAgreement(goodInput())).toEqual([]);
  });

  it.each(findingCodes)('notices %s', (code) => {
    const findings = checkAgreement(changed(calls[code]));
    const found = findings.find((finding) => finding.code === code);
    expect(found, JSON.stringify(findings)).toBeDefined();
    expect(found?.source).not.toBe('');
    expect(found?.place).not.toBe('');
  });

  it('lists errors first, so that the first line is what stops the printing', () => {
    const findings = checkAgreement(
      changed(both(calls.vagueWord, calls.recorderMissing, calls.clauseDebtorMissing)),
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
      both(calls.clauseDueMissing, (input) => void (input.agreement.performance = '均于签订当日履行')),
    ],
    [
      'due words instead of a date',
      both(calls.clauseDueMissing, (input) => void (act(input).dueText = '次年端午节前')),
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
      both(calls.severalDebtorsUnclear, (input) => void (payment(input).text = '退货款，连带承担')),
    ],
    ['an agreement on the last day of the term', (input) => void (input.termOn = '2026-07-01')],
    ['the whole claim', (input) => void (input.claimedFen = 500_000)],
    [
      'a medical agreement that tells of judicial confirmation',
      both(
        calls.medicalConfirmationNotTold,
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
