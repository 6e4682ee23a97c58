import type { Reader } from '../platform/database/handles.ts';
import { genesis, sha256 } from '../platform/hash.ts';
import type { LedgerEntryRow } from './entities.ts';
import { canonicalText, type Entry, type TransactionRow } from './ledger.ts';

export interface LedgerReport {
  intact: boolean;
  transactions: number;
  entries: number;
  /** Hash of the last transaction, as stored. */
  head: string;
  /** Each names the exact row; at most `problemsShown` of them. */
  problems: string[];
}

const chunk = 4_000;
const problemsShown = 100;

/**
 * Recomputes everything that the database promised when it booked: numbers without gaps, the hash chain, sums of zero,
 * entries equal to their header, balances continued from entry to entry, floors, reversals exact and once, and the
 * permanent record equal to what was credited. Finds what somebody changed after taking the triggers away.
 */
export async function verifyLedger(tx: Reader): Promise<LedgerReport> {
  const problems: string[] = [];
  const report = (problem: string) => void (problems.length < problemsShown && problems.push(problem));
  const floors = new Map(
    (
      await tx.all<{ id: string; floor_minutes: number | null }>(
        'SELECT id, floor_minutes FROM ledger_accounts',
      )
    ).map((account) => [account.id, account.floor_minutes]),
  );
  const state: State = {
    previous: { seq: 0, hash: genesis, recorded_at: '' },
    accounts: new Map(),
    reversed: new Set(),
  };
  let transactions = 0;
  let entries = 0;
  for (;;) {
    const rows = await tx.all<TransactionRow>(
      `SELECT * FROM ledger_transactions WHERE seq > ? ORDER BY seq LIMIT ${chunk}`,
      [state.previous.seq],
    );
    const last = rows.at(-1);
    if (!last) break;
    const stored = await tx.all<LedgerEntryRow>(
      'SELECT * FROM ledger_entries WHERE transaction_seq > ? AND transaction_seq <= ? ORDER BY transaction_seq, position',
      [state.previous.seq, last.seq],
    );
    const originals = await originalsOf(tx, state.previous.seq, last.seq);
    let at = 0;
    for (const row of rows) {
      const from = at;
      while (at < stored.length && (stored[at] as LedgerEntryRow).transaction_seq <= row.seq) at += 1;
      checkHeader(row, state, report);
      checkReversal(row, originals.get(row.seq), state, report);
      checkEntries(row, stored.slice(from, at), floors, state, report);
    }
    transactions += rows.length;
    entries += stored.length;
  }
  await checkStrays(tx, entries, report);
  await checkHours(tx, report);
  return { intact: problems.length === 0, transactions, entries, head: state.previous.hash, problems };
}

interface State {
  previous: Pick<TransactionRow, 'seq' | 'hash' | 'recorded_at'>;
  accounts: Map<string, { seq: number; balance: number }>;
  reversed: Set<string>;
}

type Report = (problem: string) => void;

function checkHeader(row: TransactionRow, state: State, report: Report): void {
  const name = `ledger_transactions seq ${row.seq}`;
  if (row.seq !== state.previous.seq + 1)
    report(`${name}: follows ${state.previous.seq}, a number is missing`);
  if (row.prev_hash !== state.previous.hash)
    report(`${name}: prev_hash is not the hash of the transaction before it`);
  if (row.hash !== sha256(canonicalText(row))) report(`${name}: hash does not match the row`);
  if (row.recorded_at < state.previous.recorded_at)
    report(`${name}: recorded before the transaction before it`);
  state.previous = row;
}

function checkReversal(
  row: TransactionRow,
  original: TransactionRow | undefined,
  state: State,
  report: Report,
): void {
  if (row.reverses_id === null) return;
  const name = `ledger_transactions seq ${row.seq}`;
  if (state.reversed.has(row.reverses_id)) report(`${name}: reverses ${row.reverses_id} a second time`);
  state.reversed.add(row.reverses_id);
  if (!original) return report(`${name}: reverses ${row.reverses_id}, which is not in the ledger`);
  if (original.reverses_id !== null) report(`${name}: reverses a reversal`);
  const negated = entriesIn(original).map(({ account, minutes }) => ({ account, minutes: -minutes }));
  if (JSON.stringify(negated) !== JSON.stringify(entriesIn(row)))
    report(`${name}: is not the exact opposite of seq ${original.seq}`);
}

function checkEntries(
  row: TransactionRow,
  stored: readonly LedgerEntryRow[],
  floors: ReadonlyMap<string, number | null>,
  state: State,
  report: Report,
): void {
  const name = `ledger_transactions seq ${row.seq}`;
  const promised = entriesIn(row);
  if (promised.length < 2) report(`${name}: has fewer than two entries`);
  if (promised.reduce((sum, entry) => sum + entry.minutes, 0) !== 0)
    report(`${name}: entries do not sum to zero`);
  if (promised.length !== stored.length)
    report(`${name}: promises ${promised.length} entries, ${stored.length} are stored`);
  for (const entry of stored) {
    const place = `ledger_entries ${entry.transaction_seq}/${entry.position}`;
    const header = entry.transaction_seq === row.seq ? promised[entry.position] : undefined;
    if (header?.account !== entry.account_id || header.minutes !== entry.minutes) {
      report(`${place}: is not what its transaction says`);
    }
    const floor = floors.get(entry.account_id);
    if (floor === undefined) report(`${place}: account ${entry.account_id} does not exist`);
    const before = state.accounts.get(entry.account_id) ?? { seq: 0, balance: 0 };
    if (entry.account_seq !== before.seq + 1)
      report(`${place}: number ${entry.account_seq} follows ${before.seq}`);
    const balance = before.balance + entry.minutes;
    if (entry.balance_after !== balance)
      report(`${place}: balance is ${entry.balance_after}, recomputed ${balance}`);
    if (typeof floor === 'number' && balance < floor)
      report(`${place}: balance ${balance} is below ${floor}`);
    state.accounts.set(entry.account_id, { seq: entry.account_seq, balance });
  }
}

async function originalsOf(tx: Reader, after: number, upTo: number): Promise<Map<number, TransactionRow>> {
  const rows = await tx.all<TransactionRow & { reversal_seq: number }>(
    `SELECT original.*, reversal.seq AS reversal_seq FROM ledger_transactions AS reversal
     JOIN ledger_transactions AS original ON original.id = reversal.reverses_id
     WHERE reversal.seq > ? AND reversal.seq <= ?`,
    [after, upTo],
  );
  return new Map(rows.map((row) => [row.reversal_seq, row]));
}

/** Entries beyond the last transaction, which no header promised. */
async function checkStrays(tx: Reader, counted: number, report: Report): Promise<void> {
  const count = await tx.get<{ total: number }>('SELECT count(*) AS total FROM ledger_entries');
  if (count?.total !== counted)
    report(`ledger_entries: ${count?.total} rows stored, ${counted} belong to a transaction`);
}

/** The permanent record against the ledger: each credited line once, reversed exactly when its credit was. */
async function checkHours(tx: Reader, report: Report): Promise<void> {
  const wrong = await tx.all<{ id: string }>(
    `SELECT record.id FROM service_records AS record
     LEFT JOIN ledger_transactions AS header ON header.id = record.transaction_id
     LEFT JOIN service_records AS original ON original.id = record.reverses_id
     WHERE record.transaction_id IS NOT NULL AND (header.id IS NULL
       OR (record.reverses_id IS NULL AND record.sheet_line_id IS NOT header.sheet_line_id)
       OR (record.reverses_id IS NOT NULL AND (original.minutes IS NOT -record.minutes OR header.reverses_id IS NOT original.transaction_id)))
     ORDER BY record.id LIMIT ${problemsShown}`,
  );
  for (const { id } of wrong) report(`service_records ${id}: does not agree with its transaction`);
  const missing = await tx.all<{ seq: number }>(
    `SELECT header.seq FROM ledger_transactions AS header
     LEFT JOIN service_records AS record ON record.transaction_id = header.id
     LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
     WHERE record.id IS NULL AND (header.sheet_line_id IS NOT NULL OR original.sheet_line_id IS NOT NULL)
     ORDER BY header.seq LIMIT ${problemsShown}`,
  );
  for (const { seq } of missing)
    report(`ledger_transactions seq ${seq}: its hours are missing from service_records`);
}

function entriesIn(row: TransactionRow): Entry[] {
  try {
    const entries: unknown = JSON.parse(row.entries);
    return Array.isArray(entries) ? (entries as Entry[]) : [];
  } catch {
    return [];
  }
}
