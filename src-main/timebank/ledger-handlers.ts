import { AppError } from '../platform/app-error.ts';
import { civilDate } from '../platform/dates.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { startOf } from './booking-period.ts';
import { activityCounts } from './activities/activity-store.ts';
import { minutesRecordedSince, reverseHours } from './hours-store.ts';
import {
  coinsOwed,
  entriesOf,
  headOf,
  postReversal,
  trialBalance,
  type AccountBalance,
} from './ledger-store.ts';
import { verifyLedger } from './ledger-verify.ts';
import { findMembers, type MemberFilter } from './member-store.ts';
import { refuseReversal } from './membership/merge-store.ts';
import { expiringTotal } from './rules/points-store.ts';
import { reviewCounts } from './rules/review-store.ts';
import { currentRules } from './rules/rule-store.ts';
import { openOffers } from './session-hours/offer-store.ts';
import { findSheets } from './sheet-store.ts';
import { isRedeemedOrder } from './spending/order-store.ts';

type LedgerRoutes =
  | 'timebank.reverseTransaction'
  | 'timebank.listEntries'
  | 'timebank.readTrialBalance'
  | 'timebank.verifyLedger'
  | 'timebank.readWorkbench';

export const ledgerHandlers: Pick<HandlersOf<'timebank'>, LedgerRoutes> = {
  async 'timebank.reverseTransaction'(context, { transactionId, reason }) {
    // The goods must come back with the coins: the counter does both.
    if (await isRedeemedOrder(context.tx, transactionId)) throw new AppError('order.takeBackAtCounter');
    // The hours must come back with the coins: taking back the merge does both.
    const refusal = await refuseReversal(context.tx, transactionId);
    if (refusal) throw new AppError(refusal);
    const id = context.services.ids.next();
    const { original, reversal } = await postReversal(context, { id, transactionId, reason });
    const members = await reverseHours(context, original.id, reversal);
    context.audit([`transaction:${original.id}`, ...members.map((member) => `member:${member}`)], {
      seq: reversal.seq,
      reverses: original.seq,
    });
    return { transactionId: id, seq: reversal.seq };
  },

  async 'timebank.listEntries'({ tx }, { memberId, unit, from, to, page }) {
    const range = {
      from: from === undefined ? undefined : civilDate(from),
      to: to === undefined ? undefined : civilDate(to),
    };
    const { opening, closing, total, rows } = await entriesOf(tx, memberId, range, page, unit);
    return {
      opening,
      closing,
      total,
      rows: rows.map((row) => ({
        transactionId: row.id,
        seq: row.seq,
        recordedAt: row.recorded_at,
        servedOn: row.served_on,
        text: row.text,
        sourceClass: row.source_class,
        minutes: row.minutes,
        balance: row.balance_after,
        reversesSeq: row.reverses_seq,
        reversedBySeq: row.reversed_by_seq,
        rule: row.rule,
      })),
    };
  },

  async 'timebank.readTrialBalance'({ tx }, { knownOn }) {
    const head = await headOf(tx, knownOn === undefined ? undefined : civilDate(knownOn));
    const rows = await trialBalance(tx, knownOn === undefined ? undefined : head.seq);
    return {
      rows: rows.map(({ code, unit, name, balance }) => ({ code, unit, name, amount: balance })),
      sums: { minute: sumOf(rows, 'minute'), point: sumOf(rows, 'point') },
      transactions: head.seq,
      head: head.hash,
    };
  },

  'timebank.verifyLedger': ({ tx }) => verifyLedger(tx),

  async 'timebank.readWorkbench'(context) {
    const { tx, today } = context;
    const { warnDays } = (await currentRules(context)).points;
    const page = { offset: 0, limit: 20 };
    const toApprove = await findSheets(tx, { states: ['entered'], page });
    const returned = await findSheets(tx, { states: ['returned'], page });
    const members = await tx.get<{ total: number }>(
      `SELECT count(*) AS total FROM members WHERE state <> 'left'`,
    );
    const activities = await activityCounts(tx, today);
    return {
      toApprove: toApprove.rows,
      returned: returned.rows,
      counts: {
        admissionsWaiting: (await findMembers(tx, waitingAdmissions)).total,
        members: members?.total ?? 0,
        toApprove: toApprove.total,
        returned: returned.total,
        minutesThisMonth: await minutesRecordedSince(tx, startOf(civilDate(`${today.slice(0, 7)}-01`))),
        coinsOwed: await coinsOwed(tx),
        pointsExpiring: await expiringTotal(tx, today, warnDays),
        reviewOpen: (await reviewCounts(tx)).open,
        sessionHoursOpen: await openOffers(tx),
        activitiesSoon: activities.soon,
        activitiesWithoutSheet: activities.withoutSheet,
      },
    };
  },
};

const waitingAdmissions: MemberFilter = {
  text: '',
  standing: 'waiting',
  sort: 'volunteerNumber',
  descending: false,
  page: { offset: 0, limit: 1 },
};

/** Zero, unless the file was tampered with: the database books nothing that does not balance. */
function sumOf(rows: readonly AccountBalance[], unit: AccountBalance['unit']): number {
  return rows.reduce((total, row) => (row.unit === unit ? total + row.balance : total), 0);
}
