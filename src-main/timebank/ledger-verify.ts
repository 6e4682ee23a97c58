import type { Reader } from '../platform/database/handles.ts';
import { sha256 } from '../platform/hash.ts';
import { walkHere, type WalkRunner } from '../platform/walk.ts';
import { hoursChecks } from './hours-checks.ts';
import { canonicalText, type Entry, type TransactionRow, type Unit } from './ledger.ts';
import {
  canonicalTextInSql,
  continuityCheck,
  doubtfulHeaders,
  headerChecks,
  lotChecks,
  orderCheck,
  type Check,
} from './ledger-checks.ts';
import { ledgerWalk, type LedgerPiece, type WalkStart } from './ledger-walk.ts';

export interface LedgerReport {
  intact: boolean;
  transactions: number;
  entries: number;
  /** Hash of the last transaction, as stored. */
  head: string;
  /** Each names the exact row; at most `problemsShown` of them. */
  problems: string[];
}

/** Transactions looked at in one go; between two of them other readers get their turn to be queued. */
const chunk = 5_000;
const problemsShown = 100;

/** How an audit reads: each piece in a view of its own, so that others get their turn between two of them. */
export type ReadPiece = <T>(work: (tx: Reader) => Promise<T>) => Promise<T>;

export interface AuditWatch {
  /** Transactions looked at, of so many. */
  progress?(done: number, total: number): void;
  signal?: AbortSignal;
  /** Where the arithmetic is done; here, when it is left out. */
  runner?: WalkRunner;
}

/** `auditLedger` in one view of the file. */
export function verifyLedger(tx: Reader): Promise<LedgerReport> {
  return auditLedger((work) => work(tx));
}

/**
 * Recomputes everything that the database promised when it booked: numbers without gaps, the hash chain, sums of zero,
 * entries equal to their header, balances continued from entry to entry, floors, reversals exact and once, lots and
 * reservations, and the permanent record equal to what was credited. Finds what somebody changed after taking the
 * triggers away. What is booked while it runs is left to the next audit; throws when `signal` aborts.
 */
export async function auditLedger(read: ReadPiece, watch: AuditWatch = {}): Promise<LedgerReport> {
  const problems: string[] = [];
  const report: Report = (problem) => void (problems.length < problemsShown && problems.push(problem));
  const { head, accounts } = await read(startOf);
  const onTheWay: OnTheWay = { entries: 0, problems: [] };
  const pieces = piecesOf(read, head, onTheWay, watch.signal);
  const findings = await (watch.runner ?? walkHere)(ledgerWalk, { accounts }, pieces, (done) =>
    watch.progress?.(done, head),
  );
  for (const problem of [...findings.problems, ...onTheWay.problems]) report(problem);
  for (const range of findings.doubtfulPieces) {
    watch.signal?.throwIfAborted();
    await read((tx) => checkEntries(tx, range, report));
  }
  for (const { seq, hash } of findings.doubtfulSeals) {
    watch.signal?.throwIfAborted();
    if (hash !== (await read((tx) => sealOf(tx, seq)))) {
      report(`ledger_transactions seq ${seq}: hash does not match the row`);
    }
  }
  const stored = await read((tx) => storedEntries(tx, head));
  if (stored !== onTheWay.entries)
    report(`ledger_entries: ${stored} rows stored, ${onTheWay.entries} belong to a transaction`);
  for (const check of [...hoursChecks, ...lotChecks]) {
    watch.signal?.throwIfAborted();
    await read((tx) => run(tx, check, [], report));
  }
  return {
    intact: problems.length === 0,
    transactions: findings.transactions,
    entries: onTheWay.entries,
    head: findings.head,
    problems,
  };
}

/** Runs one check outside a chunk; at most so many problems each. */
export async function problemsOf(tx: Reader, check: Check): Promise<string[]> {
  const problems: string[] = [];
  await run(tx, check, [], (problem) => void problems.push(problem));
  return problems;
}

type Report = (problem: string) => void;

/** What is found and counted while the pieces are fetched. */
interface OnTheWay {
  entries: number;
  problems: string[];
}

/** Number of the last transaction, and every account with what it counts and how far down it may go. */
async function startOf(tx: Reader): Promise<{ head: number; accounts: WalkStart['accounts'] }> {
  const last = await tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM ledger_transactions');
  const rows = await tx.all<{ id: string; unit: Unit; floor: number | null }>(
    'SELECT id, unit, floor FROM ledger_accounts',
  );
  return { head: last?.seq ?? 0, accounts: rows.map(({ id, unit, floor }) => [id, unit, floor]) };
}

/** The ledger in pieces; on the way reversals and times are looked at, and entries counted. */
async function* piecesOf(
  read: ReadPiece,
  head: number,
  onTheWay: OnTheWay,
  signal: AbortSignal | undefined,
): AsyncGenerator<LedgerPiece> {
  const reversed = new Set<string>();
  const report: Report = (problem) => void onTheWay.problems.push(problem);
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const found = await read(async (tx) => {
      const next = await pieceAfter(tx, after, head);
      if (!next) return undefined;
      await checkReversals(tx, [after, next.piece.last], reversed, report);
      await run(tx, orderCheck, [after, next.piece.last], report);
      return next;
    });
    if (!found) return;
    onTheWay.entries += found.entries;
    after = found.piece.last;
    yield found.piece;
  }
}

/**
 * One value for all transactions and one for all entries of a piece, as bytes: carrying thousands of rows out of the driver,
 * or making strings of them, costs more than checking them. Both tables are walked by their keys.
 */
async function pieceAfter(
  tx: Reader,
  after: number,
  head: number,
): Promise<{ piece: LedgerPiece; entries: number } | undefined> {
  const found = await tx.get<{ last: number | null; headers: Uint8Array; texts: Uint8Array }>(
    `SELECT max(seq) AS last, ${joined('header')} AS headers, CAST(group_concat(text, char(10)) AS BLOB) AS texts FROM (
       SELECT seq, json_array(seq, prev_hash, hash, entries) AS header, ${canonicalTextInSql} AS text
       FROM ledger_transactions WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${chunk})`,
    [after, head],
  );
  if (!found || found.last === null) return undefined;
  const { last, headers, texts } = found;
  const rows = await tx.get<{ counted: number; entries: Uint8Array }>(
    `SELECT count(*) AS counted, ${joined('entry')} AS entries FROM (
       SELECT json_array(transaction_seq, position, account_id, amount, account_seq, balance_after) AS entry
       FROM ledger_entries WHERE transaction_seq > ? AND transaction_seq <= ? ORDER BY transaction_seq, position)`,
    [after, last],
  );
  if (!rows) return undefined;
  return { piece: { after, last, headers, texts, entries: rows.entries }, entries: rows.counted };
}

/** SQL: a JSON array of JSON values, as bytes. */
const joined = (json: string) => `CAST('[' || ifnull(group_concat(${json}, ','), '') || ']' AS BLOB)`;

/** The hash by the program's own text: the last word, should SQLite ever spell a string otherwise than JavaScript. */
async function sealOf(tx: Reader, seq: number): Promise<string | undefined> {
  const row = await tx.get<TransactionRow>('SELECT * FROM ledger_transactions WHERE seq = ?', [seq]);
  return row && sha256(canonicalText(row));
}

interface ReversalRead {
  seq: number;
  reverses_id: string;
  entries: string;
  original_seq: number | null;
  original_entries: string | null;
  original_reverses_id: string | null;
}

async function checkReversals(
  tx: Reader,
  range: [after: number, last: number],
  reversed: Set<string>,
  report: Report,
): Promise<void> {
  const rows = await tx.all<ReversalRead>(
    `SELECT reversal.seq, reversal.reverses_id, reversal.entries, original.seq AS original_seq,
       original.entries AS original_entries, original.reverses_id AS original_reverses_id
     FROM ledger_transactions AS reversal LEFT JOIN ledger_transactions AS original ON original.id = reversal.reverses_id
     WHERE reversal.seq > ? AND reversal.seq <= ? AND reversal.reverses_id IS NOT NULL ORDER BY reversal.seq`,
    range,
  );
  for (const row of rows) {
    const name = `ledger_transactions seq ${row.seq}`;
    if (reversed.has(row.reverses_id)) report(`${name}: reverses ${row.reverses_id} a second time`);
    reversed.add(row.reverses_id);
    if (row.original_entries === null) {
      report(`${name}: reverses ${row.reverses_id}, which is not in the ledger`);
      continue;
    }
    if (row.original_reverses_id !== null) report(`${name}: reverses a reversal`);
    const negated = entriesIn(row.original_entries).map(({ account, amount }) => [account, -amount]);
    const stored = entriesIn(row.entries).map(({ account, amount }) => [account, amount]);
    if (JSON.stringify(negated) !== JSON.stringify(stored)) {
      report(`${name}: is not the exact opposite of seq ${row.original_seq}`);
    }
  }
}

/** What is quick to ask of all is asked first; the exact questions only of those that it leaves in doubt. */
async function checkEntries(tx: Reader, range: [number, number], report: Report): Promise<void> {
  const doubtful = await tx.all<{ seq: number }>(doubtfulHeaders, range);
  const these = JSON.stringify(doubtful.map(({ seq }) => seq));
  for (const check of doubtful.length > 0 ? headerChecks : []) await run(tx, check, [these], report);
  await run(tx, continuityCheck, range, report);
}

async function run(tx: Reader, check: Check, params: (number | string)[], report: Report): Promise<void> {
  const rows = await tx.all<Record<string, string | number | null>>(
    `${check.sql} LIMIT ${problemsShown}`,
    params,
  );
  for (const row of rows) for (const problem of [check.problem(row)].flat()) report(problem);
}

/** Rows of ledger_entries, but for those of transactions that were booked since the audit began. */
async function storedEntries(tx: Reader, head: number): Promise<number> {
  const row = await tx.get<{ stored: number }>(
    `SELECT (SELECT count(*) FROM ledger_entries WHERE transaction_seq <= ?1)
       + (SELECT count(*) FROM ledger_entries WHERE transaction_seq > ?1
          AND transaction_seq NOT IN (SELECT seq FROM ledger_transactions WHERE seq > ?1)) AS stored`,
    [head],
  );
  return row?.stored ?? 0;
}

function entriesIn(text: string): Entry[] {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? (entries as Entry[]) : [];
  } catch {
    return [];
  }
}
