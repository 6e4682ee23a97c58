import { EntitySchema } from 'typeorm';
import { integer, key, numberKey, text } from '../database/columns.ts';

/** What was sealed: a row that no other chain covers. */
export type SealedKind = 'document' | 'hold';

/** One link of the chain of seals; append-only. */
export interface SealRow {
  seq: number;
  kind: SealedKind;
  row_id: string;
  /** SHA-256 over the fields of the row that never change. */
  digest: string;
  at: string;
  prev_hash: string;
  hash: string;
}

export const Seals = new EntitySchema<SealRow>({
  name: 'seals',
  columns: {
    seq: numberKey,
    kind: text,
    row_id: text,
    digest: text,
    at: text,
    prev_hash: text,
    hash: text,
  },
});

/** How many rows of a kind were there before there were seals; written once, by the migration. */
export const SealsBefore = new EntitySchema<{ kind: SealedKind; counted: number }>({
  name: 'seals_before',
  columns: { kind: key, counted: integer },
});
