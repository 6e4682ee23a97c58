import type { CaseStage } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';

/** The steps of the stage bar, in the order of a case, and the section of the page each leads to. */
export const steps = ['register', 'accept', 'mediate', 'agree', 'perform', 'close'] as const;
export type Step = (typeof steps)[number];

export const sectionOf: Record<Step, string> = {
  register: 'case-summary',
  accept: 'case-acceptance',
  mediate: 'case-sessions',
  agree: 'case-agreement',
  perform: 'case-performance',
  close: 'case-dossier',
};

export type StepState = 'done' | 'current' | 'ahead' | 'stopped';

/** The step that a case stands at: what is to be done now. */
const stepOfStage: Record<CaseStage, Step> = {
  registered: 'accept',
  accepted: 'mediate',
  mediating: 'agree',
  agreed: 'agree',
  performing: 'perform',
  closed: 'close',
  declined: 'accept',
  terminated: 'agree',
};

/** `archived`: the dossier is in the archive, whichever way the case ended. */
export function stepState(step: Step, stage: CaseStage, archived = false): StepState {
  const [at, here] = [steps.indexOf(step), steps.indexOf(stepOfStage[stage])];
  if (at < here || (archived && step === 'close')) return 'done';
  if (at > here) return 'ahead';
  return stage === 'declined' || stage === 'terminated' ? 'stopped' : 'current';
}

/** What the page offers at a stage. The server decides; this only keeps useless buttons away. */
export function offers(view: CaseView) {
  const stage = view.stage;
  const beforeIssue = stage === 'accepted' || stage === 'mediating';
  return {
    correct: stage !== 'closed' && stage !== 'declined' && stage !== 'terminated',
    accept: stage === 'registered',
    assignMediators: beforeIssue || stage === 'agreed' || stage === 'performing',
    correctAcceptance: view.acceptedOn !== null,
    correctEnding: stage === 'closed' || stage === 'declined' || stage === 'terminated',
    recordSession: stage !== 'registered' && stage !== 'declined',
    recordProceedings: stage !== 'declined',
    recordOffers: stage !== 'registered' && stage !== 'declined',
    editAgreement: beforeIssue,
    sign: stage === 'agreed' || stage === 'performing',
    close: stage === 'performing',
    terminate: beforeIssue || stage === 'agreed',
    issueApplicationForm: stage !== 'declined',
    issueAcceptanceForm: view.acceptedOn !== null,
  };
}
