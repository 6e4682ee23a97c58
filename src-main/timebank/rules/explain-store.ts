import type { Reader } from '../../platform/database/handles.ts';
import type { Booked } from './explain.ts';

/** What a transaction gave by its entries: coins to members, what went to the pools, points. */
export async function bookedOf(tx: Reader, seq: number): Promise<Booked> {
  const row = await tx.get<{ coins: number | null; donated: number | null; points: number | null }>(
    `SELECT sum(CASE WHEN account.kind = 'member' AND account.unit = 'minute' THEN entry.amount END) AS coins,
       sum(CASE WHEN account.kind = 'pool' AND account.unit = 'minute' THEN entry.amount END) AS donated,
       sum(CASE WHEN account.kind = 'member' AND account.unit = 'point' THEN entry.amount END) AS points
     FROM ledger_entries AS entry JOIN ledger_accounts AS account ON account.id = entry.account_id
     WHERE entry.transaction_seq = ? AND entry.amount > 0`,
    [seq],
  );
  return { coinMinutes: row?.coins ?? 0, donatedMinutes: row?.donated ?? 0, points: row?.points ?? 0 };
}

/** Number of the transaction that undid this one; null when it stands. */
export async function reversalSeqOf(tx: Reader, transactionId: string): Promise<number | null> {
  const row = await tx.get<{ seq: number }>('SELECT seq FROM ledger_transactions WHERE reverses_id = ?', [
    transactionId,
  ]);
  return row?.seq ?? null;
}
