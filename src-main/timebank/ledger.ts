/** The bookkeeping of time coins: what a transaction is, how it is undone, and the text that its hash seals. */

export type TransactionKind = 'credit' | 'transfer' | 'donation' | 'adjustment' | 'reversal';

/** Signed whole minutes on one account. */
export interface Entry {
  account: string;
  minutes: number;
}

/** A transaction as it is asked for; number, time and hash are given by the ledger. */
export interface NewTransaction {
  id: string;
  kind: TransactionKind;
  /** Civil date that it is about. */
  servedOn: string;
  /** Shown on the account: the activity, or what was undone. */
  text: string;
  sourceClass: 'signInOut' | 'sheet' | 'lateEntry' | null;
  sheetLineId: string | null;
  /** Versions of the rules that decided. */
  rule: string;
  /** What they decided from, so that it can be recomputed. */
  inputs: unknown;
  entries: readonly Entry[];
  reversesId: string | null;
  /** Required for a reversal, empty otherwise. */
  reason: string;
}

/** A row of `ledger_transactions`, exactly as stored. */
export interface TransactionRow {
  seq: number;
  id: string;
  kind: TransactionKind;
  served_on: string;
  recorded_at: string;
  text: string;
  source_class: NewTransaction['sourceClass'];
  sheet_line_id: string | null;
  rule: string;
  /** JSON. */
  inputs: string;
  reverses_id: string | null;
  reason: string;
  created_by: string;
  /** JSON: `[{"account":id,"minutes":n}, …]`, at least two, sum zero, no account twice. */
  entries: string;
  prev_hash: string;
  hash: string;
}

/**
 * The text that is hashed (SHA-256, UTF-8): a JSON array of the stored fields in this order, the hash before it among
 * them. An array of strings and numbers has one spelling only, so nothing can be moved from one field into the next.
 */
export function canonicalText(row: Omit<TransactionRow, 'hash'>): string {
  return JSON.stringify([
    'fengqiao-ledger-1',
    row.prev_hash,
    row.seq,
    row.id,
    row.kind,
    row.served_on,
    row.recorded_at,
    row.text,
    row.source_class,
    row.sheet_line_id,
    row.rule,
    row.inputs,
    row.entries,
    row.reverses_id,
    row.reason,
    row.created_by,
  ]);
}

/** One entry for an account, zeros dropped, in the order of first mention. Throws RangeError unless they sum to zero. */
export function mergeEntries(entries: readonly Entry[]): Entry[] {
  const sums = new Map<string, number>();
  for (const { account, minutes } of entries) sums.set(account, (sums.get(account) ?? 0) + minutes);
  const merged = [...sums]
    .filter(([, minutes]) => minutes !== 0)
    .map(([account, minutes]) => ({ account, minutes }));
  if (merged.reduce((total, entry) => total + entry.minutes, 0) !== 0)
    throw new RangeError('entries do not sum to zero');
  return merged;
}

/** The transaction that undoes another one: the same accounts in the same order, every sign turned. */
export function reversalOf(original: TransactionRow, id: string, reason: string): NewTransaction {
  const entries = JSON.parse(original.entries) as Entry[];
  return {
    id,
    kind: 'reversal',
    servedOn: original.served_on,
    text: original.text,
    sourceClass: original.source_class,
    sheetLineId: null,
    rule: original.rule,
    inputs: { reverses: original.seq },
    entries: entries.map(({ account, minutes }) => ({ account, minutes: -minutes })),
    reversesId: original.id,
    reason,
  };
}
