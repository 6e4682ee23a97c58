/** The bookkeeping of time coins: what a transaction is, how it is undone, and the text that its hash seals. */

/**
 * `credit` hours given · `service` hours received for coins · `grant` coins issued by the fund · `transfer` between
 * members · `donation` to a pool · `poolGrant` out of a pool · `redemption` at the counter · `points` earned ·
 * `conversion` of hours into points · `expiry` of points · `closure` of an account by rule · `adjustment` · `reversal`.
 */
export type TransactionKind =
  | 'credit'
  | 'service'
  | 'grant'
  | 'transfer'
  | 'donation'
  | 'poolGrant'
  | 'redemption'
  | 'points'
  | 'conversion'
  | 'expiry'
  | 'closure'
  | 'adjustment'
  | 'reversal';

/** What an account counts: minutes of time coins, or points. They never share an account. */
export type Unit = 'minute' | 'point';

/**
 * Signed whole minutes or points on one account. An entry on a member’s points opens lots or takes from them, exactly
 * as much as it moves; no other entry has lots.
 */
export interface Entry {
  account: string;
  amount: number;
  /** Lots opened: amount and the last day on which it can be spent; null: never expires. */
  opens?: readonly LotOpened[];
  /** Lots taken from: lot and amount; a negative amount gives back. */
  lots?: readonly LotTaken[];
}
export type LotOpened = readonly [amount: number, expiresOn: string | null];
export type LotTaken = readonly [lot: string, amount: number];

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
  /** What it was booked for, once only: `request:<id>`, `order:<id>`, `grant:<id>`. */
  occasion?: string;
  /** Reservation that this posts: no more than was reserved, and from its account. */
  holdId?: string;
  /** Why a service of a closed month comes so late; it is booked in the open month. */
  lateReason?: string;
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
  occasion: string | null;
  hold_id: string | null;
  rule: string;
  /** JSON. */
  inputs: string;
  reverses_id: string | null;
  reason: string;
  late_reason: string;
  created_by: string;
  /** JSON: `[{"account":id,"amount":n}, …]`, at least two, sum zero in each unit, no account twice. */
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
    row.occasion,
    row.hold_id,
    row.rule,
    row.inputs,
    row.entries,
    row.reverses_id,
    row.reason,
    row.late_reason,
    row.created_by,
  ]);
}

/**
 * One entry for an account, zeros dropped, in the order of first mention. Throws RangeError unless they sum to zero, or
 * when one account both opens lots and takes from them.
 */
export function mergeEntries(entries: readonly Entry[]): Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const before = merged.get(entry.account);
    merged.set(entry.account, before ? joined(before, entry) : entry);
  }
  const kept = [...merged.values()].filter(({ amount }) => amount !== 0);
  if (kept.reduce((total, { amount }) => total + amount, 0) !== 0) {
    throw new RangeError('entries do not sum to zero');
  }
  return kept;
}

function joined(one: Entry, other: Entry): Entry {
  const opens = [...(one.opens ?? []), ...(other.opens ?? [])];
  const lots = [...(one.lots ?? []), ...(other.lots ?? [])];
  if (opens.length > 0 && lots.length > 0) throw new RangeError('an entry opens lots or takes from them');
  return {
    account: one.account,
    amount: one.amount + other.amount,
    ...(opens.length > 0 ? { opens } : {}),
    ...(lots.length > 0 ? { lots } : {}),
  };
}

/**
 * The transaction that undoes another one: the same accounts in the same order, every sign turned. What was taken from
 * lots goes back into them; what it takes out of the lots that the original opened is `takenBack`, by position.
 */
export function reversalOf(
  original: TransactionRow,
  id: string,
  reason: string,
  takenBack: ReadonlyMap<number, readonly LotTaken[]> = new Map(),
): NewTransaction {
  const entries = (JSON.parse(original.entries) as Entry[]).map((entry, position): Entry => {
    const lots = entry.lots
      ? entry.lots.map(([lot, amount]) => [lot, -amount] as const)
      : takenBack.get(position);
    return { account: entry.account, amount: -entry.amount, ...(lots ? { lots } : {}) };
  });
  return {
    id,
    kind: 'reversal',
    servedOn: original.served_on,
    text: original.text,
    sourceClass: original.source_class,
    sheetLineId: null,
    lateReason: reason,
    rule: original.rule,
    inputs: { reverses: original.seq },
    entries,
    reversesId: original.id,
    reason,
  };
}
