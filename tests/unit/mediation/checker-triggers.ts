import type { z } from 'zod';
import {
  jointBody,
  medicalFields,
  trafficFields,
  type ThresholdEffect,
} from '../../../src-main/contract/mediation/line-values.ts';
import type { agreementCodes } from '../../../src-main/mediation/checker.ts';
import { act, agent, both, part, payment, plan, text, withParty, type Change } from './checker-kit.ts';
import { firm, ids, person, referenceRecords } from './sample.ts';

const guardian = { kind: 'guardian', name: '王父', relation: '父亲' } as const;

export const agents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...agent,
    name: `代理${index + 1}`,
    scope: 'special' as const,
  }));

/** A threshold that the amount has reached. */
export const reached =
  (effect: ThresholdEffect, severity: 'error' | 'warning' = 'warning'): Change =>
  (input) => {
    const source = 'a rule of the region';
    input.line.effects = [{ code: 'x', effect, severity, fromFen: 1_000_000, inclusive: true, source }];
  };

/** A medical case that tells of judicial confirmation. */
export const medical =
  (record: z.input<typeof medicalFields> = {}): Change =>
  (input) => {
    input.disputeType = 'medical';
    input.line.medical = medicalFields.parse(record);
    input.agreement.performance = '已告知可以共同申请司法确认';
  };

export const traffic =
  (record: z.input<typeof trafficFields>): Change =>
  (input) => {
    input.disputeType = 'traffic';
    input.line.traffic = trafficFields.parse({ documentNumber: '第1号', ...record });
  };

export const joint =
  (body: Partial<z.input<typeof jointBody>>): Change =>
  (input) =>
    void (input.line.joint = [
      jointBody.parse({
        id: '00000000-0000-4000-8000-000000000001',
        name: '街道办',
        lead: true,
        opinion: '同意',
        ...body,
      }),
    ]);

/** For each code a change of the good agreement that must call it up. */
export const triggers: Record<(typeof agreementCodes)[number], Change> = {
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
  dueOnDayOff: (input) => void (input.daysOff = ['2026-07-10']),
  outsiderRights: text('共有人将商品退还某商店'),
  possibleCrime: (input) => void (input.agreement.facts = '双方发生争执，致一人轻伤。'),
  insurerRequired: reached('insurer'),
  appraisalRequired: reached('appraisal'),
  twoMediatorsRequired: reached('twoMediators'),
  writtenFormRequired: both(reached('writtenForm'), (input) => void (input.agreement.form = 'oral')),
  privateSettlementForbidden: reached('noPrivateSettlement'),
  medicalOpenToPublic: both(medical(), (input) => void (input.line.closedToPublic = false)),
  medicalRepresentativesMany: both(medical(), withParty(0, person({ representatives: agents(6) }))),
  medicalAppraisalIncomplete: medical({ appraisalBy: 'jointly', appraisalOn: '2026-06-25', damage: '九级' }),
  medicalExpertRecused: medical({ experts: [{ name: '周某', opinion: '有过错', recused: true }] }),
  medicalPayoutDiffers: medical({ agreedFen: 600_000, insurerFen: 400_000, hospitalFen: 200_000 }),
  trafficLiabilityMissing: (input) => void (input.disputeType = 'traffic'),
  trafficRatioSumDiffers: traffic({
    liabilities: [
      { partyId: ids.wang, share: { numerator: 3, denominator: 10 } },
      { partyId: ids.shop, share: { numerator: 6, denominator: 10 } },
    ],
  }),
  trafficInsurerNotTold: traffic({ insurances: [{ kind: 'compulsory', insurer: '某保险公司' }] }),
  trafficInsurerToldLate: traffic({
    insurances: [
      { kind: 'compulsory', insurer: '某保险公司', toldOn: '2026-06-26', sessionOn: '2026-06-28' },
    ],
  }),
  propertyAmountDiffers: (input) => void (input.line.chargeDueFen = 500_001),
  labourAnnexDiffers: (input) => void (input.line.wages = { restFen: 500_001, inAnnex: true }),
  wetInkNeeded: (input) => void (input.disputeType = 'marriageFamily'),
  serviceAddressMissing: both(
    (input) => void (input.agreement.performance = '双方将共同申请司法确认'),
    withParty(1, firm({ phone: '' })),
  ),
  childDataConsent: withParty(0, person({ birthDate: '2013-01-01', representatives: [guardian] })),
  agentForBothSides: both(
    withParty(0, person({ representatives: [{ ...agent, scope: 'special' }] })),
    withParty(1, firm({ representatives: [{ ...agent, scope: 'special' }] })),
  ),
  extraCopyNeeded: medical({ insurer: '某保险公司' }),
  jointLeadMissing: joint({ lead: false }),
  jointOpinionMissing: joint({ opinion: '' }),
};

/**
 * For each code the same situation put right, or its nearest innocent neighbour: here the code must stay silent, whatever
 * else is said.
 */
export const innocents: Record<(typeof agreementCodes)[number], Change> = {
  idNumberForm: withParty(0, person({ idType: 'passport', idNumber: '12345' })),
  idNumberDate: withParty(0, person({ idType: 'residentId', idNumber: '320113198505170020' })),
  idNumberCheckDigit: withParty(0, person({ idType: 'residentId', idNumber: '320113198505170020' })),
  idNumberGender: withParty(
    0,
    person({ gender: 'unknown', idType: 'residentId', idNumber: '320113198505170020' }),
  ),
  idNumberBirthDate: withParty(0, person({ idType: 'residentId', idNumber: '320113198505170020' })),
  idNumberAge: withParty(
    0,
    person({ birthDate: null, age: 41, idType: 'residentId', idNumber: '320113198505170020' }),
  ),
  ageBirthDate: withParty(0, person({ age: 41 })),
  creditCodeForm: withParty(1, firm({ creditCode: '91350100M000100Y43' })),
  creditCodeCheckDigit: withParty(1, firm({ creditCode: '91350100M000100Y43' })),
  representativeIdNumber: withParty(
    0,
    person({ representatives: [{ ...agent, scope: 'special', idNumber: '320113198505170020' }] }),
  ),
  partyDuplicate: withParty(1, person({ id: ids.shop, role: 'respondent', name: '王某某' })),
  applicantMissing: withParty(1, firm({ role: 'thirdParty' })),
  respondentMissing: withParty(0, person({ role: 'thirdParty' })),
  minorWithoutGuardian: withParty(0, person({ birthDate: '2012-01-01', representatives: [guardian] })),
  organisationRepresentativeMissing: withParty(1, firm({ legalRepresentativePost: '' })),
  representativeIsOpponent: withParty(
    0,
    person({ representatives: [{ ...agent, name: '某商店员工', scope: 'special' }] }),
  ),
  partiesTooFew: (input) => void (input.parties = [person(), firm()]),
  partyDataMissing: withParty(0, person({ birthDate: null, age: 41 })),
  partyRefuses: withParty(0, person({ consents: null })),
  consentUnknown: withParty(0, person({ consents: false })),
  agentNeedsSpecialAuthority: withParty(0, person({ representatives: [guardian] })),
  mediatorMissing: (input) => void (input.mediatorCount = 1),
  factsMissing: (input) => void (input.agreement.facts = '有'),
  issuesMissing: (input) => void (input.agreement.issues = '有'),
  responsibilitiesMissing: (input) =>
    void (input.agreement.responsibilities = [{ partyId: ids.wang, text: '无' }]),
  responsibilityPartyUnknown: (input) => void (input.agreement.responsibilities[0]!.partyId = ids.wang),
  responsibilityDuplicate: (input) =>
    void input.agreement.responsibilities.push({ partyId: ids.wang, text: '无' }),
  recorderMissing: (input) => void (input.agreement.recorder = '李某'),
  clausesMissing: (input) => void input.agreement.clauses.pop(),
  clauseTextMissing: (input) => void (payment(input).text = ''),
  paymentPurposeMissing: text(''),
  clauseDebtorMissing: (input) => void Object.assign(act(input), { kind: 'other', debtorIds: [] }),
  clauseCreditorMissing: (input) => void (act(input).creditorIds = []),
  clausePartyUnknown: (input) => void (payment(input).debtorIds = []),
  clausePartySame: (input) => void (act(input).creditorIds = [ids.wang]),
  severalDebtorsUnclear: (input) =>
    void Object.assign(payment(input), { debtorIds: [ids.shop, ids.third], text: '退货款，连带承担' }),
  clauseDueMissing: (input) => void Object.assign(act(input), { dueOn: null, dueText: '次年端午节前' }),
  amountOnNonPayment: (input) => void (act(input).amountFen = null),
  partyWithoutClause: (input) => void (payment(input).creditorIds = []),
  clauseAmountMissing: both(
    plan(),
    (input) => void Object.assign(payment(input), { amountFen: null, amountText: '据实结算' }),
  ),
  clauseAmountZero: (input) => void (payment(input).amountFen = 1),
  clauseAmountTextOnly: (input) => void (payment(input).amountText = '以上'),
  amountTextLooksLikeNumber: both(
    plan(),
    (input) => void Object.assign(payment(input), { amountFen: null, amountText: '据实结算' }),
  ),
  textAmountDiffers: (input) => void (payment(input).text = '退货款5,000元'),
  paymentMannerMissing: (input) => void (act(input).manner = ''),
  totalExceedsClaim: (input) => void (input.claimedFen = 500_000),
  totalTooLarge: (input) => void (payment(input).amountFen = 99_999_999_999_999),
  instalmentsSumDiffers: plan(part(200_000, '2026-07-10'), part(300_000, '2026-08-10')),
  instalmentsSumExceeds: plan(part(499_999, '2026-07-10'), part(null, '2026-08-10')),
  amountOnlyInInstalments: (input) => void (payment(input).amountFen = 500_000),
  instalmentAmountMissing: plan(part(200_000, '2026-07-10'), part(null, '2026-08-10')),
  instalmentAmountOpen: plan(part(200_000, '2026-07-10'), part(300_000, '2026-08-10')),
  instalmentAmountZero: plan(part(1, '2026-07-10'), part(499_999, '2026-08-10')),
  instalmentDueMissing: plan(part(200_000, null, '月底'), part(300_000, '2026-08-10')),
  instalmentsNotAscending: plan(part(200_000, '2026-07-10'), part(300_000, '2026-07-11')),
  instalmentSingle: plan(part(200_000, '2026-07-10'), part(300_000, '2026-08-10')),
  dueDiffersFromLastInstalment: (input) => void (payment(input).dueOn = '2026-08-10'),
  concludedOnMissing: (input) => void (input.agreement.concludedOn = '2026-06-30'),
  concludedInFuture: (input) => void (input.agreement.concludedOn = '2026-07-01'),
  concludedBeforeAcceptance: (input) => void (input.agreement.concludedOn = '2026-06-20'),
  concludedAfterTerm: (input) => void (input.termOn = '2026-07-01'),
  dueBeforeConclusion: (input) => void (act(input).dueOn = '2026-07-01'),
  dueFarAhead: (input) => void (act(input).dueOn = '2036-07-10'),
  dueOnDayOff: (input) => void (input.daysOff = ['2026-07-11']),
  vagueWord: text('王某于七日内将商品退还某商店'),
  confusableTerm: text('王某退还商品，某商店退还定金'),
  feeForMediation: text('王某退还商品，调解不收费用'),
  unlawfulTerm: text('王某退还商品，双方可以依法起诉'),
  notConfirmable: text('双方同意今后各自生活'),
  placeholderLeft: text('王×将商品退还某商店'),
  outsiderRights: text('王某将自己所有的商品退还某商店'),
  possibleCrime: (input) => void (input.agreement.facts = '双方发生争执，无人受伤。'),
  medicalMustBeWritten: medical(),
  medicalConfirmationNotTold: medical(),
  oralLaterPerformance: (input) => {
    input.agreement.form = 'written';
    input.terms = referenceRecords('checkerTerms');
  },
  insurerRequired: both(medical({ insurer: '某保险公司' }), reached('insurer')),
  appraisalRequired: both(medical({ appraisalBy: 'committee' }), reached('appraisal')),
  twoMediatorsRequired: both(reached('twoMediators'), (input) => void (input.mediatorCount = 2)),
  writtenFormRequired: reached('writtenForm'),
  privateSettlementForbidden: reached('insurer'),
  medicalOpenToPublic: (input) => void (input.line.closedToPublic = false),
  medicalRepresentativesMany: both(medical(), withParty(0, person({ representatives: agents(5) }))),
  medicalAppraisalIncomplete: medical({
    appraisalBy: 'jointly',
    appraisalOn: '2026-06-25',
    damage: '九级',
    fault: '有',
    causation: '有',
    degree: 'secondary',
  }),
  medicalExpertRecused: medical({
    experts: [
      { name: '周某', opinion: '有过错' },
      { name: '吴某', recused: true },
    ],
  }),
  medicalPayoutDiffers: medical({ agreedFen: 500_000, insurerFen: 400_000, hospitalFen: 100_000 }),
  trafficLiabilityMissing: traffic({}),
  trafficRatioSumDiffers: traffic({
    liabilities: [
      { partyId: ids.wang, share: { numerator: 1, denominator: 3 } },
      { partyId: ids.shop, share: { numerator: 2, denominator: 3 } },
    ],
  }),
  trafficInsurerNotTold: traffic({
    insurances: [{ kind: 'compulsory', insurer: '某保险公司', toldOn: '2026-06-20' }],
  }),
  trafficInsurerToldLate: traffic({
    insurances: [
      { kind: 'compulsory', insurer: '某保险公司', toldOn: '2026-06-25', sessionOn: '2026-06-28' },
    ],
  }),
  propertyAmountDiffers: (input) => void (input.line.chargeDueFen = 500_000),
  labourAnnexDiffers: (input) => void (input.line.wages = { restFen: 500_000, inAnnex: true }),
  wetInkNeeded: both(
    (input) => void (input.disputeType = 'marriageFamily'),
    (input) => {
      input.agreement.form = 'oral';
    },
  ),
  serviceAddressMissing: withParty(1, firm({ phone: '' })),
  childDataConsent: withParty(0, person({ birthDate: '2012-07-01', representatives: [guardian] })),
  agentForBothSides: both(
    withParty(0, person({ representatives: agents(1) })),
    withParty(1, firm({ representatives: agents(2).slice(1) })),
  ),
  extraCopyNeeded: medical(),
  jointLeadMissing: joint({}),
  jointOpinionMissing: joint({}),
};
