import type { RequestFields } from '../../contract/timebank/work-values.ts';
import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import { addDays, civilDate } from '../../platform/dates.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { requireReceiver } from '../circle/eligibility-store.ts';
import { keepActFor } from '../circle/representative-store.ts';
import { hold } from '../hold-store.ts';
import { memberById } from '../member-store.ts';
import { resumeDue } from '../membership/lapse-store.ts';
import { refuseActing } from '../membership/membership.ts';
import { currentRules } from '../rules/rule-store.ts';
import { RequestOffers, Requests, type RequestRow } from './entities.ts';
import { lapseOrders } from '../spending/lapse-store.ts';
import { serviceRefusal, spendingMember } from '../spending/spender-store.ts';
import { lapseDue } from './lapse-store.ts';
import {
  coinAccountOf,
  endOf,
  freeReservation,
  plannedMinutes,
  requestById,
  requireStep,
  takeStep,
} from './request-store.ts';
import { serviceTypeOf } from './service-credit-store.ts';
import { chargeOf } from './settlement.ts';

type Routes =
  | 'timebank.saveRequest'
  | 'timebank.publishRequest'
  | 'timebank.takeRequest'
  | 'timebank.offerHelp'
  | 'timebank.chooseHelper'
  | 'timebank.handBackRequest'
  | 'timebank.cancelRequest'
  | 'timebank.lapseRequests';

export const requestHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.saveRequest'(context, { id, version, request }) {
    const { tx, services, now, actor, today } = context;
    await requireActive(context, request.recipientId, 'request.recipientId');
    await requireReceiver(context, request.recipientId, 'request.recipientId');
    serviceTypeOf(await currentRules(context), request.serviceType, 'request.serviceType');
    if (request.wantedOn < today)
      throw fieldError('request.wantedOn', 'field.dateTooEarly', { earliest: today });
    if (id !== undefined) {
      const row = await requestById(tx, id);
      requireVersion(row.version, version);
      await requireStep(context, row, 'edit');
      const changes = { ...columnsOf(request), lapses_at: endOf(request.wantedOn) };
      const saved = await takeStep(context, row, { step: 'edit', changes });
      const changed = request.recipientId !== row.recipient_id;
      await keepRepresentative(context, id, request, changed ? null : undefined);
      return { ...saved, number: row.number };
    }
    const requestId = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'request', on: today, ownerId: requestId });
    const row: RequestRow = {
      ...columnsOf(request),
      id: requestId,
      version: 0,
      number,
      state: 'draft',
      lapses_at: endOf(request.wantedOn),
      helper_id: null,
      taken_at: null,
      served_on: null,
      served_from: null,
      served_to: null,
      served_minutes: null,
      source_class: null,
      recipient_confirmed: null,
      helper_confirmed: null,
      transaction_id: null,
      closed_at: null,
      closed_reason: '',
      created_by: actor.userId,
      created_at: now,
      updated_at: now,
    };
    await tx.insert(Requests, { ...row, version: 1 });
    await keepRepresentative(context, requestId, request, null);
    return { ...(await takeStep(context, row, { step: 'write' })), number };
  },

  /** The demand is published only if the account has the time, and after review (Beijing; timebank.md §1.2). */
  async 'timebank.publishRequest'(context, { id, version }) {
    const { tx, services } = context;
    const row = await requestById(tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'publish');
    if (row.lapses_at <= context.now) throw new AppError('request.overdue');
    await requireActive(context, row.recipient_id, 'recipientId');
    await requireReceiver(context, row.recipient_id, 'recipientId');
    const refusal = await serviceRefusal(context, await spendingMember(context, row.recipient_id));
    if (refusal) throw new AppError(refusal);
    const rules = await currentRules(context);
    const type = serviceTypeOf(rules, row.service_type, 'serviceType');
    const amount = chargeOf(
      { servedMinutes: plannedMinutes(row), coefficient: type.coefficient, bookedOn: context.today },
      rules.credit,
    );
    if (amount === 0) throw new AppError('service.worthNothing');
    await hold(context, {
      id: services.ids.next(),
      accountId: await coinAccountOf(context, row.recipient_id),
      amount,
      purpose: 'request',
      purposeId: id,
      expiresAt: row.lapses_at,
    });
    const saved = await takeStep(context, row, { step: 'publish', text: String(amount) });
    return { ...saved, reservedMinutes: amount };
  },

  async 'timebank.takeRequest'(context, { id, helperId }) {
    const row = await requestById(context.tx, id);
    await requireStep(context, row, 'take');
    return giveTo(context, row, helperId, 'take');
  },

  async 'timebank.offerHelp'(context, { id, helperId, note }) {
    const { tx, now } = context;
    const row = await requestById(tx, id);
    await requireStep(context, row, 'offer');
    await requireHelper(context, row, helperId);
    const known = await tx.get('SELECT 1 FROM request_offers WHERE request_id = ? AND helper_id = ?', [
      id,
      helperId,
    ]);
    if (known) throw new AppError('record.duplicate', { fields: { helperId: { code: 'field.taken' } } });
    await tx.insert(RequestOffers, { request_id: id, helper_id: helperId, note, offered_at: now });
    return takeStep(context, row, { step: 'offer', memberId: helperId, text: note });
  },

  async 'timebank.chooseHelper'(context, { id, version, helperId }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'choose');
    const offered = await context.tx.get(
      'SELECT 1 FROM request_offers WHERE request_id = ? AND helper_id = ?',
      [id, helperId],
    );
    if (!offered) throw new AppError('request.notOffered');
    return giveTo(context, row, helperId, 'choose');
  },

  async 'timebank.handBackRequest'(context, { id, version, reason }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'handBack');
    if (endOf(row.wanted_on) <= context.now)
      throw new AppError('request.stageForbids', { params: { state: row.state } });
    const changes = { helper_id: null, taken_at: null, lapses_at: endOf(row.wanted_on) };
    return takeStep(context, row, { step: 'handBack', changes, memberId: row.helper_id, text: reason });
  },

  async 'timebank.cancelRequest'(context, { id, version, reason }) {
    const row = await requestById(context.tx, id);
    requireVersion(row.version, version);
    await requireStep(context, row, 'cancel');
    await freeReservation(context, id, 'void');
    const changes = { closed_at: context.now, closed_reason: reason };
    return takeStep(context, row, { step: 'cancel', changes, text: reason });
  },

  async 'timebank.lapseRequests'(context) {
    const run = { now: context.now, userId: context.actor.userId };
    const [timedOut, vouchers] = [await lapseDue(context.tx, run), await lapseOrders(context.tx, run)];
    // A suspension that has lapsed is of the same kind: its last day is over and nobody said so yet.
    await resumeDue(context.tx, context.now);
    context.audit([], { timedOut, vouchers });
    return { timedOut: timedOut.length, vouchers: vouchers.length };
  },
};

async function giveTo(context: CommandContext, row: RequestRow, helperId: string, step: 'take' | 'choose') {
  await requireHelper(context, row, helperId);
  const { graceDays } = context.services.reference.one(
    'timebankWork',
    'terms',
    context.actor.committee.region,
    context.today,
  );
  const lapsesAt = endOf(addDays(civilDate(row.wanted_on), graceDays));
  return takeStep(context, row, {
    step,
    changes: { helper_id: helperId, taken_at: context.now, lapses_at: lapsesAt },
    memberId: helperId,
  });
}

/** Errors: `request.ownRequest`, those of `refuseActing`, `request.helperBusy` (another request at the same time). */
async function requireHelper(context: CommandContext, row: RequestRow, helperId: string): Promise<void> {
  if (helperId === row.recipient_id) throw new AppError('request.ownRequest');
  await requireActive(context, helperId, 'helperId');
  const busy = await context.tx.get<{ number: string }>(
    `SELECT number FROM requests WHERE helper_id = ? AND wanted_on = ? AND id <> ?
       AND state IN ('taken', 'started', 'done', 'confirmed') AND starts_at < ? AND ends_at > ?`,
    [helperId, row.wanted_on, row.id, row.ends_at, row.starts_at],
  );
  if (busy) throw new AppError('request.helperBusy', { params: { number: busy.number } });
}

async function requireActive(context: CommandContext, memberId: string, field: string): Promise<void> {
  const { standing } = await memberById(context.tx, memberId);
  const refusal = refuseActing(standing);
  if (refusal) throw new AppError(refusal, { fields: { [field]: { code: 'field.memberInactive' } } });
}

/** By whom it was asked for; `unsaid` counts when the form says nothing, and undefined leaves it as it was. */
async function keepRepresentative(
  context: CommandContext,
  id: string,
  { recipientId, representationId }: RequestFields,
  unsaid: null | undefined,
): Promise<void> {
  const by = representationId === undefined ? unsaid : representationId;
  if (by === undefined) return;
  const act = { kind: 'request', memberId: recipientId, field: 'request.representationId' } as const;
  await keepActFor(context, { ...act, id, representationId: by });
}

function columnsOf(request: RequestFields) {
  return {
    recipient_id: request.recipientId,
    service_type: request.serviceType,
    title: request.title,
    note: request.note,
    wanted_on: request.wantedOn,
    starts_at: request.startsAt,
    ends_at: request.endsAt,
    place: request.place,
    area_id: request.areaId,
    mode: request.mode,
  };
}
