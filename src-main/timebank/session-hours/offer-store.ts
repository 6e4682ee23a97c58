import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { knownMembersOf, otherLines } from '../sheet-assessment.ts';
import {
  decideService,
  weighedType,
  type Service,
  type ServiceDecision,
} from '../work/service-credit-store.ts';
import { HourOffers, type HourOfferRow } from './entities.ts';
import { activityOf, doubtsAbout, sessionServiceType, sourceClassOf } from './session-service.ts';

/**
 * Hours of a mediator’s session, offered for credit. Nothing of the session is asked but its day and how long it was.
 * Errors: `member.inactive`; `service.typeGone` when no rule knows mediation as a service.
 */
export async function offerHours(
  context: CommandContext,
  offer: { memberId: string; servedOn: string; minutes: number },
): Promise<{ id: string; version: number }> {
  const { tx, services, actor, now } = context;
  const { state } = await memberById(tx, offer.memberId);
  if (state !== 'active') throw new AppError('member.inactive');
  if (!(await weighedType(context, { serviceType: sessionServiceType, servedOn: offer.servedOn }))) {
    throw new AppError('service.typeGone');
  }
  const last = await tx.get<{ nth: number | null }>(
    'SELECT max(nth) AS nth FROM hour_offers WHERE member_id = ? AND served_on = ?',
    [offer.memberId, offer.servedOn],
  );
  const id = services.ids.next();
  await tx.insert(HourOffers, {
    id,
    version: 1,
    member_id: offer.memberId,
    service_type: sessionServiceType,
    served_on: offer.servedOn,
    nth: (last?.nth ?? 0) + 1,
    minutes: offer.minutes,
    state: 'open',
    reason: '',
    offered_by: actor.userId,
    offered_at: now,
    decided_by: null,
    decided_at: null,
    transaction_id: null,
  });
  return { id, version: 1 };
}

/** Takes back what was not decided yet. Errors: `sessionHours.settled`, `record.stale` by the caller. */
export async function withdrawHours(
  context: CommandContext,
  offer: HourOfferRow,
): Promise<{ id: string; version: number }> {
  if (offer.state !== 'open') throw new AppError('sessionHours.settled');
  const version = offer.version + 1;
  await context.tx.update(HourOffers, offer.id, { state: 'withdrawn', version });
  return { id: offer.id, version };
}

export async function hourOfferById(tx: Reader, id: string): Promise<HourOfferRow> {
  const row = await tx.find(HourOffers).findOneBy({ id });
  if (!row) throw notFound('hourOffer');
  return row;
}

export type HourOffer = HourOfferRow & { reversed: boolean };

/** Offers by id, with whether what was booked was taken back since. */
export async function hourOffersOf(tx: Reader, ids: readonly string[]): Promise<Map<string, HourOffer>> {
  const rows = await tx.all<HourOfferRow & { reversed: number }>(
    `SELECT offer.*, EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = offer.transaction_id) AS reversed
     FROM hour_offers AS offer WHERE offer.id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, { ...row, reversed: row.reversed === 1 }]));
}

export type ListedOffer = HourOfferRow & {
  name: string;
  volunteer_number: string;
  transaction_seq: number | null;
  reversed: number;
  own: number;
};

/** One page of offers: open ones first, oldest day first among them; settled ones newest first. */
export async function findOffers(
  tx: Reader,
  filter: {
    state?: string | undefined;
    memberId?: string | undefined;
    page: { offset: number; limit: number };
  },
  userId: string,
): Promise<{ rows: ListedOffer[]; total: number }> {
  const conditions = ['1 = 1'];
  const params: SqlValue[] = [];
  if (filter.state) {
    conditions.push('offer.state = ?');
    params.push(filter.state);
  }
  if (filter.memberId) {
    conditions.push('offer.member_id = ?');
    params.push(filter.memberId);
  }
  const where = `WHERE ${conditions.join(' AND ')}`;
  const rows = await tx.all<ListedOffer>(
    `SELECT offer.*, members.name, members.volunteer_number, header.seq AS transaction_seq,
       EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = offer.transaction_id) AS reversed,
       offer.offered_by = ? OR EXISTS (SELECT 1 FROM volunteer_links
         WHERE user_id = ? AND member_id = offer.member_id) AS own
     FROM hour_offers AS offer JOIN members ON members.id = offer.member_id
     LEFT JOIN ledger_transactions AS header ON header.id = offer.transaction_id
     ${where} ORDER BY offer.state = 'open' DESC, CASE offer.state WHEN 'open' THEN offer.served_on END,
       offer.served_on DESC, offer.id DESC LIMIT ? OFFSET ?`,
    [userId, userId, ...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM hour_offers AS offer ${where}`,
    params,
  );
  return { rows, total: count?.total ?? 0 };
}

export async function openOffers(tx: Reader): Promise<number> {
  const row = await tx.get<{ n: number }>(`SELECT count(*) AS n FROM hour_offers WHERE state = 'open'`);
  return row?.n ?? 0;
}

export interface AssessedOffer {
  /** Null: no rule knows the kind of service, today or on its day. */
  decision: ServiceDecision | null;
  service: Service;
  doubts: ReturnType<typeof doubtsAbout>;
}

/** What an offer would book, and what speaks against it: the same for the list and for accepting it. */
export async function assessOffer(
  context: QueryContext | CommandContext,
  offer: HourOfferRow,
): Promise<AssessedOffer> {
  const { tx } = context;
  const rules = await currentRules(context);
  const offeredOn = civilDateOfInstant(offer.offered_at);
  const kind = { serviceType: offer.service_type, servedOn: offer.served_on };
  const type = await weighedType(context, kind);
  const service: Service = {
    ...kind,
    memberId: offer.member_id,
    minutes: offer.minutes,
    sourceClass: sourceClassOf(offer.served_on, offeredOn, rules.doubts.lateDays),
    activity: activityOf(type?.name ?? offer.service_type, offer.nth),
  };
  const decision = type ? await decideService(context, service) : null;
  const ids = [offer.member_id];
  const doubts = doubtsAbout(
    { id: offer.id, offeredOn, ...service },
    {
      members: await knownMembersOf(tx, ids, offer.served_on),
      others: await otherLines(tx, ids, offer.served_on, offer.id),
      serviceTypes: { has: () => type !== undefined },
    },
    decision && {
      ...decision.credit,
      ...decision.inputs,
      lineId: offer.id,
      memberId: offer.member_id,
    },
    rules,
  );
  return { decision, service, doubts };
}
