import { EntitySchema } from 'typeorm';
import type { documentKinds } from '../../contract/documents.ts';

/** An issued document; append-only. The bytes stand in their own table so that lists never touch them. */
export interface DocumentRow {
  id: string;
  kind: (typeof documentKinds)[number];
  number: string;
  title: string;
  owner: string;
  template_version: number;
  /** JSON of the data that the template was given. */
  snapshot: string;
  pages: number;
  bytes: number;
  sha256: string;
  issued_at: string;
  issued_by: string;
}

export const Documents = new EntitySchema<DocumentRow>({
  name: 'documents',
  columns: {
    id: { type: 'text', primary: true },
    kind: { type: 'text' },
    number: { type: 'text' },
    title: { type: 'text' },
    owner: { type: 'text' },
    template_version: { type: 'integer' },
    snapshot: { type: 'text' },
    pages: { type: 'integer' },
    bytes: { type: 'integer' },
    sha256: { type: 'text' },
    issued_at: { type: 'text' },
    issued_by: { type: 'text' },
  },
});

export interface DocumentBlobRow {
  document_id: string;
  body: Buffer;
}

export const DocumentBlobs = new EntitySchema<DocumentBlobRow>({
  name: 'document_blobs',
  columns: { document_id: { type: 'text', primary: true }, body: { type: 'blob' } },
});
