import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { Assessments, type AssessmentRow } from '../circle/entities.ts';
import { lastAssessmentSeq } from '../circle/eligibility-store.ts';
import { moveCircle, returnCircle } from './merge-circle-store.ts';
import { moveStays, returnStays } from './merge-groups-store.ts';
import { keepMove, movedOver, type Moving } from './merge-moves-store.ts';

/**
 * What belongs to a double beside accounts and hours goes over to the survivor: relations, representatives, assessments of
 * need, stays in groups, the link to a mediator’s account. No row is changed but by its own way of ending; what is new has
 * an id of its own. Answers how many rows went over or ended because the survivor had the same.
 */
export async function moveBelongings(context: CommandContext, moving: Moving): Promise<number> {
  const circle = await moveCircle(context, moving);
  const stays = await moveStays(context, moving);
  return circle + stays + (await moveAssessments(context, moving));
}

/** A merge is taken back: what is still as the merge left it goes back. */
export async function returnBelongings(context: CommandContext, moving: Moving): Promise<void> {
  await returnCircle(context, moving);
  await returnStays(context, moving);
  await returnAssessments(context, moving);
}

/** What would go over. */
export async function belongingsOf({ tx, today }: QueryContext, memberId: string): Promise<number> {
  const row = await tx.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM member_relations AS own LEFT JOIN member_relation_ends AS over ON over.relation_id = own.id
         WHERE (first_id = ?1 OR second_id = ?1) AND over.ended_on IS NULL AND ifnull(valid_until, '9999') >= ?2)
       + (SELECT count(*) FROM member_representatives AS own LEFT JOIN member_representative_ends AS over ON over.representation_id = own.id
         WHERE (member_id = ?1 OR representative_id = ?1) AND over.ended_on IS NULL AND ifnull(valid_until, '9999') >= ?2)
       + (SELECT count(*) FROM group_members WHERE (group_id = ?1 OR member_id = ?1) AND ended_on IS NULL)
       + (SELECT count(*) FROM volunteer_links WHERE member_id = ?1 AND ended_at IS NULL) AS n`,
    [memberId, today],
  );
  return (row?.n ?? 0) + (await countingOn(tx, memberId, today)).length;
}

/** Assessments are replaced, never ended: the double’s goes over where the survivor has none as late. */
async function moveAssessments(context: CommandContext, moving: Moving): Promise<number> {
  const { tx, today } = context;
  const rows = await countingOn(tx, moving.mergedId, today);
  for (const row of rows) {
    const own = await countingOn(tx, moving.survivorId, today);
    const isNewer = own.every(({ valid_from }) => valid_from < row.valid_from);
    const id = isNewer ? await assess(context, { ...row, member_id: moving.survivorId }) : null;
    await keepMove(context, moving, { direction: 'over', kind: 'assessment', from_id: row.id, to_id: id });
  }
  return rows.length;
}

/**
 * The double’s own were never touched. The survivor is again what he was before, unless somebody has assessed him since: his
 * last assessment of before is repeated, or, had he none, it is said that none applies.
 */
async function returnAssessments(context: CommandContext, moving: Moving): Promise<void> {
  const { tx, today, actor } = context;
  const copies = (await movedOver(context, moving, 'assessment')).flatMap(({ to_id }) => to_id ?? []);
  if (copies.length === 0) return;
  const rows = await tx
    .find(Assessments)
    .find({ where: { member_id: moving.survivorId }, order: { seq: 'ASC' } });
  const last = rows.at(-1);
  if (!last || !copies.includes(last.id)) return;
  const before = rows.filter(({ id }) => !copies.includes(id)).at(-1);
  const toId = await assess(
    context,
    before ?? {
      ...last,
      ...{ classes: '[]', evidence: moving.reason, decided_by: actor.displayName },
      ...{ valid_from: today, valid_until: null, review_on: null },
    },
  );
  await keepMove(context, moving, { direction: 'back', kind: 'assessment', from_id: last.id, to_id: toId });
}

/** Those that count or will: the last that has begun, unless it is over, and those to come. */
async function countingOn(tx: QueryContext['tx'], memberId: string, today: string): Promise<AssessmentRow[]> {
  return tx.all<AssessmentRow>(
    `SELECT * FROM recipient_assessments WHERE member_id = ?1 AND ifnull(valid_until, '9999') >= ?2
       AND seq >= ifnull((SELECT max(seq) FROM recipient_assessments WHERE member_id = ?1 AND valid_from <= ?2), 0)
     ORDER BY seq`,
    [memberId, today],
  );
}

async function assess({ tx, services, actor, now }: CommandContext, row: AssessmentRow): Promise<string> {
  const id = services.ids.next();
  const seq = (await lastAssessmentSeq(tx, row.member_id)) + 1;
  await tx.insert(Assessments, { ...row, id, seq, recorded_by: actor.userId, recorded_at: now });
  return id;
}
