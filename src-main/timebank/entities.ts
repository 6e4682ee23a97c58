import { EntitySchema } from 'typeorm';
import type { genders, idTypes } from '../contract/people.ts';
import type { memberKinds, memberStates, sheetStates, sourceClasses } from '../contract/timebank.ts';
import type { TransactionRow, Unit } from './ledger.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../platform/database/columns.ts';

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
    id: key,
    version: integer,
    kind: text,
    name: text,
    search_keys: text,
    name_order: text,
    volunteer_number: text,
    gender: text,
    birth_date: textOrNull,
    id_type: text,
    id_number: text,
    phone: text,
    address: text,
    guardian: text,
    area_id: textOrNull,
    skills: text,
    joined_on: text,
    state: text,
    created_at: text,
    updated_at: text,
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
  /** In whose name its people served; null: each in their own. */
  group_id: string | null;
  activity_id: string | null;
  /** Name of a further sheet of one activity; empty for the first. */
  part: string;
}

export const Sheets = new EntitySchema<SheetRowStored>({
  name: 'sheets',
  columns: {
    id: key,
    version: integer,
    number: text,
    activity: text,
    served_on: text,
    place: text,
    area_id: textOrNull,
    responsible: text,
    source_class: text,
    note: text,
    state: text,
    reason: text,
    entered_by: text,
    entered_at: text,
    approved_by: textOrNull,
    approved_at: textOrNull,
    updated_at: text,
    group_id: textOrNull,
    activity_id: textOrNull,
    part: text,
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
  /** Code of the printed line that it was entered from; empty: none. */
  printed_code: string;
}

export const SheetLines = new EntitySchema<SheetLineRow>({
  name: 'sheet_lines',
  columns: {
    id: key,
    sheet_id: text,
    position: integer,
    member_id: text,
    service_type: text,
    starts_at: text,
    ends_at: text,
    minutes: integer,
    recipient: text,
    note: text,
    printed_code: text,
  },
});

/** An account: never changed, never deleted, never given to somebody else. */
export interface LedgerAccountRow {
  id: string;
  /** `issue:service`, `pool:overcap`, `redeemed:goods`, `member:<id>:coin`, `member:<id>:points` …: ledger-schema.ts. */
  code: string;
  kind: 'issue' | 'pool' | 'adjust' | 'member' | 'redeemed' | 'expired';
  unit: Unit;
  member_id: string | null;
  /** 0: may not be overdrawn; null: it issues hours or points and may. */
  floor: number | null;
  created_at: string;
}

export const LedgerAccounts = new EntitySchema<LedgerAccountRow>({
  name: 'ledger_accounts',
  columns: {
    id: key,
    code: text,
    kind: text,
    unit: text,
    member_id: textOrNull,
    floor: integerOrNull,
    created_at: text,
  },
});

export const LedgerTransactions = new EntitySchema<TransactionRow>({
  name: 'ledger_transactions',
  columns: {
    seq: numberKey,
    id: text,
    kind: text,
    served_on: text,
    recorded_at: text,
    text: text,
    source_class: textOrNull,
    sheet_line_id: textOrNull,
    occasion: textOrNull,
    hold_id: textOrNull,
    rule: text,
    inputs: text,
    reverses_id: textOrNull,
    reason: text,
    late_reason: text,
    created_by: text,
    entries: text,
    prev_hash: text,
    hash: text,
  },
});

/** Written by the database alone, from the entries of the transaction row. */
export interface LedgerEntryRow {
  transaction_seq: number;
  position: number;
  account_id: string;
  amount: number;
  account_seq: number;
  balance_after: number;
}

export const LedgerEntries = new EntitySchema<LedgerEntryRow>({
  name: 'ledger_entries',
  columns: {
    transaction_seq: numberKey,
    position: numberKey,
    account_id: text,
    amount: integer,
    account_seq: integer,
    balance_after: integer,
  },
});

/** Points earned at one time; what is left is `amount` less what its last use says. Written by the database alone. */
export interface LedgerLotRow {
  /** `<transaction>-<position>-<index>`. */
  id: string;
  account_id: string;
  transaction_seq: number;
  amount: number;
  expires_on: string | null;
}

export const LedgerLots = new EntitySchema<LedgerLotRow>({
  name: 'ledger_lots',
  columns: { id: key, account_id: text, transaction_seq: integer, amount: integer, expires_on: textOrNull },
});

/** What was taken out of a lot, or given back (negative). Written by the database alone. */
export interface LedgerLotUseRow {
  lot_id: string;
  use_seq: number;
  transaction_seq: number;
  amount: number;
  used_after: number;
}

export const LedgerLotUses = new EntitySchema<LedgerLotUseRow>({
  name: 'ledger_lot_uses',
  columns: {
    lot_id: key,
    use_seq: numberKey,
    transaction_seq: integer,
    amount: integer,
    used_after: integer,
  },
});

/** An amount reserved on an account; resolved exactly once. */
export interface LedgerHoldRow {
  id: string;
  account_id: string;
  amount: number;
  purpose: 'request' | 'order';
  purpose_id: string;
  state: 'held' | 'posted' | 'void' | 'expired';
  held_by: string;
  held_at: string;
  expires_at: string;
  resolved_at: string | null;
  /** The transaction that posted it. */
  transaction_id: string | null;
}

export const LedgerHolds = new EntitySchema<LedgerHoldRow>({
  name: 'ledger_holds',
  columns: {
    id: key,
    account_id: text,
    amount: integer,
    purpose: text,
    purpose_id: text,
    state: text,
    held_by: text,
    held_at: text,
    expires_at: text,
    resolved_at: textOrNull,
    transaction_id: textOrNull,
  },
});

/** One service in a member’s permanent record; never spent. A reversal is a negative row. */
export interface ServiceRecordRow {
  id: string;
  member_id: string;
  sheet_line_id: string | null;
  /** What it was recorded for when there is no line of a sheet: the occasion of its transaction. */
  occasion: string | null;
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
    id: key,
    member_id: text,
    sheet_line_id: textOrNull,
    occasion: textOrNull,
    service_type: text,
    served_on: text,
    recorded_at: text,
    minutes: integer,
    source_class: text,
    activity: text,
    rule: text,
    transaction_id: textOrNull,
    reverses_id: textOrNull,
  },
});
