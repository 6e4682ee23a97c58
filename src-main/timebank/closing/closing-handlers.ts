import type { ClosingMonth } from '../../contract/timebank/closing.ts';
import { userNames } from '../../people/public.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import { civilDate, civilDateOfInstant, monthOf, monthRange } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { bookedBetween, headOf } from '../ledger-store.ts';
import { balanceAt } from './balance-store.ts';
import { startClosing, startSelfAudit } from './closing-jobs.ts';
import { bookClosing, closingRows, figuresOf, firstBookedMonth, locksOf } from './closing-store.ts';
import { monthsBetween, nextActs, totalsOf } from './closing.ts';
import type { ClosingRow } from './entities.ts';
import { liabilityAt, liabilityMonths } from './liability-store.ts';
import { closingNotesOf } from './report-store.ts';

type ClosingRoutes =
  | 'timebank.listClosings'
  | 'timebank.checkClosing'
  | 'timebank.closeMonth'
  | 'timebank.withdrawClosing'
  | 'timebank.readLiability'
  | 'timebank.readBalanceAt'
  | 'timebank.startSelfAudit'
  | 'timebank.readAuditReport';

export const closingHandlers: Pick<HandlersOf<'timebank'>, ClosingRoutes> = {
  async 'timebank.listClosings'({ tx, now }) {
    const rows = await closingRows(tx);
    const began = rows[0]?.month ?? (await firstBookedMonth(tx));
    const running = monthOf(civilDateOfInstant(now));
    const names = await userNames(tx, [...new Set(rows.map((row) => row.created_by))]);
    const months = began === null ? [running] : monthsBetween(began, running);
    return {
      months: months.map((month) => monthView(month, rows, names)).reverse(),
      next: nextActs(await locksOf(tx), await firstBookedMonth(tx), running),
    };
  },

  async 'timebank.checkClosing'({ tx, today, now }, { month }) {
    const { throughSeq, head, balances } = await figuresOf(tx, month);
    const { after } = await bookedBetween(tx, { from: monthRange(month).from });
    return {
      transactions: throughSeq - after,
      throughSeq,
      head,
      totals: totalsOf(balances),
      notes: await closingNotesOf(tx, month, today, now),
    };
  },

  async 'timebank.closeMonth'(context, { month, level }) {
    if (level === 'final' && !context.actor.roles.includes('administrator'))
      throw new AppError('session.roleMissing');
    const { tx, now } = context;
    const next = nextActs(await locksOf(tx), await firstBookedMonth(tx), monthOf(civilDateOfInstant(now)));
    if (next[level] !== month)
      throw new AppError('closing.notNext', { params: { month: next[level] ?? '' } });
    const job = startClosing(context, month, level);
    context.audit(`closing:${month}`, { level, job: job.id });
    return { jobId: job.id };
  },

  async 'timebank.withdrawClosing'(context, { month, reason }) {
    const id = context.services.ids.next();
    const row = await bookClosing(context, { id, month, act: 'withdrawal', reason, documentId: null });
    context.audit(`closing:${month}`, { act: 'withdrawal', seq: row.seq });
    return { month, closedThrough: row.closed_through === '' ? null : row.closed_through };
  },

  async 'timebank.readLiability'({ tx, now }, { months }) {
    const running = monthOf(civilDateOfInstant(now));
    return {
      rows: await liabilityMonths(tx, running, months),
      ...(await liabilityAt(tx, running, (await headOf(tx)).seq, now)),
    };
  },

  'timebank.readBalanceAt': ({ tx }, { memberId, servedThrough, knownOn }) =>
    balanceAt(tx, {
      memberId,
      servedThrough: servedThrough === undefined ? undefined : civilDate(servedThrough),
      knownOn: knownOn === undefined ? undefined : civilDate(knownOn),
    }),

  async 'timebank.startSelfAudit'(context) {
    const job = startSelfAudit(context);
    context.audit('ledger', { job: job.id });
    return { jobId: job.id };
  },

  async 'timebank.readAuditReport'({ tx }, { documentId }) {
    const row = await tx.get<{ snapshot: string }>(
      `SELECT snapshot FROM documents WHERE id = ? AND kind = 'timebank.auditReport'`,
      [documentId],
    );
    if (!row) throw notFound('document');
    const { transactions, entries, problems } = JSON.parse(row.snapshot) as AuditSnapshot;
    return { intact: problems.length === 0, transactions, entries, problems };
  },
};

/** The part of the report’s data that the page tells. */
interface AuditSnapshot {
  transactions: number;
  entries: number;
  problems: string[];
}

function monthView(
  month: string,
  rows: readonly ClosingRow[],
  names: ReadonlyMap<string, string>,
): ClosingMonth {
  const own = rows.filter((row) => row.month === month);
  const final = own.find(({ act }) => act === 'final');
  const last = own.filter(({ act }) => act !== 'final').at(-1);
  const first = last?.act === 'first' ? last : undefined;
  const name = (row: ClosingRow | undefined) => (row ? (names.get(row.created_by) ?? '') : '');
  return {
    month,
    state: final ? 'final' : first ? 'first' : 'open',
    throughSeq: first?.through_seq ?? 0,
    head: first?.head ?? '',
    closedBy: name(first),
    closedAt: first?.created_at ?? null,
    finalBy: name(final),
    finalAt: final?.created_at ?? null,
    documentId: final?.document_id ?? first?.document_id ?? null,
    withdrawals: own
      .filter(({ act }) => act === 'withdrawal')
      .map((row) => ({ by: name(row), at: row.created_at, reason: row.reason })),
  };
}
