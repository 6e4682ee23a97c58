/** Every official form, blank for writing by hand. Filled papers are issued where their facts are kept. */
import { z } from 'zod';
import { documentKinds, pdf } from '../documents.ts';
import { command, everyRole, query } from '../route.ts';

export const formCodes = [
  'dossierCover',
  'dossierCatalogue',
  'applicationForm',
  'acceptanceForm',
  'rightsNotice',
  'powerOfAttorney',
  'investigationRecord',
  'evidenceList',
  'mediationRecord',
  'agreement',
  'oralAgreement',
  'returnVisit',
  'confirmationApplication',
  'confirmationMaterials',
  'mediationCertificate',
  'situationNote',
  'dossierBackCover',
  'closingReport',
  'terminationNotice',
  'nonAcceptanceLetter',
  'preFilingTermination',
  'undisputedFacts',
  'serviceAddress',
  'sessionNotice',
  'invitation',
  'insurerNotice',
  'recusalDecision',
  'expertConsultation',
  'jointOpinion',
  'deadlineSheet',
  'extensionAgreement',
  'suspensionNote',
  'urgingLetter',
  'receipt',
  'covenantContract',
  'meetingMinutes',
  'responsibilityLetter',
  'commitmentLetter',
  'lendingSlip',
  'destructionList',
] as const;

export const formOrigins = ['national', 'local', 'house'] as const;

export const formView = z.object({
  code: z.enum(formCodes),
  kind: z.enum(documentKinds),
  /** As it stands on the paper; Chinese in every language of the window. */
  name: z.string(),
  /** Number in the official table. */
  number: z.int().nullable(),
  origin: z.enum(formOrigins),
  /** The form has a block for each party: it can be asked for with room for more than two. */
  manyParties: z.boolean(),
});
export type FormView = z.output<typeof formView>;

/*
 * A blank form holds no data of anybody: any account may have one. It carries no watermark, because it is meant to be
 * written on and filed, and it is not registered, because nothing on it has been stated yet.
 */
const blank = z.strictObject({
  code: z.enum(formCodes),
  /** Room for so many parties. */
  parties: z.int().min(2).max(12).default(2),
});

export const papersRoutes = {
  listForms: query({
    summary: 'Every form of the committee, in the order of the official table',
    access: everyRole,
    input: z.strictObject({}),
    output: z.object({ forms: z.array(formView) }),
  }),
  blankForm: query({
    summary:
      'A blank form for writing by hand, as a PDF; without personal data, without watermark, not registered',
    access: everyRole,
    input: blank,
    output: pdf,
  }),
  saveBlankForm: command({
    summary: 'Save a blank form where the person chooses',
    access: everyRole,
    input: blank,
    output: z.object({ savedAs: z.string().nullable() }),
  }),
  printBlankForm: command({
    summary: 'Print a blank form through the system’s dialog',
    access: everyRole,
    input: blank.extend({ copies: z.int().min(1).max(99).default(1) }),
    output: z.object({ printed: z.boolean() }),
  }),
};
