import { z } from 'zod';
import { command, inspectors, query } from './route.ts';
import { id, instant, none, page, saved, text, version } from './values.ts';

export const areaLevels = ['district', 'street', 'community', 'grid'] as const;

export const area = z.object({
  id,
  parentId: id.nullable(),
  level: z.enum(areaLevels),
  name: z.string(),
  code: z.string(),
  active: z.boolean(),
  version,
});
export type Area = z.output<typeof area>;

const choice = z.object({ code: z.string(), name: z.string() });

/** What a form needs to offer: dated reference data in force today, without personal data. */
export const referenceView = z.object({
  region: z.object({ code: z.string(), name: z.string() }),
  regions: z.array(choice),
  disputeTypes: z.array(choice.extend({ subTypes: z.array(choice) })),
  serviceTypes: z.array(choice.extend({ group: z.string(), numerator: z.int(), denominator: z.int() })),
  referralSources: z.array(choice),
  rightsNotice: z.object({ paragraphs: z.array(z.string()), source: z.string() }),
  areas: z.array(area),
});
export type ReferenceView = z.output<typeof referenceView>;

export const auditRow = z.object({
  seq: z.int(),
  at: instant,
  user: z.string(),
  route: z.string(),
  outcome: z.enum(['done', 'refused']),
  /** `confidential`: the row stands in the chain; what was done and to whom is not shown. */
  confidential: z.boolean(),
  about: z.array(z.string()),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

export const jobView = z.object({
  id,
  kind: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int(),
  /** Id of what the job made (a document), once done. */
  resultId: id.nullable(),
  errorCode: z.string().nullable(),
});
export type JobView = z.output<typeof jobView>;

export const platform = {
  readReference: query({
    summary: 'Dispute types, service types, sources and the area tree in force today',
    access: 'anyone',
    input: none,
    output: referenceView,
  }),
  saveArea: command({
    summary: 'Add or rename a street, community or grid, or retire it',
    access: ['administrator'],
    input: z.strictObject({
      id: id.optional(),
      version: version.optional(),
      parentId: id,
      level: z.enum(areaLevels),
      name: text(40),
      code: z.string().trim().max(20).default(''),
      active: z.boolean().default(true),
    }),
    output: saved,
  }),
  listAudit: query({
    summary: 'The audit trail, newest first',
    access: inspectors,
    input: z.strictObject({ page: page.prefault({}), about: z.string().max(80).optional() }),
    output: z.object({ rows: z.array(auditRow), total: z.int() }),
  }),
  verifyAudit: query({
    summary: 'Recompute the hash chain of the audit trail',
    access: inspectors,
    input: none,
    output: z.object({ intact: z.boolean(), rows: z.int(), head: z.string(), brokenAt: z.int().nullable() }),
  }),
  saveDraft: command({
    summary: 'Keep what is being typed in a form, for the signed-in account',
    access: 'signedIn',
    trace: 'none',
    input: z.strictObject({ key: z.string().min(1).max(120), body: z.string().max(400_000) }),
    output: none,
  }),
  readDraft: query({
    summary: 'What was being typed in a form when it was left',
    access: 'signedIn',
    input: z.strictObject({ key: z.string().min(1).max(120) }),
    output: z.object({ draft: z.object({ body: z.string(), savedAt: instant }).nullable() }),
  }),
  discardDraft: command({
    summary: 'Forget a draft after its form was saved or given up',
    access: 'signedIn',
    trace: 'none',
    input: z.strictObject({ key: z.string().min(1).max(120) }),
    output: none,
  }),
  readJob: query({
    summary: 'State and progress of a long task',
    access: 'signedIn',
    input: z.strictObject({ id }),
    output: jobView,
  }),
  cancelJob: command({
    summary: 'Stop a long task; nothing half-done stays behind',
    access: 'signedIn',
    input: z.strictObject({ id }),
    output: jobView,
  }),
};
