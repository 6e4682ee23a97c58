import { sha256 } from '../hash.ts';
import type { DocumentRow } from './entities.ts';

/** What is sealed of an issued paper: everything of its row, with the hash of its bytes. A hex SHA-256. */
export function documentDigest(row: DocumentRow): string {
  return sha256(
    JSON.stringify([
      'fengqiao-document-1',
      row.id,
      row.kind,
      row.number,
      row.title,
      row.owner,
      row.template_version,
      sha256(row.snapshot),
      row.pages,
      row.bytes,
      row.sha256,
      row.issued_at,
      row.issued_by,
    ]),
  );
}
