import { z } from 'zod';
import { suspensionReasons } from '../../contract/mediation/deadlines.ts';
import { dated } from './foundation-schemas.ts';

const choice = z.strictObject({ code: z.string().min(1), name: z.string().min(1) });

/** What a term is for; `next-action.ts` and `deadline.ts` of mediation look terms up by it. */
export const deadlinePurposes = [
  'accept',
  'mediate',
  'draft',
  'signatures',
  'judicialConfirmation',
  'closing',
  'sessionEntry',
  'performance',
  'performanceReminder',
  'urging',
  'visit',
  'suspension',
  'insurerNotice',
  'policeRequest',
  'courtAccept',
  'courtDecide',
  'committeeTerm',
  'information',
] as const;

/** Kinds of words that the agreement checker looks for. */
export const checkerTermKinds = [
  'vague',
  'confusable',
  'fee',
  'unlawful',
  'notConfirmable',
  'sharing',
  'judicialConfirmation',
  'localRule',
  'outsider',
  'crime',
  'wetInk',
] as const;

const money = z.int().min(0).nullable();

export const mediationFiles = {
  /** What an amount calls for in a region: `lines/thresholds.ts` of mediation reads it. */
  thresholds: z.strictObject({
    ...dated,
    /** A dispute type, or `*`. */
    line: z.string().min(1),
    fromFen: z.int().min(0),
    /** 以上 (the amount itself counts) or 超过. */
    inclusive: z.boolean(),
    effect: z.enum(['insurer', 'appraisal', 'twoMediators', 'writtenForm', 'noPrivateSettlement']),
    /** What the checker makes of it; an error keeps the agreement from being issued. */
    severity: z.enum(['error', 'warning', 'hint']),
  }),
  /** Papers of a medical dispute by side. */
  medicalMaterials: z.strictObject({
    ...dated,
    side: z.enum(['patient', 'hospital']),
    name: z.string().min(1),
    copies: z.int().min(1),
  }),
  /** Yearly figures of a region’s statistics; `null` where none is confirmed: the centre enters its own. */
  compensationFigures: z.strictObject({
    ...dated,
    year: z.int(),
    urbanIncomeFen: money,
    urbanConsumptionFen: money,
    monthlyWageFen: money,
    mealFen: money,
    nutritionFen: money,
  }),
  disputeTypes: z.strictObject({
    ...dated,
    name: z.string().min(1),
    /** One of the 18 types of the national statistics; its code never changes. */
    national: z.boolean(),
    subTypes: z.array(choice),
  }),
  referralSources: z.strictObject({ ...dated, name: z.string().min(1) }),
  deadlines: z.strictObject({
    ...dated,
    name: z.string().min(1),
    purpose: z.enum(deadlinePurposes),
    /** The day the term counts from; that day itself is not counted. */
    anchor: z.enum([
      'application',
      'acceptance',
      'agreement',
      'effect',
      'lastDue',
      'session',
      'termination',
      'due',
      'urging',
      'suspension',
      'confirmationApplied',
      'confirmationAccepted',
      'termEnd',
      'other',
    ]),
    length: z.int().min(1),
    unit: z.enum(['days', 'workingDays', 'months']),
    /** Empty: every type. */
    disputeTypes: z.array(z.string()),
    /** Empty: every source. */
    referralSources: z.array(z.string()),
    /** Who may extend it, and what stops the clock; in words. */
    extension: z.string(),
    suspension: z.string(),
    /** Reasons that stop the clock. */
    suspensions: z.array(z.enum(suspensionReasons)),
    extensionBy: z.enum(['none', 'parties', 'committeeAndParties']),
    /** How far beyond the plain end; null: no limit known. */
    extensionMax: z
      .strictObject({ length: z.int().min(1), unit: z.enum(['days', 'workingDays', 'months']) })
      .nullable(),
    /** What the rule says of a term that is over: `failed`, mediation counts as failed. */
    overTime: z.enum(['none', 'failed']),
    /** Counted backwards from the anchor. */
    before: z.boolean(),
    /** Days before the end, and days after the anchor, from which the workbench warns. */
    warnDays: z.array(z.int().min(0)),
    warnAtDays: z.array(z.int().min(1)),
  }),
  /** The packet for judicial confirmation. */
  confirmationPapers: z.strictObject({
    ...dated,
    name: z.string().min(1),
    required: z.boolean(),
    /** Forms that fulfil the line as soon as they are issued on the case. */
    papers: z.array(z.string().min(1)),
  }),
  importWords: z.strictObject({ ...dated, words: z.array(z.string().min(1)).min(1) }),
  formTexts: z.strictObject({
    ...dated,
    title: z.string().min(1),
    paragraphs: z.array(z.string().min(1)).min(1),
  }),
  checkerTerms: z.strictObject({
    ...dated,
    kind: z.enum(checkerTermKinds),
    words: z.array(z.string().min(1)),
    /** What to write in its place. */
    instead: z.string(),
  }),
  /** Published rates of the subsidy by case: samples to adopt from, never in force by themselves. */
  subsidyRules: z.strictObject({
    ...dated,
    name: z.string().min(1),
    place: z.string().min(1),
    years: z.string().min(1),
    note: z.string(),
    classes: z.array(choice).min(1),
    rows: z
      .array(
        z.strictObject({
          class: z.string().min(1),
          form: z.enum(['written', 'oral', 'none', 'any']),
          outcome: z.enum(['agreement', 'terminated', 'any']),
          performed: z.enum(['yes', 'no', 'any']),
          /** `null`: the source asks for a conforming dossier without a figure. */
          minScore: z.int().min(0).max(100).nullable(),
          /** In 分; `null`: the source gives a range or nothing. */
          amountFen: z.int().min(0).nullable(),
          published: z.string().min(1),
        }),
      )
      .min(1),
  }),
};
