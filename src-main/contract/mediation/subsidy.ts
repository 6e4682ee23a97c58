import { z } from 'zod';
import { pdf } from '../documents.ts';
import { finding } from './finding.ts';
import { command, mediators, query, type Role } from '../route.ts';
import { civilDate, id, instant, none, optionalText, page, saved, text, version } from '../values.ts';

/** Who grades cases and writes sheets; approving is the administrator’s, and never of a sheet of his own. */
const makers = ['administrator', 'clerk'] as const satisfies readonly Role[];
const readers = ['administrator', 'clerk', 'auditor'] as const satisfies readonly Role[];
const everyReader = ['administrator', 'clerk', 'auditor', 'mediator'] as const satisfies readonly Role[];
const administrators = ['administrator'] as const satisfies readonly Role[];

/** An amount in 分; a case is not paid for with more than a million yuan. */
const fen = z.int().min(0).max(100_000_000);

export const subsidyForms = ['written', 'oral', 'none'] as const;
export const subsidyOutcomes = ['agreement', 'terminated'] as const;
/** A row that does not ask for a class holds this in its place; no class may have it as its code. */
export const anyClass = 'any';

export const subsidyClass = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{0,19}$/, 'field.invalid')
    .refine((code) => code !== anyClass, 'field.invalid'),
  name: text(20),
});

/** One line of the table of rates: what a case must be, and what is paid for it. */
export const subsidyRow = z.strictObject({
  class: z.string().min(1).max(20),
  form: z.enum([...subsidyForms, 'any']).default('any'),
  outcome: z.enum([...subsidyOutcomes, 'any']).default('any'),
  performed: z.enum(['yes', 'no', 'any']).default('any'),
  /** Least score of the dossier, 0 to 100; 0 asks for none. */
  minScore: z.int().min(0).max(100).default(0),
  amountFen: fen,
});
export type SubsidyRow = z.output<typeof subsidyRow>;

/** A part of the amount for the leading mediator; the others share the rest equally. */
const leadShare = z
  .strictObject({ numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) })
  .refine(({ numerator, denominator }) => numerator <= denominator, {
    message: 'field.tooBig',
    path: ['numerator'],
  });

export const subsidyRules = z.strictObject({
  name: text(60),
  /** Cases that ended on this day or later, until a newer version begins. */
  validFrom: civilDate,
  /** The decision it rests on, with its number. */
  source: text(300),
  /** The published sample it was taken from; empty for a set of the centre’s own. */
  sampleCode: optionalText(40),
  note: optionalText(1_000),
  classes: z.array(subsidyClass).min(1).max(10),
  rows: z.array(subsidyRow).min(1).max(200),
  /** Most that one mediator is paid for cases that ended in one month. */
  capFen: fen.nullable().default(null),
  /** `null`: equal shares. What cannot be divided goes to the leading mediator in either way. */
  leadShare: leadShare.nullable().default(null),
});
export type SubsidyRules = z.output<typeof subsidyRules>;

export const subsidyRulesView = z.object({
  ...subsidyRules.shape,
  id,
  number: z.int(),
  adoptedBy: z.string(),
  adoptedAt: instant,
  /** Whether it is what counts for a case that ends today. */
  inForce: z.boolean(),
});
export type SubsidyRulesView = z.output<typeof subsidyRulesView>;

/** A published rule set to start from; what its source does not say is `null` and must be filled in. */
export const subsidySample = z.object({
  code: z.string(),
  name: z.string(),
  place: z.string(),
  years: z.string(),
  note: z.string(),
  source: z.string(),
  verified: z.boolean(),
  classes: z.array(subsidyClass),
  rows: z.array(
    subsidyRow.extend({
      minScore: z.int().nullable(),
      amountFen: z.int().nullable(),
      /** The amount in the words of the source, where it is a range or a part. */
      published: z.string(),
    }),
  ),
});
export type SubsidySample = z.output<typeof subsidySample>;

/** One step of “why this amount”; the sentence is `subsidy:step.<code>` in i18n. */
export const subsidyStep = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SubsidyStep = z.output<typeof subsidyStep>;

export const subsidyLineInput = z.strictObject({
  id,
  caseId: id,
  /** The reviewer’s score, used while the dossier has none of its own. */
  score: z.int().min(0).max(100).nullable().default(null),
  /** Another amount than the rules give, or other shares: always with the reason. */
  override: z
    .strictObject({
      amountFen: fen,
      reason: text(200),
      /** `null`: shared as the rules say. */
      shares: z
        .array(z.strictObject({ userId: id, amountFen: fen }))
        .min(1)
        .max(20)
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
});
export type SubsidyLineInput = z.output<typeof subsidyLineInput>;

export const subsidySheetFields = z.strictObject({
  periodFrom: civilDate,
  periodTo: civilDate,
  note: optionalText(500),
  lines: z.array(subsidyLineInput).max(2_000).default([]),
});

export const subsidyShare = z.object({
  userId: id,
  name: z.string(),
  lead: z.boolean(),
  /** Barred from extra pay on the day the case ended. */
  barred: z.boolean(),
  amountFen: z.int(),
});

/** What the rules look at, as it stands in the case file. */
export const subsidyCase = z.object({
  caseId: id,
  number: z.string(),
  title: z.string(),
  disputeType: z.string(),
  endedOn: civilDate.nullable(),
  classCode: z.string().nullable(),
  className: z.string(),
  form: z.enum(subsidyForms),
  outcome: z.enum(subsidyOutcomes),
  performed: z.boolean(),
  /** Score of the dossier’s own check; `null` while there is none. */
  dossierScore: z.int().nullable(),
});
export type SubsidyCase = z.output<typeof subsidyCase>;

export const subsidyLine = subsidyCase.extend({
  id,
  score: z.int().nullable(),
  typedScore: z.int().nullable(),
  ruleSetId: id.nullable(),
  ruleName: z.string(),
  /** Row of the rule set, from 1. */
  ruleRow: z.int().nullable(),
  ruleFen: z.int().nullable(),
  amountFen: z.int(),
  overridden: z.boolean(),
  overrideReason: z.string(),
  sharesTyped: z.boolean(),
  shares: z.array(subsidyShare),
  steps: z.array(subsidyStep),
});
export type SubsidyLine = z.output<typeof subsidyLine>;

const assessed = {
  lines: z.array(subsidyLine),
  findings: z.array(finding),
  totalFen: z.int(),
  totalCapitals: z.string(),
  /** For each mediator on the sheet: how many cases, how much. */
  summary: z.array(z.object({ userId: id, name: z.string(), cases: z.int(), amountFen: z.int() })),
};

export const subsidyStates = ['draft', 'submitted', 'approved', 'returned', 'cancelled'] as const;
export type SubsidyState = (typeof subsidyStates)[number];

export const subsidySheetRow = z.object({
  id,
  version,
  number: z.string(),
  periodFrom: civilDate,
  periodTo: civilDate,
  state: z.enum(subsidyStates),
  lines: z.int(),
  totalFen: z.int(),
  /** What its approved corrections add; negative when they take away. */
  correctedFen: z.int(),
  madeBy: z.string(),
  approvedBy: z.string().nullable(),
});
export type SubsidySheetRow = z.output<typeof subsidySheetRow>;

export const subsidySheetView = z.object({
  id,
  version,
  number: z.string(),
  periodFrom: civilDate,
  periodTo: civilDate,
  note: z.string(),
  state: z.enum(subsidyStates),
  reason: z.string(),
  madeBy: z.string(),
  submittedBy: z.string().nullable(),
  submittedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  documentId: id.nullable(),
  /** Whoever wrote on a sheet may not approve it. */
  ownSheet: z.boolean(),
  ...assessed,
});
export type SubsidySheetView = z.output<typeof subsidySheetView>;

export const subsidyExclusion = z.strictObject({
  userId: id,
  /** Why the person may not draw extra pay: a paid post, a civil servant … */
  reason: text(200),
  validFrom: civilDate,
  validTo: civilDate.nullable().default(null),
  /** False: entered by mistake; kept, but without effect. */
  active: z.boolean().default(true),
});

const reasoned = z.strictObject({ id, version, reason: text(300) });
const onVersion = z.strictObject({ id, version });

/** Subsidy by case (以案定补): dated rules, sheets, approval. */
export const subsidyRoutes = {
  readSubsidyRules: query({
    summary: 'Rule sets of the subsidy by case: published samples and the centre’s own versions',
    access: everyReader,
    input: none,
    output: z.object({ samples: z.array(subsidySample), versions: z.array(subsidyRulesView) }),
  }),
  checkSubsidyRules: query({
    summary: 'What is contradictory or unpaid in a rule set as it is typed',
    access: makers,
    input: z.strictObject({ rules: subsidyRules }),
    output: z.object({ findings: z.array(finding) }),
  }),
  adoptSubsidyRules: command({
    summary: 'Adopt a rule set as a new dated version; a version is never changed afterwards',
    access: administrators,
    input: z.strictObject({ rules: subsidyRules }),
    output: z.object({ id, number: z.int() }),
  }),
  readCaseGrade: query({
    summary: 'Class of a case (疑难程度) with its history, and the classes to choose from',
    access: everyReader,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      /** Number of the last grade, 0 when there is none. */
      seen: z.int(),
      current: z.object({ classCode: z.string(), className: z.string() }).nullable(),
      history: z.array(
        z.object({ number: z.int(), className: z.string(), reason: z.string(), by: z.string(), at: instant }),
      ),
      classes: z.array(subsidyClass),
    }),
  }),
  gradeCase: command({
    summary: 'Grade a case with the reason; earlier grades are kept',
    access: makers,
    input: z.strictObject({
      caseId: id,
      /** Number of the last grade as shown, 0 when there was none. */
      seen: z.int().min(0),
      classCode: z.string().min(1).max(20),
      reason: text(300),
    }),
    output: z.object({ number: z.int() }),
  }),
  listSubsidyExclusions: query({
    summary: 'Who is barred from extra pay, and the mediators to choose from',
    access: readers,
    input: none,
    output: z.object({
      rows: z.array(subsidyExclusion.extend({ id, version, name: z.string() })),
      mediators: z.array(z.object({ userId: id, name: z.string() })),
    }),
  }),
  saveSubsidyExclusion: command({
    summary: 'Bar a person from extra pay, or change until when',
    access: makers,
    input: z.strictObject({ id: id.optional(), version: version.optional(), exclusion: subsidyExclusion }),
    output: saved,
  }),
  listSubsidySheets: query({
    summary: 'Subsidy sheets, newest first',
    access: readers,
    input: z.strictObject({ states: z.array(z.enum(subsidyStates)).optional(), page: page.prefault({}) }),
    output: z.object({ rows: z.array(subsidySheetRow), total: z.int() }),
  }),
  listSubsidyCandidates: query({
    summary: 'Cases that ended in a period and stand on no live sheet',
    access: makers,
    input: z.strictObject({ from: civilDate, to: civilDate, sheetId: id.optional() }),
    output: z.object({
      rows: z.array(subsidyCase.extend({ mediators: z.array(z.string()) })),
      /** True when there are more than the sheet can hold. */
      more: z.boolean(),
    }),
  }),
  checkSubsidySheet: query({
    summary: 'Amounts, shares and remarks of a sheet as it is typed',
    access: makers,
    input: z.strictObject({ id: id.optional(), sheet: subsidySheetFields }),
    output: z.object(assessed),
  }),
  readSubsidySheet: query({
    summary: 'One subsidy sheet; an open one is calculated afresh, an approved one is what was approved',
    access: readers,
    input: z.strictObject({ id }),
    output: subsidySheetView,
  }),
  saveSubsidySheet: command({
    summary: 'Write a sheet: numbered at its first saving; each dispute stands on one live sheet',
    access: makers,
    input: z.strictObject({ id: id.optional(), version: version.optional(), sheet: subsidySheetFields }),
    output: saved.extend({ number: z.string() }),
  }),
  submitSubsidySheet: command({
    summary: 'Hand a sheet without errors in for approval',
    access: makers,
    input: onVersion,
    output: saved,
  }),
  approveSubsidySheet: command({
    summary: 'Approve a sheet that somebody else wrote: frozen, and its PDF issued',
    access: administrators,
    input: onVersion,
    output: saved.extend({ documentId: id }),
  }),
  returnSubsidySheet: command({
    summary: 'Give a submitted sheet back with the reason; its cases become free',
    access: administrators,
    input: reasoned,
    output: saved,
  }),
  cancelSubsidySheet: command({
    summary: 'Give a sheet up; its number stays in the book, void',
    access: makers,
    input: reasoned,
    output: saved,
  }),
  previewSubsidySheet: query({
    summary: 'Draft PDF of a sheet (audited)',
    access: readers,
    audited: { target: 'subsidySheet', key: 'id' },
    input: z.strictObject({ id }),
    output: pdf,
  }),
  exportSubsidySheet: command({
    summary: 'Save a sheet as a spreadsheet where the person chooses',
    access: readers,
    input: z.strictObject({ id }),
    output: z.object({ savedAs: z.string().nullable() }),
  }),
  listOwnSubsidies: query({
    summary: 'What the signed-in mediator was granted on approved sheets, and nobody else’s',
    access: mediators,
    input: z.strictObject({ year: z.int().min(2000).max(2999).optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          lineId: id,
          sheetNumber: z.string(),
          approvedAt: instant,
          caseNumber: z.string(),
          title: z.string(),
          endedOn: civilDate,
          className: z.string(),
          lineFen: z.int(),
          shareFen: z.int(),
          /** How much of it comes from approved corrections. */
          correctedFen: z.int(),
          steps: z.array(subsidyStep),
        }),
      ),
      totalFen: z.int(),
    }),
  }),
};
