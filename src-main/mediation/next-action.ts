import type { CaseStage } from '../contract/mediation.ts';
import type { TermEndOf } from './deadline.ts';

export const nextActions = [
  'accept',
  'notifyRights',
  'holdSession',
  'draftAgreement',
  'issueAgreement',
  'collectSignatures',
  'followPerformance',
  'judicialConfirmation',
  'close',
] as const;
export type NextAction = (typeof nextActions)[number];

/** What the next action depends on. All dates are civil dates. */
export interface CaseState {
  stage: CaseStage;
  appliedOn: string;
  acceptedOn: string | null;
  rightsNotifiedOn: string | null;
  /** End of the term of mediation. */
  dueOn: string | null;
  agreement: {
    form: 'written' | 'oral';
    hasClauses: boolean;
    issuedOn: string | null;
    effectiveOn: string | null;
    dueDates: readonly string[];
  } | null;
}

export interface Step {
  action: NextAction;
  dueOn: string | null;
}

/**
 * The next thing to do with a case and its day, so that no open case is forgotten; null for a case that is over.
 * Of several coming days the nearest one from `today` on; when all have passed, the last of them (overdue).
 */
export function nextStep(state: CaseState, termEnd: TermEndOf, today: string): Step | null {
  switch (state.stage) {
    case 'registered':
      return { action: 'accept', dueOn: termEnd('accept', state.appliedOn) };
    case 'accepted':
      if (state.rightsNotifiedOn === null) return { action: 'notifyRights', dueOn: state.acceptedOn };
      return beforeAgreement(state) ?? { action: 'holdSession', dueOn: state.dueOn };
    case 'mediating':
      return beforeAgreement(state) ?? { action: 'draftAgreement', dueOn: state.dueOn };
    case 'agreed':
      return {
        action: 'collectSignatures',
        dueOn: state.agreement?.issuedOn ? termEnd('signatures', state.agreement.issuedOn) : null,
      };
    case 'performing':
      return afterEffect(state, termEnd, today);
    case 'closed':
    case 'declined':
    case 'terminated':
      return null;
  }
}

/** A drafted agreement waits for being issued, within the term of mediation. */
function beforeAgreement(state: CaseState): Step | null {
  return state.agreement?.hasClauses ? { action: 'issueAgreement', dueOn: state.dueOn } : null;
}

/** Performance is supervised (人民调解法 art. 31); joint request for judicial confirmation within its term (art. 33). */
function afterEffect(state: CaseState, termEnd: TermEndOf, today: string): Step {
  const agreement = state.agreement;
  const effectiveOn = agreement?.effectiveOn;
  if (!agreement || !effectiveOn) return { action: 'followPerformance', dueOn: null };
  const later = agreement.dueDates.filter((date) => date > effectiveOn);
  const last = agreement.dueDates.at(-1);
  const undated = last === undefined;
  const steps: Step[] = later.map((dueOn) => ({ action: 'followPerformance', dueOn }));
  // What was performed on the spot needs no court; what is still open may.
  if (agreement.form === 'written' && (later.length > 0 || undated)) {
    steps.push({ action: 'judicialConfirmation', dueOn: termEnd('judicialConfirmation', effectiveOn) });
  }
  steps.push({
    action: 'close',
    dueOn: undated
      ? termEnd('closing', effectiveOn, 'effect')
      : termEnd('closing', last > effectiveOn ? last : effectiveOn, 'lastDue'),
  });
  const dated = steps
    .filter((step) => step.dueOn !== null)
    .sort((a, b) => (a.dueOn! < b.dueOn! ? -1 : a.dueOn! > b.dueOn! ? 1 : 0));
  return dated.find((step) => step.dueOn! >= today) ?? dated.at(-1) ?? { action: 'close', dueOn: null };
}
