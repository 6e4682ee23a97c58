import type { Reader, Writer } from '../database/handles.ts';
import { canonicalJson, genesis, sha256 } from '../hash.ts';
import { AuditRows, type AuditRow } from './entities.ts';

export type AuditEntry = Omit<AuditRow, 'seq' | 'prev_hash' | 'hash' | 'about' | 'details'> & {
  about: readonly string[];
  details: Record<string, unknown>;
};

/**
 * Adds one row to the trail, in the transaction of what it tells of. Each row's hash covers its own fields and the
 * hash before it: tamper-evident, not tamper-proof (an owner of the whole file can rewrite the whole chain).
 */
export async function appendAudit(tx: Writer, entry: AuditEntry): Promise<void> {
  const last = await tx.get<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM audit_rows ORDER BY seq DESC LIMIT 1',
  );
  const row = {
    ...entry,
    seq: (last?.seq ?? 0) + 1,
    about: JSON.stringify(entry.about),
    details: JSON.stringify(entry.details),
    prev_hash: last?.hash ?? genesis,
  };
  await tx.insert(AuditRows, { ...row, hash: hashOf(row) });
}

export interface ChainReport {
  intact: boolean;
  rows: number;
  head: string;
  /** First row that does not fit. */
  brokenAt: number | null;
}

/** Recomputes the whole chain, a few thousand rows at a time. */
export async function verifyAudit(tx: Reader): Promise<ChainReport> {
  let previous = { seq: 0, hash: genesis };
  for (;;) {
    const rows = await tx.all<AuditRow>('SELECT * FROM audit_rows WHERE seq > ? ORDER BY seq LIMIT 5000', [
      previous.seq,
    ]);
    if (rows.length === 0) return { intact: true, rows: previous.seq, head: previous.hash, brokenAt: null };
    for (const row of rows) {
      const fits =
        row.seq === previous.seq + 1 && row.prev_hash === previous.hash && row.hash === hashOf(row);
      if (!fits) return { intact: false, rows: previous.seq, head: previous.hash, brokenAt: row.seq };
      previous = row;
    }
  }
}

function hashOf(row: Omit<AuditRow, 'hash'> & { hash?: string }): string {
  const { hash: _, ...covered } = row;
  return sha256(canonicalJson(covered));
}
