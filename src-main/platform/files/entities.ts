import { EntitySchema } from 'typeorm';
import { integer, key, text } from '../database/columns.ts';

/** One content, kept once beside the database under its SHA-256. Append-only. */
export interface FileRow {
  id: string;
  sha256: string;
  bytes: number;
  /** Told by the content, never by the name. */
  media_type: string;
  /** Name under which the content first came, cleaned; a label, never a path. */
  original_name: string;
  added_by: string;
  added_at: string;
}

export const Files = new EntitySchema<FileRow>({
  name: 'files',
  columns: {
    id: key,
    sha256: text,
    bytes: integer,
    media_type: text,
    original_name: text,
    added_by: text,
    added_at: text,
  },
});
