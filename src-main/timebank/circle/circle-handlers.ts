import type { RepresentativeFields } from '../../contract/timebank/circle.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import { addDays, civilDate, isCivilDate } from '../../platform/dates.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import type { MemberRow } from '../entities.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { RelationEnds, Relations, RepresentativeEnds, Representatives } from './entities.ts';
import { circleOf, pairOf, relationById, requireFreePair } from './relation-store.ts';
import { representationById, representativesOf } from './representative-store.ts';

type Routes =
  | 'timebank.readCircle'
  | 'timebank.recordRelation'
  | 'timebank.endRelation'
  | 'timebank.recordRepresentative'
  | 'timebank.endRepresentative'
  | 'timebank.revealRepresentative';

/** From 18 on nobody is a guardian because of age (timebank.md §1.2: 18+, minors with a guardian). */
const ADULT = 18;

export const circleHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readCircle'(context, { memberId }) {
    const { tx, today } = context;
    const member = await memberById(tx, memberId);
    const { use } = await currentRules(context);
    return {
      transferCircle: use.transferCircle,
      transferFromAge: use.transferFromAge,
      rule: use.rule,
      guardianText: member.guardian,
      relations: await circleOf(tx, memberId, { today: civilDate(today), rule: use }),
      representatives: await representativesOf(tx, memberId, today),
    };
  },

  async 'timebank.recordRelation'(context, { memberId, relation }) {
    const { tx, services, actor, now } = context;
    if (memberId === relation.otherId) throw fieldError('relation.otherId', 'field.samePerson');
    requirePerson(await memberById(tx, memberId), 'memberId');
    requirePerson(await memberById(tx, relation.otherId), 'relation.otherId');
    const pair = pairOf(memberId, relation.otherId);
    await requireFreePair(tx, pair, relation);
    const id = services.ids.next();
    await tx.insert(Relations, {
      id,
      first_id: pair[0],
      second_id: pair[1],
      kind: relation.kind,
      proof_kind: relation.proofKind,
      proof_note: relation.proofNote,
      valid_from: relation.from,
      valid_until: relation.until,
      confirmed_by: actor.userId,
      confirmed_at: now,
    });
    context.audit([`member:${memberId}`, `member:${relation.otherId}`, `relation:${id}`], {
      kind: relation.kind,
      proof: relation.proofKind,
    });
    return { id };
  },

  async 'timebank.endRelation'(context, { id, endedOn, reason }) {
    const row = await relationById(context.tx, id);
    requireEnding(context, row, endedOn);
    await context.tx.insert(RelationEnds, { relation_id: id, ...endingOf(context, endedOn, reason) });
    context.audit([`member:${row.first_id}`, `member:${row.second_id}`, `relation:${id}`], { endedOn });
    return { id };
  },

  async 'timebank.recordRepresentative'(context, { memberId, representative }) {
    const { tx, services, actor, now } = context;
    const member = await memberById(tx, memberId);
    const until = await lastDayOf(context, member, representative);
    const isProxy = representative.kind === 'proxy';
    const mayAct = (scope: RepresentativeFields['scopes'][number]) =>
      !isProxy || representative.scopes.includes(scope) ? 1 : 0;
    const outside = representative.representativeId === null;
    const id = services.ids.next();
    await tx.insert(Representatives, {
      id,
      member_id: memberId,
      kind: representative.kind,
      for_requests: mayAct('requests'),
      for_counter: mayAct('counter'),
      for_transfers: mayAct('transfers'),
      representative_id: representative.representativeId,
      name: outside ? representative.name : '',
      phone: outside ? representative.phone : '',
      proof_kind: representative.proofKind,
      proof_note: representative.proofNote,
      valid_from: representative.from,
      valid_until: until,
      recorded_by: actor.userId,
      recorded_at: now,
    });
    context.audit([`member:${memberId}`, `representation:${id}`], {
      kind: representative.kind,
      scopes: representative.scopes,
      proof: representative.proofKind,
      until,
    });
    return { id };
  },

  async 'timebank.endRepresentative'(context, { id, endedOn, reason }) {
    const row = await representationById(context.tx, id);
    requireEnding(context, row, endedOn);
    const end = endingOf(context, endedOn, reason);
    await context.tx.insert(RepresentativeEnds, { representation_id: id, ...end });
    context.audit([`member:${row.member_id}`, `representation:${id}`], { endedOn });
    return { id };
  },

  async 'timebank.revealRepresentative'(context, { id }) {
    const row = await representationById(context.tx, id);
    context.audit([`member:${row.member_id}`, `representation:${id}`], { revealed: true });
    return { id, phone: row.phone };
  },
};

/** The last day of a representation: a minor’s guardian stops being one on the eighteenth birthday. */
async function lastDayOf(
  { tx, today }: CommandContext,
  member: MemberRow,
  { kind, representativeId, from, until }: RepresentativeFields,
): Promise<string | null> {
  if (representativeId === member.id) throw fieldError('representative.representativeId', 'field.samePerson');
  if (representativeId !== null)
    requirePerson(await memberById(tx, representativeId), 'representative.representativeId');
  if (kind === 'proxy') return until;
  requirePerson(member, 'representative.kind');
  if (kind !== 'guardianOfMinor' || !isCivilDate(member.birth_date)) return until;
  const grownUp = `${Number(member.birth_date.slice(0, 4)) + ADULT}${member.birth_date.slice(4)}`;
  // Born on 29 February: the birthday is 1 March of a common year, as `ageOn` counts.
  const birthday = isCivilDate(grownUp) ? grownUp : civilDate(`${grownUp.slice(0, 4)}-03-01`);
  if (birthday <= today || birthday <= from) throw fieldError('representative.kind', 'field.notMinor');
  const lastDay = addDays(birthday, -1);
  return until === null || until > lastDay ? lastDay : until;
}

function requirePerson(member: MemberRow, field: string): void {
  if (member.kind !== 'person') throw fieldError(field, 'field.personOnly');
}

function requireEnding(
  { today }: CommandContext,
  row: { valid_from: string; ended_on: string | null },
  endedOn: string,
): void {
  if (row.ended_on !== null) throw new AppError('circle.alreadyEnded');
  if (endedOn < row.valid_from)
    throw fieldError('endedOn', 'field.dateTooEarly', { earliest: row.valid_from });
  if (endedOn > today) throw fieldError('endedOn', 'field.dateInFuture', { today });
}

function endingOf({ actor, now }: CommandContext, endedOn: string, reason: string) {
  return { ended_on: endedOn, reason, ended_by: actor.userId, ended_at: now };
}
