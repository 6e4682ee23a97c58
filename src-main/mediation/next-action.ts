import type { ConfirmationState } from '../contract/mediation/performance.ts';
import type { CaseStage } from '../contract/mediation/case-values.ts';
import { addDays, civilDate } from '../platform/dates.ts';
import type { CountedDue, TermOf } from './deadline.ts';
import { isSettled } from './performance/confirmation.ts';

export const nextActions = [
  'accept',
  'notifyRights',
  'endSuspension',
  'holdSession',
  'notifyInsurer',
  'draftAgreement',
  'issueAgreement',
  'collectSignatures',
  'urgePerformance',
  'followPerformance',
  'judicialConfirmation',
  'visit',
  'close',
] as const;
export type NextAction = (typeof nextActions)[number];
/** What a case waits for. That a day of performance has passed unperformed is told by the day, not by the due. */
export type DueAction = Exclude<NextAction, 'urgePerformance'>;

/** An item of performance, as far as its day is concerned. */
export interface PerformanceDue {
  key: string;
  dueOn: string | null;
  settled: boolean;
  lastUrgedOn: string | null;
}

/** What the dues of a case depend on. All dates are civil dates. */
export interface CaseState {
  stage: CaseStage;
  appliedOn: string;
  acceptedOn: string | null;
  rightsNotifiedOn: string | null;
  /** Sessions that are planned; `insurerWaits`: an insurer on file has not been told of it. */
  plans: readonly { key: string; plannedOn: string; insurerWaits: boolean }[];
  /** The clock stands: since when, and when the result is expected. */
  suspended: { fromOn: string; expectedOn: string } | null;
  agreement: {
    form: 'written' | 'oral';
    hasClauses: boolean;
    issuedOn: string | null;
    effectiveOn: string | null;
    items: readonly PerformanceDue[];
    /** Entries of the plan that nobody has fulfilled yet. */
    visits: readonly { key: string; anchorOn: string; dueOn: string; warnOn: string }[];
    confirmation: ConfirmationState;
  } | null;
}

export interface Step {
  action: NextAction;
  dueOn: string | null;
}

/** Something that a case waits for until a day. */
export interface Due {
  action: DueAction;
  key: string;
  fromOn: string;
  dueOn: string;
  warnOn: string;
  /** After its day it can no longer be done. */
  lapses: boolean;
}

/** Everything a case waits for, in no order. A closed case still waits for its visits; no other case that is over does. */
export function duesOf(state: CaseState, terms: TermOf): Due[] {
  switch (state.stage) {
    case 'registered':
      return single('accept', terms('accept', state.appliedOn));
    case 'accepted':
    case 'mediating':
      return whileMediating(state, terms);
    case 'agreed': {
      const issuedOn = state.agreement?.issuedOn;
      return issuedOn ? single('collectSignatures', terms('signatures', issuedOn)) : [];
    }
    case 'performing':
      return afterEffect(state, terms);
    case 'closed':
      return visitDues(state);
    case 'declined':
    case 'terminated':
      return [];
  }
}

/**
 * The next thing to do with an open case and its day, so that none is forgotten; null when there is nothing to wait for.
 * The earliest day goes first, and one that has passed stays until what it asks for is done; only what has lapsed makes
 * room. When all have lapsed, the last of them remains.
 */
export function nextStep(dues: readonly Due[], today: string): Step | null {
  const byDay = [...dues].sort((a, b) =>
    a.dueOn === b.dueOn
      ? nextActions.indexOf(a.action) - nextActions.indexOf(b.action)
      : a.dueOn < b.dueOn
        ? -1
        : 1,
  );
  const next = byDay.find((due) => !due.lapses || due.dueOn >= today) ?? byDay.at(-1);
  if (!next) return null;
  const overdue = next.action === 'followPerformance' && next.dueOn < today;
  return { action: overdue ? 'urgePerformance' : next.action, dueOn: next.dueOn };
}

function whileMediating(state: CaseState, terms: TermOf): Due[] {
  const { acceptedOn, suspended } = state;
  if (acceptedOn === null) return [];
  const action = state.agreement?.hasClauses
    ? 'issueAgreement'
    : state.stage === 'accepted'
      ? 'holdSession'
      : 'draftAgreement';
  const dues = [...single(action, terms('mediate', acceptedOn)), ...planDues(state, terms)];
  // The term runs whether the parties were told of their rights or not: neither hides the other.
  if (state.rightsNotifiedOn === null) {
    dues.push({ ...plain('notifyRights', acceptedOn), fromOn: acceptedOn });
  }
  if (suspended) {
    const warn = terms('suspension', suspended.fromOn)?.record.warnDays ?? [];
    dues.push({
      ...plain('endSuspension', suspended.expectedOn),
      fromOn: suspended.fromOn,
      warnOn: earlier(suspended.expectedOn, Math.max(0, ...warn)),
    });
  }
  return dues;
}

/** The session itself, from the day before on; and the insurers, who are told some days before it (traffic). */
const planDues = ({ plans }: CaseState, terms: TermOf): Due[] =>
  plans.flatMap(({ key, plannedOn, insurerWaits }) => [
    { ...plain('holdSession', plannedOn), key, warnOn: earlier(plannedOn, 1) },
    ...(insurerWaits
      ? single('notifyInsurer', terms('insurerNotice', plannedOn), key).map((due) => ({
          ...due,
          // Counted backwards from the session: it begins with its first warning, and after the session it is in vain.
          fromOn: due.warnOn,
          lapses: true,
        }))
      : []),
  ]);

/** Performance is supervised (人民调解法 art. 31); joint request for judicial confirmation within its term (art. 33). */
function afterEffect(state: CaseState, terms: TermOf): Due[] {
  const { agreement } = state;
  const effectiveOn = agreement?.effectiveOn;
  if (!agreement || !effectiveOn) return [];
  const waiting = agreement.items.filter((item) => !item.settled);
  const dues = waiting.flatMap((item) => performanceDue(item, effectiveOn, terms));
  // What was performed needs no court; what is still open may.
  const mayAsk = !isSettled(agreement.confirmation);
  if (agreement.form === 'written' && waiting.length > 0 && mayAsk) {
    const term = terms('judicialConfirmation', effectiveOn);
    dues.push(...single('judicialConfirmation', term).map((due) => ({ ...due, lapses: true })));
  }
  dues.push(...visitDues(state));
  const dated = agreement.items.flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]));
  const undated = agreement.items.length === 0 || waiting.some((item) => item.dueOn === null);
  const last = dated.reduce((latest, day) => (day > latest ? day : latest), effectiveOn);
  const closing = undated ? terms('closing', effectiveOn, 'effect') : terms('closing', last, 'lastDue');
  const later = undated && dated.length > 0 ? terms('closing', last, 'lastDue') : null;
  dues.push(...single('close', later && closing && later.dueOn > closing.dueOn ? later : closing));
  return dues;
}

/** Its agreed day, or the reminder of an item without one; after urging, the day to look again. */
function performanceDue(item: PerformanceDue, effectiveOn: string, terms: TermOf): Due[] {
  const follow = 'followPerformance';
  if (item.lastUrgedOn !== null && (item.dueOn === null || item.lastUrgedOn > item.dueOn)) {
    return single(follow, terms('urging', item.lastUrgedOn), item.key);
  }
  if (item.dueOn === null) return single(follow, terms('performance', effectiveOn, 'effect'), item.key);
  const warn = terms('performanceReminder', item.dueOn)?.record.warnDays ?? [];
  return [
    {
      ...plain(follow, item.dueOn),
      key: item.key,
      fromOn: effectiveOn,
      warnOn: earlier(item.dueOn, Math.max(0, ...warn)),
    },
  ];
}

const visitDues = (state: CaseState): Due[] =>
  (state.agreement?.visits ?? []).map((visit) => ({
    ...plain('visit', visit.dueOn),
    key: visit.key,
    fromOn: visit.anchorOn,
    warnOn: visit.warnOn,
  }));

function single(action: DueAction, counted: CountedDue | null, key = ''): Due[] {
  if (!counted) return [];
  const { fromOn, dueOn, warnOn } = counted;
  return [{ action, key, fromOn, dueOn, warnOn, lapses: false }];
}

const plain = (action: DueAction, dueOn: string): Due => ({
  action,
  key: '',
  fromOn: dueOn,
  dueOn,
  warnOn: dueOn,
  lapses: false,
});

const earlier = (day: string, count: number): string => addDays(civilDate(day), -count);
