import { z } from 'zod';
import { command, mediationStaff, query } from '../route.ts';
import { civilDate, id, version } from '../values.ts';
import { agreementFields, signatureAct } from './agreement-values.ts';
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
};
