import type { CaseStage } from '../../contract/mediation/case-values.ts';
import type { TermRow, TermState, TermStep } from '../../contract/mediation/deadlines.ts';
import type { ConfirmationEvent } from '../../contract/mediation/performance.ts';
import { civilDate, daysBetween } from '../../platform/dates.ts';
import type { CountedDue, TermOf } from '../deadline.ts';
import { isOpen } from '../stage.ts';

/** What the control sheet of a case is made from: values only. */
export interface SheetSource {
  stage: CaseStage;
  today: string;
  appliedOn: string;
  acceptedOn: string | null;
  declinedOn: string | null;
  terminatedOn: string | null;
  closedOn: string | null;
  isTraffic: boolean;
  /** The clock of the term of mediation stands. */
  suspended: boolean;
  agreement: { concludedOn: string | null; issuedOn: string | null; effectiveOn: string | null } | null;
  sessions: readonly { key: string; on: string; planned: boolean; insurersToldOn: string | null }[];
  items: readonly {
    key: string;
    name: string;
    dueOn: string | null;
    doneOn: string | null;
    refused: boolean;
  }[];
  visits: readonly { key: string; anchorOn: string; visitedOn: string | null }[];
  /** Steps of judicial confirmation that stand. */
  confirmation: readonly { event: ConfirmationEvent; on: string }[];
}

/** Every term of a case in the order in which they begin: what, from, to, how counted, and where it stands today. */
export function controlSheetRows(source: SheetSource, terms: TermOf): TermRow[] {
  const { agreement, today } = source;
  const rows: (TermRow | null)[] = [];
  const add = (
    key: string,
    term: CountedDue | null,
    doneOn: string | null,
    over: Partial<Pick<TermRow, 'name' | 'state'>> = {},
  ) => rows.push(term && rowOf(key, term, doneOn, today, over));

  add('accept', terms('accept', source.appliedOn), source.acceptedOn ?? source.declinedOn);
  if (source.acceptedOn !== null) {
    // Mediation ends with the agreement that was reached, or with its termination.
    const endedOn = agreement?.issuedOn ? (agreement.concludedOn ?? agreement.issuedOn) : source.terminatedOn;
    const stopped = endedOn === null && source.suspended ? { state: 'suspended' as const } : {};
    add('mediate', terms('mediate', source.acceptedOn), endedOn, stopped);
  }
  if (source.isTraffic) {
    for (const session of source.sessions) {
      // Of a session that was held the day is told only; before a planned one somebody waits for the notice.
      const waits = session.planned || session.insurersToldOn !== null;
      const over = waits ? {} : { state: 'information' as const };
      add(`insurer:${session.key}`, terms('insurerNotice', session.on), session.insurersToldOn, over);
    }
  }
  if (agreement?.issuedOn) add('signatures', terms('signatures', agreement.issuedOn), agreement.effectiveOn);
  if (agreement?.effectiveOn) {
    addConfirmation(source, agreement.effectiveOn, terms, add);
    for (const item of source.items) rows.push(itemRow(item, agreement.effectiveOn, terms, today));
    for (const visit of source.visits) {
      const anchor = visit.key === 'effect' ? 'effect' : 'due';
      add(`visit:${visit.key}`, terms('visit', visit.anchorOn, anchor), visit.visitedOn);
    }
    addClosing(source, agreement.effectiveOn, terms, add);
  }
  if (source.terminatedOn !== null && source.isTraffic) {
    add('policeRequest', terms('policeRequest', source.terminatedOn), null, { state: 'information' });
  }
  return rows
    .filter((row) => row !== null)
    .map((row) =>
      isOver(source) && isWaiting(row.state) && !row.key.startsWith('visit:') ? lapsed(row) : row,
    )
    .sort((a, b) => ((a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : (a.fromOn ?? '') > (b.fromOn ?? '') ? 1 : 0));
}

type Add = (
  key: string,
  term: CountedDue | null,
  doneOn: string | null,
  over?: Partial<Pick<TermRow, 'name' | 'state'>>,
) => void;

function addConfirmation(source: SheetSource, effectiveOn: string, terms: TermOf, add: Add): void {
  const dayOf = (...events: ConfirmationEvent[]) =>
    source.confirmation.findLast((one) => events.includes(one.event))?.on ?? null;
  const appliedOn = dayOf('apply');
  const forgone = appliedOn === null && dayOf('forgo') !== null;
  const term = terms('judicialConfirmation', effectiveOn);
  const missed = appliedOn === null && term !== null && term.dueOn < source.today;
  add('confirmation', term, appliedOn, forgone || missed ? { state: 'lapsed' } : {});
  if (appliedOn === null) return;
  add('courtAccept', terms('courtAccept', appliedOn), dayOf('accept', 'reject', 'withdraw'));
  const acceptedOn = dayOf('accept');
  if (acceptedOn !== null)
    add('courtDecide', terms('courtDecide', acceptedOn), dayOf('confirm', 'reject', 'withdraw'));
}

function addClosing(source: SheetSource, effectiveOn: string, terms: TermOf, add: Add): void {
  const last = source.items
    .flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]))
    .sort()
    .at(-1);
  const term =
    last === undefined
      ? terms('closing', effectiveOn, 'effect')
      : terms('closing', last > effectiveOn ? last : effectiveOn, 'lastDue');
  add('closing', term, source.closedOn);
}

/** An agreed day stands as it is; an item without one has the reminder of the house. */
function itemRow(
  item: SheetSource['items'][number],
  effectiveOn: string,
  terms: TermOf,
  today: string,
): TermRow | null {
  const state = item.refused ? { state: 'lapsed' as const } : {};
  const over = { name: item.name, ...state };
  const key = `performance:${item.key}`;
  const reminder = item.dueOn === null ? terms('performance', effectiveOn, 'effect') : null;
  if (item.dueOn === null) return reminder && rowOf(key, reminder, item.doneOn, today, over);
  const warnFrom = terms('performanceReminder', item.dueOn)?.record.warnDays ?? [];
  const steps: TermStep[] = [{ step: 'agreed', params: { on: item.dueOn } }];
  const daysLeft = daysBetween(civilDate(today), civilDate(item.dueOn));
  return {
    key,
    code: '',
    purpose: 'performance',
    source: '',
    verified: true,
    fromOn: effectiveOn,
    dueOn: item.dueOn,
    doneOn: item.doneOn,
    state: stateOf(item.dueOn, item.doneOn, today, daysLeft <= Math.max(0, ...warnFrom)),
    daysLeft,
    steps,
    ...over,
  };
}

function rowOf(
  key: string,
  term: CountedDue,
  doneOn: string | null,
  today: string,
  over: Partial<Pick<TermRow, 'name' | 'state'>>,
): TermRow {
  return {
    key,
    code: term.record.code,
    purpose: term.record.purpose,
    name: term.record.name,
    source: term.record.source,
    verified: term.record.verified,
    fromOn: term.fromOn,
    dueOn: term.dueOn,
    doneOn,
    state: stateOf(term.dueOn, doneOn, today, today >= term.warnOn),
    daysLeft: daysBetween(civilDate(today), term.dueOn),
    steps: term.steps,
    ...(doneOn === null ? over : over.name === undefined ? {} : { name: over.name }),
  };
}

function stateOf(dueOn: string, doneOn: string | null, today: string, warned: boolean): TermState {
  if (doneOn !== null) return doneOn > dueOn ? 'doneLate' : 'done';
  if (dueOn < today) return 'over';
  if (dueOn === today) return 'today';
  return warned ? 'soon' : 'running';
}

const isOver = (source: SheetSource): boolean => !isOpen(source.stage);
const isWaiting = (state: TermState): boolean =>
  ['running', 'soon', 'today', 'over', 'suspended'].includes(state);
/** Nobody waits for the terms of a case that is over, its visits excepted. */
const lapsed = (row: TermRow): TermRow => ({ ...row, state: 'lapsed' });
