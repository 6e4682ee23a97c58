import { z } from 'zod';
import { pdf } from '../documents.ts';
import { command, mediationStaff, query } from '../route.ts';
import { id, version } from '../values.ts';
import { agreementFields } from './agreement-values.ts';

export const papers = [
  'applicationForm',
  'acceptanceForm',
  'rightsNotice',
  'powerOfAttorney',
  'serviceAddress',
  'sessionNotice',
  'insurerNotice',
  'recusalDecision',
  'investigationRecord',
  'evidenceList',
  'expertConsultation',
  'jointOpinion',
  'mediationRecord',
  'undisputedFacts',
  'deadlineSheet',
  'extensionAgreement',
  'suspensionNote',
  'agreement',
  'nonAcceptanceLetter',
  'terminationNotice',
  'preFilingTermination',
  'receipt',
  'urgingLetter',
  'returnVisit',
  'confirmationApplication',
  'confirmationMaterials',
  'mediationCertificate',
  'closingReport',
] as const;
export type PaperName = (typeof papers)[number];

export const casePaperRoutes = {
  previewPaper: query({
    summary: 'Draft PDF of a paper of the case; an agreement may be passed as typed (audited)',
    access: mediationStaff,
    audited: { target: 'case', key: 'caseId' },
    input: z.strictObject({
      caseId: id,
      paper: z.enum(papers),
      /** Record that the paper is about (a session, a visit, a party …); empty where it is the case itself. */
      subject: z.union([id, z.literal('')]).default(''),
      agreement: agreementFields.optional(),
    }),
    output: pdf,
  }),
  issuePaper: command({
    summary: 'Issue a paper: numbered, registered with its bytes; an agreement must have no errors',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      paper: z.enum(papers),
      subject: z.union([id, z.literal('')]).default(''),
      /** Version of the agreement as shown; required for the agreement, which is frozen by being issued. */
      version: version.optional(),
    }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
};
