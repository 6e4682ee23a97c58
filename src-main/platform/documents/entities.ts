import { EntitySchema } from 'typeorm';
import type { documentKinds } from '../../contract/documents.ts';
import { integer, key, text } from '../database/columns.ts';

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
    id: key,
    kind: text,
    number: text,
    title: text,
    owner: text,
    template_version: integer,
    snapshot: text,
    pages: integer,
    bytes: integer,
    sha256: text,
    issued_at: text,
    issued_by: text,
  },
});

export interface DocumentBlobRow {
  document_id: string;
  body: Buffer;
}

export const DocumentBlobs = new EntitySchema<DocumentBlobRow>({
  name: 'document_blobs',
  columns: { document_id: key, body: { type: 'blob' } },
});
