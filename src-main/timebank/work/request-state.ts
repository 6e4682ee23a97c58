import type { ErrorCode } from '../../contract/errors.ts';
import {
  requestSteps,
  type BoardColumn,
  type RequestState,
  type RequestStep,
  type Unbookable,
} from '../../contract/timebank/work-values.ts';

/** What decides whether a step may be taken. */
export interface RequestFacts {
  state: RequestState;
  mode: 'first' | 'choose';
  recipientConfirmed: boolean;
  helperConfirmed: boolean;
  /** Minutes of coins that stand reserved for it. */
  reservedMinutes: number;
  /** What the service costs the recipient, once the time served is known. */
  chargedMinutes: number | null;
  /** Why what was served cannot be booked: no rule knows its kind, or it is worth nothing by any that does. */
  unbookable: Unbookable | null;
  evaluated: boolean;
  /** Its time to lapse is over. */
  overdue: boolean;
}

/** Why a step is refused. */
export interface Refusal {
  code: ErrorCode;
  params?: Record<string, string | number>;
}

const from: Record<RequestStep, readonly RequestState[]> = {
  edit: ['draft'],
  publish: ['draft'],
  take: ['published'],
  offer: ['published'],
  choose: ['published'],
  handBack: ['taken'],
  signIn: ['taken'],
  signOut: ['started'],
  enter: ['taken', 'started', 'done'],
  confirmRecipient: ['done'],
  confirmHelper: ['done'],
  reserveMore: ['done'],
  withdraw: ['done'],
  complete: ['done'],
  cancel: ['draft', 'published', 'taken', 'started', 'done'],
  timeOut: ['published', 'taken'],
  evaluate: ['done', 'confirmed'],
};

const to: Partial<Record<RequestStep, RequestState>> = {
  publish: 'published',
  take: 'taken',
  choose: 'taken',
  handBack: 'published',
  signIn: 'started',
  signOut: 'done',
  enter: 'done',
  complete: 'confirmed',
  cancel: 'cancelled',
  timeOut: 'timedOut',
};

/** Why a step cannot be taken now, or null when it can. The database refuses the same (migration 0012). */
export function refusalOf(step: RequestStep, facts: RequestFacts): Refusal | null {
  if (!from[step].includes(facts.state)) {
    const taking = step === 'take' || step === 'choose' || step === 'offer';
    if (taking && ['taken', 'started', 'done'].includes(facts.state)) return { code: 'request.alreadyTaken' };
    return { code: 'request.stageForbids', params: { state: facts.state } };
  }
  switch (step) {
    case 'take':
      if (facts.overdue) return { code: 'request.overdue' };
      return facts.mode === 'choose' ? { code: 'request.givenByChoice' } : null;
    case 'offer':
    case 'choose':
      if (facts.overdue) return { code: 'request.overdue' };
      return facts.mode === 'first' ? { code: 'request.takenByFirst' } : null;
    case 'confirmRecipient':
      return facts.recipientConfirmed ? { code: 'request.alreadyConfirmed' } : null;
    case 'confirmHelper':
      return facts.helperConfirmed ? { code: 'request.alreadyConfirmed' } : null;
    case 'reserveMore':
      return lacking(facts) > 0 ? null : { code: 'request.enoughReserved' };
    case 'withdraw':
      return facts.recipientConfirmed || facts.helperConfirmed ? null : { code: 'request.nothingConfirmed' };
    case 'enter':
      // What a side has agreed to is not changed behind its back: it is withdrawn first, with a reason.
      return facts.recipientConfirmed || facts.helperConfirmed ? { code: 'request.alreadyConfirmed' } : null;
    case 'complete':
      return refuseCompletion(facts);
    case 'timeOut':
      return facts.overdue ? null : { code: 'request.notOverdue' };
    case 'evaluate':
      return facts.evaluated ? { code: 'request.alreadyEvaluated' } : null;
    case 'cancel':
      // What both sides confirmed is booked, not thrown away; unless it is worth nothing and could never be booked.
      return facts.recipientConfirmed && facts.helperConfirmed && (facts.chargedMinutes ?? 0) > 0
        ? { code: 'request.alreadyConfirmed' }
        : null;
    default:
      return null;
  }
}

/** Steps that are open now. */
export function openSteps(facts: RequestFacts): RequestStep[] {
  return requestSteps.filter((step) => refusalOf(step, facts) === null);
}

/** The state after a step that was allowed; most steps that only add something leave it. */
export function stateAfter(step: RequestStep, state: RequestState): RequestState {
  return to[step] ?? state;
}

/** Coins that must stand reserved while a request is in this state. */
export function holdsCoins(state: RequestState): boolean {
  return ['published', 'taken', 'started', 'done'].includes(state);
}

/** What is missing in the reservation, minutes; 0 when it is enough. */
export function lacking({
  reservedMinutes,
  chargedMinutes,
}: Pick<RequestFacts, 'reservedMinutes' | 'chargedMinutes'>): number {
  return Math.max(0, (chargedMinutes ?? 0) - reservedMinutes);
}

export function columnOf(state: RequestState): BoardColumn {
  if (state === 'started') return 'taken';
  if (state === 'cancelled' || state === 'timedOut') return 'closed';
  return state;
}

function refuseCompletion(facts: RequestFacts): Refusal | null {
  if (facts.unbookable !== null) return { code: `service.${facts.unbookable}` };
  if (!facts.recipientConfirmed || !facts.helperConfirmed) {
    return { code: 'request.notConfirmed', params: { side: facts.helperConfirmed ? 'recipient' : 'helper' } };
  }
  const missing = lacking(facts);
  return missing > 0 ? { code: 'request.moreThanReserved', params: { minutes: missing } } : null;
}
