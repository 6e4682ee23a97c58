import { z } from 'zod';
import { pdf } from './documents.ts';
import { finding } from './mediation/finding.ts';
import { genders, idTypes } from './people.ts';
import { standings } from './timebank/standings.ts';
import { command, coordinators, everyRole, query, timebankStaff, type Role } from './route.ts';
import {
  civilDate,
  clockTime,
  id,
  instant,
  minutes,
  month,
  none,
  optionalText,
  page,
  personal,
  saved,
  text,
  version,
} from './values.ts';

const timebankReaders = [
  'administrator',
  'coordinator',
  'clerk',
  'auditor',
] as const satisfies readonly Role[];

export const memberKinds = ['person', 'group'] as const;
export const memberStates = ['active', 'suspended', 'left'] as const;

export const memberFields = z.strictObject({
  kind: z.enum(memberKinds).default('person'),
  name: text(80),
  /** MZ/T 061-2015: used in public in the place of the ID number. Empty: given by the committee’s pattern. */
  volunteerNumber: optionalText(30),
  gender: z.enum(genders).default('unknown'),
  birthDate: civilDate.nullable().default(null),
  idType: z.enum(idTypes).default('unknown'),
  idNumber: optionalText(40).meta(personal),
  phone: optionalText(40).meta(personal),
  address: optionalText(160).meta(personal),
  guardian: optionalText(40),
  areaId: id.nullable().default(null),
  skills: optionalText(200),
  joinedOn: civilDate,
  state: z.enum(memberStates).default('active'),
});
export type MemberFields = z.output<typeof memberFields>;

export const memberView = memberFields.extend({
  id,
  version,
  phone: z.string(),
  address: z.string(),
  idNumber: z.string(),
  /** Spendable time coins, minutes. */
  coinMinutes: minutes,
  /** Permanent record of service, minutes; never spent. */
  serviceMinutes: minutes,
  /** Where the membership stands; `state` follows it. */
  standing: z.enum(standings),
});
export type MemberView = z.output<typeof memberView>;

/** Where an hour comes from decides its rights (timebank.md, conclusion 3). */
export const sourceClasses = ['signInOut', 'sheet', 'lateEntry'] as const;
export type SourceClass = (typeof sourceClasses)[number];

export const sheetLine = z.strictObject({
  id,
  memberId: id,
  serviceType: z.string().min(1).max(40),
  startsAt: clockTime,
  endsAt: clockTime,
  /** Minutes given, travel not counted; never more than the clock allows. */
  minutes: z.int().min(1, 'field.minutesTooFew').max(1440),
  recipient: optionalText(60),
  note: optionalText(200),
  /** Code of the line of a printed sheet that it was entered from; empty: none. */
  printedCode: optionalText(12),
});

/** 志愿服务记录办法 art. 7: activity, date, place, object, content, time, person responsible, recorder. */
export const sheetHead = z.strictObject({
  activity: text(80),
  servedOn: civilDate,
  place: text(80),
  areaId: id.nullable().default(null),
  responsible: text(40),
  sourceClass: z.enum(sourceClasses).default('sheet'),
  note: optionalText(500),
  /** Group in whose name its people serve; of a sheet of an activity always that of the activity. */
  groupId: id.nullable().default(null),
  /** The planned activity whose sheet this is: one for each, unless a further one is given a name. */
  activityId: id.nullable().default(null),
  part: optionalText(40),
});

export const sheetFields = sheetHead.extend({ lines: z.array(sheetLine).min(1).max(500) });
export type SheetFields = z.output<typeof sheetFields>;

/** A sheet as typed so far: lines may still be unfinished, and are kept all the same. */
export const sheetDraft = z.looseObject({
  servedOn: z.string().optional(),
  lines: z.array(z.looseObject({ memberId: z.string().optional() })).max(500),
});

export const sheetStates = ['entered', 'approved', 'returned', 'cancelled'] as const;

export const sheetRow = z.object({
  id,
  version,
  number: z.string(),
  activity: z.string(),
  servedOn: civilDate,
  place: z.string(),
  state: z.enum(sheetStates),
  sourceClass: z.enum(sourceClasses),
  lines: z.int(),
  minutes,
  enteredBy: z.string(),
  approvedBy: z.string().nullable(),
});
export type SheetRow = z.output<typeof sheetRow>;

export const credit = z.object({
  lineId: id,
  /** What the clock says. */
  servedMinutes: minutes,
  /** What the rule credits as spendable coins. */
  coinMinutes: minutes,
  /** What lies over a cap or may only be donated. */
  donatedMinutes: minutes,
  /** Points that it gives beside the coins. */
  points: z.int(),
  /** Where a place counts services or has prices: minutes of coins for one, whatever time it took. */
  perServiceMinutes: minutes.nullable(),
  numerator: z.int(),
  denominator: z.int(),
  rule: z.string(),
});
export type Credit = z.output<typeof credit>;

export const sheetView = sheetHead.extend({
  id,
  version,
  number: z.string(),
  state: z.enum(sheetStates),
  returnReason: z.string(),
  enteredBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Empty: none. */
  groupName: z.string(),
  activityNumber: z.string(),
  lines: z.array(
    sheetLine.extend({
      memberName: z.string(),
      volunteerNumber: z.string(),
      transactionId: id.nullable(),
      reversed: z.boolean(),
    }),
  ),
  findings: z.array(finding),
  credits: z.array(credit),
});

/** What an account counts: minutes of time coins or points; they never share one. */
export const ledgerUnits = ['minute', 'point'] as const;

export const entryRow = z.object({
  transactionId: id,
  seq: z.int(),
  recordedAt: instant,
  servedOn: civilDate,
  text: z.string(),
  sourceClass: z.enum(sourceClasses).nullable(),
  /** Signed minutes on the member’s coin account. */
  minutes,
  balance: minutes,
  reversesSeq: z.int().nullable(),
  reversedBySeq: z.int().nullable(),
  rule: z.string(),
});
export type EntryRow = z.output<typeof entryRow>;

export const timebank = {
  listMembers: query({
    summary:
      'Members, masked, with both counts; text matches name, pinyin, the end of a phone, or a number, also that of a merged double',
    access: timebankReaders,
    input: z.strictObject({
      text: optionalText(80),
      kind: z.enum(memberKinds).optional(),
      state: z.enum(memberStates).optional(),
      /** Waiting: an application that still needs a review. Without a standing, doubles that were merged are left out. */
      standing: z.enum([...standings, 'waiting']).optional(),
      areaId: id.optional(),
      sort: z
        .enum(['name', 'volunteerNumber', 'joinedOn', 'coinMinutes', 'serviceMinutes'])
        .default('volunteerNumber'),
      descending: z.boolean().default(false),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(memberView), total: z.int() }),
  }),
  readMember: query({
    summary: 'One member, masked, with both counts and the star level reached',
    access: timebankReaders,
    input: z.strictObject({ id }),
    output: memberView.extend({
      stars: z.int(),
      lastServedOn: civilDate.nullable(),
      /** Points that can be spent, and those of them that expire soon. */
      points: z.int(),
      pointsExpiringSoon: z.int(),
    }),
  }),
  revealMember: command({
    summary: 'Full personal data of one member (audited)',
    access: timebankStaff,
    repeatable: true,
    input: z.strictObject({ id }),
    output: memberFields.extend({ id, version }),
  }),
  saveMember: command({
    summary: 'Register a member, or change one',
    access: timebankStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), member: memberFields }),
    output: saved.extend({ volunteerNumber: z.string() }),
  }),
  listSheets: query({
    summary: 'Sign-in sheets, newest first',
    access: timebankReaders,
    input: z.strictObject({
      states: z.array(z.enum(sheetStates)).optional(),
      text: optionalText(80),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(sheetRow), total: z.int() }),
  }),
  readSheet: query({
    summary: 'One sign-in sheet with its lines, doubts and the credits it gives',
    access: timebankReaders,
    input: z.strictObject({ id }),
    output: sheetView,
  }),
  checkSheet: query({
    summary:
      'Doubts and errors of a sheet as it is typed, line by line, with the credit each line would give',
    access: timebankStaff,
    input: z.strictObject({ sheetId: id.optional(), sheet: sheetDraft }),
    output: z.object({ findings: z.array(finding), credits: z.array(credit), totalMinutes: minutes }),
  }),
  saveSheet: command({
    summary: 'Enter a sign-in sheet, or correct one not yet approved',
    access: timebankStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), sheet: sheetFields }),
    output: saved.extend({ number: z.string() }),
  }),
  cancelSheet: command({
    summary: 'Withdraw a sheet that was not approved; its number stays used',
    access: timebankStaff,
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
  returnSheet: command({
    summary: 'Send a sheet back for correction, with the reason',
    access: coordinators,
    input: z.strictObject({ id, version, reason: text(500) }),
    output: saved,
  }),
  approveSheet: command({
    summary: 'Approve: every line is credited by the rule in force and posted to the ledger',
    access: coordinators,
    input: z.strictObject({
      id,
      version,
      /** Why a service of a closed month comes so late; required then (`ledger.monthClosed`). */
      lateReason: optionalText(200),
    }),
    output: saved.extend({ posted: z.int(), coinMinutes: minutes, donatedMinutes: minutes }),
  }),
  reverseTransaction: command({
    summary: 'Reverse one ledger transaction, once, with a reason',
    access: coordinators,
    input: z.strictObject({ transactionId: id, reason: text(200) }),
    output: z.object({ transactionId: id, seq: z.int() }),
  }),
  listEntries: query({
    summary: 'A member’s coins or points with their running balance, in booking order',
    access: timebankReaders,
    input: z.strictObject({
      memberId: id,
      /** Coins in minutes, or points. */
      unit: z.enum(['minute', 'point']).default('minute'),
      from: civilDate.optional(),
      to: civilDate.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ opening: minutes, rows: z.array(entryRow), closing: minutes, total: z.int() }),
  }),
  previewStatement: query({
    summary: 'Draft PDF of a member’s monthly statement',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, month, large: z.boolean().default(false) }),
    output: pdf,
  }),
  issueStatement: command({
    summary:
      'Issue a member’s statement of a month that is over; the same month again gives the same document',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, month, large: z.boolean().default(false) }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
  issueStatementBatch: command({
    summary: 'Issue the statements of all members for a month as one PDF (a job)',
    access: timebankStaff,
    input: z.strictObject({
      month,
      onlyWithMovement: z.boolean().default(false),
      large: z.boolean().default(false),
      /** By volunteer number, or by street, community and grid, for handing out. */
      order: z.enum(['number', 'grid']).default('number'),
      /** These members only; absent: all. */
      memberIds: z.array(id).min(1).max(5000).optional(),
    }),
    output: z.object({ jobId: id }),
  }),
  readTrialBalance: query({
    summary: 'Balance of every account, now or as it was known on a day; minutes and points each sum to zero',
    access: timebankReaders,
    /** What had been booked by the end of this day; absent: everything until now. */
    input: z.strictObject({ knownOn: civilDate.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          code: z.string(),
          unit: z.enum(ledgerUnits),
          /** Of the member; null: an account of the time bank itself, named by its code. */
          name: z.string().nullable(),
          /** Minutes or points. */
          amount: z.int(),
        }),
      ),
      sums: z.object({ minute: minutes, point: z.int() }),
      transactions: z.int(),
      head: z.string(),
    }),
  }),
  verifyLedger: query({
    summary: 'Recompute sums, balances and the hash chain of the ledger',
    access: timebankReaders,
    input: none,
    output: z.object({
      intact: z.boolean(),
      transactions: z.int(),
      entries: z.int(),
      head: z.string(),
      problems: z.array(z.string()),
    }),
  }),
  readWorkbench: query({
    summary: 'Sheets to approve, sheets returned, and this month’s figures',
    access: everyRole,
    input: none,
    output: z.object({
      toApprove: z.array(sheetRow),
      returned: z.array(sheetRow),
      counts: z.object({
        members: z.int(),
        /** Applications that wait for a review. */
        admissionsWaiting: z.int(),
        toApprove: z.int(),
        returned: z.int(),
        minutesThisMonth: minutes,
        coinsOwed: minutes,
        /** Points that expire soon or are over, and services on the review list. */
        pointsExpiring: z.int(),
        reviewOpen: z.int(),
        /** Planned for the next seven days; and held, with no sheet entered yet. */
        activitiesSoon: z.int(),
        activitiesWithoutSheet: z.int(),
        /** Session hours of volunteer mediators that wait for a decision. */
        sessionHoursOpen: z.int(),
      }),
    }),
  }),
};
