import { EntitySchema } from 'typeorm';
import { integer, integerOrNull, key, text, textOrNull } from './database/columns.ts';

/** What was being typed in a form when it was left; kept per account through lock, sign-out and crash. */
export interface DraftRow {
  user_id: string;
  key: string;
  /** JSON as the form made it. */
  body: string;
  saved_at: string;
}

export const Drafts = new EntitySchema<DraftRow>({
  name: 'drafts',
  columns: {
    user_id: key,
    key: key,
    body: text,
    saved_at: text,
  },
});

/** A number once given is never given again; it can be voided, with the reason. */
export interface IssuedNumberRow {
  committee_id: string;
  kind: string;
  year: number;
  /** Place in the series; null for a number of the paper age entered by hand. */
  serial: number | null;
  number: string;
  owner_id: string;
  issued_at: string;
  void_reason: string | null;
}

export const IssuedNumbers = new EntitySchema<IssuedNumberRow>({
  name: 'issued_numbers',
  columns: {
    committee_id: key,
    kind: key,
    year: integer,
    serial: integerOrNull,
    number: key,
    owner_id: text,
    issued_at: text,
    void_reason: textOrNull,
  },
});
