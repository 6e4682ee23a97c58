import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import {
  RelationEnds,
  Relations,
  RepresentativeEnds,
  Representatives,
  type RelationRow,
  type RepresentativeRow,
} from '../circle/entities.ts';
import { pairOf, relationsOfPair } from '../circle/relation-store.ts';
import { meets, type Term } from '../circle/term.ts';
import { keepMove, later, movedOver, type Moving } from './merge-moves-store.ts';

type Stored<R> = R & { ended_on: string | null };

/**
 * Relatives and representatives of a double go over to the survivor: each row ends today and stands again, with its proof,
 * under the other name; where the survivor has the same, or it was between the two, it only ends. Answers how many.
 */
export async function moveCircle(context: CommandContext, moving: Moving): Promise<number> {
  const { tx, services, today, actor, now } = context;
  const relations = await openRelations(tx, moving.mergedId, today);
  for (const row of relations) {
    await endRelation(context, row.id, later(today, row.valid_from), moving.reason);
    const otherId = row.first_id === moving.mergedId ? row.second_id : row.first_id;
    const from = await freeFrom(tx, moving.survivorId, otherId, row, today);
    const id = from === null ? null : services.ids.next();
    if (id !== null && from !== null) {
      const [first, second] = pairOf(moving.survivorId, otherId);
      const own = { id, first_id: first, second_id: second, valid_from: from };
      await tx.insert(Relations, {
        ...relationOf(row),
        ...own,
        confirmed_by: actor.userId,
        confirmed_at: now,
      });
    }
    await keepMove(context, moving, { direction: 'over', kind: 'relation', from_id: row.id, to_id: id });
  }
  const acting = await openRepresentations(tx, moving.mergedId, today);
  for (const row of acting) {
    await endRepresentation(context, row.id, later(today, row.valid_from), moving.reason);
    const next = renamed(row, moving.mergedId, moving.survivorId);
    const isSame = next.member_id === next.representative_id || (await actsAlready(tx, next, today));
    const id = isSame ? null : services.ids.next();
    if (id !== null)
      await tx.insert(Representatives, { ...next, id, recorded_by: actor.userId, recorded_at: now });
    await keepMove(context, moving, {
      direction: 'over',
      kind: 'representation',
      from_id: row.id,
      to_id: id,
    });
  }
  return relations.length + acting.length;
}

/**
 * A wrong merge is taken back: what it gave the survivor never held, and the double has his own again from the day on which
 * it ended. What somebody ended since, or is over, does not come back.
 */
export async function returnCircle(context: CommandContext, moving: Moving): Promise<void> {
  const { tx, services, today, actor, now } = context;
  for (const move of await movedOver(context, moving, 'relation')) {
    const row = await relationRow(tx, move.from_id);
    const copy = move.to_id === null ? null : await relationRow(tx, move.to_id);
    if (copy && copy.ended_on === null) await endRelation(context, copy.id, copy.valid_from, moving.reason);
    const from = row.ended_on ?? today;
    if ((copy && copy.ended_on !== null) || isOver(row.valid_until, later(from, today))) continue;
    if ((await freeFrom(tx, row.first_id, row.second_id, { ...row, valid_from: from }, today)) === null)
      continue;
    const id = services.ids.next();
    const own = { id, valid_from: from, confirmed_by: actor.userId, confirmed_at: now };
    await tx.insert(Relations, { ...relationOf(row), ...own });
    await keepMove(context, moving, { direction: 'back', kind: 'relation', from_id: row.id, to_id: id });
  }
  for (const move of await movedOver(context, moving, 'representation')) {
    const row = await representationRow(tx, move.from_id);
    const copy = move.to_id === null ? null : await representationRow(tx, move.to_id);
    if (copy && copy.ended_on === null)
      await endRepresentation(context, copy.id, copy.valid_from, moving.reason);
    const from = row.ended_on ?? today;
    if ((copy && copy.ended_on !== null) || isOver(row.valid_until, later(from, today))) continue;
    const id = services.ids.next();
    const { ended_on: _ended, ...kept } = row;
    const own = { id, valid_from: from, recorded_by: actor.userId, recorded_at: now };
    await tx.insert(Representatives, { ...kept, ...own });
    await keepMove(context, moving, {
      direction: 'back',
      kind: 'representation',
      from_id: row.id,
      to_id: id,
    });
  }
}

const isOver = (until: string | null, day: string): boolean => until !== null && until < day;

/** From when the pair can be related as `row` says: from its first day, else from today; null: it is already, or is one person. */
async function freeFrom(
  tx: Reader,
  one: string,
  other: string,
  row: RelationRow,
  today: string,
): Promise<string | null> {
  if (one === other) return null;
  const known = (await relationsOfPair(tx, one, other)).map(termOf);
  const free = (from: string) => !known.some((term) => meets(term, { from, until: row.valid_until }));
  const now = later(today, row.valid_from);
  if (!free(now)) return null;
  return free(row.valid_from) ? row.valid_from : now;
}

async function actsAlready(tx: Reader, next: RepresentativeRow, today: string): Promise<boolean> {
  const rows = await openRepresentations(tx, next.member_id, today);
  const same = ['member_id', 'kind', 'representative_id', 'name', 'phone'] as const;
  return rows.some((row) => same.every((column) => row[column] === next[column]));
}

function renamed(row: Stored<RepresentativeRow>, from: string, to: string): RepresentativeRow {
  const { ended_on: _ended, ...kept } = row;
  return {
    ...kept,
    member_id: row.member_id === from ? to : row.member_id,
    representative_id: row.representative_id === from ? to : row.representative_id,
  };
}

function relationOf({ ended_on: _ended, ...row }: Stored<RelationRow>): RelationRow {
  return row;
}

function termOf(row: Stored<RelationRow>): Term {
  return { from: row.valid_from, until: row.valid_until, endedOn: row.ended_on };
}

const relation = `SELECT own.*, over.ended_on FROM member_relations AS own
  LEFT JOIN member_relation_ends AS over ON over.relation_id = own.id`;
const representation = `SELECT own.*, over.ended_on FROM member_representatives AS own
  LEFT JOIN member_representative_ends AS over ON over.representation_id = own.id`;
const isOpen = `over.ended_on IS NULL AND ifnull(own.valid_until, '9999') >= ?2`;

const openRelations = (tx: Reader, memberId: string, today: string) =>
  tx.all<Stored<RelationRow>>(
    `${relation} WHERE (own.first_id = ?1 OR own.second_id = ?1) AND ${isOpen} ORDER BY own.valid_from, own.id`,
    [memberId, today],
  );

const openRepresentations = (tx: Reader, memberId: string, today: string) =>
  tx.all<Stored<RepresentativeRow>>(
    `${representation} WHERE (own.member_id = ?1 OR own.representative_id = ?1) AND ${isOpen} ORDER BY own.valid_from, own.id`,
    [memberId, today],
  );

async function relationRow(tx: Reader, id: string): Promise<Stored<RelationRow>> {
  const row = await tx.get<Stored<RelationRow>>(`${relation} WHERE own.id = ?`, [id]);
  if (!row) throw new Error(`relation ${id} of a merge is gone`);
  return row;
}

async function representationRow(tx: Reader, id: string): Promise<Stored<RepresentativeRow>> {
  const row = await tx.get<Stored<RepresentativeRow>>(`${representation} WHERE own.id = ?`, [id]);
  if (!row) throw new Error(`representation ${id} of a merge is gone`);
  return row;
}

async function endRelation(
  { tx, actor, now }: CommandContext,
  id: string,
  endedOn: string,
  reason: string,
): Promise<void> {
  await tx.insert(RelationEnds, {
    relation_id: id,
    ...{ ended_on: endedOn, reason, ended_by: actor.userId, ended_at: now },
  });
}

async function endRepresentation(
  { tx, actor, now }: CommandContext,
  id: string,
  endedOn: string,
  reason: string,
): Promise<void> {
  await tx.insert(RepresentativeEnds, {
    representation_id: id,
    ...{ ended_on: endedOn, reason, ended_by: actor.userId, ended_at: now },
  });
}
