import type { Reader } from '../../platform/database/handles.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';

/** One entry as it stands in a spreadsheet. */
export interface EntryRow {
  seq: number;
  recordedOn: string;
  servedOn: string;
  kind: string;
  code: string;
  volunteerNumber: string | null;
  unit: 'minute' | 'point';
  amount: number;
  balance: number;
  text: string;
  reversesSeq: number | null;
  reason: string;
  lateReason: string;
  rule: string;
  hash: string;
}

const piece = 1_000;

/** Entries of the next thousand transactions, in booking order. */
export async function entryRowsAfter(tx: Reader, after: number, head: number): Promise<EntryRow[]> {
  const rows = await tx.all<Omit<EntryRow, 'recordedOn'> & { recordedAt: string }>(
    `SELECT header.seq, header.recorded_at AS recordedAt, header.served_on AS servedOn, header.kind, account.code,
       members.volunteer_number AS volunteerNumber, account.unit, entry.amount, entry.balance_after AS balance, header.text,
       original.seq AS reversesSeq, header.reason, header.late_reason AS lateReason, header.rule, header.hash
     FROM ledger_transactions AS header
     CROSS JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     JOIN ledger_accounts AS account ON account.id = entry.account_id
     LEFT JOIN members ON members.id = account.member_id
     LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
     WHERE header.seq > ? AND header.seq <= ? ORDER BY header.seq, entry.position`,
    [after, Math.min(head, after + piece)],
  );
  return rows.map(({ recordedAt, ...row }) => ({ ...row, recordedOn: civilDateOfInstant(recordedAt) }));
}
