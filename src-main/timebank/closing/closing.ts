/** Closing a month: what is closed next, what a closing seals, and the texts that its hashes cover. */
import type { ClosingAct, ClosingTotal } from '../../contract/timebank/closing.ts';
import { genesis, sha256 } from '../../platform/hash.ts';
import type { ClosingRow } from './entities.ts';

/** The locks that stand: last month closed, last month closed for good, first month ever closed; '' is none. */
export interface Locks {
  closedThrough: string;
  finalThrough: string;
  firstMonth: string;
}

/** A balance as it stood after the last transaction of a month. */
export interface BalanceAt {
  code: string;
  kind: string;
  unit: 'minute' | 'point';
  balance: number;
}

/**
 * What may be closed, in order and without gaps. `began` is the month of the first booking, `today` the running month:
 * neither can be closed before it is over. Withdrawn is only a 初结, only the last one.
 */
export function nextActs(
  locks: Locks,
  began: string | null,
  today: string,
): Record<ClosingAct, string | null> {
  const first = locks.closedThrough !== '' ? monthAfter(locks.closedThrough) : locks.firstMonth || began;
  const final = locks.finalThrough !== '' ? monthAfter(locks.finalThrough) : locks.firstMonth;
  return {
    first: first !== null && first < today ? first : null,
    final: final !== '' && final <= locks.closedThrough ? final : null,
    withdrawal: locks.closedThrough > locks.finalThrough ? locks.closedThrough : null,
  };
}

/** The locks after an act. */
export function locksAfter(locks: Locks, act: ClosingAct, month: string): Locks {
  switch (act) {
    case 'first':
      return { ...locks, closedThrough: month, firstMonth: locks.firstMonth || month };
    case 'final':
      return { ...locks, finalThrough: month };
    case 'withdrawal':
      return { ...locks, closedThrough: month === locks.firstMonth ? '' : monthBefore(month) };
  }
}

/** The bank’s own accounts one by one, those of members together, minutes before points. */
export function totalsOf(balances: readonly BalanceAt[]): ClosingTotal[] {
  const totals = new Map<string, ClosingTotal>();
  for (const { unit, kind, code, balance } of balances) {
    const account = kind === 'member' ? 'member' : code;
    const key = `${unit} ${account}`;
    const total = totals.get(key) ?? { unit, account, accounts: 0, balance: 0 };
    totals.set(key, { ...total, accounts: total.accounts + 1, balance: total.balance + balance });
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** SHA-256 over `code balance` of every account that was ever booked on, by code, a line each. */
export function balancesHash(balances: readonly BalanceAt[]): string {
  const lines = balances.map(({ code, balance }) => `${code} ${balance}\n`).sort();
  return sha256(lines.join(''));
}

/** The text that a closing’s hash seals: a JSON array, the hash of the act before it among the fields. */
export function canonicalClosing(row: Omit<ClosingRow, 'hash'>): string {
  return JSON.stringify([
    'fengqiao-closing-1',
    row.prev_hash,
    row.seq,
    row.id,
    row.month,
    row.act,
    row.closed_through,
    row.final_through,
    row.through_seq,
    row.at_seq,
    row.head,
    row.totals,
    row.balances_hash,
    row.document_id,
    row.reason,
    row.created_by,
    row.created_at,
  ]);
}

/** The next link of the chain of closings. */
export function sealedClosing(
  last: Pick<ClosingRow, 'seq' | 'hash'> | undefined,
  row: Omit<ClosingRow, 'seq' | 'prev_hash' | 'hash'>,
): ClosingRow {
  const linked = { ...row, seq: (last?.seq ?? 0) + 1, prev_hash: last?.hash ?? genesis };
  return { ...linked, hash: sha256(canonicalClosing(linked)) };
}

export const monthAfter = (month: string): string => shifted(month, 1);
export const monthBefore = (month: string): string => shifted(month, -1);

/** Months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
}

function shifted(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
