import type { RouteOutput } from '../../contract/index.ts';
import type { RepresentationScope } from '../../contract/timebank/circle.ts';
import { fieldError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskPhone } from '../../platform/masking.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { ActsFor, type ActForRow, type RepresentativeRow } from './entities.ts';
import { holdsOn, termState, type Term } from './term.ts';

type RepresentativeView = RouteOutput<'timebank.readCircle'>['representatives'][number];

interface StoredRepresentative extends RepresentativeRow {
  ended_on: string | null;
  end_reason: string | null;
  own_name: string | null;
  own_number: string | null;
  own_phone: string | null;
  recorder: string;
}

const read = `SELECT own.*, over.ended_on, over.reason AS end_reason, person.name AS own_name,
    person.volunteer_number AS own_number, person.phone AS own_phone, users.display_name AS recorder
  FROM member_representatives AS own LEFT JOIN member_representative_ends AS over ON over.representation_id = own.id
  LEFT JOIN members AS person ON person.id = own.representative_id JOIN users ON users.id = own.recorded_by`;

/** Who acts or acted for a member, who may today first; telephones masked. */
export async function representativesOf(
  tx: Reader,
  memberId: string,
  today: string,
): Promise<RepresentativeView[]> {
  const rows = await tx.all<StoredRepresentative>(
    `${read} WHERE own.member_id = ? ORDER BY own.valid_from DESC, own.id DESC`,
    [memberId],
  );
  const views = rows.map((row) => viewOf(row, today));
  const running = (view: RepresentativeView) => view.state === 'running';
  return [...views.filter(running), ...views.filter((view) => !running(view))];
}

/** One representation as it is on file; `phone` is the number at which he is reached, in full. */
export async function representationById(
  tx: Reader,
  id: string,
): Promise<RepresentativeRow & { ended_on: string | null }> {
  const row = await tx.get<StoredRepresentative>(`${read} WHERE own.id = ?`, [id]);
  if (!row) throw notFound('representation');
  return { ...row, phone: row.own_phone ?? row.phone };
}

/** SQL: whether a guardian with a record of his own acts for the member `member` on the day `day`. */
export const isGuardedOn = (member: string, day: string): string =>
  `EXISTS (SELECT 1 FROM member_representatives AS own LEFT JOIN member_representative_ends AS over ON over.representation_id = own.id
    WHERE own.member_id = ${member} AND own.kind <> 'proxy' AND own.valid_from <= ${day}
      AND ifnull(own.valid_until, '9999') >= ${day} AND ifnull(over.ended_on, '9999') > ${day})`;

const scopeOf = { request: 'requests', order: 'counter', transaction: 'transfers' } as const;

/** What is done for a member by somebody else, and by whom: null, by the member himself. */
export interface Act {
  kind: ActForRow['act_kind'];
  memberId: string;
  representationId: string | null;
  /** The field that asked for the representative. */
  field: string;
}

/**
 * The representation by which something is done today, or null when nobody is named. Refused beside the field: one of
 * another member, one that does not hold today, one that does not reach so far.
 */
export async function requireRepresentation(
  { tx, today }: Pick<CommandContext, 'tx' | 'today'>,
  act: Act,
): Promise<RepresentativeRow | null> {
  if (act.representationId === null) return null;
  const row = await representationById(tx, act.representationId);
  if (row.member_id !== act.memberId) throw fieldError(act.field, 'field.representsOther');
  if (!holdsOn(termOf(row), today)) throw fieldError(act.field, 'field.representationOver');
  if (!scopesOf(row).includes(scopeOf[act.kind])) throw fieldError(act.field, 'field.representationScope');
  return row;
}

/** Keeps by whom something was done, once what was done is on file. Errors as `requireRepresentation`. */
export async function keepActFor(
  context: Pick<CommandContext, 'tx' | 'today' | 'now' | 'actor'>,
  act: Act & { id: string },
): Promise<void> {
  const last = await lastActFor(context.tx, act.kind, act.id);
  if ((last?.representation_id ?? null) === act.representationId && (await isOwn(context.tx, act))) return;
  await requireRepresentation(context, act);
  await context.tx.insert(ActsFor, {
    act_kind: act.kind,
    act_id: act.id,
    seq: (last?.seq ?? 0) + 1,
    representation_id: act.representationId,
    acted_on: context.today,
    recorded_by: context.actor.userId,
    recorded_at: context.now,
  });
}

/** By whom a request, an order or a transfer was asked for, in words; undefined: by the member himself. */
export async function representativeIn(
  tx: Reader,
  kind: ActForRow['act_kind'],
  id: string,
): Promise<{ representationId: string; name: string } | undefined> {
  const last = await lastActFor(tx, kind, id);
  if (!last?.representation_id) return undefined;
  const row = await tx.get<StoredRepresentative>(`${read} WHERE own.id = ?`, [last.representation_id]);
  return row && { representationId: row.id, name: row.own_name ?? row.name };
}

/** A request that is written anew for another recipient does not keep the representative of the first. */
async function isOwn(tx: Reader, { representationId, memberId }: Act): Promise<boolean> {
  return representationId === null || (await representationById(tx, representationId)).member_id === memberId;
}

async function lastActFor(
  tx: Reader,
  kind: ActForRow['act_kind'],
  id: string,
): Promise<ActForRow | undefined> {
  return tx.get<ActForRow>(
    'SELECT * FROM acts_for WHERE act_kind = ? AND act_id = ? ORDER BY seq DESC LIMIT 1',
    [kind, id],
  );
}

function scopesOf(row: RepresentativeRow): RepresentationScope[] {
  return [
    ...(row.for_requests === 1 ? (['requests'] as const) : []),
    ...(row.for_counter === 1 ? (['counter'] as const) : []),
    ...(row.for_transfers === 1 ? (['transfers'] as const) : []),
  ];
}

function termOf(row: { valid_from: string; valid_until: string | null; ended_on: string | null }): Term {
  return { from: row.valid_from, until: row.valid_until, endedOn: row.ended_on };
}

function viewOf(row: StoredRepresentative, today: string): RepresentativeView {
  return {
    id: row.id,
    kind: row.kind,
    scopes: scopesOf(row),
    member:
      row.representative_id === null
        ? null
        : { id: row.representative_id, name: row.own_name ?? '', volunteerNumber: row.own_number ?? '' },
    name: row.own_name ?? row.name,
    phone: maskPhone(row.own_phone ?? row.phone),
    proofKind: row.proof_kind,
    proofNote: row.proof_note,
    from: row.valid_from,
    until: row.valid_until,
    state: termState(termOf(row), today),
    endedOn: row.ended_on,
    endReason: row.end_reason ?? '',
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
  };
}
