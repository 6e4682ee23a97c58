import type { Reader, Writer } from '../database/handles.ts';
import { sha256 } from '../hash.ts';
import { Seals, type SealRow } from './entities.ts';

/**
 * Seals a row that was just written: its digest becomes a link of a chain, so that the row cannot be rewritten with all its
 * own hashes, or taken away, without every later link. The head is printed on closing and audit reports.
 */
export async function seal(
  tx: Writer,
  sealed: Pick<SealRow, 'kind' | 'digest' | 'at'> & { rowId: string },
): Promise<void> {
  const last = await sealHead(tx);
  const row = {
    seq: last.seq + 1,
    kind: sealed.kind,
    row_id: sealed.rowId,
    digest: sealed.digest,
    at: sealed.at,
    prev_hash: last.hash,
  };
  await tx.insert(Seals, { ...row, hash: sealHash(row) });
}

/** The last link; before the first one, what was counted when sealing began. */
export async function sealHead(tx: Reader): Promise<{ seq: number; hash: string }> {
  const last = await tx.get<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM seals ORDER BY seq DESC LIMIT 1',
  );
  return last ?? { seq: 0, hash: await firstHash(tx) };
}

export interface SealReport {
  links: number;
  /** Hash of the last link. */
  head: string;
  /** Each names the link. */
  problems: string[];
}

/** Recomputes the chain, some thousand links in a view of their own each. */
export async function verifySeals(
  read: <T>(work: (tx: Reader) => Promise<T>) => Promise<T>,
): Promise<SealReport> {
  const problems: string[] = [];
  let last = { seq: 0, hash: await read(firstHash) };
  for (;;) {
    const { seq } = last;
    const rows = await read((tx) =>
      tx.all<SealRow>('SELECT * FROM seals WHERE seq > ? ORDER BY seq LIMIT 2000', [seq]),
    );
    if (rows.length === 0) return { links: last.seq, head: last.hash, problems };
    for (const row of rows) {
      const name = `seals seq ${row.seq}`;
      if (row.seq !== last.seq + 1) problems.push(`${name}: follows ${last.seq}, a seal is missing`);
      if (row.prev_hash !== last.hash)
        problems.push(`${name}: prev_hash is not the hash of the seal before it`);
      if (row.hash !== sealHash(row)) problems.push(`${name}: hash does not match the row`);
      last = row;
    }
  }
}

async function firstHash(tx: Reader): Promise<string> {
  const counted = await tx.all<{ kind: string; counted: number }>(
    'SELECT kind, counted FROM seals_before ORDER BY kind',
  );
  return sha256(JSON.stringify(['fengqiao-seals', counted.map((row) => [row.kind, row.counted])]));
}

function sealHash(row: Omit<SealRow, 'hash'>): string {
  const { prev_hash: previous, seq, kind, row_id: rowId, digest, at } = row;
  return sha256(JSON.stringify(['fengqiao-seal-1', previous, seq, kind, rowId, digest, at]));
}
