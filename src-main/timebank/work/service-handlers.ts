import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate, daysBetween } from '../../platform/dates.ts';
import { clockDuration } from '../../platform/minutes.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { hold } from '../hold-store.ts';
import { post } from '../ledger-store.ts';
import { RequestEvaluations, type RequestRow } from './entities.ts';
import {
  activityOf,
  coinAccountOf,
  freeReservation,
  requestById,
  requireStep,
  reservationOf,
  takeStep,
} from './request-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { otherLines } from '../sheet-assessment.ts';
import { helperAccounts, inputsStored, recordHours } from './service-credit-store.ts';
import { entriesOf } from './settlement.ts';
import { clockOfInstant } from './wall-clock.ts';

type Routes =
  | 'timebank.signInRequest'
  | 'timebank.signOutRequest'
  | 'timebank.enterService'
  | 'timebank.confirmRequest'
  | 'timebank.reserveMore'
  | 'timebank.withdrawConfirmations'
  | 'timebank.completeRequest'
  | 'timebank.evaluateRequest';

export const serviceHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.signInRequest'(context, { id, version }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'signIn');
    const changes = { served_on: context.today, served_from: clockOfInstant(context.now) };
    return takeStep(context, row, { step: 'signIn', changes, memberId: row.helper_id });
  },

  async 'timebank.signOutRequest'(context, { id, version }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'signOut');
    if (row.served_on !== context.today) throw new AppError('request.overMidnight');
    const served = clockDuration(row.served_from ?? '', clockOfInstant(context.now));
    if (served === undefined) throw fieldError('minutes', 'field.minutesTooFew');
    await requireFree(context, row, row.served_on, row.served_from ?? '', clockOfInstant(context.now));
    const changes = {
      served_to: clockOfInstant(context.now),
      served_minutes: served,
      source_class: 'signInOut' as const,
    };
    const saved = await takeStep(context, row, { step: 'signOut', changes, memberId: row.helper_id });
    return { ...saved, minutes: served };
  },

  /**
   * A missed sign-out, or a change of what the clock said, is an entry after the event (补录); a slip of the pen in what
   * was copied from paper is not.
   */
  async 'timebank.enterService'(context, { id, version, service }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'enter');
    if (service.servedOn > context.today)
      throw fieldError('service.servedOn', 'field.dateInFuture', { today: context.today });
    const clock = clockDuration(service.startsAt, service.endsAt) ?? 0;
    if (service.minutes > clock) throw fieldError('service.minutes', 'field.minutesTooMany');
    await requireFree(context, row, service.servedOn, service.startsAt, service.endsAt);
    const { lateDays } = (await currentRules(context)).doubts;
    const late =
      (await wasSignedIn(context.tx, id)) ||
      daysBetween(civilDate(service.servedOn), civilDate(context.today)) > lateDays;
    const changes = {
      served_on: service.servedOn,
      served_from: service.startsAt,
      served_to: service.endsAt,
      served_minutes: service.minutes,
      source_class: late ? ('lateEntry' as const) : ('sheet' as const),
    };
    return takeStep(context, row, {
      step: 'enter',
      changes,
      memberId: row.helper_id,
      text: String(service.minutes),
    });
  },

  async 'timebank.confirmRequest'(context, { id, version, side, way }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    const step = side === 'recipient' ? 'confirmRecipient' : 'confirmHelper';
    await requireStep(context, row, step);
    const changes = side === 'recipient' ? { recipient_confirmed: way } : { helper_confirmed: way };
    const memberId = side === 'recipient' ? row.recipient_id : row.helper_id;
    return takeStep(context, row, { step, changes, memberId, text: way });
  },

  async 'timebank.reserveMore'(context, { id, version, reason }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    const { facts } = await requireStep(context, row, 'reserveMore');
    const amount = facts.chargedMinutes ?? 0;
    await freeReservation(context, id, 'void');
    await hold(context, {
      id: context.services.ids.next(),
      accountId: await coinAccountOf(context, row.recipient_id),
      amount,
      purpose: 'request',
      purposeId: id,
      expiresAt: row.lapses_at,
    });
    const saved = await takeStep(context, row, { step: 'reserveMore', text: `${amount} ${reason}` });
    return { ...saved, reservedMinutes: amount };
  },

  /** The one way back once a side has confirmed: more than the recipient can pay, or wrong after all. */
  async 'timebank.withdrawConfirmations'(context, { id, version, reason }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'withdraw');
    const changes = { recipient_confirmed: null, helper_confirmed: null };
    return takeStep(context, row, { step: 'withdraw', changes, text: reason });
  },

  /** Both legs, the helper’s permanent hours and the end of the reservation, in one transaction of the ledger. */
  async 'timebank.completeRequest'(context, { id, version, lateReason }) {
    const { tx, services } = context;
    const row = await requestById(tx, id);
    requireVersion(row.version, version);
    const { decision } = await requireStep(context, row, 'complete');
    const reservation = await reservationOf(tx, id);
    if (
      !decision ||
      !reservation ||
      !row.helper_id ||
      !row.served_on ||
      !row.source_class ||
      !row.served_minutes
    )
      throw new Error(`request ${id} is done but lacks what it books`);
    const transactionId = services.ids.next();
    const occasion = `request:${id}`;
    const activity = activityOf(row);
    const [posted] = await post(context, [
      {
        id: transactionId,
        kind: 'service',
        servedOn: row.served_on,
        text: activity,
        sourceClass: row.source_class,
        sheetLineId: null,
        occasion,
        holdId: reservation.id,
        ...(lateReason === '' ? {} : { lateReason }),
        rule: decision.credit.rule,
        inputs: { requestId: id, ...inputsStored(decision) },
        entries: entriesOf(decision, {
          recipient: await coinAccountOf(context, row.recipient_id),
          helper: await helperAccounts(context, row.helper_id, decision),
        }),
        reversesId: null,
        reason: '',
      },
    ]);
    await recordHours(
      context,
      {
        memberId: row.helper_id,
        serviceType: row.service_type,
        servedOn: row.served_on,
        minutes: row.served_minutes,
        sourceClass: row.source_class,
        activity,
      },
      {
        transactionId,
        recordedAt: posted?.recorded_at ?? context.now,
        occasion,
        rule: decision.credit.rule,
      },
    );
    const changes = { transaction_id: transactionId, closed_at: context.now };
    const saved = await takeStep(context, row, { step: 'complete', changes, memberId: row.helper_id });
    const { coinMinutes, donatedMinutes } = decision.credit;
    context.audit([], { chargedMinutes: decision.chargedMinutes, coinMinutes, donatedMinutes });
    return { ...saved, transactionId, chargedMinutes: decision.chargedMinutes, coinMinutes, donatedMinutes };
  },

  async 'timebank.evaluateRequest'(context, { id, version, score, words }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'evaluate');
    await context.tx.insert(RequestEvaluations, {
      request_id: id,
      score,
      words,
      recorded_by: context.actor.userId,
      recorded_at: context.now,
    });
    context.audit(`request:${id}`, { number: row.number, score });
    // A booked request does not change any more; what is said about it stands beside it.
    if (row.state === 'confirmed') return { id, version: row.version };
    return takeStep(context, row, { step: 'evaluate', memberId: row.recipient_id, text: String(score) });
  },
};

async function wasSignedIn(tx: Reader, requestId: string): Promise<boolean> {
  const event = await tx.get(`SELECT 1 FROM request_events WHERE request_id = ? AND step = 'signIn'`, [
    requestId,
  ]);
  return event !== undefined;
}

/** Nobody serves in two places at once. Error: `request.helperBusy` with the number of the other sheet or request. */
async function requireFree(
  { tx }: Pick<CommandContext, 'tx'>,
  row: RequestRow,
  servedOn: string,
  from: string,
  to: string,
): Promise<void> {
  if (row.helper_id === null) return;
  const others = await otherLines(tx, [row.helper_id], servedOn, row.id);
  const busy = others.find((other) => other.startsAt < to && other.endsAt > from);
  if (busy)
    throw new AppError('request.helperBusy', { params: { number: busy.sheetNumber || busy.activity } });
}
