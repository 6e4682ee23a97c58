import type { Reader } from '../../platform/database/handles.ts';
import { addDays, civilDateOfInstant, monthOf, monthRange } from '../../platform/dates.ts';
import { startOf } from '../booking-period.ts';
import { headOf } from '../ledger-store.ts';
import type { JournalAccount, JournalAssertion, JournalTransaction, JournalWriter } from './journal.ts';
import { monthsBetween } from './closing.ts';

export interface JournalCounts {
  transactions: number;
  entries: number;
  assertions: number;
  months: number;
}

export interface JournalJob {
  /** One consistent view for each piece; the ledger only grows, and the export ends at the head it began with. */
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>;
  write(text: string): Promise<void> | void;
  progress?(done: number, total: number): void;
  signal?: AbortSignal;
}

const piece = 2_000;

/**
 * Writes the whole ledger, a few thousand transactions at a time, with the balance of every account at every month end
 * and at the last booking.
 */
export async function writeJournal(
  job: JournalJob,
  writer: (accounts: readonly JournalAccount[]) => JournalWriter,
  title: string,
): Promise<JournalCounts> {
  const { head, accounts, first } = await job.read(async (tx) => ({
    head: await headOf(tx),
    accounts: await accountsOf(tx),
    first: await tx.get<{ at: string }>(
      'SELECT recorded_at AS at FROM ledger_transactions ORDER BY seq LIMIT 1',
    ),
  }));
  const out = writer(accounts);
  const counts: JournalCounts = { transactions: 0, entries: 0, assertions: 0, months: 0 };
  await job.write(out.head(`${title} ${head.seq} ${head.hash}`));
  if (!first) return counts;

  const lastMonth = monthOf(civilDateOfInstant(head.recordedAt));
  for (const month of monthsBetween(monthOf(civilDateOfInstant(first.at)), lastMonth)) {
    const { to } = monthRange(month);
    const end = startOf(addDays(to, 1));
    await writeTransactions(job, out, head.seq, end, counts);
    const balances = await job.read((tx) => balancesAt(tx, counts.transactions));
    const known = accounts.filter(({ id, createdAt }) => createdAt < end || balances.has(id));
    // The running month is asserted on the day of its last booking; a future date would be a promise.
    const day = month === lastMonth ? civilDateOfInstant(head.recordedAt) : to;
    const asserted = known.map(({ id }): JournalAssertion => ({
      account: id,
      balance: balances.get(id) ?? 0,
    }));
    await job.write(out.assertions(day, addDays(day, 1), `balances ${month}`, asserted));
    counts.assertions += asserted.length;
    counts.months += 1;
  }
  return counts;
}

async function writeTransactions(
  job: JournalJob,
  out: JournalWriter,
  headSeq: number,
  end: string,
  counts: JournalCounts,
): Promise<void> {
  for (;;) {
    job.signal?.throwIfAborted();
    const rows = await job.read((tx) => transactionsAfter(tx, counts.transactions, headSeq, end));
    if (rows.length === 0) return;
    await job.write(rows.map((row) => out.transaction(row)).join(''));
    counts.transactions += rows.length;
    counts.entries += rows.reduce((sum, row) => sum + row.entries.length, 0);
    job.progress?.(counts.transactions, headSeq);
  }
}

/** Entries come from their own table, not from the header’s text: what is exported is what counts. */
async function transactionsAfter(
  tx: Reader,
  after: number,
  headSeq: number,
  end: string,
): Promise<JournalTransaction[]> {
  const rows = await tx.all<{
    seq: number;
    kind: string;
    recorded_at: string;
    served_on: string;
    text: string;
    account_id: string;
    amount: number;
  }>(
    `SELECT header.seq, header.kind, header.recorded_at, header.served_on, header.text, entry.account_id, entry.amount
     FROM ledger_transactions AS header CROSS JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     WHERE header.seq > ? AND header.seq <= ? AND header.recorded_at < ? ORDER BY header.seq, entry.position`,
    [after, Math.min(headSeq, after + piece), end],
  );
  const transactions: (JournalTransaction & { entries: { account: string; amount: number }[] })[] = [];
  for (const row of rows) {
    let last = transactions.at(-1);
    if (last?.seq !== row.seq) {
      last = {
        seq: row.seq,
        kind: row.kind,
        recordedAt: row.recorded_at,
        servedOn: row.served_on,
        text: row.text,
        entries: [],
      };
      transactions.push(last);
    }
    last.entries.push({ account: row.account_id, amount: row.amount });
  }
  return transactions;
}

type ListedAccount = JournalAccount & { createdAt: string };

/** System accounts first, then members by volunteer number. */
export async function accountsOf(tx: Reader): Promise<ListedAccount[]> {
  const rows = await tx.all<{
    id: string;
    code: string;
    unit: JournalAccount['unit'];
    volunteer_number: string | null;
    created_at: string;
  }>(
    `SELECT account.id, account.code, account.unit, account.created_at, members.volunteer_number
     FROM ledger_accounts AS account LEFT JOIN members ON members.id = account.member_id
     ORDER BY account.member_id IS NOT NULL, members.volunteer_number, account.code`,
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    unit: row.unit,
    volunteerNumber: row.volunteer_number,
    createdAt: row.created_at,
  }));
}

async function balancesAt(tx: Reader, throughSeq: number): Promise<Map<string, number>> {
  const rows = await tx.all<{ id: string; balance: number | null }>(
    `SELECT id, (SELECT balance_after FROM ledger_entries WHERE account_id = account.id AND transaction_seq <= ?
       ORDER BY transaction_seq DESC LIMIT 1) AS balance FROM ledger_accounts AS account`,
    [throughSeq],
  );
  return new Map(rows.flatMap(({ id, balance }) => (balance === null ? [] : [[id, balance] as const])));
}
