import type { ConfirmationEvent, ConfirmationState } from '../../contract/mediation/performance.ts';

type Step = Exclude<ConfirmationEvent, 'undo'>;

/*
 * The joint request for judicial confirmation (人民调解法 art. 33; 法释〔2011〕5号): the parties decide, apply, the court
 * accepts under a 调确字 number, then confirms or rejects; an application may be withdrawn, a confirmed agreement be
 * enforced. A withdrawn application may be made again while the 30 days run; a rejected one leads to a changed agreement
 * or a lawsuit, never back to the court of confirmation.
 */
const course: Record<ConfirmationState, Partial<Record<Step, ConfirmationState>>> = {
  undecided: { forgo: 'forgone', plan: 'planned', apply: 'applied' },
  forgone: { plan: 'planned', apply: 'applied' },
  planned: { forgo: 'forgone', apply: 'applied' },
  applied: { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' },
  accepted: { confirm: 'confirmed', reject: 'rejected', withdraw: 'withdrawn' },
  confirmed: { enforce: 'enforcing' },
  rejected: {},
  withdrawn: { forgo: 'forgone', plan: 'planned', apply: 'applied' },
  enforcing: {},
};

export interface ConfirmationFold<E> {
  state: ConfirmationState;
  /** Events that count, oldest first: what was undone is gone. */
  standing: E[];
}

/** The state after events in their order. `undo` takes back the last one that still stands. */
export function foldConfirmation<E extends { event: ConfirmationEvent }>(
  events: readonly E[],
): ConfirmationFold<E> {
  const standing: E[] = [];
  for (const event of events) {
    if (event.event === 'undo') standing.pop();
    else standing.push(event);
  }
  const state = standing.reduce<ConfirmationState>(
    (at, { event }) => (event === 'undo' ? at : (course[at][event] ?? at)),
    'undecided',
  );
  return { state, standing };
}

/** What may follow, `undo` among it when there is something to take back. */
export function nextConfirmationEvents(state: ConfirmationState, standing: number): ConfirmationEvent[] {
  const steps = Object.keys(course[state]) as Step[];
  return standing > 0 ? [...steps, 'undo'] : steps;
}

/** Whether the court has confirmed: the outcome `judiciallyConfirmed` may be written. */
export const isConfirmed = (state: ConfirmationState): boolean =>
  state === 'confirmed' || state === 'enforcing';

/** Whether nothing is awaited of the parties any more as far as the term of art. 33 goes. */
export const isSettled = (state: ConfirmationState): boolean =>
  !['undecided', 'planned', 'withdrawn'].includes(state);
