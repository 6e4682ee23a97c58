import type { PaperName } from '../../contract/mediation/case-papers.ts';
import type { CaseStage } from '../../contract/mediation/case-values.ts';
import type { CaseEvent } from '../stage.ts';

/** Kinds of record that a paper can be about. */
export const subjectKinds = [
  'party',
  'investigation',
  'session',
  'recusal',
  'extension',
  'suspension',
  'entry',
  'urging',
  'visit',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface PaperRule {
  /** The record that the paper is about; null where it is the case itself. */
  subject: SubjectKind | null;
  /** Papers that the course of a case knows by name ask its table of stages; the others name theirs. */
  when: CaseEvent | readonly CaseStage[];
}

const accepted = ['accepted', 'mediating', 'agreed', 'performing', 'closed', 'terminated'] as const;
const notDeclined = ['registered', ...accepted] as const;
const inEffect = ['performing', 'closed'] as const;

/** When each paper can be issued, and what it is about. */
export const paperTable: Readonly<Record<PaperName, PaperRule>> = {
  applicationForm: { subject: null, when: 'issueApplicationForm' },
  acceptanceForm: { subject: null, when: 'issueAcceptanceForm' },
  rightsNotice: { subject: null, when: notDeclined },
  powerOfAttorney: { subject: 'party', when: notDeclined },
  serviceAddress: { subject: null, when: notDeclined },
  sessionNotice: { subject: null, when: accepted },
  insurerNotice: { subject: null, when: accepted },
  recusalDecision: { subject: 'recusal', when: accepted },
  investigationRecord: { subject: 'investigation', when: notDeclined },
  evidenceList: { subject: null, when: notDeclined },
  expertConsultation: { subject: null, when: accepted },
  jointOpinion: { subject: null, when: accepted },
  mediationRecord: { subject: 'session', when: accepted },
  undisputedFacts: { subject: null, when: accepted },
  deadlineSheet: { subject: null, when: accepted },
  extensionAgreement: { subject: 'extension', when: accepted },
  suspensionNote: { subject: 'suspension', when: accepted },
  agreement: { subject: null, when: 'issueAgreement' },
  nonAcceptanceLetter: { subject: null, when: ['declined'] },
  terminationNotice: { subject: null, when: ['terminated'] },
  preFilingTermination: { subject: null, when: ['terminated'] },
  receipt: { subject: 'entry', when: inEffect },
  urgingLetter: { subject: 'urging', when: inEffect },
  returnVisit: { subject: 'visit', when: inEffect },
  confirmationApplication: { subject: null, when: inEffect },
  confirmationMaterials: { subject: null, when: inEffect },
  mediationCertificate: { subject: null, when: inEffect },
  closingReport: { subject: null, when: ['closed', 'terminated'] },
};
