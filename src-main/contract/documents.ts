import { z } from 'zod';
import { command, everyRole, query } from './route.ts';
import { id, instant, none, optionalText, page } from './values.ts';

export const documentKinds = [
  'mediation.applicationForm',
  'mediation.acceptanceForm',
  'mediation.agreement',
  'mediation.agreementBatch',
  'mediation.dossierCover',
  'mediation.dossierCatalogue',
  'mediation.rightsNotice',
  'mediation.powerOfAttorney',
  'mediation.investigationRecord',
  'mediation.evidenceList',
  'mediation.mediationRecord',
  'mediation.returnVisit',
  'mediation.confirmationApplication',
  'mediation.confirmationMaterials',
  'mediation.mediationCertificate',
  'mediation.situationNote',
  'mediation.dossierBackCover',
  'mediation.closingReport',
  'mediation.terminationNotice',
  'mediation.nonAcceptanceLetter',
  'mediation.preFilingTermination',
  'mediation.undisputedFacts',
  'mediation.serviceAddress',
  'mediation.deadlineSheet',
  'mediation.extensionAgreement',
  'mediation.suspensionNote',
  'mediation.urgingLetter',
  'mediation.receipt',
  'mediation.sessionNotice',
  'mediation.insurerNotice',
  'mediation.recusalDecision',
  'mediation.jointOpinion',
  'mediation.expertConsultation',
  'mediation.dossier',
  'mediation.destructionList',
  'mediation.lendingSlip',
  'mediation.covenantContract',
  'mediation.meetingMinutes',
  'mediation.responsibilityLetter',
  'mediation.commitmentLetter',
  'mediation.subsidySheet',
  'mediation.subsidyCorrection',
  'mediation.compensationSheet',
  'timebank.voucher',
  'timebank.fundList',
  'timebank.statement',
  'timebank.statementBatch',
  'timebank.closingReport',
  'timebank.auditReport',
  'timebank.boardList',
  'timebank.certificate',
  'timebank.leaflet',
  'timebank.membershipForm',
  'timebank.signSheet',
] as const;

export const documentView = z.object({
  id,
  kind: z.enum(documentKinds),
  number: z.string(),
  title: z.string(),
  /** `case:<id>`, `member:<id>` or `batch:<month>`. */
  owner: z.string(),
  pages: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  issuedAt: instant,
  issuedBy: z.string(),
});
export type DocumentView = z.output<typeof documentView>;

/** A PDF as it crosses to the window: base64, so that terminal and window see the same JSON. */
export const pdf = z.object({ name: z.string(), pages: z.int(), base64: z.string() });
export type Pdf = z.output<typeof pdf>;

/*
 * Roles: a document may hold a family's quarrel or a member's hours, so the handler narrows further by owner:
 * mediation papers to mediation staff and auditors, statements to time-bank staff and auditors.
 */
export const documents = {
  list: query({
    summary: 'Issued documents, newest first',
    access: everyRole,
    input: z.strictObject({
      owner: z.string().max(60).optional(),
      kind: z.enum(documentKinds).optional(),
      text: optionalText(80),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(documentView), total: z.int() }),
  }),
  read: query({
    summary: 'The kept bytes of an issued document, checked against their SHA-256 (audited)',
    access: everyRole,
    audited: { target: 'document', key: 'id' },
    input: z.strictObject({ id }),
    output: documentView.extend({ pdf }),
  }),
  saveAs: command({
    summary: 'Save an issued document where the person chooses',
    access: everyRole,
    input: z.strictObject({ id }),
    output: z.object({ savedAs: z.string().nullable() }),
  }),
  print: command({
    summary: 'Print an issued document through the system’s dialog',
    access: everyRole,
    input: z.strictObject({ id, copies: z.int().min(1).max(99).default(1) }),
    output: z.object({ printed: z.boolean() }),
  }),
  open: command({
    summary: 'Open a copy of an issued document in the system’s viewer',
    access: everyRole,
    input: z.strictObject({ id }),
    output: none,
  }),
};
