import { sha256 } from '../platform/hash.ts';
import type { LedgerHoldRow } from './entities.ts';

/** What is sealed of a reservation: what was promised, not how it was resolved. A hex SHA-256. */
export function holdDigest(row: Omit<LedgerHoldRow, 'state' | 'resolved_at' | 'transaction_id'>): string {
  return sha256(
    JSON.stringify([
      'fengqiao-hold-1',
      row.id,
      row.account_id,
      row.amount,
      row.purpose,
      row.purpose_id,
      row.held_by,
      row.held_at,
      row.expires_at,
    ]),
  );
}
