import { AppError, notFound } from '../../platform/app-error.ts';
import type { CorrectableService } from '../../contract/timebank/work-values.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { LedgerTransactions, type ServiceRecordRow } from '../entities.ts';
import type { Entry, TransactionRow } from '../ledger.ts';

export interface BookedService {
  transaction: TransactionRow;
  record: ServiceRecordRow;
  /** Coins that the member got by it. */
  coinMinutes: number;
  /** Who paid for it, where it was a service between two members. */
  recipientId: string | null;
}

/**
 * A member’s service as it was booked and still stands. Errors: `record.notFound`, `correction.notService`,
 * `ledger.alreadyReversed`.
 */
export async function serviceBookedAs(
  tx: Reader,
  transactionId: string,
  memberId: string,
): Promise<BookedService> {
  const transaction = await tx.find(LedgerTransactions).findOneBy({ id: transactionId });
  if (!transaction) throw notFound('transaction');
  const undone = await tx.get('SELECT 1 FROM ledger_transactions WHERE reverses_id = ?', [transactionId]);
  if (undone) throw new AppError('ledger.alreadyReversed');
  const record = await tx.get<ServiceRecordRow>(
    'SELECT * FROM service_records WHERE transaction_id = ? AND member_id = ? AND reverses_id IS NULL',
    [transactionId, memberId],
  );
  if (!record) throw new AppError('correction.notService');
  const coins = await tx.all<{ member_id: string; amount: number }>(
    `SELECT account.member_id, entry.amount FROM ledger_entries AS entry JOIN ledger_accounts AS account ON account.id = entry.account_id
     WHERE entry.transaction_seq = ? AND account.kind = 'member' AND account.unit = 'minute'`,
    [transaction.seq],
  );
  return {
    transaction,
    record,
    coinMinutes: coins.find((entry) => entry.member_id === memberId)?.amount ?? 0,
    recipientId: coins.find(({ amount }) => amount < 0)?.member_id ?? null,
  };
}

/** Services of a member that stand, newest first; text matches what stands on the account. */
export async function findCorrectable(
  tx: Reader,
  filter: {
    memberId: string;
    text: string;
    servedOn?: string | undefined;
    page: { offset: number; limit: number };
  },
): Promise<{ rows: CorrectableService[]; total: number }> {
  const params: SqlValue[] = [filter.memberId];
  let where = `record.member_id = ? AND record.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)`;
  if (filter.servedOn !== undefined) {
    where += ' AND record.served_on = ?';
    params.push(filter.servedOn);
  }
  if (filter.text !== '') {
    where += ` AND header.text LIKE ? ESCAPE '\\'`;
    params.push(`%${filter.text.replace(/[\\%_]/g, '\\$&')}%`);
  }
  const source = `FROM service_records AS record JOIN ledger_transactions AS header ON header.id = record.transaction_id WHERE ${where}`;
  const rows = await tx.all<Omit<CorrectableService, 'asked'> & { asked: number }>(
    `SELECT header.id AS transactionId, header.seq, record.served_on AS servedOn, header.text, record.minutes,
       EXISTS (SELECT 1 FROM corrections WHERE transaction_id = header.id AND state = 'asked') AS asked
     ${source} ORDER BY record.served_on DESC, header.seq DESC LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total ${source}`, params);
  return { rows: rows.map((row) => ({ ...row, asked: row.asked === 1 })), total: count?.total ?? 0 };
}

export const entriesBooked = (transaction: TransactionRow): Entry[] =>
  JSON.parse(transaction.entries) as Entry[];
