import { z } from 'zod';
import { pdf } from '../documents.ts';
import { command, coordinators, inspectors, query, timebankStaff, type Role } from '../route.ts';
import { civilDate, id, instant, minutes, month, none, optionalText, page, text } from '../values.ts';

const readers = ['administrator', 'coordinator', 'clerk', 'auditor'] as const satisfies readonly Role[];

/** 初结 by a coordinator, 终结 by an administrator, and the withdrawal of a 初结. */
export const closingActs = ['first', 'final', 'withdrawal'] as const;
export type ClosingAct = (typeof closingActs)[number];
export const closingLevels = ['first', 'final'] as const;
export type ClosingLevel = (typeof closingLevels)[number];

/** Sum of the balances of one of the bank’s own accounts, or of all accounts of members (`member`). */
export const closingTotal = z.object({
  unit: z.enum(['minute', 'point']),
  account: z.string(),
  accounts: z.int(),
  balance: z.int(),
});
export type ClosingTotal = z.output<typeof closingTotal>;

export const closingMonth = z.object({
  month,
  state: z.enum(['open', 'first', 'final']),
  throughSeq: z.int(),
  head: z.string(),
  closedBy: z.string(),
  closedAt: instant.nullable(),
  finalBy: z.string(),
  finalAt: instant.nullable(),
  /** The report of the last act that has one. */
  documentId: id.nullable(),
  withdrawals: z.array(z.object({ by: z.string(), at: instant, reason: z.string() })),
});
export type ClosingMonth = z.output<typeof closingMonth>;

const leaflet = z.strictObject({ large: z.boolean().default(false) });

export const exportFormats = ['hledger', 'ledger', 'beancount', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const closingNotes = [
  'sheetsEntered',
  'sheetsReturned',
  'holdsOpen',
  'holdsLapsed',
  'pointsExpired',
  'nothingBooked',
] as const;
export type ClosingNote = (typeof closingNotes)[number];

const liabilityMonth = z.object({
  month,
  /** Minutes owed to members at the end of the month (now, for the running one). */
  owed: minutes,
  /** Minutes issued, spent on services, goods and points, and moved to pools in the month, net of reversals. */
  issued: minutes,
  redeemed: minutes,
  pooled: minutes,
  /** Points owed to members at the end of the month. */
  points: z.int(),
});
export type LiabilityMonth = z.output<typeof liabilityMonth>;

export const closingRoutes = {
  listClosings: query({
    summary: 'Months of the time bank, newest first, with their locks, and what can be closed next',
    access: readers,
    input: none,
    output: z.object({
      months: z.array(closingMonth),
      next: z.object({
        first: month.nullable(),
        final: month.nullable(),
        withdrawal: month.nullable(),
      }),
    }),
  }),
  checkClosing: query({
    summary: 'What is still open in a month before it is closed, and the figures it would be closed with',
    access: readers,
    input: z.strictObject({ month }),
    output: z.object({
      transactions: z.int(),
      throughSeq: z.int(),
      head: z.string(),
      totals: z.array(closingTotal),
      notes: z.array(z.object({ code: z.enum(closingNotes), count: z.int() })),
    }),
  }),
  closeMonth: command({
    summary: 'Close a month that is over (a job): 初结 by a coordinator, 终结 by an administrator',
    access: coordinators,
    input: z.strictObject({ month, level: z.enum(closingLevels) }),
    output: z.object({ jobId: id }),
  }),
  withdrawClosing: command({
    summary: 'Withdraw the 初结 of the last closed month, with a reason; a 终结 is never withdrawn',
    access: ['administrator'],
    input: z.strictObject({ month, reason: text(200) }),
    output: z.object({ month, closedThrough: month.nullable() }),
  }),
  readLiability: query({
    summary: 'Hours owed, issued, redeemed and pooled, month by month, and how long requests wait',
    access: readers,
    input: z.strictObject({ months: z.int().min(1).max(60).default(24) }),
    output: z.object({
      rows: z.array(liabilityMonth),
      /** Redeemed of what was ever issued, in ten-thousandths; null before anything was issued. */
      redemption: z.int().nullable(),
      held: minutes,
      /** Members who have more than nothing. */
      creditors: z.int(),
      largest: minutes,
      /** Median days from publication of a request to completion, or so far for those that still wait; null without requests. */
      waiting: z.object({ medianDays: z.int(), requests: z.int() }).nullable(),
    }),
  }),
  readBalanceAt: query({
    summary: 'A member’s balances as of a date of service, as they were known on a day',
    access: readers,
    input: z.strictObject({
      memberId: id,
      /** Services and bookings about days up to this one; absent: all. */
      servedThrough: civilDate.optional(),
      /** What had been booked by the end of this day; absent: everything until now. */
      knownOn: civilDate.optional(),
    }),
    output: z.object({ coinMinutes: minutes, serviceMinutes: minutes, points: z.int(), throughSeq: z.int() }),
  }),
  startSelfAudit: command({
    summary: 'Recompute everything the books promise (a job) and register the report',
    access: ['administrator', 'coordinator', 'auditor'],
    input: none,
    output: z.object({ jobId: id }),
  }),
  readAuditReport: query({
    summary: 'What a self-audit found, by its registered report',
    access: ['administrator', 'coordinator', 'auditor'],
    input: z.strictObject({ documentId: id }),
    output: z.object({
      intact: z.boolean(),
      transactions: z.int(),
      entries: z.int(),
      /** Each names its row, in the program’s own words. */
      problems: z.array(z.string()),
    }),
  }),
  exportLedger: command({
    summary: 'The whole ledger as a journal for hledger, ledger or beancount, or as CSV or XLSX (a job)',
    access: ['administrator', 'coordinator', 'auditor'],
    input: z.strictObject({ format: z.enum(exportFormats) }),
    output: z.object({ jobId: id }),
  }),
  saveLedgerExport: command({
    summary: 'Save an exported ledger where the person chooses',
    access: ['administrator', 'coordinator', 'auditor'],
    input: z.strictObject({ jobId: id }),
    output: z.object({ savedAs: z.string().nullable(), transactions: z.int(), assertions: z.int() }),
  }),
  issueStatementFiles: command({
    summary: 'Issue the statements of many members for a month as one PDF each, into a folder (a job)',
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
    /** Null: no folder was chosen. */
    output: z.object({ jobId: id.nullable() }),
  }),
  readStatementFiles: query({
    summary: 'What a run of statement files has written so far, in the order of handing out',
    access: timebankStaff,
    input: z.strictObject({ jobId: id, page: page.prefault({}) }),
    output: z.object({
      folder: z.string(),
      /** Members that the run is for. */
      asked: z.int(),
      /** Table of the files, beside them; null before it is written. */
      index: z.string().nullable(),
      /** Files that were there already, byte for byte. */
      already: z.int(),
      total: z.int(),
      rows: z.array(
        z.object({
          name: z.string(),
          volunteerNumber: z.string(),
          place: z.string(),
          number: z.string(),
          pages: z.int(),
          documentId: id,
          file: z.string(),
          already: z.boolean(),
        }),
      ),
    }),
  }),
  issueBoardList: command({
    summary: 'List of a closed month for the notice board (公示), names masked',
    access: timebankStaff,
    /** `days`: working days that it hangs, the day of posting not counted. */
    input: z.strictObject({
      month,
      days: z.int().min(3, 'field.tooSmall').max(30, 'field.tooBig').default(7),
    }),
    output: z.object({
      documentId: id,
      number: z.string(),
      pages: z.int(),
      /** Last day on which it hangs. */
      postedTo: civilDate,
      /** False: a day lies in a year whose holidays are not on file. */
      calendarKnown: z.boolean(),
    }),
  }),
  previewCertificate: query({
    summary: 'Draft of a certificate of volunteer service, with the ID number (audited)',
    access: timebankStaff,
    audited: { target: 'member', key: 'memberId' },
    input: z.strictObject({
      memberId: id,
      from: civilDate,
      to: civilDate,
      purpose: optionalText(100),
      remarks: optionalText(200),
      /** Name of who answers for it; empty: written by hand. */
      responsible: optionalText(40),
    }),
    output: pdf,
  }),
  issueCertificate: command({
    summary: 'Issue a certificate of volunteer service with a number of the register',
    access: coordinators,
    input: z.strictObject({
      memberId: id,
      from: civilDate,
      to: civilDate,
      purpose: optionalText(100),
      remarks: optionalText(200),
      responsible: optionalText(40),
      /** The caller knows that no ID number of the member is on file (`certificate.noIdNumber`). */
      withoutIdNumber: z.boolean().default(false),
    }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
  listCertificates: query({
    summary: 'Register of certificates, newest first, with whether the record still says the same',
    access: readers,
    input: z.strictObject({ memberId: id.optional(), page: page.prefault({}) }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          number: z.string(),
          memberId: id,
          memberName: z.string(),
          volunteerNumber: z.string(),
          from: civilDate,
          to: civilDate,
          minutes,
          purpose: z.string(),
          documentId: id,
          issuedBy: z.string(),
          issuedOn: civilDate,
          /** False when hours it counts were reversed or added since. */
          stillTrue: z.boolean(),
        }),
      ),
      total: z.int(),
    }),
  }),
  readLeaflet: query({
    summary: 'One page that explains a statement to a volunteer',
    access: [...timebankStaff, ...inspectors],
    input: leaflet,
    output: pdf,
  }),
  saveLeaflet: command({
    summary: 'Save that page where the person chooses',
    access: timebankStaff,
    input: leaflet,
    output: z.object({ savedAs: z.string().nullable() }),
  }),
  printLeaflet: command({
    summary: 'Print that page through the system’s dialog',
    access: timebankStaff,
    input: leaflet.extend({ copies: z.int().min(1).max(99).default(1) }),
    output: z.object({ printed: z.boolean() }),
  }),
};
