import type { Reader } from '../../platform/database/handles.ts';
import { verifySeals } from '../../platform/seals/seal-store.ts';
import { walkHere } from '../../platform/walk.ts';
import type { LedgerHoldRow } from '../entities.ts';
import { holdDigest } from '../hold-digest.ts';
import type { AuditWatch, ReadPiece } from '../ledger-verify.ts';
import { paperWalk, type KeptPaper } from './paper-walk.ts';

/** Papers read in one go: so many at the most, and no more bytes than these but for a single larger one. */
const together = { papers: 50, bytes: 4_000_000 };

export interface PaperReport {
  documents: number;
  seals: { links: number; head: string };
  problems: string[];
}

/**
 * Every issued paper against its hash and its seal, every reservation against its seal, and the chain of seals itself. A row
 * without a seal is named unless it was there before there were seals.
 */
export async function auditPapers(read: ReadPiece, watch: AuditWatch): Promise<PaperReport> {
  const { problems: chain, ...seals } = await verifySeals(read);
  const papers = await read((tx) =>
    tx.all<{ id: string; bytes: number }>('SELECT id, bytes FROM documents ORDER BY id'),
  );
  const walk = watch.runner ?? walkHere;
  const changed = await walk(paperWalk, null, keptPapers(read, papers, watch.signal));
  const holds = await holdProblems(read, watch);
  const missing = await read(missingProblems);
  return { documents: papers.length, seals, problems: [...chain, ...changed, ...holds, ...missing] };
}

async function* keptPapers(
  read: ReadPiece,
  papers: readonly { id: string; bytes: number }[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly KeptPaper[]> {
  for (let at = 0; at < papers.length;) {
    signal?.throwIfAborted();
    const ids: string[] = [];
    for (let bytes = 0; at < papers.length && ids.length < together.papers; at += 1) {
      bytes += papers[at]!.bytes;
      if (ids.length > 0 && bytes > together.bytes) break;
      ids.push(papers[at]!.id);
    }
    yield await read((tx) =>
      tx.all<KeptPaper>(
        `SELECT documents.*, blob.body, seals.digest AS sealed FROM json_each(?) AS wanted
         JOIN documents ON documents.id = wanted.value LEFT JOIN document_blobs AS blob ON blob.document_id = documents.id
         LEFT JOIN seals ON seals.kind = 'document' AND seals.row_id = documents.id`,
        [JSON.stringify(ids)],
      ),
    );
  }
}

/** Reservations that are not what was reserved, some thousand seals at a time. */
async function holdProblems(read: ReadPiece, watch: AuditWatch): Promise<string[]> {
  const problems: string[] = [];
  for (let after = 0; ;) {
    watch.signal?.throwIfAborted();
    const rows = await read((tx) =>
      tx.all<LedgerHoldRow & { seq: number; digest: string }>(
        `SELECT hold.*, seals.seq, seals.digest FROM seals JOIN ledger_holds AS hold ON hold.id = seals.row_id
         WHERE seals.kind = 'hold' AND seals.seq > ? ORDER BY seals.seq LIMIT 2000`,
        [after],
      ),
    );
    if (rows.length === 0) return problems;
    for (const row of rows) {
      if (row.digest !== holdDigest(row)) problems.push(`ledger_holds ${row.id}: is not what was reserved`);
    }
    after = rows.at(-1)!.seq;
  }
}

const sealedTables = { document: ['documents', 'issued_at'], hold: ['ledger_holds', 'held_at'] } as const;

/** Sealed rows that are gone, rows that nobody sealed, and heads of this chain that were printed and are not in it. */
async function missingProblems(tx: Reader): Promise<string[]> {
  const problems: string[] = [];
  for (const [kind, [table, at]] of Object.entries(sealedTables)) {
    const gone = await tx.all<{ seq: number; id: string }>(
      `SELECT seq, row_id AS id FROM seals WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM ${table} WHERE id = row_id) ORDER BY seq`,
      [kind],
    );
    problems.push(...gone.map(({ seq, id }) => `${table} ${id}: is gone, seals seq ${seq} has sealed it`));
    const unsealed = await tx.all<{ id: string }>(
      `SELECT id FROM ${table} WHERE NOT EXISTS (SELECT 1 FROM seals WHERE kind = ? AND row_id = ${table}.id)
       ORDER BY ${at} DESC, id DESC`,
      [kind],
    );
    const before = await tx.get<{ counted: number }>('SELECT counted FROM seals_before WHERE kind = ?', [
      kind,
    ]);
    const older = before?.counted ?? 0;
    problems.push(
      ...unsealed
        .slice(0, Math.max(0, unsealed.length - older))
        .map(({ id }) => `${table} ${id}: has no seal`),
    );
    if (unsealed.length < older)
      problems.push(`${table}: ${older} were there before there were seals, ${unsealed.length} are left`);
  }
  const heads = await tx.all<{ id: string; head: string }>(
    `SELECT id, json_extract(snapshot, '$.seals.head') AS head FROM documents
     WHERE kind IN ('timebank.closingReport', 'timebank.auditReport') AND json_extract(snapshot, '$.seals.links') > 0
       AND NOT EXISTS (SELECT 1 FROM seals WHERE hash = json_extract(snapshot, '$.seals.head')
         AND seq = json_extract(snapshot, '$.seals.links')) ORDER BY id`,
  );
  problems.push(
    ...heads.map(
      ({ id, head }) => `documents ${id}: the seal ${head} printed on it is not in the chain of seals`,
    ),
  );
  return problems;
}
