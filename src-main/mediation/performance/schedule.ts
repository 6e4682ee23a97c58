import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { EntryKind, ItemState } from '../../contract/mediation/performance.ts';

/** One thing to be performed: a clause as a whole, or one instalment of it. */
export interface ScheduleItem {
  /** `<clause id>/<instalment>`. */
  key: string;
  clauseId: string;
  /** Place of the clause in the agreement, from 1. */
  clause: number;
  /** 0: the clause as a whole; n: its n-th instalment. */
  instalment: number;
  kind: Clause['kind'];
  text: string;
  debtorIds: readonly string[];
  creditorIds: readonly string[];
  /** 分; null when no fixed sum was agreed, and for what is no payment. */
  amountFen: number | null;
  amountText: string;
  dueOn: string | null;
  dueText: string;
  manner: string;
}

/** What was recorded on an item; append-only. */
export interface ScheduleEntry {
  id: string;
  itemKey: string;
  kind: EntryKind;
  amountFen: number | null;
  on: string;
  reversesId: string | null;
}

export interface ItemProgress {
  paidFen: number;
  /** What is still to be paid; null when no fixed sum was agreed. */
  openFen: number | null;
  /** Paid beyond the sum. */
  overFen: number;
  state: ItemState;
  /** The day on which the last part was performed; null while something is open. */
  doneOn: string | null;
  /** Nothing is awaited any more: done, or refused for good. */
  settled: boolean;
}

/**
 * The schedule of an agreement: payments, acts and apologies, instalments one by one; other clauses only when they name a
 * day (a waiver has nothing to perform). An instalment without a sum is the rest of its clause’s fixed amount.
 */
export function itemsOf(clauses: readonly Clause[]): ScheduleItem[] {
  return clauses.flatMap((clause, index) => {
    const common = {
      clauseId: clause.id,
      clause: index + 1,
      kind: clause.kind,
      text: clause.text,
      debtorIds: clause.debtorIds,
      creditorIds: clause.creditorIds,
      amountText: clause.amountText,
      manner: clause.manner,
    };
    if (clause.kind === 'payment' && clause.instalments.length > 0) {
      const sums = clause.instalments.map((one) => one.amountFen);
      const rest = restOf(clause, sums);
      return clause.instalments.map((one, at) => ({
        ...common,
        key: keyOf(clause.id, at + 1),
        instalment: at + 1,
        amountFen: one.amountFen ?? rest,
        dueOn: one.dueOn,
        dueText: one.dueText,
      }));
    }
    if (clause.kind === 'other' && clause.dueOn === null) return [];
    return [
      {
        ...common,
        key: keyOf(clause.id, 0),
        instalment: 0,
        // “每人每月 300 元”: a sum with words beside it is no fixed total.
        amountFen: clause.kind === 'payment' && clause.amountText === '' ? clause.amountFen : null,
        dueOn: clause.dueOn,
        dueText: clause.dueText,
      },
    ];
  });
}

export const keyOf = (clauseId: string, instalment: number): string => `${clauseId}/${instalment}`;

/** Entries that still count: neither a reversal nor reversed. */
export function entriesInForce<E extends ScheduleEntry>(entries: readonly E[]): E[] {
  const reversed = new Set(entries.map((entry) => entry.reversesId));
  return entries.filter((entry) => entry.kind !== 'reversal' && !reversed.has(entry.id));
}

/**
 * How far an item has come. A fixed sum is done when its receipts reach it; everything else when somebody recorded it as
 * done. A refusal stands until something is performed after all. Agreed days are taken as they are, without any shift.
 */
export function progressOf(
  item: ScheduleItem,
  entries: readonly ScheduleEntry[],
  today: string,
  soonOn: string,
): ItemProgress {
  const own = entriesInForce(entries).filter((entry) => entry.itemKey === item.key);
  const receipts = own.filter((entry) => entry.kind === 'receipt');
  const paidFen = receipts.reduce((sum, entry) => sum + (entry.amountFen ?? 0), 0);
  const openFen = item.amountFen === null ? null : Math.max(0, item.amountFen - paidFen);
  const overFen = item.amountFen === null ? 0 : Math.max(0, paidFen - item.amountFen);
  const said = own.filter((entry) => entry.kind === 'done');
  const done = openFen === null ? said.length > 0 : openFen === 0;
  const refused = !done && own.some((entry) => entry.kind === 'refused');
  const days = [...(openFen === null ? said : receipts)].map((entry) => entry.on).sort();
  return {
    paidFen,
    openFen: done && openFen === null ? 0 : openFen,
    overFen,
    state: stateOf(item, { done, refused, paidFen }, today, soonOn),
    doneOn: done ? (days.at(-1) ?? null) : null,
    settled: done || refused,
  };
}

function stateOf(
  item: ScheduleItem,
  { done, refused, paidFen }: { done: boolean; refused: boolean; paidFen: number },
  today: string,
  soonOn: string,
): ItemState {
  if (done) return 'done';
  if (refused) return 'refused';
  if (item.dueOn !== null && item.dueOn < today) return 'overdue';
  if (paidFen > 0) return 'partPaid';
  return item.dueOn !== null && item.dueOn <= soonOn ? 'soon' : 'open';
}

function restOf(clause: Clause, sums: readonly (number | null)[]): number | null {
  if (clause.amountFen === null || clause.amountText !== '') return null;
  if (sums.filter((sum) => sum === null).length !== 1) return null;
  const rest = clause.amountFen - sums.reduce<number>((total, sum) => total + (sum ?? 0), 0);
  return rest > 0 ? rest : null;
}
