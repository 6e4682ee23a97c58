import { AppError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { holdsOf } from './hold-store.ts';
import type { Entry, LotTaken, TransactionRow } from './ledger.ts';
import { covers, takeBack, takeLots, without, type OpenLot } from './lots.ts';

/** Lots of an account with something left, in the order in which they were opened; expired ones among them. */
export async function openLotsOf(tx: Reader, accountId: string): Promise<OpenLot[]> {
  const rows = await tx.all<{ id: string; left: number; expires_on: string | null }>(
    `SELECT id, amount - ${usedOfLot('ledger_lots.id')} AS left, expires_on FROM ledger_lots
     WHERE account_id = ? AND left > 0 ORDER BY transaction_seq, id`,
    [accountId],
  );
  return rows.map(({ id, left, expires_on: expiresOn }) => ({ id, left, expiresOn }));
}

/** SQL: how much of a lot is gone. */
export function usedOfLot(lotId: string): string {
  return `ifnull((SELECT used_after FROM ledger_lot_uses WHERE lot_id = ${lotId} ORDER BY use_seq DESC LIMIT 1), 0)`;
}

/**
 * The entry that pays for something reserved on the day `today` out of the lots that were good on that day. Error:
 * `ledger.insufficientBalance` (points that had expired by then do not count).
 */
export async function spendPoints(
  tx: Reader,
  spending: { accountId: string; points: number; today: string },
): Promise<Entry> {
  const lots = takeLots(await openLotsOf(tx, spending.accountId), spending.points, spending.today);
  if (!lots) throw new AppError('ledger.insufficientBalance');
  return { account: spending.accountId, amount: -spending.points, lots };
}

/** What a reversal takes out of lots, for each entry of the original that opened some, by position. */
export async function lotsTakenBack(tx: Reader, original: TransactionRow): Promise<Map<number, LotTaken[]>> {
  const taken = new Map<number, LotTaken[]>();
  for (const [position, entry] of (JSON.parse(original.entries) as Entry[]).entries()) {
    if (!entry.opens) continue;
    const own = new Set(entry.opens.map((_, index) => `${original.seq}-${position}-${index}`));
    const open = await openLotsOf(tx, entry.account);
    const lots = takeBack(open, own, entry.amount);
    // What lies in lots that are over does not stand in for good points that somebody has reserved.
    if (!lots || !covers(without(open, lots), await holdsOf(tx, entry.account)))
      throw new AppError('ledger.insufficientBalance');
    taken.set(position, lots);
  }
  return taken;
}
