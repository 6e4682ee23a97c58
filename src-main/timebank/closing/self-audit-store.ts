import type { Reader } from '../../platform/database/handles.ts';
import { genesis, sha256 } from '../../platform/hash.ts';
import {
  auditLedger,
  problemsOf,
  type AuditWatch,
  type LedgerReport,
  type ReadPiece,
} from '../ledger-verify.ts';
import { auditChecks } from './audit-checks.ts';
import { brokenCertificates } from './certificate-store.ts';
import { balancesAt, closingRows, figuresOf } from './closing-store.ts';
import { balancesHash, canonicalClosing, totalsOf } from './closing.ts';
import type { ClosingRow } from './entities.ts';
import { auditPapers } from './paper-audit-store.ts';

export interface AuditReport extends LedgerReport {
  closings: number;
  statements: number;
  certificates: number;
  documents: number;
  /** Links of the chain over papers and reservations, and its last hash. */
  seals: { links: number; head: string };
}

/**
 * The whole self-audit: the ledger (`auditLedger`), closed months still equal to what was stored, statements as
 * assertions, certificates, accounts, and every issued paper and reservation with its seal. Each problem names its row.
 */
export async function selfAudit(read: ReadPiece, watch: AuditWatch = {}): Promise<AuditReport> {
  const ledger = await auditLedger(read, watch);
  const problems = [...ledger.problems];
  for (const check of auditChecks) {
    watch.signal?.throwIfAborted();
    problems.push(...(await read((tx) => problemsOf(tx, check))));
  }
  const closings = await read(closingRows);
  problems.push(...chainProblems(closings));
  for (const row of closings) {
    watch.signal?.throwIfAborted();
    if (inForce(row, closings)) problems.push(...(await read((tx) => figureProblems(tx, row))));
  }
  problems.push(...(await read(headProblems)));
  problems.push(...(await certificateProblems(read, watch)));
  const { documents, seals, problems: onPaper } = await auditPapers(read, watch);
  problems.push(...onPaper);
  const counts = await read(countPapers);
  return {
    ...ledger,
    intact: problems.length === 0,
    problems,
    closings: closings.length,
    documents,
    seals,
    ...counts,
  };
}

/** Acts whose figures must still come out: a closing that was withdrawn set its month free again. */
function inForce(row: ClosingRow, all: readonly ClosingRow[]): boolean {
  if (row.act !== 'first') return row.act === 'final';
  return !all.some((later) => later.act === 'withdrawal' && later.month === row.month && later.seq > row.seq);
}

/** Numbers, links and hashes of the acts of closing. */
function chainProblems(rows: readonly ClosingRow[]): string[] {
  const problems: string[] = [];
  let last = { seq: 0, hash: genesis };
  for (const row of rows) {
    const name = `ledger_closings seq ${row.seq}`;
    if (row.seq !== last.seq + 1) problems.push(`${name}: follows ${last.seq}, an act is missing`);
    if (row.prev_hash !== last.hash) problems.push(`${name}: prev_hash is not the hash of the act before it`);
    if (row.hash !== sha256(canonicalClosing(row))) problems.push(`${name}: hash does not match the row`);
    last = row;
  }
  return problems;
}

async function figureProblems(tx: Reader, row: ClosingRow): Promise<string[]> {
  const name = `ledger_closings seq ${row.seq}`;
  const problems: string[] = [];
  const now = await figuresOf(tx, row.month);
  if (now.throughSeq !== row.through_seq) {
    problems.push(
      `${name}: ${row.month} ended with transaction ${row.through_seq}, now with ${now.throughSeq}`,
    );
  }
  if (now.head !== row.head)
    problems.push(`${name}: the chain head of ${row.month} is no longer what was stored`);
  const balances = now.throughSeq === row.through_seq ? now.balances : await balancesAt(tx, row.through_seq);
  if (JSON.stringify(totalsOf(balances)) !== row.totals)
    problems.push(`${name}: the totals of ${row.month} differ`);
  if (balancesHash(balances) !== row.balances_hash) {
    problems.push(`${name}: the balances of ${row.month} differ`);
  }
  return problems;
}

/**
 * Every chain head that was printed on a paper is still in the ledger: who cuts off its end takes away what people hold
 * in their hands. What was booked after the last printed head has no such witness.
 */
async function headProblems(tx: Reader): Promise<string[]> {
  const printed = await tx.all<{ id: string; head: string }>(
    `SELECT id, ifnull(json_extract(snapshot, '$.ledger.headHash'), ifnull(json_extract(snapshot, '$.ledger.head'),
       ifnull(json_extract(snapshot, '$.head'), json_extract(snapshot, '$.statements[0].ledger.headHash')))) AS head
     FROM documents WHERE kind GLOB 'timebank.*' AND head IS NOT NULL`,
  );
  const found = await tx.all<{ hash: string }>(
    'SELECT hash FROM ledger_transactions WHERE hash IN (SELECT value FROM json_each(?))',
    [JSON.stringify([...new Set(printed.map(({ head }) => head))])],
  );
  const known = new Set([genesis, ...found.map(({ hash }) => hash)]);
  return printed
    .filter(({ head }) => !known.has(head))
    .map(({ id, head }) => `documents ${id}: the chain head ${head} printed on it is not in the ledger`);
}

/** The rows that each certificate was given out for, a few certificates at a time. */
async function certificateProblems(read: ReadPiece, watch: AuditWatch): Promise<string[]> {
  const problems: string[] = [];
  for (let after = ''; ;) {
    watch.signal?.throwIfAborted();
    const found = await read((tx) => brokenCertificates(tx, after, 200));
    if (!found) return problems;
    problems.push(
      ...found.numbers.map(
        (number) => `service_certificates ${number}: the rows it counts are not those of then`,
      ),
    );
    after = found.last;
  }
}

async function countPapers(tx: Reader): Promise<{ statements: number; certificates: number }> {
  const row = await tx.get<{ statements: number; certificates: number }>(
    'SELECT (SELECT count(*) FROM statement_assertions) AS statements, (SELECT count(*) FROM service_certificates) AS certificates',
  );
  return { statements: row?.statements ?? 0, certificates: row?.certificates ?? 0 };
}
