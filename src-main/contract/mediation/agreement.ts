import { z } from 'zod';
import { caseReaders } from './case-values.ts';
import { command, mediationStaff, mediators, query } from '../route.ts';
import { civilDate, id, text, version } from '../values.ts';
import { agreementEndings, agreementFields, signatureAct } from './agreement-values.ts';
import { finding } from './finding.ts';

export const agreementRoutes = {
  checkAgreement: query({
    summary: 'Errors and warnings of an agreement as it is typed',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, agreement: agreementFields }),
    output: z.object({
      findings: z.array(finding),
      totalFen: z.int(),
      totalCapitals: z.string(),
      copies: z.int(),
    }),
  }),
  saveAgreement: command({
    summary: 'Save the agreement’s clauses (not yet issued)',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, version: version.optional(), agreement: agreementFields }),
    output: z.object({ version }),
  }),
  recordSignatures: command({
    summary: 'Tick signatures, fingerprints and the seal; the last of them dates the effect',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, version, acts: z.array(signatureAct).max(300) }),
    output: z.object({ version, effectiveOn: civilDate.nullable() }),
  }),
  withdrawAgreement: command({
    summary: 'Take back an issued agreement that nobody has signed: its number is void, the case mediates on',
    access: mediators,
    input: z.strictObject({ caseId: id, version, reason: text(500) }),
    output: z.object({ version }),
  }),
  replaceAgreement: command({
    summary:
      'Begin a successor of an agreement in effect: after rejection by the court (art. 33) or by consent',
    access: mediators,
    input: z.strictObject({
      caseId: id,
      version,
      cause: z.enum(agreementEndings).exclude(['withdrawn']),
      on: civilDate,
      reason: text(500),
    }),
    output: z.object({ version }),
  }),
  restoreAgreement: command({
    summary: 'Return to the agreement that was to be replaced: the parties did not agree on another',
    access: mediators,
    input: z.strictObject({ caseId: id, version }),
    output: z.object({ version }),
  }),
  readAgreementVersions: query({
    summary: 'Agreements of a case that gave way to a later one, newest first',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      versions: z.array(
        z.object({
          id,
          ending: z.enum(agreementEndings),
          reason: z.string(),
          endedOn: civilDate,
          number: z.string(),
          documentId: id,
          effectiveOn: civilDate.nullable(),
          restored: z.boolean(),
        }),
      ),
      /** What may be done now; the window offers no more. */
      may: z.object({ withdraw: z.boolean(), restore: z.boolean() }),
      replace: z.array(z.enum(agreementEndings)),
    }),
  }),
};
