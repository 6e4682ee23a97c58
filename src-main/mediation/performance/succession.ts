import type { AgreementEnding, Clause } from '../../contract/mediation/agreement-values.ts';
import type { CaseStage } from '../../contract/mediation/case-values.ts';
import type { ConfirmationState } from '../../contract/mediation/performance.ts';
import type { CaseEvent } from '../stage.ts';
import { isConfirmed } from './confirmation.ts';
import { itemsOf } from './schedule.ts';

/** Why an agreement in effect cannot give way to another; the window has a sentence for each. */
export const replacementRefusals = ['notRejected', 'beforeCourt', 'confirmed'] as const;
type ReplacementRefusal = (typeof replacementRefusals)[number];

/**
 * Whether an agreement in effect may be replaced. After a rejection the parties may change it or make another (人民调解法 art.
 * 33); by consent they may at any time, but not while a court looks at it, nor after the court has made it enforceable.
 */
export function replacementRefusal(
  cause: Exclude<AgreementEnding, 'withdrawn'>,
  confirmation: ConfirmationState,
): ReplacementRefusal | null {
  if (isConfirmed(confirmation)) return 'confirmed';
  if (cause === 'rejected') return confirmation === 'rejected' ? null : 'notRejected';
  return confirmation === 'applied' || confirmation === 'accepted' ? 'beforeCourt' : null;
}

/** Mediation ends by `terminate`; with an agreement in effect only after the court has rejected its confirmation. */
export const terminationEvent = (stage: CaseStage, confirmation: ConfirmationState): CaseEvent =>
  stage === 'performing' && confirmation === 'rejected' ? 'terminateRejected' : 'terminate';

/** Of an entry of performance: where it stands, and whether it still counts. */
interface PerformedItem {
  itemKey: string;
  clauseId: string;
  inForce: boolean;
}

/**
 * Place (from 0) of the first former clause that new terms drop although something was performed on it, or -1: what was
 * received keeps counting towards the clause under which it was received.
 */
export function droppedPerformance(
  former: readonly Clause[],
  next: readonly Clause[],
  performed: readonly PerformedItem[],
): number {
  const clauses = new Set(next.map((clause) => clause.id));
  const items = new Set(itemsOf(next).map((item) => item.key));
  const lost = performed.find(
    (one) => !clauses.has(one.clauseId) || (one.inForce && !items.has(one.itemKey)),
  );
  return lost === undefined
    ? -1
    : Math.max(
        0,
        former.findIndex((clause) => clause.id === lost.clauseId),
      );
}
