import { z } from 'zod';
import { caseReaders } from './case-values.ts';
import { command, everyRole, mediators, query, type Role } from '../route.ts';
import { proofFiles } from './record-files.ts';
import { civilDate, id, optionalText, saved, text, version } from '../values.ts';

const administrators = ['administrator'] as const satisfies readonly Role[];

/** What stops the clock of a term; which term allows which is dated data (seeds/reference/deadlines.json). */
export const suspensionReasons = ['appraisal', 'expert', 'other'] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

/** Where a term stands today. `lapsed`: nothing can be done any more; `information`: told, but not counted down. */
export const termStates = [
  'running',
  'soon',
  'today',
  'over',
  'suspended',
  'done',
  'doneLate',
  'lapsed',
  'information',
] as const;
export type TermState = (typeof termStates)[number];

/** How a term was counted; the sentence is `deadlines:step.<code>` in i18n. */
export const termStepCodes = [
  'from', // {on}
  'length', // {n, unit}
  'before', // {n}
  'paused', // {from, to, days}
  'counted', // {on}: the plain end
  'shifted', // {from, to}: the last day was a day off (or suspended)
  'extended', // {to, agreedOn}
  'agreed', // {on}: a day named by the agreement itself
  'unknownYear', // {year}: no holiday data, weekends only
] as const;

export const termStep = z.object({
  step: z.enum(termStepCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TermStep = z.output<typeof termStep>;

export const termRow = z.object({
  /** Unique on the sheet: `mediate`, `performance:<item>`, `visit:due:2026-07-20`. */
  key: z.string(),
  /** Record of the reference data, or empty for a day that the agreement names. */
  code: z.string(),
  purpose: z.string(),
  /** Name of the rule, or what is to be performed. */
  name: z.string(),
  source: z.string(),
  verified: z.boolean(),
  fromOn: civilDate.nullable(),
  dueOn: civilDate.nullable(),
  doneOn: civilDate.nullable(),
  state: z.enum(termStates),
  /** Days from today to the end; negative when over; null when there is no end. */
  daysLeft: z.int().nullable(),
  steps: z.array(termStep),
});
export type TermRow = z.output<typeof termRow>;

export const suspensionFields = z.strictObject({
  reason: z.enum(suspensionReasons),
  /** First and last day that do not count, both inclusive. */
  fromOn: civilDate,
  /** Day on which the result is expected; stands for the end until that is known. */
  expectedOn: civilDate,
  toOn: civilDate.nullable().default(null),
  note: optionalText(500),
  documentId: id.nullable().default(null),
});

export const extensionFields = z.strictObject({
  toOn: civilDate,
  agreedOn: civilDate,
  agreedByAll: z.literal(true, 'field.agreedByAll'),
  reason: text(500),
  documentId: id.nullable().default(null),
});

export const controlSheet = z.object({
  caseId: id,
  number: z.string().nullable(),
  title: z.string(),
  today: civilDate,
  terms: z.array(termRow),
  /** What the term of mediation in force allows. */
  allows: z.object({
    suspensions: z.array(z.enum(suspensionReasons)),
    extensionBy: z.enum(['none', 'parties', 'committeeAndParties']),
    /** Last day to which it may be extended; null: no limit known. */
    extensionUntil: civilDate.nullable(),
    overTime: z.enum(['none', 'failed']),
  }),
  suspensions: z.array(suspensionFields.extend({ id, version, cancelReason: z.string() })),
  extensions: z.array(
    extensionFields.extend({ id, version, agreedByAll: z.boolean(), cancelReason: z.string() }),
  ),
});
export type ControlSheet = z.output<typeof controlSheet>;

export const calendarKinds = ['off', 'worked'] as const;
export const calendarDay = z.object({
  day: civilDate,
  off: z.boolean(),
  /** Why it is not what its weekday says, or why it is off. */
  origin: z.enum(['weekday', 'weekend', 'notice', 'centre']),
  reason: z.string(),
});
export type CalendarDay = z.output<typeof calendarDay>;

const days = z.array(civilDate).min(1).max(62);

export const deadlinesRoutes = {
  readDeadlines: query({
    summary: 'Control sheet of a case: each term, how it was counted, suspensions, extensions',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: controlSheet,
  }),
  saveSuspension: command({
    summary: 'Stop the clock of the term of mediation, correct or end the stop',
    access: mediators,
    input: z.strictObject({
      caseId: id,
      suspensionId: id.optional(),
      version: version.optional(),
      suspension: suspensionFields,
      files: proofFiles,
    }),
    output: saved,
  }),
  cancelSuspension: command({
    summary: 'Take back a stop of the clock that was a mistake, with the reason',
    access: mediators,
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
  recordExtension: command({
    summary: 'Extend the term of mediation to a day that all parties agreed on',
    access: mediators,
    input: z.strictObject({ caseId: id, extension: extensionFields, files: proofFiles }),
    output: saved,
  }),
  cancelExtension: command({
    summary: 'Take back an extension that was a mistake, with the reason',
    access: mediators,
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
  readCalendar: query({
    summary: 'Days off and worked weekends of a year: the yearly notice and the centre’s own days',
    access: everyRole,
    input: z.strictObject({ year: z.int().min(1950).max(2100) }),
    output: z.object({
      year: z.int(),
      /** False: no notice in the reference data; plain weekends are used. */
      known: z.boolean(),
      source: z.string(),
      verified: z.boolean(),
      days: z.array(calendarDay),
    }),
  }),
  setCalendarDays: command({
    summary: 'Make days off or worked, with the reason; terms of open cases are counted again',
    access: administrators,
    input: z.strictObject({ days, kind: z.enum(calendarKinds), reason: text(100) }),
    output: z.object({ days: z.int(), cases: z.int() }),
  }),
  unsetCalendarDays: command({
    summary: 'Give days back to the yearly notice; terms of open cases are counted again',
    access: administrators,
    input: z.strictObject({ days }),
    output: z.object({ days: z.int(), cases: z.int() }),
  }),
};
