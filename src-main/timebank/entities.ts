import { EntitySchema } from 'typeorm';
import type { genders, idTypes } from '../contract/people.ts';
import type { memberKinds, memberStates, sheetStates, sourceClasses } from '../contract/timebank.ts';
import type { TransactionRow } from './ledger.ts';

export interface MemberRow {
  id: string;
  version: number;
  kind: (typeof memberKinds)[number];
  name: string;
  /** Name, pinyin and initials, made by `nameKeys`. */
  search_keys: string;
  /** Pinyin of the name: the order of a list sorted by name. */
  name_order: string;
  volunteer_number: string;
  gender: (typeof genders)[number];
  birth_date: string | null;
  id_type: (typeof idTypes)[number];
  id_number: string;
  phone: string;
  address: string;
  guardian: string;
  area_id: string | null;
  skills: string;
  joined_on: string;
  state: (typeof memberStates)[number];
  created_at: string;
  updated_at: string;
}

export const Members = new EntitySchema<MemberRow>({
  name: 'members',
  columns: {
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    kind: { type: 'text' },
    name: { type: 'text' },
    search_keys: { type: 'text' },
    name_order: { type: 'text' },
    volunteer_number: { type: 'text' },
    gender: { type: 'text' },
    birth_date: { type: 'text', nullable: true },
    id_type: { type: 'text' },
    id_number: { type: 'text' },
    phone: { type: 'text' },
    address: { type: 'text' },
    guardian: { type: 'text' },
    area_id: { type: 'text', nullable: true },
    skills: { type: 'text' },
    joined_on: { type: 'text' },
    state: { type: 'text' },
    created_at: { type: 'text' },
    updated_at: { type: 'text' },
  },
});

export interface SheetRowStored {
  id: string;
  version: number;
  number: string;
  activity: string;
  served_on: string;
  place: string;
  area_id: string | null;
  responsible: string;
  source_class: (typeof sourceClasses)[number];
  note: string;
  state: (typeof sheetStates)[number];
  /** Why it was returned or withdrawn; empty otherwise. */
  reason: string;
  entered_by: string;
  entered_at: string;
  approved_by: string | null;
  approved_at: string | null;
  updated_at: string;
}

export const Sheets = new EntitySchema<SheetRowStored>({
  name: 'sheets',
  columns: {
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    number: { type: 'text' },
    activity: { type: 'text' },
    served_on: { type: 'text' },
    place: { type: 'text' },
    area_id: { type: 'text', nullable: true },
    responsible: { type: 'text' },
    source_class: { type: 'text' },
    note: { type: 'text' },
    state: { type: 'text' },
    reason: { type: 'text' },
    entered_by: { type: 'text' },
    entered_at: { type: 'text' },
    approved_by: { type: 'text', nullable: true },
    approved_at: { type: 'text', nullable: true },
    updated_at: { type: 'text' },
  },
});

export interface SheetLineRow {
  id: string;
  sheet_id: string;
  position: number;
  member_id: string;
  service_type: string;
  starts_at: string;
  ends_at: string;
  minutes: number;
  recipient: string;
  note: string;
}

export const SheetLines = new EntitySchema<SheetLineRow>({
  name: 'sheet_lines',
  columns: {
    id: { type: 'text', primary: true },
    sheet_id: { type: 'text' },
    position: { type: 'integer' },
    member_id: { type: 'text' },
    service_type: { type: 'text' },
    starts_at: { type: 'text' },
    ends_at: { type: 'text' },
    minutes: { type: 'integer' },
    recipient: { type: 'text' },
    note: { type: 'text' },
  },
});

/** An account: never changed, never deleted, never given to somebody else. */
export interface LedgerAccountRow {
  id: string;
  /** `issue:service`, `pool:overcap`, `pool:donated`, `adjust`, `member:<id>:coin`. */
  code: string;
  kind: 'issue' | 'pool' | 'adjust' | 'member';
  member_id: string | null;
  /** 0: may not be overdrawn; null: it issues hours and may. */
  floor_minutes: number | null;
  created_at: string;
}

export const LedgerAccounts = new EntitySchema<LedgerAccountRow>({
  name: 'ledger_accounts',
  columns: {
    id: { type: 'text', primary: true },
    code: { type: 'text' },
    kind: { type: 'text' },
    member_id: { type: 'text', nullable: true },
    floor_minutes: { type: 'integer', nullable: true },
    created_at: { type: 'text' },
  },
});

export const LedgerTransactions = new EntitySchema<TransactionRow>({
  name: 'ledger_transactions',
  columns: {
    seq: { type: 'integer', primary: true },
    id: { type: 'text' },
    kind: { type: 'text' },
    served_on: { type: 'text' },
    recorded_at: { type: 'text' },
    text: { type: 'text' },
    source_class: { type: 'text', nullable: true },
    sheet_line_id: { type: 'text', nullable: true },
    rule: { type: 'text' },
    inputs: { type: 'text' },
    reverses_id: { type: 'text', nullable: true },
    reason: { type: 'text' },
    created_by: { type: 'text' },
    entries: { type: 'text' },
    prev_hash: { type: 'text' },
    hash: { type: 'text' },
  },
});

/** Written by the database alone, from the entries of the transaction row. */
export interface LedgerEntryRow {
  transaction_seq: number;
  position: number;
  account_id: string;
  minutes: number;
  account_seq: number;
  balance_after: number;
}

export const LedgerEntries = new EntitySchema<LedgerEntryRow>({
  name: 'ledger_entries',
  columns: {
    transaction_seq: { type: 'integer', primary: true },
    position: { type: 'integer', primary: true },
    account_id: { type: 'text' },
    minutes: { type: 'integer' },
    account_seq: { type: 'integer' },
    balance_after: { type: 'integer' },
  },
});

/** One service in a member’s permanent record; never spent. A reversal is a negative row. */
export interface ServiceRecordRow {
  id: string;
  member_id: string;
  sheet_line_id: string | null;
  service_type: string;
  served_on: string;
  recorded_at: string;
  minutes: number;
  source_class: (typeof sourceClasses)[number];
  activity: string;
  rule: string;
  transaction_id: string | null;
  reverses_id: string | null;
}

export const ServiceRecords = new EntitySchema<ServiceRecordRow>({
  name: 'service_records',
  columns: {
    id: { type: 'text', primary: true },
    member_id: { type: 'text' },
    sheet_line_id: { type: 'text', nullable: true },
    service_type: { type: 'text' },
    served_on: { type: 'text' },
    recorded_at: { type: 'text' },
    minutes: { type: 'integer' },
    source_class: { type: 'text' },
    activity: { type: 'text' },
    rule: { type: 'text' },
    transaction_id: { type: 'text', nullable: true },
    reverses_id: { type: 'text', nullable: true },
  },
});
