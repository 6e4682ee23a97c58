import { addDays, civilDate } from '../../platform/dates.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { GroupMembers, type GroupMemberRow } from '../activities/entities.ts';
import { groupMemberById } from '../activities/group-store.ts';
import { VolunteerLinks, type VolunteerLinkRow } from '../session-hours/entities.ts';
import { linkById } from '../session-hours/link-store.ts';
import { keepMove, later, movedOver, type Moving } from './merge-moves-store.ts';

/**
 * Open stays in groups (of a person, or of the people of a double group) and the link to a mediator’s account go over to
 * the survivor; where the survivor has the same, they only end. Answers how many.
 */
export async function moveStays(context: CommandContext, moving: Moving): Promise<number> {
  const { tx } = context;
  const { mergedId, survivorId } = moving;
  const stays = await tx.all<GroupMemberRow>(
    `SELECT * FROM group_members WHERE (group_id = ?1 OR member_id = ?1) AND ended_on IS NULL ORDER BY joined_on, id`,
    [mergedId],
  );
  for (const stay of stays) {
    await endStay(context, stay, moving.reason);
    const next = {
      group_id: stay.group_id === mergedId ? survivorId : stay.group_id,
      member_id: stay.member_id === mergedId ? survivorId : stay.member_id,
    };
    const id = await joinAgain(context, { ...stay, ...next }, stay.joined_on);
    await keepMove(context, moving, { direction: 'over', kind: 'groupStay', from_id: stay.id, to_id: id });
  }
  const links = await tx.find(VolunteerLinks).findBy({ member_id: mergedId });
  const open = links.filter(({ ended_at }) => ended_at === null);
  for (const link of open) {
    const id = await passLink(context, link, survivorId, moving.reason);
    await keepMove(context, moving, {
      direction: 'over',
      kind: 'volunteerLink',
      from_id: link.id,
      to_id: id,
    });
  }
  return stays.length + open.length;
}

/** What is still the survivor’s by the merge goes back to the double; what he had himself stays with him. */
export async function returnStays(context: CommandContext, moving: Moving): Promise<void> {
  const { tx } = context;
  for (const move of await movedOver(context, moving, 'groupStay')) {
    const stay = await groupMemberById(tx, move.from_id);
    const copy = move.to_id === null ? null : await groupMemberById(tx, move.to_id);
    if (copy && copy.ended_on !== null) continue;
    if (copy) await endStay(context, copy, moving.reason);
    const next = civilDate(stay.ended_on ?? context.today);
    const id = await joinAgain(context, stay, addDays(next, 1));
    await keepMove(context, moving, { direction: 'back', kind: 'groupStay', from_id: stay.id, to_id: id });
  }
  for (const move of await movedOver(context, moving, 'volunteerLink')) {
    const link = await linkById(tx, move.from_id);
    const copy = move.to_id === null ? null : await linkById(tx, move.to_id);
    if (copy && copy.ended_at !== null) continue;
    const id = await passLink(context, copy ?? link, link.member_id, moving.reason);
    await keepMove(context, moving, {
      direction: 'back',
      kind: 'volunteerLink',
      from_id: link.id,
      to_id: id,
    });
  }
}

async function endStay(
  { tx, today, now }: CommandContext,
  stay: GroupMemberRow,
  reason: string,
): Promise<void> {
  await tx.update(GroupMembers, stay.id, {
    version: stay.version + 1,
    ended_on: later(today, stay.joined_on),
    end_reason: reason,
    updated_at: now,
  });
}

/** A stay like `stay` from a day on, or from the day after the last one that is in the way; null: there is an open one. */
async function joinAgain(
  { tx, services, actor, now }: CommandContext,
  stay: GroupMemberRow,
  from: string,
): Promise<string | null> {
  const row = await tx.get<{ open: number; last: string | null }>(
    `SELECT ifnull(max(ended_on IS NULL), 0) AS open, max(ended_on) AS last FROM group_members
     WHERE group_id = ? AND member_id = ? AND ifnull(ended_on, '9999') >= ?`,
    [stay.group_id, stay.member_id, from],
  );
  if (row?.open === 1) return null;
  const id = services.ids.next();
  await tx.insert(GroupMembers, {
    ...{ id, version: 1, group_id: stay.group_id, member_id: stay.member_id, role: stay.role },
    joined_on: row?.last ? addDays(civilDate(row.last), 1) : from,
    ...{ ended_on: null, end_reason: '', created_by: actor.userId, created_at: now, updated_at: now },
  });
  return id;
}

/** Ends a link, if it is open, and makes one to another member; null: he or the account is linked already. */
async function passLink(
  { tx, services, actor, now }: CommandContext,
  link: VolunteerLinkRow,
  memberId: string,
  reason: string,
): Promise<string | null> {
  if (link.ended_at === null) {
    const ended = { ended_by: actor.userId, ended_at: now, end_reason: reason };
    await tx.update(VolunteerLinks, link.id, { version: link.version + 1, ...ended });
  }
  const taken = await tx.get(
    'SELECT 1 FROM volunteer_links WHERE ended_at IS NULL AND (user_id = ? OR member_id = ?)',
    [link.user_id, memberId],
  );
  if (taken) return null;
  const id = services.ids.next();
  await tx.insert(VolunteerLinks, {
    ...{
      id,
      version: 1,
      user_id: link.user_id,
      member_id: memberId,
      linked_by: actor.userId,
      linked_at: now,
    },
    ...{ ended_by: null, ended_at: null, end_reason: '' },
  });
  return id;
}
