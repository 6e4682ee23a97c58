import { z } from 'zod';
import { civilDate, id, instant, version } from '../values.ts';
import { agreementFields, signatureAct } from './agreement-values.ts';
import { caseStages, caseSources, caseParty, caseFields, outcomes } from './case-values.ts';
import { finding } from './finding.ts';
import { sessionFields } from './sessions.ts';

export const caseRow = z.object({
  id,
  number: z.string().nullable(),
  title: z.string(),
  stage: z.enum(caseStages),
  disputeType: z.string(),
  source: z.enum(caseSources),
  appliedOn: civilDate,
  acceptedOn: civilDate.nullable(),
  closedOn: civilDate.nullable(),
  outcome: z.enum(outcomes).nullable(),
  areaId: id.nullable(),
  parties: z.array(z.string()),
  partyCount: z.int(),
  mediators: z.array(z.string()),
  amountFen: z.int().nullable(),
  nextAction: z.string().nullable(),
  nextDueOn: civilDate.nullable(),
  updatedAt: instant,
});
export type CaseRow = z.output<typeof caseRow>;

/** A day of a case that is coming, come or over: a term, a performance, a visit, the clock of art. 33. */
export const caseWarning = z.object({
  caseId: id,
  number: z.string().nullable(),
  title: z.string(),
  action: z.string(),
  dueOn: civilDate,
  daysLeft: z.int(),
  /** How many more of the same kind the case has. */
  more: z.int(),
});
export type CaseWarning = z.output<typeof caseWarning>;

export const caseView = caseFields.extend({
  id,
  version,
  number: z.string().nullable(),
  stage: z.enum(caseStages),
  acceptedOn: civilDate.nullable(),
  rightsNotifiedOn: civilDate.nullable(),
  declineReason: z.string(),
  terminationReason: z.string(),
  outcome: z.enum(outcomes).nullable(),
  closedOn: civilDate.nullable(),
  /** Deadline of general or special mediation in force for this case. */
  dueOn: civilDate.nullable(),
  nextAction: z.string().nullable(),
  nextDueOn: civilDate.nullable(),
  parties: z.array(
    caseParty.extend({
      phone: z.string(),
      address: z.string(),
      idNumber: z.string(),
      directoryId: id,
      findings: z.array(finding),
    }),
  ),
  mediators: z.array(
    z.object({ userId: id, name: z.string(), lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }),
  ),
  sessions: z.array(
    sessionFields.extend({
      id,
      version,
      number: z.int(),
      late: z.boolean(),
      /** Who mediated at it; nobody where that was not written down. */
      mediators: z.array(z.object({ userId: id, name: z.string() })),
    }),
  ),
  agreement: agreementFields
    .extend({
      version,
      number: z.string().nullable(),
      issuedDocumentId: id.nullable(),
      effectiveOn: civilDate.nullable(),
      copies: z.int(),
      acts: z.array(signatureAct.extend({ name: z.string() })),
    })
    .nullable(),
  timeline: z.array(z.object({ on: z.string(), what: z.string(), params: z.record(z.string(), z.string()) })),
});
export type CaseView = z.output<typeof caseView>;
