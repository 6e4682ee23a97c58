import { z } from 'zod';
import { personal } from '../values.ts';
import { civilDate, fen, id, optionalText, text } from '../values.ts';

/** Special lines of mediation that need more than the common case file (domain notes §4). */
export const lineKinds = ['medical', 'traffic', 'property', 'labour'] as const;
export type LineKind = (typeof lineKinds)[number];

/** What an amount calls for in a region. */
export const thresholdEffects = [
  'insurer',
  'appraisal',
  'twoMediators',
  'writtenForm',
  'noPrivateSettlement',
] as const;
export type ThresholdEffect = (typeof thresholdEffects)[number];

/** A threshold that an amount has reached, for the window and the checker. */
export const reachedThreshold = z.object({
  code: z.string(),
  effect: z.enum(thresholdEffects),
  severity: z.enum(['error', 'warning', 'hint']),
  fromFen: z.int(),
  inclusive: z.boolean(),
  source: z.string(),
});
export type ReachedThreshold = z.output<typeof reachedThreshold>;

/** A share as a fraction: 30 % is 3/10 or 30/100, one third is 1/3. */
export const fraction = z
  .strictObject({ numerator: z.int().min(0).max(10_000), denominator: z.int().min(1).max(10_000) })
  .refine((value) => value.numerator <= value.denominator, {
    error: 'field.fraction',
    path: ['numerator'],
  });
export type Fraction = z.output<typeof fraction>;

const day = civilDate.nullable().default(null);
const money = fen.nullable().default(null);

/** 医疗损害解释 art. 12: the scale of causation. */
export const causationDegrees = ['full', 'main', 'equal', 'secondary', 'slight', 'none'] as const;
export const appraisalCommissions = ['none', 'jointly', 'committee'] as const;
export const sides = ['patient', 'hospital'] as const;

export const medicalExpert = z.strictObject({
  name: text(40),
  field: optionalText(40),
  opinion: optionalText(1_000),
  /** 医疗纠纷预防和处理条例 art. 37. */
  recused: z.boolean().default(false),
});

/** What is kept of a medical dispute beyond the case (条例 2018, ledger columns of the domain notes §4.1). */
export const medicalFields = z.strictObject({
  hospital: optionalText(80),
  department: optionalText(60),
  specialty: optionalText(60),
  treatmentWay: optionalText(60),
  treatmentResult: optionalText(60),
  medicalGrade: optionalText(60),
  major: z.boolean().default(false),
  media: z.boolean().default(false),
  experts: z.array(medicalExpert).max(20).default([]),
  appraisalBy: z.enum(appraisalCommissions).default('none'),
  appraisalBody: optionalText(80),
  appraisalNumber: optionalText(60),
  appraisalOn: day,
  /** art. 36: damage and its degree, fault, causation. */
  damage: optionalText(1_000),
  fault: optionalText(1_000),
  causation: optionalText(1_000),
  degree: z.enum(causationDegrees).nullable().default(null),
  /** The hospital’s share. */
  ratio: fraction.nullable().default(null),
  insurer: optionalText(80),
  policyNumber: optionalText(60),
  policyFrom: day,
  policyTo: day,
  /** 出险、报案、保险受理. */
  incidentOn: day,
  reportedOn: day,
  insurerAcceptedOn: day,
  calculatedFen: money,
  /** What was agreed is the insurer’s part and the hospital’s part, exactly. */
  agreedFen: money,
  insurerFen: money,
  hospitalFen: money,
  claimSubmittedOn: day,
  claimPaidOn: day,
  /** Codes of `medicalMaterials` with the day of receipt. */
  materials: z
    .array(z.strictObject({ code: z.string().max(60), receivedOn: civilDate }))
    .max(60)
    .default([]),
  sealedOn: day,
  sealedObjects: optionalText(500),
  sealedBy: optionalText(200),
  diedOn: day,
  bodyFrozen: z.boolean().default(false),
});
export type MedicalFields = z.output<typeof medicalFields>;

/** What the form can see for itself; the server asks the same. */
export const medicalInput = medicalFields.superRefine((value, context) => {
  const { agreedFen, insurerFen, hospitalFen } = value;
  const issue = (path: string, message: string) =>
    void context.addIssue({ code: 'custom', message, path: [path] });
  if (agreedFen !== null || insurerFen !== null || hospitalFen !== null) {
    if ((insurerFen ?? 0) + (hospitalFen ?? 0) !== (agreedFen ?? 0)) issue('agreedFen', 'field.partsDiffer');
  }
  if (value.policyFrom && value.policyTo && value.policyTo < value.policyFrom)
    issue('policyTo', 'field.endBeforeStart');
  if (value.claimPaidOn && (!value.claimSubmittedOn || value.claimPaidOn < value.claimSubmittedOn))
    issue('claimPaidOn', 'field.endBeforeStart');
});

export const trafficInsurance = z.strictObject({
  /** 交强险 / 商业险. */
  kind: z.enum(['compulsory', 'commercial']),
  insurer: text(80),
  policyNumber: optionalText(60),
  plate: optionalText(20),
  limitFen: money,
  /** The insurer is told date and place at least three days before (公安部等 2010 notice). */
  toldOn: day,
  /** The session it was told of. */
  sessionOn: day,
});

export const trafficFields = z.strictObject({
  documentNumber: optionalText(60),
  documentOn: day,
  accidentOn: day,
  place: optionalText(120),
  liabilities: z
    .array(z.strictObject({ partyId: id, share: fraction }))
    .max(200)
    .default([]),
  vehicles: z
    .array(z.strictObject({ plate: text(20), kind: optionalText(40), owner: optionalText(80) }))
    .max(50)
    .default([]),
  insurances: z.array(trafficInsurance).max(50).default([]),
});
export type TrafficFields = z.output<typeof trafficFields>;

/** Half days, so that 21.5 days are an integer. */
const halfDays = z.int().min(0).max(20_000);

export const wageRow = z.strictObject({
  name: text(40),
  /** The party that is paid; `null` for one who is represented by another. */
  partyId: id.nullable().default(null),
  from: day,
  to: day,
  halfDays: halfDays.nullable().default(null),
  dailyFen: money,
  owedFen: fen,
  paidFen: fen.default(0),
});
export type WageRow = z.output<typeof wageRow>;

export const wageSheet = z.strictObject({
  /** Who owes the wages. */
  debtorId: id.nullable().default(null),
  dueOn: day,
  manner: optionalText(60),
  rows: z.array(wageRow).max(500).default([]),
});
export type WageSheet = z.output<typeof wageSheet>;

/** What is owed for a dwelling, in exact numbers (domain notes §4.3: area × rate × months − waiver). */
export const chargeFields = z.strictObject({
  room: text(40),
  /** In 0.01 m². */
  areaCenti: z.int().min(1).max(10_000_000),
  from: day,
  to: day,
  /** 分 per m² and month. */
  rateFen: z.int().min(0).max(100_000),
  months: z.int().min(1).max(600),
  waiverFen: fen.default(0),
  penaltyFen: fen.default(0),
});
export type ChargeFields = z.output<typeof chargeFields>;

export const jointKinds = [
  'committee',
  'housing',
  'street',
  'police',
  'justice',
  'court',
  'residents',
  'other',
] as const;

export const jointBody = z.strictObject({
  /** Given by whoever adds the body: its number is known by it when it comes back masked. */
  id,
  name: text(80),
  kind: z.enum(jointKinds).default('other'),
  lead: z.boolean().default(false),
  representative: optionalText(40),
  phone: optionalText(40).meta(personal),
  opinion: optionalText(1_000),
  signedOn: day,
});
export type JointBody = z.output<typeof jointBody>;
