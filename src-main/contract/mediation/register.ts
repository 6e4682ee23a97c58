import { z } from 'zod';
import { caseReaders } from './case-values.ts';
import { caseFilter, caseSorts } from './cases.ts';
import { command, mediationStaff, query } from '../route.ts';
import { civilDate, id, instant, none, optionalText, page, text, version } from '../values.ts';

/** Columns that the list of cases can show and an export can carry, in their usual order. */
export const caseColumns = [
  'number',
  'title',
  'stage',
  'type',
  'source',
  'parties',
  'phones',
  'area',
  'appliedOn',
  'acceptedOn',
  'closedOn',
  'outcome',
  'amount',
  'mediators',
  'next',
  'nextDueOn',
  'updatedAt',
] as const;
export type CaseColumn = (typeof caseColumns)[number];

const chosenColumns = z.array(z.enum(caseColumns)).min(1).max(caseColumns.length);
const order = { sort: z.enum(caseSorts).default('updatedAt'), descending: z.boolean().default(true) };

export const caseViewBody = z.strictObject({
  filter: z.strictObject(caseFilter),
  columns: chosenColumns,
  ...order,
});
export type CaseViewBody = z.output<typeof caseViewBody>;

/** What a column of an old register may mean. */
export const importFields = [
  'number',
  'title',
  'disputeType',
  'source',
  'appliedOn',
  'acceptedOn',
  'closedOn',
  'parties',
  'applicants',
  'respondents',
  'applicantPhone',
  'respondentPhone',
  'facts',
  'requests',
  'amount',
  'mediator',
  'result',
  'performance',
  'note',
] as const;
export type ImportField = (typeof importFields)[number];

/** For each column of the file the field it means, or null: not taken over. */
export const importMapping = z.array(z.enum(importFields).nullable()).min(1).max(100);

export const importProblem = z.object({
  field: z.enum(importFields).nullable(),
  /** `findings`-like code; the sentence is `register:reason.<code>` in i18n. */
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What stood there, personal data masked. */
  value: z.string(),
});
export type ImportProblem = z.output<typeof importProblem>;

export const importLine = z.object({
  line: z.int(),
  state: z.enum(['good', 'bad', 'known']),
  title: z.string(),
  number: z.string(),
  problems: z.array(importProblem),
});
export type ImportLine = z.output<typeof importLine>;

export const importFile = z.object({
  fileId: id,
  name: z.string(),
  sha256: z.string(),
  headers: z.array(z.string()),
  lines: z.int(),
  /** The first lines as they stand in the file. */
  sample: z.array(z.array(z.string())),
  mapping: importMapping,
  /** The mapping is the one that was used for these headings before; else it is a guess. */
  remembered: z.boolean(),
});
export type ImportFile = z.output<typeof importFile>;

export const registerRoutes = {
  listCaseViews: query({
    summary: 'Saved filters of the signed-in account',
    access: caseReaders,
    input: none,
    output: z.object({ rows: z.array(z.object({ id, version, name: z.string(), view: caseViewBody })) }),
  }),
  saveCaseView: command({
    summary: 'Save filter, columns and order of the list under a name; an id replaces that one',
    access: caseReaders,
    input: z.strictObject({
      id: id.optional(),
      version: version.optional(),
      name: text(40),
      view: caseViewBody,
    }),
    output: z.object({ id, version }),
  }),
  deleteCaseView: command({
    summary: 'Forget a saved filter',
    access: caseReaders,
    input: z.strictObject({ id }),
    output: none,
  }),
  exportCases: command({
    summary: 'Make a spreadsheet of all cases that a filter shows, personal data masked: a job',
    access: caseReaders,
    input: z.strictObject({
      filter: z.strictObject(caseFilter).prefault({}),
      columns: chosenColumns,
      ...order,
      format: z.enum(['xlsx', 'csv']),
    }),
    output: z.object({ jobId: id }),
  }),
  saveExport: command({
    summary: 'Save a finished spreadsheet where the person chooses',
    access: caseReaders,
    repeatable: true,
    input: z.strictObject({ jobId: id }),
    output: z.object({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
  openRegisterFile: command({
    summary: 'Read an old register (XLSX, CSV) through the open dialog, or given by name and base64',
    access: mediationStaff,
    repeatable: true,
    secrets: ['file'],
    input: z.strictObject({
      file: z
        .strictObject({ name: z.string().min(1).max(400), base64: z.base64('field.invalid').max(30_000_000) })
        .optional(),
    }),
    output: z.object({ file: importFile.nullable() }),
  }),
  checkImport: command({
    summary: 'Dry run over all lines of an old register: a job that writes nothing',
    access: mediationStaff,
    repeatable: true,
    input: z.strictObject({
      fileId: id,
      mapping: importMapping,
      /** Give numbers by the committee’s pattern to accepted cases that have none; else such a line is bad. */
      assignNumbers: z.boolean().default(false),
    }),
    output: z.object({ jobId: id }),
  }),
  readImport: query({
    summary: 'Report of the dry run: every bad line with field, reason and masked value',
    access: mediationStaff,
    input: z.strictObject({
      fileId: id,
      only: z.enum(['all', 'good', 'bad', 'known']).default('all'),
      reason: optionalText(60),
      page: page.prefault({}),
    }),
    output: z.object({
      state: z.enum(['opened', 'checking', 'checked', 'accepting', 'accepted']),
      counts: z.object({ lines: z.int(), good: z.int(), bad: z.int(), known: z.int() }),
      reasons: z.array(z.object({ code: z.string(), count: z.int() })),
      /** Good lines that say nothing of a field which every case has: the usual value is taken for it. */
      assumed: z.array(z.object({ field: z.enum(['disputeType', 'source']), count: z.int() })),
      rows: z.array(importLine),
      total: z.int(),
      /** After acceptance: cases written. */
      written: z.int(),
    }),
  }),
  acceptImport: command({
    summary: 'Write all good lines of a dry run in one transaction: a job',
    access: mediationStaff,
    input: z.strictObject({
      fileId: id,
      /** How many bad lines the person agrees to leave out; must be exactly as many as there are. */
      leaveOut: z.int().min(0).default(0),
    }),
    output: z.object({ jobId: id }),
  }),
  readCaseOrigin: query({
    summary: 'What a case came from: an enquiry, or a line of an old register',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      enquiry: z.object({ id, number: z.string(), receivedOn: civilDate }).nullable(),
      imported: z
        .object({
          fileName: z.string(),
          line: z.int(),
          mediator: z.string(),
          note: z.string(),
          importedBy: z.string(),
          importedAt: instant,
        })
        .nullable(),
    }),
  }),
};
