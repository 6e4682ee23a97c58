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

/** Records that a paper of the case itself is written from. */
export const recordKinds = [
  'evidence',
  'undisputedFacts',
  'medical',
  'joint',
  'agreement',
  'termination',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface PaperRule {
  /** The record that the paper is about; null where it is the case itself. */
  subject: SubjectKind | null;
  /** Papers that the course of a case knows by name ask its table of stages; the others name theirs. */
  when: CaseEvent | readonly CaseStage[];
  /** What must be on file for the paper to have anything to tell; its subject excepted. */
  needs?: RecordKind;
  /** Speaks to whoever is on file; every other paper has two sides. */
  oneSided?: true;
}

const accepted = ['accepted', 'mediating', 'agreed', 'performing', 'closed', 'terminated'] as const;
const notDeclined = ['registered', ...accepted] as const;
const inEffect = ['performing', 'closed'] as const;

/** When each paper can be issued, what it is about and what it is written from. */
export const paperTable: Readonly<Record<PaperName, PaperRule>> = {
  applicationForm: { subject: null, when: 'issueApplicationForm' },
  acceptanceForm: { subject: null, when: 'issueAcceptanceForm' },
  rightsNotice: { subject: null, when: notDeclined, oneSided: true },
  powerOfAttorney: { subject: 'party', when: notDeclined, oneSided: true },
  serviceAddress: { subject: null, when: notDeclined, oneSided: true },
  sessionNotice: { subject: null, when: accepted },
  insurerNotice: { subject: null, when: accepted },
  recusalDecision: { subject: 'recusal', when: accepted },
  investigationRecord: { subject: 'investigation', when: notDeclined, oneSided: true },
  evidenceList: { subject: null, when: notDeclined, needs: 'evidence', oneSided: true },
  expertConsultation: { subject: null, when: accepted, needs: 'medical' },
  jointOpinion: { subject: null, when: accepted, needs: 'joint' },
  mediationRecord: { subject: 'session', when: accepted },
  undisputedFacts: { subject: null, when: accepted, needs: 'undisputedFacts' },
  deadlineSheet: { subject: null, when: accepted, oneSided: true },
  extensionAgreement: { subject: 'extension', when: accepted },
  suspensionNote: { subject: 'suspension', when: accepted },
  agreement: { subject: null, when: 'issueAgreement' },
  nonAcceptanceLetter: { subject: null, when: ['declined'], oneSided: true },
  terminationNotice: { subject: null, when: ['terminated'], needs: 'termination' },
  preFilingTermination: { subject: null, when: ['terminated'], needs: 'termination' },
  receipt: { subject: 'entry', when: inEffect, needs: 'agreement' },
  urgingLetter: { subject: 'urging', when: inEffect, needs: 'agreement' },
  returnVisit: { subject: 'visit', when: inEffect, needs: 'agreement' },
  confirmationApplication: { subject: null, when: inEffect, needs: 'agreement' },
  confirmationMaterials: { subject: null, when: inEffect, needs: 'agreement' },
  mediationCertificate: { subject: null, when: inEffect, needs: 'agreement' },
  closingReport: { subject: null, when: ['closed', 'terminated'] },
};
