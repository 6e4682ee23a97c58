import type { RouteOutput } from '../../contract/index.ts';
import type { RuleBody } from '../../contract/timebank/rule-bodies.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CivilDate } from '../../platform/dates.ts';
import { refuseReceiver } from '../spending/spending-rules.ts';
import type { RelationRow } from './entities.ts';
import { holdsOn, meets, termState, type Term } from './term.ts';

type RelationView = RouteOutput<'timebank.readCircle'>['relations'][number];

interface StoredRelation extends RelationRow {
  ended_on: string | null;
  end_reason: string | null;
  other_id: string;
  other_name: string;
  other_number: string;
  other_state: string;
  other_birth: string | null;
  confirmer: string;
}

/** Everybody who is or was in a member’s circle, what holds today first. */
export async function circleOf(
  tx: Reader,
  memberId: string,
  on: { today: CivilDate; rule: Pick<RuleBody<'use'>, 'transferCircle' | 'transferFromAge'> },
): Promise<RelationView[]> {
  const rows = await tx.all<StoredRelation>(
    `SELECT relation.*, over.ended_on, over.reason AS end_reason, other.id AS other_id, other.name AS other_name,
       other.volunteer_number AS other_number, other.state AS other_state, other.birth_date AS other_birth,
       users.display_name AS confirmer
     FROM member_relations AS relation LEFT JOIN member_relation_ends AS over ON over.relation_id = relation.id
     JOIN members AS other ON other.id = CASE relation.first_id WHEN ? THEN relation.second_id ELSE relation.first_id END
     JOIN users ON users.id = relation.confirmed_by
     WHERE relation.first_id = ? OR relation.second_id = ? ORDER BY relation.valid_from DESC, relation.id DESC`,
    [memberId, memberId, memberId],
  );
  const views = rows.map((row) => viewOf(row, on));
  return [...views.filter(isRunning), ...views.filter((view) => !isRunning(view))];
}

/** The relation of two members that holds on a day: there is one at the most (trigger). */
export async function relationBetween(
  tx: Reader,
  one: string,
  other: string,
  day: string,
): Promise<Pick<RelationRow, 'id' | 'kind'> | undefined> {
  return (await relationsOfPair(tx, one, other)).find((row) => holdsOn(termOf(row), day));
}

/** Refuses a second relation of a pair for days on which one holds already. */
export async function requireFreePair(
  tx: Reader,
  [one, other]: readonly [string, string],
  next: { from: string; until: string | null },
): Promise<void> {
  const known = await relationsOfPair(tx, one, other);
  if (known.some((row) => meets(termOf(row), next))) {
    throw new AppError('circle.alreadyOpen', {
      fields: { 'relation.otherId': { code: 'field.alreadyRelated' } },
    });
  }
}

export async function relationById(
  tx: Reader,
  id: string,
): Promise<RelationRow & { ended_on: string | null }> {
  const row = await tx.get<RelationRow & { ended_on: string | null }>(
    `SELECT relation.*, over.ended_on FROM member_relations AS relation
     LEFT JOIN member_relation_ends AS over ON over.relation_id = relation.id WHERE relation.id = ?`,
    [id],
  );
  if (!row) throw notFound('relation');
  return row;
}

/** The smaller id first, as the table has it. */
export const pairOf = (one: string, other: string): readonly [string, string] =>
  one < other ? [one, other] : [other, one];

/** Every relation that two members have or had. */
export async function relationsOfPair(tx: Reader, one: string, other: string) {
  return tx.all<RelationRow & { ended_on: string | null }>(
    `SELECT relation.*, over.ended_on FROM member_relations AS relation
     LEFT JOIN member_relation_ends AS over ON over.relation_id = relation.id
     WHERE relation.first_id = ? AND relation.second_id = ?`,
    [...pairOf(one, other)],
  );
}

const isRunning = ({ state }: RelationView): boolean => state === 'running';

function termOf(row: { valid_from: string; valid_until: string | null; ended_on: string | null }): Term {
  return { from: row.valid_from, until: row.valid_until, endedOn: row.ended_on };
}

function viewOf(
  row: StoredRelation,
  { today, rule }: { today: CivilDate; rule: Pick<RuleBody<'use'>, 'transferCircle' | 'transferFromAge'> },
): RelationView {
  return {
    id: row.id,
    other: {
      id: row.other_id,
      name: row.other_name,
      volunteerNumber: row.other_number,
      active: row.other_state === 'active',
    },
    kind: row.kind,
    proofKind: row.proof_kind,
    proofNote: row.proof_note,
    from: row.valid_from,
    until: row.valid_until,
    state: termState(termOf(row), today),
    endedOn: row.ended_on,
    endReason: row.end_reason ?? '',
    confirmedBy: row.confirmer,
    confirmedAt: row.confirmed_at,
    refusal: refuseReceiver({ relation: row.kind, birthDate: row.other_birth }, rule, today),
  };
}
