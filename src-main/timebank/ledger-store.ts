import { AppError, notFound } from '../platform/app-error.ts';
import { addDays, type CivilDate } from '../platform/dates.ts';
import type { Reader, Writer } from '../platform/database/handles.ts';
import { genesis, sha256 } from '../platform/hash.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import type { BookingContext } from './booking-context.ts';
import { startOf, type BookingRange } from './booking-period.ts';
import { LedgerAccounts, LedgerTransactions, type LedgerAccountRow } from './entities.ts';
import { heldOnAccount } from './hold-store.ts';
import {
  canonicalText,
  mergeEntries,
  reversalOf,
  type NewTransaction,
  type TransactionRow,
  type Unit,
} from './ledger.ts';
import { lotsTakenBack } from './lot-store.ts';

export interface Head {
  /** Number of the last transaction; also how many there are. */
  seq: number;
  hash: string;
  recordedAt: string;
}

/** The last link of the chain, of all or by the end of a day; before the first transaction 64 zeros. */
export async function headOf(tx: Reader, through?: CivilDate): Promise<Head> {
  const columns = 'SELECT seq, hash, recorded_at FROM ledger_transactions';
  const [end, params] =
    through === undefined
      ? ['ORDER BY seq DESC LIMIT 1', []]
      : ['WHERE recorded_at < ? ORDER BY recorded_at DESC, seq DESC LIMIT 1', [startOf(addDays(through, 1))]];
  const last = await tx.get<{ seq: number; hash: string; recorded_at: string }>(`${columns} ${end}`, params);
  return { seq: last?.seq ?? 0, hash: last?.hash ?? genesis, recordedAt: last?.recorded_at ?? '' };
}

/**
 * Books transactions in the order given, each with its own link of the chain, in wide statements: a sheet of forty
 * lines is one. The database checks and expands each one (migration 0003) and refuses the whole command when one
 * fails. Booking time never runs backwards, even when the machine’s clock does: a month that is over stays over.
 * Errors: `ledger.insufficientBalance`, `ledger.alreadyReversed`, `ledger.isReversal`.
 */
export async function post(
  context: BookingContext,
  transactions: readonly NewTransaction[],
): Promise<TransactionRow[]> {
  const head = await headOf(context.tx);
  const recordedAt = context.now > head.recordedAt ? context.now : head.recordedAt;
  let previous = { seq: head.seq, hash: head.hash };
  const rows = transactions.map((transaction) => {
    const unsealed = {
      seq: previous.seq + 1,
      id: transaction.id,
      kind: transaction.kind,
      served_on: transaction.servedOn,
      recorded_at: recordedAt,
      text: transaction.text,
      source_class: transaction.sourceClass,
      sheet_line_id: transaction.sheetLineId,
      occasion: transaction.occasion ?? null,
      hold_id: transaction.holdId ?? null,
      rule: transaction.rule,
      inputs: JSON.stringify(transaction.inputs),
      reverses_id: transaction.reversesId,
      reason: transaction.reason,
      late_reason: transaction.lateReason ?? '',
      created_by: context.actor.userId,
      entries: JSON.stringify(mergeEntries(transaction.entries)),
      prev_hash: previous.hash,
    };
    const row: TransactionRow = { ...unsealed, hash: sha256(canonicalText(unsealed)) };
    previous = row;
    return row;
  });
  if (rows.length > 0) await context.tx.insert(LedgerTransactions, rows);
  return rows;
}

/** Undoes one transaction, once; `replacedBy` names the booking in its place. Errors: `record.notFound`, `ledger.isReversal`, `ledger.alreadyReversed`. */
export async function postReversal(
  context: BookingContext,
  request: { id: string; transactionId: string; reason: string; replacedBy?: string },
): Promise<{ original: TransactionRow; reversal: TransactionRow }> {
  const original = await context.tx.find(LedgerTransactions).findOneBy({ id: request.transactionId });
  if (!original) throw notFound('transaction');
  if (original.reverses_id !== null) throw new AppError('ledger.isReversal');
  const takenBack = await lotsTakenBack(context.tx, original);
  const undoing = reversalOf(original, request.id, request.reason, takenBack);
  const { replacedBy } = request;
  const inputs = replacedBy === undefined ? undoing.inputs : { reverses: original.seq, replacedBy };
  const [reversal] = await post(context, [{ ...undoing, inputs }]);
  return { original, reversal: reversal as TransactionRow };
}

/** Opens the coin account of a new member. Ids of accounts are never given again. */
export async function openCoinAccount(
  tx: Writer,
  account: { id: string; memberId: string; now: string },
): Promise<void> {
  await tx.insert(LedgerAccounts, {
    id: account.id,
    code: coinCode(account.memberId),
    kind: 'member',
    unit: 'minute',
    member_id: account.memberId,
    floor: 0,
    created_at: account.now,
  });
}

/**
 * The points account of a member, opened when he first gets any. Points are rarer than hours: most members never need
 * one.
 */
export async function pointsAccountOf(context: PointsContext, memberId: string): Promise<string> {
  const code = pointsCode(memberId);
  const known = await context.tx.get<{ id: string }>('SELECT id FROM ledger_accounts WHERE code = ?', [code]);
  if (known) return known.id;
  const id = context.services.ids.next();
  await context.tx.insert(LedgerAccounts, {
    id,
    code,
    kind: 'member',
    unit: 'point',
    member_id: memberId,
    floor: 0,
    created_at: context.now,
  });
  return id;
}
type PointsContext = Pick<CommandContext, 'tx' | 'now'> & {
  services: Pick<CommandContext['services'], 'ids'>;
};

export interface CoinAccount {
  accountId: string;
  /** Minutes posted. */
  balance: number;
  /** Minutes of them that are reserved and cannot be spent otherwise. */
  held: number;
}

/** Coin accounts with their balances, by member; one look-up each in an index, however long the account is. */
export async function coinAccountsOf(
  tx: Reader,
  memberIds: readonly string[],
): Promise<Map<string, CoinAccount>> {
  if (memberIds.length === 0) return new Map();
  const rows = await tx.all<{ member_id: string; id: string; balance: number; held: number }>(
    `SELECT member_id, id, ${balanceOfAccount('ledger_accounts.id')} AS balance, ${heldOnAccount('ledger_accounts.id')} AS held
     FROM ledger_accounts
     WHERE code IN (${memberIds.map(() => '?').join(', ')})`,
    memberIds.map(coinCode),
  );
  return new Map(
    rows.map((row) => [row.member_id, { accountId: row.id, balance: row.balance, held: row.held }]),
  );
}

export const coinCode = (memberId: string) => `member:${memberId}:coin`;
export const pointsCode = (memberId: string) => `member:${memberId}:points`;

/** SQL: the balance of an account is what stands on its last entry. */
export function balanceOfAccount(accountId: string): string {
  return `ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = ${accountId} ORDER BY account_seq DESC LIMIT 1), 0)`;
}

/** Transactions booked in a range of civil dates: those after the first number, up to and with the second. */
export async function bookedBetween(
  tx: Reader,
  range: BookingRange,
): Promise<{ after: number; upTo: number }> {
  return {
    after: range.from === undefined ? 0 : await lastBefore(tx, startOf(range.from)),
    upTo:
      range.to === undefined ? (await headOf(tx)).seq : await lastBefore(tx, startOf(addDays(range.to, 1))),
  };
}

async function lastBefore(tx: Reader, instant: string): Promise<number> {
  const row = await tx.get<{ seq: number }>(
    'SELECT seq FROM ledger_transactions WHERE recorded_at < ? ORDER BY recorded_at DESC, seq DESC LIMIT 1',
    [instant],
  );
  return row?.seq ?? 0;
}

export interface AccountLine {
  member_id: string;
  seq: number;
  id: string;
  kind: TransactionRow['kind'];
  recorded_at: string;
  served_on: string;
  text: string;
  source_class: TransactionRow['source_class'];
  minutes: number;
  balance_after: number;
  rule: string;
  reason: string;
  reverses_seq: number | null;
  reversed_by_seq: number | null;
}

/** SQL from coin accounts to their lines, to be continued with WHERE. */
export const accountLines = linesOfUnit('minute');

/** The same for members’ accounts of one unit; `minutes` is what the unit counts. */
function linesOfUnit(unit: Unit): string {
  return `SELECT account.member_id, header.seq, header.id, header.kind, header.recorded_at,
    header.served_on, header.text, header.source_class, entry.amount AS minutes, entry.balance_after, header.rule, header.reason,
    original.seq AS reverses_seq, undone.seq AS reversed_by_seq
  FROM ledger_entries AS entry
  JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.kind = 'member' AND account.unit = '${unit}'
  JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
  LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
  LEFT JOIN ledger_transactions AS undone ON undone.reverses_id = header.id`;
}

/**
 * A member’s coins or points in booking order (points: no account before there are any). `opening` and `closing` are the balances before and after the range (not of
 * the page), so that the closing of one range is the opening of the next. Minutes.
 */
export async function entriesOf(
  tx: Reader,
  memberId: string,
  range: BookingRange,
  page: { offset: number; limit: number },
  unit: Unit = 'minute',
): Promise<{ opening: number; closing: number; total: number; rows: AccountLine[] }> {
  const account = await accountOfUnit(tx, memberId, unit);
  if (account === undefined) return { opening: 0, closing: 0, total: 0, rows: [] };
  const { after, upTo } = await bookedBetween(tx, range);
  const balanceAt = async (seq: number) => {
    const row = await tx.get<{ balance_after: number }>(
      'SELECT balance_after FROM ledger_entries WHERE account_id = ? AND transaction_seq <= ? ORDER BY transaction_seq DESC LIMIT 1',
      [account.accountId, seq],
    );
    return row?.balance_after ?? 0;
  };
  const within = [account.accountId, after, upTo];
  const count = await tx.get<{ total: number }>(
    'SELECT count(*) AS total FROM ledger_entries WHERE account_id = ? AND transaction_seq > ? AND transaction_seq <= ?',
    within,
  );
  const rows = await tx.all<AccountLine>(
    `${linesOfUnit(unit)} WHERE entry.account_id = ? AND entry.transaction_seq > ? AND entry.transaction_seq <= ?
     ORDER BY entry.transaction_seq LIMIT ? OFFSET ?`,
    [...within, page.limit, page.offset],
  );
  return { opening: await balanceAt(after), closing: await balanceAt(upTo), total: count?.total ?? 0, rows };
}

async function accountOfUnit(
  tx: Reader,
  memberId: string,
  unit: Unit,
): Promise<{ accountId: string } | undefined> {
  const coins = (await coinAccountsOf(tx, [memberId])).get(memberId);
  if (!coins) throw notFound('member');
  if (unit === 'minute') return coins;
  return tx.get('SELECT id AS accountId FROM ledger_accounts WHERE code = ?', [pointsCode(memberId)]);
}

export interface AccountBalance {
  code: string;
  kind: LedgerAccountRow['kind'];
  unit: Unit;
  member_id: string | null;
  balance: number;
}

/**
 * Balance of every account, system accounts first, then members by volunteer number: now, or after the transaction
 * `throughSeq`. An account that was opened later stands there with nothing.
 */
export function trialBalance(
  tx: Reader,
  throughSeq?: number,
): Promise<(AccountBalance & { name: string | null })[]> {
  const balance =
    throughSeq === undefined
      ? balanceOfAccount('account.id')
      : `ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id AND transaction_seq <= ?
          ORDER BY transaction_seq DESC LIMIT 1), 0)`;
  return tx.all(
    `SELECT account.code, account.kind, account.unit, account.member_id, members.name, ${balance} AS balance
     FROM ledger_accounts AS account LEFT JOIN members ON members.id = account.member_id
     ORDER BY account.member_id IS NOT NULL, members.volunteer_number, account.code`,
    throughSeq === undefined ? [] : [throughSeq],
  );
}

/** Minutes that the bank owes its members: since everything sums to zero, what the other accounts stand below it. */
export async function coinsOwed(tx: Reader): Promise<number> {
  const row = await tx.get<{ owed: number | null }>(
    `SELECT sum(${balanceOfAccount('id')}) AS owed FROM ledger_accounts WHERE kind <> 'member' AND unit = 'minute'`,
  );
  return 0 - (row?.owed ?? 0);
}
