import type { CaseStage } from '../contract/mediation/case-values.ts';

/** What can happen to a case, as far as its stage is concerned. */
export const caseEvents = [
  'correct',
  'accept',
  'decline',
  'assignMediators',
  'recordSession',
  'recordEvidence',
  'recordInvestigation',
  'recordOffer',
  'recordCourse',
  'saveAgreement',
  'issueApplicationForm',
  'issueAcceptanceForm',
  'issueAgreement',
  'withdrawAgreement',
  'recordSignatures',
  'takeEffect',
  'loseEffect',
  'replaceAgreement',
  'restoreAgreement',
  'changeTerm',
  'recordPerformance',
  'close',
  'terminate',
  'terminateRejected',
  'correctAcceptance',
  'correctEnding',
  'correctPrevention',
] as const;
export type CaseEvent = (typeof caseEvents)[number];

export type StageAnswer = { allowed: true; next: CaseStage } | { allowed: false; reason: StageRefusal };

/** Why a stage forbids an event; the window has a sentence for each. */
export const stageRefusals = [
  'notOver',
  'notAccepted',
  'alreadyAccepted',
  'noAgreementIssued',
  'agreementIssued',
  'notInEffect',
  'inEffect',
  'over',
] as const;
export type StageRefusal = (typeof stageRefusals)[number];

const same = 'same' as const;

/** What may be written down at any time from acceptance on; after the end it is marked late, as minutes are. */
const proceedings = {
  recordEvidence: same,
  recordInvestigation: same,
  recordOffer: same,
  /** People, risks, consent, undisputed facts, addresses for service. */
  recordCourse: same,
};

/*
 * The whole course of a case in one table: registered → accepted → mediating → agreed (issued) → performing (in effect,
 * 人民调解法 art. 29–31) → closed; or declined; or terminated (art. 26). What a stage does not list, it forbids.
 * Minutes may be entered after the end: they are marked late (a system that forbade it lost them).
 */
const course: Record<CaseStage, Partial<Record<CaseEvent, CaseStage | typeof same>>> = {
  registered: {
    // Own initiative begins with looking into the matter; an application comes with its evidence.
    recordEvidence: same,
    recordInvestigation: same,
    recordCourse: same,
    correct: same,
    accept: 'accepted',
    decline: 'declined',
    issueApplicationForm: same,
  },
  accepted: {
    ...proceedings,
    correct: same,
    assignMediators: same,
    recordSession: 'mediating',
    saveAgreement: same,
    changeTerm: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
    issueAgreement: 'agreed',
    terminate: 'terminated',
    correctAcceptance: same,
  },
  mediating: {
    ...proceedings,
    correct: same,
    assignMediators: same,
    recordSession: same,
    saveAgreement: same,
    changeTerm: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
    issueAgreement: 'agreed',
    // Back to the agreement that was to be replaced, when no other is reached.
    restoreAgreement: 'performing',
    terminate: 'terminated',
    correctAcceptance: same,
  },
  agreed: {
    ...proceedings,
    correct: same,
    // A mediator leaves while a case waits: somebody takes over. What was signed stays signed.
    assignMediators: same,
    recordSession: same,
    // What stopped or prolonged the term is often entered only after the agreement.
    changeTerm: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
    recordSignatures: same,
    takeEffect: 'performing',
    withdrawAgreement: 'mediating',
    terminate: 'terminated',
    correctAcceptance: same,
  },
  performing: {
    ...proceedings,
    correct: same,
    assignMediators: same,
    recordSession: same,
    changeTerm: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
    recordSignatures: same,
    recordPerformance: same,
    loseEffect: 'agreed',
    // 人民调解法 art. 33: a rejected confirmation leads to a changed or a new agreement, or to a lawsuit.
    replaceAgreement: 'mediating',
    terminateRejected: 'terminated',
    correctAcceptance: same,
    close: 'closed',
  },
  closed: {
    ...proceedings,
    recordSession: same,
    // Receipts, visits, what a court did: all of it may happen, or be heard of, after closing.
    recordPerformance: same,
    // What the statistics count of a case is often heard of only later.
    correctEnding: same,
    correctPrevention: same,
    correctAcceptance: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
  },
  declined: { correctEnding: same },
  terminated: {
    ...proceedings,
    recordSession: same,
    correctEnding: same,
    correctPrevention: same,
    correctAcceptance: same,
    issueApplicationForm: same,
    issueAcceptanceForm: same,
  },
};

/** Whether a case in `stage` allows `event`, and the stage after it. */
export function onEvent(stage: CaseStage, event: CaseEvent): StageAnswer {
  const next = course[stage][event];
  if (next === undefined) return { allowed: false, reason: refusal(stage, event) };
  return { allowed: true, next: next === same ? stage : next };
}

export const openStages = [
  'registered',
  'accepted',
  'mediating',
  'agreed',
  'performing',
] as const satisfies readonly CaseStage[];

export const isOpen = (stage: CaseStage): boolean => (openStages as readonly CaseStage[]).includes(stage);

const afterEffect: readonly CaseEvent[] = [
  'close',
  'loseEffect',
  'recordPerformance',
  'replaceAgreement',
  'terminateRejected',
];

function refusal(stage: CaseStage, event: CaseEvent): StageRefusal {
  if (!isOpen(stage)) return 'over';
  if (event === 'correctEnding' || event === 'correctPrevention') return 'notOver';
  if (event === 'accept' || event === 'decline') return 'alreadyAccepted';
  if (stage === 'registered') return 'notAccepted';
  if (event === 'restoreAgreement' && stage !== 'agreed')
    return stage === 'performing' ? 'inEffect' : 'notInEffect';
  if (event === 'recordSignatures' || event === 'takeEffect' || event === 'withdrawAgreement') {
    return stage === 'performing' ? 'inEffect' : 'noAgreementIssued';
  }
  if (afterEffect.includes(event)) return 'notInEffect';
  return stage === 'performing' && event === 'terminate' ? 'inEffect' : 'agreementIssued';
}
