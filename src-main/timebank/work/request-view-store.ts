import {
  boardColumns,
  type BoardColumn,
  type RequestCard,
  type RequestState,
  type RequestView,
} from '../../contract/timebank/work-values.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import type { QueryContext } from '../../platform/router/handlers.ts';
import { likeAnywhere } from '../../platform/search-key.ts';
import { userNames } from '../../people/public.ts';
import { representativeIn } from '../circle/representative-store.ts';
import { coinAccountsOf } from '../ledger-store.ts';
import type { RequestRow } from './entities.ts';
import { openSteps } from './request-state.ts';
import { factsOf, plannedMinutes, requestById } from './request-store.ts';
import { hoursBetween } from './wall-clock.ts';

interface RequestRead extends RequestRow {
  recipient_name: string;
  recipient_number: string;
  helper_name: string | null;
  helper_number: string | null;
  offers: number;
}

const read = `SELECT requests.*, recipient.name AS recipient_name, recipient.volunteer_number AS recipient_number,
    helper.name AS helper_name, helper.volunteer_number AS helper_number,
    (SELECT count(*) FROM request_offers WHERE request_id = requests.id) AS offers
  FROM requests JOIN members AS recipient ON recipient.id = requests.recipient_id
  LEFT JOIN members AS helper ON helper.id = requests.helper_id`;

const statesOf: Record<BoardColumn, readonly RequestState[]> = {
  draft: ['draft'],
  published: ['published'],
  taken: ['taken', 'started'],
  done: ['done'],
  confirmed: ['confirmed'],
  closed: ['cancelled', 'timedOut'],
};

export interface RequestFilter {
  text: string;
  serviceType?: string | undefined;
  areaId?: string | undefined;
  recipientId?: string | undefined;
  helperId?: string | undefined;
  states?: readonly RequestState[] | undefined;
}

/** The board: each column with its total and its first cards; who waits longest stands first, what is over, newest first. */
export async function boardOf(
  tx: Reader,
  filter: RequestFilter,
  view: { now: string; perColumn: number },
): Promise<{ column: BoardColumn; total: number; cards: RequestCard[] }[]> {
  const columns = [];
  for (const column of boardColumns) {
    const { where, params } = conditionsOf({ ...filter, states: statesOf[column] });
    const order =
      column === 'confirmed' || column === 'closed' ? 'requests.closed_at DESC' : 'requests.created_at';
    const rows = await tx.all<RequestRead>(`${read} ${where} ORDER BY ${order}, requests.id LIMIT ?`, [
      ...params,
      view.perColumn,
    ]);
    columns.push({
      column,
      total: await countOf(tx, where, params),
      cards: rows.map((row) => cardOf(row, view.now)),
    });
  }
  return columns;
}

export async function findRequests(
  tx: Reader,
  filter: RequestFilter,
  view: { now: string; page: { offset: number; limit: number } },
): Promise<{ rows: RequestCard[]; total: number }> {
  const { where, params } = conditionsOf(filter);
  const rows = await tx.all<RequestRead>(
    `${read} ${where} ORDER BY requests.wanted_on DESC, requests.id DESC LIMIT ? OFFSET ?`,
    [...params, view.page.limit, view.page.offset],
  );
  return { rows: rows.map((row) => cardOf(row, view.now)), total: await countOf(tx, where, params) };
}

/** One request with everything that was said, done and reserved. Error: `record.notFound`. */
export async function requestView(context: QueryContext, id: string): Promise<RequestView> {
  const { tx } = context;
  await requestById(tx, id);
  const row = (await tx.get<RequestRead>(`${read} WHERE requests.id = ?`, [id])) as RequestRead;
  const { facts, decision } = await factsOf(context, row);
  const account = (await coinAccountsOf(tx, [row.recipient_id])).get(row.recipient_id);
  const booked = await bookedAs(tx, row);
  return {
    ...cardOf(row, context.now),
    note: row.note,
    areaId: row.area_id,
    plannedMinutes: plannedMinutes(row),
    reservedMinutes: facts.reservedMinutes,
    availableMinutes: account ? account.balance - account.held : 0,
    lapsesAt: row.lapses_at,
    served:
      row.served_on === null
        ? null
        : {
            servedOn: row.served_on,
            startsAt: row.served_from ?? '',
            endsAt: row.served_to,
            minutes: row.served_minutes,
            sourceClass: row.source_class ?? 'signInOut',
          },
    settlement: decision
      ? {
          chargedMinutes: decision.chargedMinutes,
          coinMinutes: decision.credit.coinMinutes,
          donatedMinutes: decision.credit.donatedMinutes,
          numerator: decision.inputs.coefficient.numerator,
          denominator: decision.inputs.coefficient.denominator,
          rule: decision.credit.rule,
        }
      : booked.settlement,
    unbookable: facts.unbookable,
    representative: (await representativeIn(tx, 'request', id)) ?? null,
    transactionId: row.transaction_id,
    reversed: booked.reversed,
    steps: openSteps(facts),
    offerList: await offersOf(tx, id),
    evaluation: (await evaluationOf(tx, id)) ?? null,
    complaints: await tx.all(
      'SELECT id, words, state, answer FROM complaints WHERE request_id = ? ORDER BY filed_at',
      [id],
    ),
    events: await eventsOf(tx, id),
  };
}

function cardOf(row: RequestRead, now: string): RequestCard {
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    state: row.state,
    mode: row.mode,
    title: row.title,
    serviceType: row.service_type,
    wantedOn: row.wanted_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    recipient: { id: row.recipient_id, name: row.recipient_name, volunteerNumber: row.recipient_number },
    helper:
      row.helper_id === null
        ? null
        : { id: row.helper_id, name: row.helper_name ?? '', volunteerNumber: row.helper_number ?? '' },
    offers: row.offers,
    waitingHours: hoursBetween(row.created_at, row.closed_at ?? now),
    recipientConfirmed: row.recipient_confirmed !== null,
    helperConfirmed: row.helper_confirmed !== null,
    closedReason: row.closed_reason,
  };
}

async function bookedAs(tx: Reader, row: RequestRow) {
  if (row.transaction_id === null) return { settlement: null, reversed: false };
  const header = await tx.get<{ inputs: string; rule: string; reversed: number }>(
    `SELECT inputs, rule, EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = header.id) AS reversed
     FROM ledger_transactions AS header WHERE id = ?`,
    [row.transaction_id],
  );
  if (!header) return { settlement: null, reversed: false };
  const inputs = JSON.parse(header.inputs) as NonNullable<RequestView['settlement']>;
  const { chargedMinutes, coinMinutes, donatedMinutes, numerator, denominator } = inputs;
  return {
    settlement: { chargedMinutes, coinMinutes, donatedMinutes, numerator, denominator, rule: header.rule },
    reversed: header.reversed === 1,
  };
}

function offersOf(tx: Reader, id: string): Promise<RequestView['offerList']> {
  return tx.all(
    `SELECT members.id, members.name, members.volunteer_number AS volunteerNumber, offer.note, offer.offered_at AS offeredAt
     FROM request_offers AS offer JOIN members ON members.id = offer.helper_id
     WHERE offer.request_id = ? ORDER BY offer.offered_at, members.volunteer_number`,
    [id],
  );
}

function evaluationOf(tx: Reader, id: string) {
  return tx.get<NonNullable<RequestView['evaluation']>>(
    'SELECT score, words, recorded_at AS at FROM request_evaluations WHERE request_id = ?',
    [id],
  );
}

async function eventsOf(tx: Reader, id: string): Promise<RequestView['events']> {
  const rows = await tx.all<{
    at: string;
    step: string;
    user_id: string | null;
    member: string;
    text: string;
  }>(
    `SELECT event.at, event.step, event.user_id, ifnull(members.name, '') AS member, event.text
     FROM request_events AS event LEFT JOIN members ON members.id = event.member_id
     WHERE event.request_id = ? ORDER BY event.seq`,
    [id],
  );
  const names = await userNames(
    tx,
    rows.flatMap(({ user_id }) => user_id ?? []),
  );
  return rows.map(({ user_id, ...row }) => ({
    ...row,
    by: user_id === null ? '' : (names.get(user_id) ?? ''),
  }));
}

async function countOf(tx: Reader, where: string, params: readonly SqlValue[]): Promise<number> {
  const row = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM requests JOIN members AS recipient ON recipient.id = requests.recipient_id
     LEFT JOIN members AS helper ON helper.id = requests.helper_id ${where}`,
    params,
  );
  return row?.total ?? 0;
}

function conditionsOf(filter: RequestFilter): { where: string; params: SqlValue[] } {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const add = (condition: string, ...values: SqlValue[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (filter.states && filter.states.length > 0)
    add(`requests.state IN (${filter.states.map(() => '?').join(', ')})`, ...filter.states);
  if (filter.serviceType) add('requests.service_type = ?', filter.serviceType);
  if (filter.recipientId) add('requests.recipient_id = ?', filter.recipientId);
  if (filter.helperId) add('requests.helper_id = ?', filter.helperId);
  if (filter.areaId) {
    add(
      `requests.area_id IN (WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id)
        SELECT id FROM below)`,
      filter.areaId,
    );
  }
  if (filter.text !== '') {
    const pattern = `%${filter.text.normalize('NFKC').replace(/[\\%_]/g, '\\$&')}%`;
    const name = likeAnywhere(filter.text);
    add(
      `(requests.number LIKE ? ESCAPE '\\' OR requests.title LIKE ? ESCAPE '\\' OR recipient.search_keys LIKE ? ESCAPE '\\'
        OR helper.search_keys LIKE ? ESCAPE '\\')`,
      pattern,
      pattern,
      name,
      name,
    );
  }
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', params };
}
