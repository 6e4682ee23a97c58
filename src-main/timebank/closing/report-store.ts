import type { ClosingLevel, ClosingNote } from '../../contract/timebank/closing.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, monthRange, type CivilDate } from '../../platform/dates.ts';
import { sealHead } from '../../platform/seals/seal-store.ts';
import { startOf } from '../booking-period.ts';
import type { ClosingReportData } from '../documents/closing-report-data.ts';
import { balancesHash, totalsOf } from './closing.ts';
import { figuresOf, type Figures } from './closing-store.ts';
import { liabilityAt, liabilityMonths } from './liability-store.ts';

const monthsShown = 12;

export interface ReportFrame {
  organisation: string;
  closedBy: string;
  closedOn: CivilDate;
  now: string;
}

/** Everything the report of a closing says, from the books alone. */
export async function closingReportFacts(
  tx: Reader,
  request: { month: string; level: ClosingLevel; number: string },
  frame: ReportFrame,
): Promise<{ data: ClosingReportData; figures: Figures }> {
  const { month } = request;
  const period = monthRange(month);
  const figures = await figuresOf(tx, month);
  const { throughSeq } = figures;
  const after = await lastBefore(tx, startOf(period.from));
  const sealed = await sealHead(tx);
  const history = await liabilityMonths(tx, month, monthsShown);
  const { held, redemption, creditors, largest, waiting } = await liabilityAt(
    tx,
    month,
    throughSeq,
    frame.now,
  );
  const data: ClosingReportData = {
    organisation: frame.organisation,
    number: request.number,
    level: request.level,
    period,
    closedOn: frame.closedOn,
    closedBy: frame.closedBy,
    ledger: {
      transactions: throughSeq - after,
      throughSeq,
      head: figures.head,
      balancesHash: balancesHash(figures.balances),
      asOf: frame.now,
    },
    seals: { links: sealed.seq, head: sealed.hash },
    totals: totalsOf(figures.balances),
    flows: await flowsOf(tx, after, throughSeq),
    late: await lateOf(tx, after, throughSeq, period.from),
    hours: await hoursOf(tx, period),
    liability: { owed: history.at(-1)?.owed ?? 0, redemption, held, creditors, largest, waiting },
    history: history.map(({ month: name, owed, issued, redeemed, pooled }) => ({
      month: name,
      owed,
      issued,
      redeemed,
      pooled,
    })),
  };
  return { data, figures };
}

/** What was booked between two transactions, by kind: the net change of the members’ accounts in each unit. */
function flowsOf(tx: Reader, after: number, through: number): Promise<ClosingReportData['flows']> {
  return tx.all(
    `SELECT header.kind, count(DISTINCT header.seq) AS count,
       ifnull(sum(CASE WHEN account.unit = 'minute' THEN entry.amount END), 0) AS minutes,
       ifnull(sum(CASE WHEN account.unit = 'point' THEN entry.amount END), 0) AS points
     FROM ledger_transactions AS header CROSS JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     LEFT JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.kind = 'member'
     WHERE header.seq > ? AND header.seq <= ? GROUP BY header.kind ORDER BY header.kind`,
    [after, through],
  );
}

/** Credits of a month for services of months before it. */
async function lateOf(
  tx: Reader,
  after: number,
  through: number,
  from: string,
): Promise<{ count: number; minutes: number }> {
  const row = await tx.get<{ count: number; minutes: number | null }>(
    `SELECT count(DISTINCT header.seq) AS count, sum(entry.amount) AS minutes
     FROM ledger_transactions AS header
     JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.kind = 'member' AND account.unit = 'minute'
     WHERE header.seq > ? AND header.seq <= ? AND header.kind IN ('credit', 'service') AND header.served_on < ? AND entry.amount > 0`,
    [after, through, from],
  );
  return { count: row?.count ?? 0, minutes: row?.minutes ?? 0 };
}

async function hoursOf(
  tx: Reader,
  period: { from: CivilDate; to: CivilDate },
): Promise<{ month: number; total: number }> {
  const end = startOf(addDays(period.to, 1));
  const row = await tx.get<{ month: number | null; total: number | null }>(
    `SELECT (SELECT sum(minutes) FROM service_records WHERE recorded_at >= ? AND recorded_at < ?) AS month,
       (SELECT sum(minutes) FROM service_records WHERE recorded_at < ?) AS total`,
    [startOf(period.from), end, end],
  );
  return { month: row?.month ?? 0, total: row?.total ?? 0 };
}

/** What somebody should look at before a month is closed; none of it forbids to close. */
export async function closingNotesOf(
  tx: Reader,
  month: string,
  today: string,
  now: string,
): Promise<{ code: ClosingNote; count: number }[]> {
  const { from, to } = monthRange(month);
  const row = await tx.get<Record<ClosingNote, number>>(
    `SELECT
       (SELECT count(*) FROM sheets WHERE state = 'entered' AND served_on BETWEEN ?1 AND ?2) AS sheetsEntered,
       (SELECT count(*) FROM sheets WHERE state = 'returned' AND served_on BETWEEN ?1 AND ?2) AS sheetsReturned,
       (SELECT count(*) FROM ledger_holds WHERE state = 'held') AS holdsOpen,
       (SELECT count(*) FROM ledger_holds WHERE state = 'held' AND expires_at < ?3) AS holdsLapsed,
       (SELECT count(*) FROM ledger_lots AS lot WHERE expires_on < ?4 AND amount > ifnull((SELECT used_after FROM ledger_lot_uses
          WHERE lot_id = lot.id ORDER BY use_seq DESC LIMIT 1), 0)) AS pointsExpired,
       NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE recorded_at >= ?5 AND recorded_at < ?6) AS nothingBooked`,
    [from, to, now, today, startOf(from), startOf(addDays(to, 1))],
  );
  return Object.entries(row ?? {}).flatMap(([code, count]) =>
    count > 0 ? [{ code: code as ClosingNote, count }] : [],
  );
}

async function lastBefore(tx: Reader, instant: string): Promise<number> {
  const row = await tx.get<{ seq: number }>(
    'SELECT seq FROM ledger_transactions WHERE recorded_at < ? ORDER BY recorded_at DESC, seq DESC LIMIT 1',
    [instant],
  );
  return row?.seq ?? 0;
}
