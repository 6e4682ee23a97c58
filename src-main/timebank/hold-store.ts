import { AppError, notFound } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { civilDateOfInstant } from '../platform/dates.ts';
import { seal } from '../platform/seals/seal-store.ts';
import type { BookingContext } from './booking-context.ts';
import { LedgerHolds } from './entities.ts';
import type { HeldPoints } from './lots.ts';
import { holdDigest } from './hold-digest.ts';

/** What is asked to be reserved. */
export interface NewHold {
  id: string;
  accountId: string;
  /** Minutes or points, as the account counts. */
  amount: number;
  purpose: 'request' | 'order';
  purposeId: string;
  /** Instant after which it may be given back as lapsed. */
  expiresAt: string;
}

/**
 * Reserves an amount: from now on nothing else can spend it. It is resolved exactly once: posted by a transaction that
 * names it (`NewTransaction.holdId`), or given back (`release`). Errors: `ledger.insufficientBalance`,
 * `ledger.holdBroken` (the same purpose has one already).
 */
export async function hold(context: BookingContext, request: NewHold): Promise<void> {
  const row = {
    id: request.id,
    account_id: request.accountId,
    amount: request.amount,
    purpose: request.purpose,
    purpose_id: request.purposeId,
    state: 'held' as const,
    held_by: context.actor.userId,
    held_at: context.now,
    expires_at: request.expiresAt,
    resolved_at: null,
    transaction_id: null,
  };
  await context.tx.insert(LedgerHolds, row);
  await seal(context.tx, { kind: 'hold', rowId: row.id, digest: holdDigest(row), at: context.now });
}

/** Gives a reservation back: withdrawn (`void`) or lapsed (`expired`). Errors: `record.notFound`, `ledger.holdBroken`. */
export async function release(context: BookingContext, id: string, how: 'void' | 'expired'): Promise<void> {
  const row = await context.tx.find(LedgerHolds).findOneBy({ id });
  if (!row) throw notFound('hold');
  if (row.state !== 'held') throw new AppError('ledger.holdBroken');
  await context.tx.run('UPDATE ledger_holds SET state = ?, resolved_at = ? WHERE id = ?', [
    how,
    context.now,
    id,
  ]);
}

/** SQL: what is reserved on an account. */
export function heldOnAccount(accountId: string): string {
  return `ifnull((SELECT sum(amount) FROM ledger_holds WHERE account_id = ${accountId} AND state = 'held'), 0)`;
}

/** Every open reservation of an account with the day on which it was made, the first first. */
export async function holdsOf(tx: Reader, accountId: string): Promise<HeldPoints[]> {
  const rows = await tx.all<{ amount: number; held_at: string }>(
    `SELECT amount, held_at FROM ledger_holds WHERE account_id = ? AND state = 'held' ORDER BY held_at, id`,
    [accountId],
  );
  return rows.map((row) => ({ amount: row.amount, placedOn: civilDateOfInstant(row.held_at) }));
}
