import type { RequestStep } from '../../contract/timebank/work-values.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import { addDays, civilDate } from '../../platform/dates.ts';
import { clockDuration } from '../../platform/minutes.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { startOf } from '../booking-period.ts';
import { release } from '../hold-store.ts';
import { coinAccountsOf } from '../ledger-store.ts';
import { RequestEvents, Requests, type RequestRow } from './entities.ts';
import { refusalOf, stateAfter, type RequestFacts } from './request-state.ts';
import { decideService, weighedType, type ServiceDecision } from './service-credit-store.ts';

export async function requestById(tx: Reader, id: string): Promise<RequestRow> {
  const row = await tx.find(Requests).findOneBy({ id });
  if (!row) throw notFound('request');
  return row;
}

/** What stands reserved for a request: the open reservation and its minutes. */
export async function reservationOf(
  tx: Reader,
  requestId: string,
): Promise<{ id: string; amount: number } | undefined> {
  return tx.get(
    `SELECT id, amount FROM ledger_holds WHERE purpose = 'request' AND purpose_id = ? AND state = 'held'`,
    [requestId],
  );
}

/** What stands in the permanent record and on the account for a request. */
export const activityOf = ({ title, number }: Pick<RequestRow, 'title' | 'number'>): string =>
  `${title}（${number}）`;

/** What the request would book, once the time served is known; null also when no rule knows its kind of service. */
export async function decisionOf(
  context: QueryContext | CommandContext,
  row: RequestRow,
): Promise<ServiceDecision | null> {
  if (
    row.helper_id === null ||
    row.served_on === null ||
    row.served_minutes === null ||
    row.source_class === null
  )
    return null;
  const kind = { serviceType: row.service_type, servedOn: row.served_on };
  if (!(await weighedType(context, kind))) return null;
  return decideService(context, {
    ...kind,
    memberId: row.helper_id,
    minutes: row.served_minutes,
    sourceClass: row.source_class,
    activity: activityOf(row),
  });
}

/** Everything that the rules ask about a request. */
export async function factsOf(
  context: QueryContext | CommandContext,
  row: RequestRow,
): Promise<{ facts: RequestFacts; decision: ServiceDecision | null }> {
  const decision = row.state === 'done' ? await decisionOf(context, row) : null;
  const reservation = await reservationOf(context.tx, row.id);
  const evaluated = await context.tx.get('SELECT 1 FROM request_evaluations WHERE request_id = ?', [row.id]);
  return {
    decision,
    facts: {
      state: row.state,
      mode: row.mode,
      recipientConfirmed: row.recipient_confirmed !== null,
      helperConfirmed: row.helper_confirmed !== null,
      reservedMinutes: reservation?.amount ?? 0,
      chargedMinutes: decision?.chargedMinutes ?? null,
      unbookable:
        row.state !== 'done'
          ? null
          : !decision
            ? 'typeGone'
            : decision.chargedMinutes === 0
              ? 'worthNothing'
              : null,
      evaluated: evaluated !== undefined,
      overdue: row.lapses_at <= context.now,
    },
  };
}

/** Refuses a step that the rules refuse; answers what they were asked about. */
export async function requireStep(context: CommandContext, row: RequestRow, step: RequestStep) {
  const known = await factsOf(context, row);
  const refusal = refusalOf(step, known.facts);
  if (refusal) throw new AppError(refusal.code, refusal.params ? { params: refusal.params } : {});
  return known;
}

export interface StepTaken {
  step: RequestStep | 'write';
  changes?: Partial<RequestRow>;
  memberId?: string | null;
  text?: string;
}

/** Writes a step that was allowed: the row, one more event, the audit row. */
export async function takeStep(
  context: CommandContext,
  row: RequestRow,
  { step, changes = {}, memberId = null, text = '' }: StepTaken,
): Promise<{ id: string; version: number }> {
  const version = row.version + 1;
  const state = step === 'write' ? row.state : stateAfter(step, row.state);
  await context.tx.update(Requests, row.id, { ...changes, state, version, updated_at: context.now });
  await addEvent(context.tx, row.id, {
    step,
    at: context.now,
    userId: context.actor.userId,
    memberId,
    text,
  });
  context.audit(`request:${row.id}`, { number: row.number, step, from: row.state, to: state });
  return { id: row.id, version };
}

export async function addEvent(
  tx: Writer,
  requestId: string,
  event: { step: string; at: string; userId: string | null; memberId: string | null; text: string },
): Promise<void> {
  const last = await tx.get<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM request_events WHERE request_id = ?',
    [requestId],
  );
  await tx.insert(RequestEvents, {
    request_id: requestId,
    seq: (last?.seq ?? 0) + 1,
    step: event.step,
    at: event.at,
    user_id: event.userId,
    member_id: event.memberId,
    text: event.text,
  });
}

/** Gives back what stands reserved, if anything does. */
export async function freeReservation(
  context: Parameters<typeof release>[0],
  requestId: string,
  how: 'void' | 'expired',
): Promise<void> {
  const reservation = await reservationOf(context.tx, requestId);
  if (reservation) await release(context, reservation.id, how);
}

/** The instant at which a civil date ends. */
export const endOf = (date: string): string => startOf(addDays(civilDate(date), 1));

export function plannedMinutes(row: Pick<RequestRow, 'starts_at' | 'ends_at'>): number {
  return clockDuration(row.starts_at, row.ends_at) ?? 0;
}

export async function coinAccountOf(context: Pick<CommandContext, 'tx'>, memberId: string): Promise<string> {
  const account = (await coinAccountsOf(context.tx, [memberId])).get(memberId);
  if (!account) throw new Error(`member ${memberId} has no coin account`);
  return account.accountId;
}
