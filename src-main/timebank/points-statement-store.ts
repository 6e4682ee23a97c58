import type { Reader } from '../platform/database/handles.ts';
import type { PointsFacts } from './statement.ts';

export interface PointsRange {
  /** Transactions of the statement: `after < seq <= upTo`. */
  after: number;
  upTo: number;
  /** Last day of the period: what lapses after it is announced. */
  through: string;
}

interface LineRead {
  member_id: string;
  recorded_at: string;
  text: string;
  points: number;
  reverses_seq: number | null;
  reason: string;
}

/** Points of a period by member, of those who have an account for them; the same queries for one and for all. */
export async function pointsFacts(
  tx: Reader,
  range: PointsRange,
  memberIds?: readonly string[],
): Promise<Map<string, { account: string; facts: { points: PointsFacts } }>> {
  const only =
    memberIds === undefined ? '' : `AND account.member_id IN (${memberIds.map(() => '?').join(', ')})`;
  const params = memberIds ?? [];
  const accounts = await tx.all<{ member_id: string; id: string; opening: number }>(
    `SELECT account.member_id, account.id, ifnull((SELECT entry.balance_after FROM ledger_entries AS entry
         WHERE entry.account_id = account.id AND entry.transaction_seq <= ? ORDER BY entry.transaction_seq DESC LIMIT 1), 0) AS opening
     FROM ledger_accounts AS account WHERE account.kind = 'member' AND account.unit = 'point' ${only}
       AND EXISTS (SELECT 1 FROM ledger_entries WHERE account_id = account.id AND transaction_seq <= ?)`,
    [range.after, ...params, range.upTo],
  );
  if (accounts.length === 0) return new Map();
  const lines = await tx.all<LineRead>(
    `SELECT account.member_id, header.recorded_at, header.text, entry.amount AS points, original.seq AS reverses_seq, header.reason
     FROM ledger_accounts AS account
     CROSS JOIN ledger_entries AS entry ON entry.account_id = account.id AND entry.transaction_seq > ? AND entry.transaction_seq <= ?
     JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
     LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
     WHERE account.kind = 'member' AND account.unit = 'point' ${only} ORDER BY entry.transaction_seq`,
    [range.after, range.upTo, ...params],
  );
  const expiring = await tx.all<{ member_id: string; on: string; points: number }>(
    `SELECT member_id, expires_on AS "on", sum(remaining) AS points FROM (
       SELECT account.member_id, lot.expires_on, lot.amount - ifnull((SELECT sum(amount) FROM ledger_lot_uses
         WHERE lot_id = lot.id AND transaction_seq <= ?), 0) AS remaining
       FROM ledger_accounts AS account JOIN ledger_lots AS lot ON lot.account_id = account.id
       WHERE account.kind = 'member' AND account.unit = 'point' AND lot.transaction_seq <= ? AND lot.expires_on > ? ${only})
     WHERE remaining > 0 GROUP BY member_id, expires_on ORDER BY expires_on`,
    [range.upTo, range.upTo, range.through, ...params],
  );
  const linesOf = byMember(lines);
  const expiringOf = byMember(expiring);
  return new Map(
    accounts.map(({ member_id: owner, id, opening }) => [
      owner,
      {
        account: id,
        facts: {
          points: {
            opening,
            lines: (linesOf.get(owner) ?? []).map((line) => ({
              recordedAt: line.recorded_at,
              text: line.text,
              points: line.points,
              reversesSeq: line.reverses_seq,
              reason: line.reason,
            })),
            expiring: (expiringOf.get(owner) ?? []).map(({ on, points }) => ({ on, points })),
          },
        },
      },
    ]),
  );
}

function byMember<R extends { member_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.member_id);
    if (group) group.push(row);
    else groups.set(row.member_id, [row]);
  }
  return groups;
}
