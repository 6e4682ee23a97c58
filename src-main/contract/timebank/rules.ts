import { z } from 'zod';
import { command, coordinators, query, timebankStaff, type Role } from '../route.ts';
import { sourceClasses } from '../timebank.ts';
import {
  civilDate,
  id,
  instant,
  minutes,
  none,
  optionalText,
  page,
  saved,
  text,
  version,
} from '../values.ts';
import { doubt } from '../mediation/finding.ts';
import { reviewRules, ruleBodies, ruleCodes } from './rule-bodies.ts';
import { deedSteps } from './spending.ts';

const readers = ['administrator', 'coordinator', 'clerk', 'auditor'] as const satisfies readonly Role[];
const administrators = ['administrator'] as const satisfies readonly Role[];

const bodies = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('credit'), body: ruleBodies.credit }),
  z.strictObject({ code: z.literal('use'), body: ruleBodies.use }),
  z.strictObject({ code: z.literal('points'), body: ruleBodies.points }),
  z.strictObject({ code: z.literal('pointActions'), body: ruleBodies.pointActions }),
  z.strictObject({ code: z.literal('coefficients'), body: ruleBodies.coefficients }),
  z.strictObject({ code: z.literal('doubts'), body: ruleBodies.doubts }),
  z.strictObject({ code: z.literal('review'), body: ruleBodies.review }),
  z.strictObject({ code: z.literal('stars'), body: ruleBodies.stars }),
  z.strictObject({ code: z.literal('sourceNames'), body: ruleBodies.sourceNames }),
  z.strictObject({ code: z.literal('membership'), body: ruleBodies.membership }),
]);
/** A kind of rule with what it says. */
export type AnyRule = z.output<typeof bodies>;

const provenance = {
  version: z.string(),
  /** `*` everywhere, a region code, or `own`. */
  region: z.string(),
  validFrom: civilDate,
  source: z.string(),
  verified: z.boolean(),
};

export const ruleView = z.object({
  code: z.enum(ruleCodes),
  ...provenance,
  rule: bodies,
  /** Why, by whom and when, for a version of the centre’s own. */
  reason: z.string(),
  adoptedBy: z.string(),
  adoptedAt: instant.nullable(),
});
export type RuleView = z.output<typeof ruleView>;

const explainedStep = z.object({
  kind: z.string(),
  before: z.int(),
  after: z.int(),
  limit: minutes.nullable(),
  /** Fraction of a minute that rounding down dropped. */
  remainder: z.object({ numerator: z.int(), denominator: z.int() }).nullable(),
  restMinutes: minutes.nullable(),
});

const creditFigures = z.object({ coinMinutes: minutes, donatedMinutes: minutes, points: z.int() });

/**
 * Does the number still come out? `noCredit`: not a credit; `ruleGone`: its rule is no longer on file; `stepsOnly`: too
 * little was kept with it to decide it again.
 */
export const explanationResults = ['same', 'differs', 'ruleGone', 'stepsOnly', 'noCredit'] as const;

/** `takenBack` was undone later, `undoing` undoes another row, `moved` stands where a merge put it. */
export const hoursMarks = ['none', 'takenBack', 'undoing', 'moved'] as const;

export const pointLot = z.object({
  id: z.string(),
  amount: z.int(),
  left: z.int(),
  expiresOn: civilDate.nullable(),
  state: z.enum(['open', 'soon', 'expired', 'spent']),
});

export const hoursFields = [
  'volunteerNumber',
  'name',
  'servedOn',
  'startsAt',
  'endsAt',
  'minutes',
  'hours',
  'serviceType',
  'activity',
  'recipient',
  'sourceClass',
] as const;
export type HoursField = (typeof hoursFields)[number];

export const hoursMapping = z
  .array(z.enum(hoursFields).nullable())
  .max(100)
  .refine((fields) => {
    const used = fields.filter((field) => field !== null);
    return new Set(used).size === used.length;
  }, 'field.duplicate');

export const hoursLine = z.object({
  /** Row in the file. */
  line: z.int(),
  state: z.enum(['good', 'bad', 'known']),
  memberName: z.string(),
  volunteerNumber: z.string(),
  servedOn: z.string(),
  activity: z.string(),
  servedMinutes: minutes.nullable(),
  coinMinutes: minutes.nullable(),
  donatedMinutes: minutes.nullable(),
  points: z.int().nullable(),
  /** The service lies in a month that is closed. */
  late: z.boolean(),
  problems: z.array(
    z.object({
      field: z.enum(hoursFields).nullable(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** What somebody should be able to explain; the row can be booked. */
  doubts: z.array(doubt),
});
export type HoursLine = z.output<typeof hoursLine>;

export const reviewStates = ['open', 'explained', 'confirmed'] as const;

export const reviewItem = z.object({
  id,
  version,
  rule: z.enum(reviewRules),
  ruleVersion: z.string(),
  memberId: id.nullable(),
  memberName: z.string(),
  volunteerNumber: z.string(),
  enteredBy: z.string(),
  servedOn: civilDate,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  transactionIds: z.array(id),
  state: z.enum(reviewStates),
  note: z.string(),
  foundAt: instant,
  decidedBy: z.string(),
  decidedAt: instant.nullable(),
});
export type ReviewItem = z.output<typeof reviewItem>;

export const rulesRoutes = {
  readRules: query({
    summary:
      'The rules in force with their sources, the centre’s own versions, and the published sets of other places',
    access: readers,
    input: none,
    output: z.object({
      region: z.string(),
      /** Names of the regions that rules are published for, by code. */
      regionNames: z.record(z.string(), z.string()),
      inForce: z.array(ruleView),
      /** Own versions, newest first, in force or not. */
      editions: z.array(ruleView),
      published: z.array(ruleView),
    }),
  }),
  saveRule: command({
    summary: 'Make a new version of one rule, from today or later; the old ones stay',
    access: administrators,
    input: z.strictObject({
      rule: bodies,
      validFrom: civilDate,
      source: text(300),
      /** Read in the text of the rule itself. */
      verified: z.boolean().default(false),
      reason: text(300),
    }),
    output: z.object({ id, number: z.int() }),
  }),
  explainCredit: query({
    summary: 'Why this number: a credit recomputed from what it was decided from, step by step',
    access: readers,
    input: z.strictObject({ transactionId: id }),
    output: z.object({
      transactionId: id,
      seq: z.int(),
      servedOn: civilDate,
      recordedAt: instant,
      text: z.string(),
      sourceClass: z.enum(sourceClasses).nullable(),
      result: z.enum(explanationResults),
      rules: z.array(z.object(provenance)),
      servedMinutes: minutes.nullable(),
      coefficient: z
        .object({ numerator: z.int(), denominator: z.int(), perServiceMinutes: minutes.nullable() })
        .nullable(),
      already: z
        .object({
          eventMinutes: minutes,
          dayMinutes: minutes,
          storedMinutes: minutes,
          lifetimeMinutes: minutes.optional(),
        })
        .nullable(),
      steps: z.array(explainedStep),
      pointSteps: z.array(explainedStep),
      /** A deed that gave points by the table of actions; null: it is none. */
      deed: z
        .object({
          name: z.string(),
          /** What it is counted by, and the unit of what is measured; empty: none. */
          per: z.string(),
          unit: z.string(),
          times: z.int(),
          measured: z.int(),
          steps: z.array(
            z.object({ kind: z.enum(deedSteps), before: z.int(), after: z.int(), limit: z.int().nullable() }),
          ),
        })
        .nullable(),
      booked: creditFigures,
      recomputed: creditFigures.nullable(),
      reversedBySeq: z.int().nullable(),
    }),
  }),
  listHours: query({
    summary: 'The permanent hours of a member, newest services first, each with the booking that explains it',
    access: readers,
    input: z.strictObject({ memberId: id, page: page.prefault({}) }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          servedOn: civilDate,
          recordedAt: instant,
          activity: z.string(),
          serviceName: z.string(),
          sourceClass: z.enum(sourceClasses),
          /** Negative: taken back, or gone to the survivor of a merge. */
          minutes,
          /** The booking that explains it: of a row that takes back, the booking that it takes back; null: none. */
          transactionId: id.nullable(),
          seq: z.int().nullable(),
          mark: z.enum(hoursMarks),
        }),
      ),
      total: z.int(),
      /** Of all rows. */
      minutes,
    }),
  }),
  readPoints: query({
    summary: 'A member’s points: what can be spent, what expires soon, and the lots behind it',
    access: readers,
    input: z.strictObject({ memberId: id }),
    output: z.object({
      balance: z.int(),
      /** What can be spent today: the balance without what has expired and what is reserved. */
      spendable: z.int(),
      /** Expire within the days of warning. */
      expiringSoon: z.int(),
      warnDays: z.int(),
      lots: z.array(pointLot),
    }),
  }),
  listExpiringPoints: query({
    summary: 'Members whose points expire soon, and points that are over and not yet written off',
    access: readers,
    input: z.strictObject({ page: page.prefault({}) }),
    output: z.object({
      rows: z.array(
        z.object({
          memberId: id,
          memberName: z.string(),
          volunteerNumber: z.string(),
          points: z.int(),
          expiresOn: civilDate,
          over: z.boolean(),
        }),
      ),
      total: z.int(),
      overLots: z.int(),
    }),
  }),
  expirePoints: command({
    summary: 'Write off every lot of points whose last day is over; a second run finds nothing',
    access: coordinators,
    input: none,
    /** `jobId`: there are many, a job writes them off; it tells what it did by its progress. */
    output: z.object({ jobId: id.nullable(), lots: z.int(), points: z.int(), members: z.int() }),
  }),
  openHoursFile: command({
    summary: 'Open a CSV or XLSX file of hours; nothing is booked yet',
    access: timebankStaff,
    repeatable: true,
    input: z.strictObject({
      file: z.strictObject({ name: z.string().max(260), base64: z.base64().max(30_000_000) }).optional(),
    }),
    output: z.object({
      file: z
        .object({
          fileId: id,
          name: z.string(),
          headers: z.array(z.string()),
          lines: z.int(),
          sample: z.array(z.array(z.string())),
          mapping: z.array(z.enum(hoursFields).nullable()),
        })
        .nullable(),
    }),
  }),
  checkHoursFile: query({
    summary: 'Dry run: every row of an opened file with what it would give or what is wrong with it',
    access: timebankStaff,
    input: z.strictObject({
      fileId: id,
      mapping: hoursMapping,
      only: z.enum(['all', 'good', 'doubtful', 'bad', 'known']).default('all'),
      page: page.prefault({}),
    }),
    output: z.object({
      counts: z.object({
        lines: z.int(),
        good: z.int(),
        bad: z.int(),
        known: z.int(),
        /** Good rows that are doubted. */
        doubtful: z.int(),
        /** Good rows whose service lies in a month that is closed. */
        late: z.int(),
      }),
      coinMinutes: minutes,
      donatedMinutes: minutes,
      points: z.int(),
      rows: z.array(hoursLine),
      total: z.int(),
    }),
  }),
  acceptHoursFile: command({
    summary:
      'Book all good rows of an opened file in one transaction, or none; rows booked before are left alone',
    access: coordinators,
    input: z.strictObject({
      fileId: id,
      mapping: hoursMapping,
      /** Bad rows that the caller has been told of and leaves out. */
      leaveOut: z.int().min(0),
      /** Why services of closed months come so late; needed when there are some, and kept with each of them. */
      lateReason: optionalText(200),
    }),
    output: z.object({
      posted: z.int(),
      known: z.int(),
      coinMinutes: minutes,
      donatedMinutes: minutes,
      points: z.int(),
    }),
  }),
  runReview: command({
    summary:
      'Look over what was booked for signs of hours that were not given; what is new goes on the review list',
    access: [...coordinators, 'auditor'],
    input: z.strictObject({ from: civilDate.optional(), to: civilDate.optional() }),
    /** `jobId`: there are many, a job looks; it tells what it did by its progress. */
    output: z.object({ jobId: id.nullable(), looked: z.int(), found: z.int(), added: z.int() }),
  }),
  listReview: query({
    summary: 'The review list: who, what and why, newest services first',
    access: readers,
    input: z.strictObject({
      state: z.enum(reviewStates).optional(),
      rule: z.enum(reviewRules).optional(),
      memberId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({
      rows: z.array(reviewItem),
      total: z.int(),
      counts: z.object({ open: z.int(), explained: z.int(), confirmed: z.int() }),
    }),
  }),
  decideReview: command({
    summary: 'Say what came of an item of the review list: explained, confirmed, or open again',
    access: [...coordinators, 'auditor'],
    input: z.strictObject({ id, version, state: z.enum(reviewStates), note: optionalText(500) }),
    output: saved,
  }),
};
