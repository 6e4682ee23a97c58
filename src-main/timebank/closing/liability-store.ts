import type { LiabilityMonth } from '../../contract/timebank/closing.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, civilDateOfInstant, daysBetween, monthRange } from '../../platform/dates.ts';
import { startOf } from '../booking-period.ts';
import { monthBefore, monthsBetween } from './closing.ts';
import { firstBookedMonth } from './closing-store.ts';

/**
 * Month by month, oldest first: from the balances of the bank's own accounts, which are few. Since everything sums to
 * zero, what the bank owes its members is what those stand below it.
 */
export async function liabilityMonths(tx: Reader, through: string, count: number): Promise<LiabilityMonth[]> {
  const began = await firstBookedMonth(tx);
  if (began === null || began > through) return [];
  const months = monthsBetween(began, through).slice(-count);
  let before = await standingAt(tx, monthBefore(months[0]!));
  const rows: LiabilityMonth[] = [];
  for (const month of months) {
    const after = await standingAt(tx, month);
    rows.push({
      month,
      owed: after.owed,
      issued: after.issued - before.issued,
      redeemed: after.redeemed - before.redeemed,
      pooled: after.pooled - before.pooled,
      points: after.points,
    });
    before = after;
  }
  return rows;
}

export interface Liability {
  /** Redeemed of what was ever issued, in ten-thousandths; null before anything was issued. */
  redemption: number | null;
  held: number;
  creditors: number;
  largest: number;
  waiting: { medianDays: number; requests: number } | null;
}

/** The standing of all members after a transaction; reservations and waiting times as they are now. */
export async function liabilityAt(
  tx: Reader,
  month: string,
  throughSeq: number,
  now: string,
): Promise<Liability> {
  const { issued, redeemed } = await standingAt(tx, month);
  const members = await tx.get<{ creditors: number; largest: number | null }>(
    `SELECT count(*) AS creditors, max(balance) AS largest FROM (
       SELECT (SELECT balance_after FROM ledger_entries WHERE account_id = account.id AND transaction_seq <= ?
         ORDER BY transaction_seq DESC LIMIT 1) AS balance
       FROM ledger_accounts AS account WHERE kind = 'member' AND unit = 'minute') WHERE balance > 0`,
    [throughSeq],
  );
  const held = await tx.get<{ held: number | null }>(
    `SELECT sum(hold.amount) AS held FROM ledger_holds AS hold JOIN ledger_accounts AS account ON account.id = hold.account_id
     WHERE hold.state = 'held' AND account.unit = 'minute'`,
  );
  return {
    redemption: issued > 0 ? Math.round((redeemed * 10_000) / issued) : null,
    held: held?.held ?? 0,
    creditors: members?.creditors ?? 0,
    largest: members?.largest ?? 0,
    waiting: await waitingTime(tx, month, now),
  };
}

interface Standing {
  owed: number;
  issued: number;
  redeemed: number;
  pooled: number;
  points: number;
}

async function standingAt(tx: Reader, month: string): Promise<Standing> {
  const rows = await tx.all<{ code: string; unit: string; kind: string; balance: number }>(
    `SELECT code, unit, kind, ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id
         AND transaction_seq <= ifnull((SELECT seq FROM ledger_transactions WHERE recorded_at < ? ORDER BY recorded_at DESC, seq DESC LIMIT 1), 0)
         ORDER BY transaction_seq DESC LIMIT 1), 0) AS balance
     FROM ledger_accounts AS account WHERE member_id IS NULL`,
    [startOf(addDays(monthRange(month).to, 1))],
  );
  const sum = (unit: string, ...kinds: string[]) =>
    rows
      .filter((row) => row.unit === unit && (kinds.length === 0 || kinds.includes(row.kind)))
      .reduce((total, row) => total + row.balance, 0);
  return {
    owed: 0 - sum('minute'),
    issued: 0 - sum('minute', 'issue', 'adjust'),
    redeemed: sum('minute', 'redeemed'),
    pooled: sum('minute', 'pool'),
    points: 0 - sum('point'),
  };
}

/**
 * Median days from the publication of a request to its completion: of those completed in the twelve months up to a
 * month, and of those that were still waiting at its end, or wait now, with what they have waited so far.
 */
async function waitingTime(tx: Reader, month: string, now: string): Promise<Liability['waiting']> {
  const [from] = monthsBetween(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}`, month).slice(1);
  const end = startOf(addDays(monthRange(month).to, 1));
  const rows = await tx.all<{ published: string; until: string }>(
    `SELECT event.at AS published, CASE WHEN closed_at < ?2 THEN closed_at ELSE ?3 END AS until
     FROM requests JOIN request_events AS event ON event.request_id = requests.id AND event.step = 'publish'
     WHERE event.at < ?2 AND (state = 'confirmed' AND closed_at >= ?1 AND closed_at < ?2
       OR state IN ('published', 'taken', 'started', 'done')
       OR state IN ('confirmed', 'cancelled', 'timedOut') AND closed_at >= ?2)`,
    [startOf(monthRange(from!).from), end, now < end ? now : end],
  );
  if (rows.length === 0) return null;
  const days = rows
    .map((row) => daysBetween(civilDateOfInstant(row.published), civilDateOfInstant(row.until)))
    .sort((a, b) => a - b);
  return { medianDays: days[Math.floor((days.length - 1) / 2)]!, requests: days.length };
}
