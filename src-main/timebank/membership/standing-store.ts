import type { EndingKind, MemberEventKind } from '../../contract/timebank/membership-values.ts';
import type { Standing } from '../../contract/timebank/standings.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { MemberEvents, type MemberEventRow } from './entities.ts';
import { courseAfter, mayFollow, type Course } from './membership.ts';

/** SQL: where a member stands; whoever has no event counts as admitted, with the state on file. */
export function standingOf(memberId: string, state: string): string {
  return `ifnull((SELECT standing FROM member_events WHERE member_id = ${memberId} ORDER BY seq DESC LIMIT 1),
    CASE ${state} WHEN 'left' THEN 'ended' ELSE ${state} END)`;
}

/** Standings of members, and the last day of those who have gone. Members that are not on file are left out. */
export async function standingsOf(
  tx: Reader,
  memberIds: readonly string[],
): Promise<Map<string, { standing: Standing; endedOn: string | null }>> {
  const rows = await tx.all<{ id: string; standing: Standing; endedOn: string | null }>(
    `SELECT id, ${standingOf('members.id', 'members.state')} AS standing,
       (SELECT on_day FROM member_events WHERE member_id = members.id AND kind IN ('moved', 'left', 'died')
         ORDER BY seq DESC LIMIT 1) AS endedOn
     FROM members WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(memberIds)],
  );
  return new Map(rows.map(({ id, standing, endedOn }) => [id, { standing, endedOn }]));
}

/** The course of one membership so far. */
export async function courseOf(tx: Reader, member: { id: string; state: string }): Promise<Course> {
  const row = await tx.get<{ standing: Standing; levels: 1 | 2 | null; ending: EndingKind | null }>(
    `SELECT ${standingOf('?1', '?2')} AS standing,
       (SELECT levels FROM member_events WHERE member_id = ?1 AND kind = 'applied' ORDER BY seq DESC LIMIT 1) AS levels,
       (SELECT kind FROM member_events WHERE member_id = ?1 AND kind IN ('moved', 'left', 'died')
         ORDER BY seq DESC LIMIT 1) AS ending`,
    [member.id, member.state],
  );
  return { standing: row?.standing ?? 'active', levels: row?.levels ?? 1, ending: row?.ending ?? null };
}

export interface NewEvent {
  kind: MemberEventKind;
  reason: string;
  onDay?: string;
  untilDay?: string | null;
  disposal?: MemberEventRow['disposal'];
  otherId?: string | null;
  transactionId?: string | null;
  rule?: string;
  inputs?: unknown;
}

/**
 * Writes the next event of a membership; the database lets `members.state` follow and counts the member’s version on.
 * Errors: `member.stepForbidden`, and what the database finds (`member.hasOpenWork`, `member.restNotMoved`, …).
 */
export async function recordEvent(
  context: CommandContext,
  member: { id: string; version: number; volunteer_number: string },
  course: Course,
  event: NewEvent,
): Promise<{ id: string; version: number; course: Course }> {
  if (!mayFollow(event.kind, course)) {
    throw new AppError('member.stepForbidden', { params: { standing: course.standing } });
  }
  const after = courseAfter(event.kind, course);
  await insertEvent(context, member.id, { ...event, standing: after.standing });
  context.audit(`member:${member.id}`, {
    membership: event.kind,
    volunteerNumber: member.volunteer_number,
    standing: after.standing,
    ...(event.disposal ? { disposal: event.disposal } : {}),
  });
  return { id: member.id, version: member.version + 1, course: after };
}

/** The row alone; `recordEvent` asks first whether it may be. */
export async function insertEvent(
  {
    tx,
    today,
    now,
    actor,
  }: Pick<CommandContext, 'tx' | 'today' | 'now'> & {
    actor: Pick<CommandContext['actor'], 'userId'>;
  },
  memberId: string,
  event: NewEvent & { standing: Standing; levels?: 1 | 2 },
): Promise<void> {
  const last = await tx.get<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM member_events WHERE member_id = ?',
    [memberId],
  );
  await tx.insert(MemberEvents, {
    member_id: memberId,
    seq: (last?.seq ?? 0) + 1,
    kind: event.kind,
    standing: event.standing,
    levels: event.levels ?? null,
    on_day: event.onDay ?? today,
    until_day: event.untilDay ?? null,
    reason: event.reason,
    disposal: event.disposal ?? null,
    other_id: event.otherId ?? null,
    transaction_id: event.transactionId ?? null,
    rule: event.rule ?? '',
    inputs: JSON.stringify(event.inputs ?? {}),
    recorded_by: actor.userId,
    recorded_at: now,
  });
}
