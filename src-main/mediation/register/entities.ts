import { EntitySchema } from 'typeorm';
import { integer, key, text } from '../../platform/database/columns.ts';

/** A filter of the list of cases under a name, with its columns and order; everybody has their own. */
export interface CaseViewRecord {
  id: string;
  user_id: string;
  version: number;
  name: string;
  /** JSON of `caseViewBody`. */
  body: string;
  updated_at: string;
}

export const CaseViews = new EntitySchema<CaseViewRecord>({
  name: 'case_views',
  columns: { id: key, user_id: text, version: integer, name: text, body: text, updated_at: text },
});

/** Which column of a register meant which field, by the set of its headings. */
export interface ImportMappingRecord {
  header_key: string;
  mapping: string;
  saved_by: string;
  saved_at: string;
}

export const ImportMappings = new EntitySchema<ImportMappingRecord>({
  name: 'import_mappings',
  columns: { header_key: key, mapping: text, saved_by: text, saved_at: text },
});

/** Where an imported case came from; never changed. */
export interface CaseOriginRecord {
  case_id: string;
  file_name: string;
  file_sha256: string;
  line: number;
  /** SHA-256 of what makes two lines the same case (`fingerprintOf` in import-line.ts). */
  fingerprint: string;
  /** The mediator as the old register had it; may have no account. */
  mediator: string;
  amount_fen: number | null;
  note: string;
  imported_by: string;
  imported_at: string;
}

export const CaseOrigins = new EntitySchema<CaseOriginRecord>({
  name: 'case_origins',
  columns: {
    case_id: key,
    file_name: text,
    file_sha256: text,
    line: integer,
    fingerprint: text,
    mediator: text,
    amount_fen: { type: 'integer', nullable: true },
    note: text,
    imported_by: text,
    imported_at: text,
  },
});
