import { EntitySchema } from 'typeorm';
import type { ClosingAct } from '../../contract/timebank/closing.ts';
import { integer, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';
import type { Unit } from '../ledger.ts';

/** One act of closing; append-only, with the state that stands after it. */
export interface ClosingRow {
  seq: number;
  id: string;
  /** `YYYY-MM`. */
  month: string;
  act: ClosingAct;
  /** Last month closed after this act; empty: none. */
  closed_through: string;
  /** Last month closed for good after this act; empty: none. */
  final_through: string;
  /** Last transaction recorded in the month or before it; 0: none. */
  through_seq: number;
  /** Last transaction of the ledger when it was done: what comes later met its locks. */
  at_seq: number;
  /** Hash of transaction `through_seq`. */
  head: string;
  /** JSON of `ClosingTotal[]`. */
  totals: string;
  /** SHA-256 over every account’s balance: `balancesText`. */
  balances_hash: string;
  document_id: string | null;
  reason: string;
  created_by: string;
  created_at: string;
  prev_hash: string;
  hash: string;
}

export const LedgerClosings = new EntitySchema<ClosingRow>({
  name: 'ledger_closings',
  columns: {
    seq: numberKey,
    id: text,
    month: text,
    act: text,
    closed_through: text,
    final_through: text,
    through_seq: integer,
    at_seq: integer,
    head: text,
    totals: text,
    balances_hash: text,
    document_id: textOrNull,
    reason: text,
    created_by: text,
    created_at: text,
    prev_hash: text,
    hash: text,
  },
});

/** A certificate of volunteer service that was given out; append-only. */
export interface CertificateRow {
  id: string;
  number: string;
  member_id: string;
  served_from: string;
  served_to: string;
  minutes: number;
  /** Last row of the permanent record that it counts, and a hash over all of them. */
  last_record_id: string;
  records_hash: string;
  purpose: string;
  document_id: string;
  issued_by: string;
  issued_on: string;
  issued_at: string;
}

export const ServiceCertificates = new EntitySchema<CertificateRow>({
  name: 'service_certificates',
  columns: {
    id: key,
    number: text,
    member_id: text,
    served_from: text,
    served_to: text,
    minutes: integer,
    last_record_id: text,
    records_hash: text,
    purpose: text,
    document_id: text,
    issued_by: text,
    issued_on: text,
    issued_at: text,
  },
});

/** What an issued statement says of one account; append-only. */
export interface AssertionRow {
  document_id: string;
  account_id: string;
  member_id: string;
  unit: Unit;
  month: string;
  /** Transactions of the statement: `after_seq < seq <= through_seq`. */
  after_seq: number;
  through_seq: number;
  opening: number;
  closing: number;
}

export const StatementAssertions = new EntitySchema<AssertionRow>({
  name: 'statement_assertions',
  columns: {
    document_id: key,
    account_id: key,
    member_id: text,
    unit: text,
    month: text,
    after_seq: integer,
    through_seq: integer,
    opening: integer,
    closing: integer,
  },
});
