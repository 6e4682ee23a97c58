import { EntitySchema } from 'typeorm';

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
    id: { type: 'text', primary: true },
    sha256: { type: 'text' },
    bytes: { type: 'integer' },
    media_type: { type: 'text' },
    original_name: { type: 'text' },
    added_by: { type: 'text' },
    added_at: { type: 'text' },
  },
});
