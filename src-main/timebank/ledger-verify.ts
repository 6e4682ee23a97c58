import type { Reader } from '../platform/database/handles.ts';
import { genesis, sha256 } from '../platform/hash.ts';
import { canonicalText, type Entry, type TransactionRow } from './ledger.ts';
import {
  canonicalTextInSql,
  doubtfulHeaders,
  entryChecks,
  headerChecks,
  hoursChecks,
  lotChecks,
  type Check,
} from './ledger-checks.ts';

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
  const chain: Chain = { seq: 0, hash: genesis, doubtful: [] };
  const reversed = new Set<string>();
  const head = await read(async (tx) => {
    const row = await tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM ledger_transactions');
    return row?.seq ?? 0;
  });
  let transactions = 0;
  let entries = 0;
  // While one piece is hashed here, the database already looks through the next.
  let next = pieceAfter(read, 0, head, reversed);
  for (;;) {
    watch.signal?.throwIfAborted();
    const piece = await next;
    if (!piece) break;
    next = pieceAfter(read, piece.last, head, reversed);
    // When this loop throws, nobody waits for the piece under way any more.
    next.catch(() => undefined);
    transactions += checkLinks(piece.lines, chain, report);
    for (const problem of piece.problems) report(problem);
    entries += piece.entries;
    watch.progress?.(transactions, head);
  }
  for (const { seq, hash } of chain.doubtful) {
    if (hash !== (await read((tx) => sealOf(tx, seq)))) {
      report(`ledger_transactions seq ${seq}: hash does not match the row`);
    }
  }
  await read(async (tx) => {
    const stored =
      (await countEntries(tx, 'WHERE transaction_seq <= ?', [head])) +
      (await countEntries(
        tx,
        'WHERE transaction_seq > ? AND transaction_seq NOT IN (SELECT seq FROM ledger_transactions WHERE seq > ?)',
        [head, head],
      ));
    if (stored !== entries)
      report(`ledger_entries: ${stored} rows stored, ${entries} belong to a transaction`);
  });
  for (const check of [...hoursChecks, ...lotChecks]) {
    watch.signal?.throwIfAborted();
    await read((tx) => run(tx, check, [], report));
  }
  return { intact: problems.length === 0, transactions, entries, head: chain.hash, problems };
}

/** Runs one check outside a chunk; at most so many problems each. */
export async function problemsOf(tx: Reader, check: Check): Promise<string[]> {
  const problems: string[] = [];
  await run(tx, check, [], (problem) => void problems.push(problem));
  return problems;
}

type Report = (problem: string) => void;

interface Piece {
  /** Number of its last transaction. */
  last: number;
  /** A line for each transaction: number, prev_hash, hash and the sealed text; UTF-8. */
  lines: Buffer;
  entries: number;
  problems: string[];
}

interface Chain {
  /** Last transaction seen, and the hash that it carries. */
  seq: number;
  hash: string;
  /** Those whose hash is not the one of SQLite’s spelling: the program’s own text has the last word. */
  doubtful: { seq: number; hash: string }[];
}

/** The next piece and what is wrong with its entries and reversals; undefined at the end. */
function pieceAfter(
  read: ReadPiece,
  after: number,
  head: number,
  reversed: Set<string>,
): Promise<Piece | undefined> {
  return read(async (tx) => {
    const found = await linesAfter(tx, after, head);
    if (!found) return undefined;
    const problems: string[] = [];
    const report: Report = (problem) => void problems.push(problem);
    await checkReversals(tx, [after, found.last], reversed, report);
    await checkEntries(tx, [after, found.last], report);
    const range = 'WHERE transaction_seq > ? AND transaction_seq <= ?';
    return { ...found, problems, entries: await countEntries(tx, range, [after, found.last]) };
  });
}

/**
 * One value for the whole piece, as bytes: carrying thousands of rows out of the driver, or making strings of them, costs
 * more than hashing them. The numbers come in order, since the table is walked by its key.
 */
async function linesAfter(
  tx: Reader,
  after: number,
  head: number,
): Promise<Pick<Piece, 'last' | 'lines'> | undefined> {
  const row = await tx.get<{ last: number | null; lines: Uint8Array | null }>(
    `SELECT max(seq) AS last, CAST(group_concat(line, char(10)) AS BLOB) AS lines FROM (
       SELECT seq, seq || ' ' || prev_hash || ' ' || hash || ' ' || ${canonicalTextInSql} AS line
       FROM ledger_transactions WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${chunk})`,
    [after, head],
  );
  if (!row?.lines || row.last === null) return undefined;
  const { buffer, byteOffset, byteLength } = row.lines;
  return { last: row.last, lines: Buffer.from(buffer, byteOffset, byteLength) };
}

/** Follows the chain through a piece; answers how many transactions it has. */
function checkLinks(lines: Buffer, chain: Chain, report: Report): number {
  let count = 0;
  for (let start = 0; start < lines.length; count += 1) {
    // JSON writes a line break as \\n, and numbers and hashes hold no blanks.
    const found = lines.indexOf(lineBreak, start);
    const end = found < 0 ? lines.length : found;
    const first = lines.indexOf(blank, start);
    const second = lines.indexOf(blank, first + 1);
    const third = lines.indexOf(blank, second + 1);
    const seq = Number(lines.toString('latin1', start, first));
    const previous = lines.toString('latin1', first + 1, second);
    const hash = lines.toString('latin1', second + 1, third);
    const name = `ledger_transactions seq ${seq}`;
    if (seq !== chain.seq + 1) report(`${name}: follows ${chain.seq}, a number is missing`);
    if (previous !== chain.hash) report(`${name}: prev_hash is not the hash of the transaction before it`);
    if (hash !== sha256(lines.subarray(third + 1, end))) chain.doubtful.push({ seq, hash });
    chain.seq = seq;
    chain.hash = hash;
    start = end + 1;
  }
  return count;
}

const lineBreak = 10;
const blank = 32;

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
  for (const check of entryChecks) await run(tx, check, range, report);
}

async function run(tx: Reader, check: Check, params: (number | string)[], report: Report): Promise<void> {
  const rows = await tx.all<Record<string, string | number | null>>(
    `${check.sql} LIMIT ${problemsShown}`,
    params,
  );
  for (const row of rows) report(check.problem(row));
}

async function countEntries(tx: Reader, where: string, params: number[]): Promise<number> {
  const row = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM ledger_entries ${where}`,
    params,
  );
  return row?.total ?? 0;
}

function entriesIn(text: string): Entry[] {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? (entries as Entry[]) : [];
  } catch {
    return [];
  }
}
