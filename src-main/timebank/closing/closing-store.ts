import type { ClosingAct } from '../../contract/timebank/closing.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, civilDateOfInstant, monthOf, monthRange } from '../../platform/dates.ts';
import { genesis } from '../../platform/hash.ts';
import type { BookingContext } from '../booking-context.ts';
import { startOf } from '../booking-period.ts';
import { headOf } from '../ledger-store.ts';
import {
  balancesHash,
  locksAfter,
  nextActs,
  sealedClosing,
  totalsOf,
  type BalanceAt,
  type Locks,
} from './closing.ts';
import { LedgerClosings, type ClosingRow } from './entities.ts';

export async function closingRows(tx: Reader): Promise<ClosingRow[]> {
  return tx.all<ClosingRow>('SELECT * FROM ledger_closings ORDER BY seq');
}

/** The locks in force: one row says all. */
export async function locksOf(tx: Reader): Promise<Locks> {
  const row = await tx.get<{ closed_through: string; final_through: string; first_month: string }>(
    `SELECT closed_through, final_through, (SELECT min(month) FROM ledger_closings) AS first_month
     FROM ledger_closings ORDER BY seq DESC LIMIT 1`,
  );
  return {
    closedThrough: row?.closed_through ?? '',
    finalThrough: row?.final_through ?? '',
    firstMonth: row?.first_month ?? '',
  };
}

/** Month in which the first transaction was booked; null: none was. */
export async function firstBookedMonth(tx: Reader): Promise<string | null> {
  const row = await tx.get<{ at: string }>(
    'SELECT recorded_at AS at FROM ledger_transactions ORDER BY seq LIMIT 1',
  );
  return row ? monthOf(civilDateOfInstant(row.at)) : null;
}

/** What a month is closed with. */
export interface Figures {
  throughSeq: number;
  head: string;
  balances: BalanceAt[];
}

/** Balances after the last transaction recorded in a month or before it. */
export async function figuresOf(tx: Reader, month: string): Promise<Figures> {
  const end = startOf(addDays(monthRange(month).to, 1));
  const last = await tx.get<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM ledger_transactions WHERE recorded_at < ? ORDER BY recorded_at DESC, seq DESC LIMIT 1',
    [end],
  );
  const throughSeq = last?.seq ?? 0;
  return { throughSeq, head: last?.hash ?? genesis, balances: await balancesAt(tx, throughSeq) };
}

/** Every account that was booked on by then, with its balance after a transaction. */
export function balancesAt(tx: Reader, throughSeq: number): Promise<BalanceAt[]> {
  return tx.all<BalanceAt>(
    `SELECT code, kind, unit, (SELECT balance_after FROM ledger_entries WHERE account_id = account.id AND transaction_seq <= ?
       ORDER BY transaction_seq DESC LIMIT 1) AS balance
     FROM ledger_accounts AS account WHERE balance IS NOT NULL`,
    [throughSeq],
  );
}

export interface ClosingRequest {
  id: string;
  month: string;
  act: ClosingAct;
  reason: string;
  documentId: string | null;
}

/**
 * Books one act of closing. Errors: `closing.notNext` when another month is due (with `params.month`, empty when none),
 * `closing.reasonMissing`, `closing.totalsDiffer` (the books no longer say what the 初结 found).
 */
export async function bookClosing(context: BookingContext, request: ClosingRequest): Promise<ClosingRow> {
  const { tx, now, actor } = context;
  const locks = await locksOf(tx);
  const due = nextActs(locks, await firstBookedMonth(tx), monthOf(civilDateOfInstant(now)))[request.act];
  if (due !== request.month) throw new AppError('closing.notNext', { params: { month: due ?? '' } });
  const figures = await figuresOf(tx, request.month);
  const after = locksAfter(locks, request.act, request.month);
  const last = await tx.get<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM ledger_closings ORDER BY seq DESC LIMIT 1',
  );
  const row = sealedClosing(last, {
    id: request.id,
    month: request.month,
    act: request.act,
    closed_through: after.closedThrough,
    final_through: after.finalThrough,
    through_seq: figures.throughSeq,
    at_seq: (await headOf(tx)).seq,
    head: figures.head,
    totals: JSON.stringify(totalsOf(figures.balances)),
    balances_hash: balancesHash(figures.balances),
    document_id: request.documentId,
    reason: request.reason,
    created_by: actor.userId,
    created_at: now,
  });
  await tx.insert(LedgerClosings, row);
  return row;
}
