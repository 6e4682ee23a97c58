import type { CaseStage } from '../../contract/mediation/case-values.ts';

/** What catalogue, quality score and form packs ask of a case; counts of rows on file. */
export interface DossierFacts {
  stage: CaseStage;
  source: 'writtenApplication' | 'oralApplication' | 'ownInitiative' | 'referral';
  referralSource: string;
  disputeType: string;
  /** Form of the issued agreement; null before it is issued. */
  agreementForm: 'written' | 'oral' | null;
  effectiveOn: string | null;
  /** The agreement has a clause of payment. */
  hasPayment: boolean;
  hasAgent: boolean;
  hasOrganisation: boolean;
  jointSessions: number;
  investigations: number;
  evidence: number;
  receipts: number;
  visits: number;
  urgings: number;
  extensions: number;
  suspensions: number;
  recusals: number;
  confirmationApplied: boolean;
  hasUndisputedFacts: boolean;
  serviceAddresses: number;
  isJoint: boolean;
}

/** One condition of the reference data (dossier-schemas.ts) on one case. */
export type Condition = keyof typeof conditions;

const labourTypes = ['labour', 'migrantWages'];

const conditions = {
  always: () => true,
  application: (facts: DossierFacts) =>
    facts.source === 'writtenApplication' || facts.source === 'oralApplication',
  noApplication: (facts: DossierFacts) => facts.source === 'ownInitiative' || facts.source === 'referral',
  declined: (facts: DossierFacts) => facts.stage === 'declined',
  agreement: hasAgreement,
  writtenAgreement: (facts: DossierFacts) => hasAgreement(facts) && facts.agreementForm === 'written',
  oralAgreement: (facts: DossierFacts) => hasAgreement(facts) && facts.agreementForm === 'oral',
  termination: (facts: DossierFacts) => facts.stage === 'terminated',
  session: (facts: DossierFacts) => facts.jointSessions > 0,
  agent: (facts: DossierFacts) => facts.hasAgent,
  organisation: (facts: DossierFacts) => facts.hasOrganisation,
  investigation: (facts: DossierFacts) => facts.investigations > 0,
  evidence: (facts: DossierFacts) => facts.evidence > 0,
  identity: () => true,
  effective: (facts: DossierFacts) => facts.effectiveOn !== null,
  payment: (facts: DossierFacts) => facts.effectiveOn !== null && facts.hasPayment,
  receipts: (facts: DossierFacts) => facts.receipts > 0,
  visits: (facts: DossierFacts) => facts.visits > 0,
  urging: (facts: DossierFacts) => facts.urgings > 0,
  extension: (facts: DossierFacts) => facts.extensions > 0,
  suspension: (facts: DossierFacts) => facts.suspensions > 0,
  recusal: (facts: DossierFacts) => facts.recusals > 0,
  courtReferral: (facts: DossierFacts) =>
    facts.source === 'referral' && facts.referralSource.startsWith('court'),
  confirmationApplied: (facts: DossierFacts) => facts.confirmationApplied,
  undisputedFacts: (facts: DossierFacts) => facts.hasUndisputedFacts,
  serviceAddresses: (facts: DossierFacts) => facts.serviceAddresses > 0,
  medical: (facts: DossierFacts) => facts.disputeType === 'medical',
  traffic: (facts: DossierFacts) => facts.disputeType === 'traffic',
  property: (facts: DossierFacts) => facts.disputeType === 'property',
  labour: (facts: DossierFacts) => labourTypes.includes(facts.disputeType),
  joint: (facts: DossierFacts) => facts.isJoint,
} satisfies Record<string, (facts: DossierFacts) => boolean>;

/** Whether one of `list` holds; an empty list never does. */
export function anyHolds(list: readonly Condition[], facts: DossierFacts): boolean {
  return list.some((condition) => conditions[condition](facts));
}

/** An agreement that was given up again (terminated before effect) asks for nothing. */
function hasAgreement(facts: DossierFacts): boolean {
  return facts.agreementForm !== null && facts.stage !== 'terminated';
}
