import { documentDigest } from '../../platform/documents/document-digest.ts';
import type { DocumentRow } from '../../platform/documents/entities.ts';
import { sha256 } from '../../platform/hash.ts';
import type { Walk } from '../../platform/walk.ts';

/** An issued paper as it stands: its row, the bytes that are kept, and the digest that was sealed; null: there is none. */
export type KeptPaper = DocumentRow & { body: Uint8Array | null; sealed: string | null };

/** What is wrong with them, a sentence each. A batch of all statements has tens of megabytes: not for the main thread. */
export const paperWalk: Walk<null, readonly KeptPaper[], string[]> = {
  name: 'timebank.walkPapers',
  async run(_start, pieces, progress) {
    const problems: string[] = [];
    let done = 0;
    for await (const papers of pieces) {
      for (const { body, sealed, ...row } of papers) {
        if (body === null || sha256(body) !== row.sha256)
          problems.push(`document_blobs ${row.id}: is not what was issued`);
        if (sealed !== null && sealed !== documentDigest(row))
          problems.push(`documents ${row.id}: is not what was sealed when it was issued`);
      }
      progress((done += papers.length));
    }
    return problems;
  },
};
