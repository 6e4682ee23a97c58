/** Every document the program can make. Composition only: the templates live with their capabilities. */
import { acceptanceForm } from './mediation/documents/acceptance-form.ts';
import { agreement } from './mediation/documents/agreement.ts';
import { agreementBatch } from './mediation/documents/agreement-batch.ts';
import { applicationForm } from './mediation/documents/application-form.ts';
import { destructionList, lendingSlip } from './mediation/documents/archive-papers.ts';
import {
  confirmationApplication,
  confirmationMaterials,
  mediationCertificate,
} from './mediation/documents/confirmation-papers.ts';
import {
  commitmentLetter,
  covenantContract,
  meetingMinutes,
  responsibilityLetter,
} from './mediation/documents/covenants.ts';
import {
  dossierBackCover,
  dossierCatalogue,
  dossierCover,
  situationNote,
} from './mediation/documents/dossier-covers.ts';
import {
  closingReport,
  nonAcceptanceLetter,
  preFilingTermination,
  terminationNotice,
} from './mediation/documents/ending-papers.ts';
import { evidenceList, expertConsultation, jointOpinion } from './mediation/documents/evidence-papers.ts';
import { insurerNotice, receipt, sessionNotice, urgingLetter } from './mediation/documents/letter-papers.ts';
import {
  powerOfAttorney,
  rightsNotice,
  serviceAddress,
  undisputedFacts,
} from './mediation/documents/party-papers.ts';
import { investigationRecord, mediationRecord, returnVisit } from './mediation/documents/record-papers.ts';
import { recusalDecision } from './mediation/documents/recusal-paper.ts';
import { deadlineSheet, extensionAgreement, suspensionNote } from './mediation/documents/term-papers.ts';
import { compensationSheet } from './mediation/documents/compensation-sheet.ts';
import { subsidyCorrection } from './mediation/documents/subsidy-correction.ts';
import { subsidySheet } from './mediation/documents/subsidy-sheet.ts';
import { statement } from './timebank/documents/statement.ts';
import { voucher } from './timebank/documents/voucher.ts';
import { statementBatch } from './timebank/documents/statement-batch.ts';
import { auditReport } from './timebank/documents/audit-report.ts';
import { boardList } from './timebank/documents/board-list.ts';
import { certificate } from './timebank/documents/certificate.ts';
import { monthClosingReport } from './timebank/documents/closing-report.ts';
import { fundList } from './timebank/documents/fund-list.ts';
import { leaflet } from './timebank/documents/leaflet.ts';
import { membershipForm } from './timebank/membership/documents/membership-form.ts';
import { signSheet } from './timebank/documents/sign-sheet.ts';
import { mediationDossier } from './mediation/documents/dossier-binding.ts';
import type { Binding } from './platform/documents/binding.ts';
import { plates } from './platform/documents/plates.ts';
import type { Template } from './platform/documents/template.ts';

export const documentTemplates: readonly Template[] = [
  applicationForm,
  acceptanceForm,
  agreement,
  agreementBatch,
  dossierCover,
  dossierCatalogue,
  rightsNotice,
  powerOfAttorney,
  investigationRecord,
  evidenceList,
  mediationRecord,
  returnVisit,
  confirmationApplication,
  confirmationMaterials,
  mediationCertificate,
  situationNote,
  dossierBackCover,
  closingReport,
  terminationNotice,
  nonAcceptanceLetter,
  preFilingTermination,
  undisputedFacts,
  serviceAddress,
  deadlineSheet,
  extensionAgreement,
  suspensionNote,
  urgingLetter,
  receipt,
  sessionNotice,
  insurerNotice,
  recusalDecision,
  jointOpinion,
  expertConsultation,
  destructionList,
  lendingSlip,
  covenantContract,
  meetingMinutes,
  responsibilityLetter,
  commitmentLetter,
  subsidySheet,
  subsidyCorrection,
  compensationSheet,
  statement,
  voucher,
  fundList,
  statementBatch,
  monthClosingReport,
  auditReport,
  boardList,
  certificate,
  leaflet,
  membershipForm,
  signSheet,
  plates,
];

/** Every kind of bound dossier. */
export const dossierBindings: readonly Binding[] = [mediationDossier];
