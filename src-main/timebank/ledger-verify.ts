import type { Reader } from '../platform/database/handles.ts';
import { genesis, sha256 } from '../platform/hash.ts';
import { canonicalText, type Entry, type TransactionRow } from './ledger.ts';
import { canonicalTextInSql, entryChecks, hoursChecks, lotChecks, type Check } from './ledger-checks.ts';

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
const chunk = 10_000;
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
  const chain: Chain = { seq: 0, hash: genesis, reversed: new Set() };
  const head = await read(async (tx) => {
    const row = await tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM ledger_transactions');
    return row?.seq ?? 0;
  });
  let transactions = 0;
  let entries = 0;
  for (;;) {
    watch.signal?.throwIfAborted();
    const after = chain.seq;
    const found = await read(async (tx) => {
      const links = await linksAfter(tx, after, head);
      if (links.length === 0) return undefined;
      for (const link of links) await checkLink(tx, link, chain, report);
      await checkReversals(tx, after, chain, report);
      for (const check of entryChecks) await run(tx, check, [after, chain.seq], report);
      const range = 'WHERE transaction_seq > ? AND transaction_seq <= ?';
      return { links: links.length, entries: await countEntries(tx, range, [after, chain.seq]) };
    });
    if (!found) break;
    transactions += found.links;
    entries += found.entries;
    watch.progress?.(transactions, head);
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

interface Link {
  seq: number;
  prev_hash: string;
  hash: string;
  sealed: string;
}

interface Chain {
  /** Last transaction seen, and the hash that it carries. */
  seq: number;
  hash: string;
  /** Ids of transactions that were reversed so far. */
  reversed: Set<string>;
}

/** One text for the whole chunk: carrying ten thousand rows out of the driver costs more than hashing them. */
async function linksAfter(tx: Reader, after: number, head: number): Promise<Link[]> {
  const row = await tx.get<{ lines: string | null }>(
    `SELECT group_concat(line, char(10)) AS lines FROM (
       SELECT seq || ' ' || prev_hash || ' ' || hash || ' ' || ${canonicalTextInSql} AS line
       FROM ledger_transactions WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${chunk})`,
    [after, head],
  );
  // JSON writes a line break as \\n, and numbers and hashes hold no blanks.
  const links = (row?.lines ?? '').split('\n').flatMap((line) => {
    const match = /^(-?\d+) (\S*) (\S*) (\[.*)$/s.exec(line);
    return match ? [{ seq: Number(match[1]), prev_hash: match[2]!, hash: match[3]!, sealed: match[4]! }] : [];
  });
  // Sorting inside the aggregate costs SQLite more than all the rest; the rows come in order already.
  return links.sort((a, b) => a.seq - b.seq);
}

async function checkLink(tx: Reader, link: Link, chain: Chain, report: Report): Promise<void> {
  const name = `ledger_transactions seq ${link.seq}`;
  if (link.seq !== chain.seq + 1) report(`${name}: follows ${chain.seq}, a number is missing`);
  if (link.prev_hash !== chain.hash)
    report(`${name}: prev_hash is not the hash of the transaction before it`);
  if (link.hash !== sha256(link.sealed) && link.hash !== (await sealOf(tx, link.seq))) {
    report(`${name}: hash does not match the row`);
  }
  chain.seq = link.seq;
  chain.hash = link.hash;
}

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

async function checkReversals(tx: Reader, after: number, chain: Chain, report: Report): Promise<void> {
  const rows = await tx.all<ReversalRead>(
    `SELECT reversal.seq, reversal.reverses_id, reversal.entries, original.seq AS original_seq,
       original.entries AS original_entries, original.reverses_id AS original_reverses_id
     FROM ledger_transactions AS reversal LEFT JOIN ledger_transactions AS original ON original.id = reversal.reverses_id
     WHERE reversal.seq > ? AND reversal.seq <= ? AND reversal.reverses_id IS NOT NULL ORDER BY reversal.seq`,
    [after, chain.seq],
  );
  for (const row of rows) {
    const name = `ledger_transactions seq ${row.seq}`;
    if (chain.reversed.has(row.reverses_id)) report(`${name}: reverses ${row.reverses_id} a second time`);
    chain.reversed.add(row.reverses_id);
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

async function run(tx: Reader, check: Check, params: number[], report: Report): Promise<void> {
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
