import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf, QueryContext } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import {
  activityById,
  activityColumns,
  closeActivity,
  findActivities,
  listedActivity,
  markHeld,
  plannedActivity,
} from './activity-store.ts';
import { Activities, ActivitySignUps } from './entities.ts';
import { printedCode } from './sign-code.ts';
import { printedSheetsOf, enteredSheetsOf } from './sign-sheet-store.ts';
import { placesIn, signUpViews } from './sign-up-store.ts';

type Routes =
  | 'timebank.listActivities'
  | 'timebank.readActivity'
  | 'timebank.saveActivity'
  | 'timebank.holdActivity'
  | 'timebank.cancelActivity'
  | 'timebank.signUp'
  | 'timebank.withdrawSignUp';

export const activityHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.listActivities': ({ tx, today }, { page, ...filter }) =>
    findActivities(tx, filter, { today, page }),

  'timebank.readActivity': (context, { id }) => activityViewOf(context, id),

  async 'timebank.saveActivity'(context, { id, version, activity }) {
    const { tx, services, now, actor, today, audit } = context;
    if (!(await currentRules(context)).serviceTypes.has(activity.serviceType))
      throw fieldError('activity.serviceType', 'field.invalid');
    if (activity.groupId !== null) await requireGroup(context, activity.groupId);
    if (id !== undefined) {
      const row = await plannedActivity(tx, id);
      requireVersion(row.version, version);
      const next = { ...activityColumns(activity), version: row.version + 1, updated_at: now };
      await tx.update(Activities, id, next);
      audit(`activity:${id}`, { number: row.number });
      return { id, version: next.version, number: row.number };
    }
    const activityId = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'activity', on: today, ownerId: activityId });
    await tx.insert(Activities, {
      ...activityColumns(activity),
      id: activityId,
      version: 1,
      number,
      state: 'planned',
      closed_reason: '',
      closed_at: null,
      created_by: actor.userId,
      created_at: now,
      updated_at: now,
    });
    audit(`activity:${activityId}`, { number, added: true });
    return { id: activityId, version: 1, number };
  },

  async 'timebank.holdActivity'(context, { id, version }) {
    const row = await plannedActivity(context.tx, id);
    requireVersion(row.version, version);
    return markHeld(context, row);
  },

  async 'timebank.cancelActivity'(context, { id, version, reason }) {
    const row = await plannedActivity(context.tx, id);
    requireVersion(row.version, version);
    return closeActivity(context, row, { state: 'cancelled', closed_reason: reason });
  },

  /** Two people at once: the writer takes one after the other, and the order decides who waits. */
  async 'timebank.signUp'(context, { activityId, memberId }) {
    const { tx, services, actor, now, audit } = context;
    const activity = await plannedActivity(tx, activityId);
    const member = await memberById(tx, memberId);
    if (member.kind !== 'person')
      throw new AppError('group.notAPerson', { fields: { memberId: { code: 'field.notAPerson' } } });
    if (member.state !== 'active')
      throw new AppError('member.inactive', { fields: { memberId: { code: 'field.memberInactive' } } });
    const { placed, waiting, all } = await placesIn(tx, activity);
    if ([...placed, ...waiting].some((one) => one.member_id === memberId))
      throw new AppError('activity.alreadySignedUp', { fields: { memberId: { code: 'field.taken' } } });
    const id = services.ids.next();
    await tx.insert(ActivitySignUps, {
      id,
      version: 1,
      activity_id: activityId,
      seq: (all.at(-1)?.seq ?? 0) + 1,
      member_id: memberId,
      signed_by: actor.userId,
      signed_at: now,
      withdrawn_by: null,
      withdrawn_at: null,
      reason: '',
    });
    const position = placed.length + waiting.length + 1;
    audit([`activity:${activityId}`, `member:${memberId}`], { number: activity.number, position });
    return { id, version: 1, position, waiting: position > (activity.capacity ?? position) };
  },

  async 'timebank.withdrawSignUp'(context, { id, version, reason }) {
    const { tx, actor, now, audit } = context;
    const row = await tx.find(ActivitySignUps).findOneBy({ id });
    if (!row) throw notFound('signUp');
    const activity = await plannedActivity(tx, row.activity_id);
    requireVersion(row.version, version);
    const before = await placesIn(tx, activity);
    const next = row.version + 1;
    await tx.update(ActivitySignUps, id, {
      version: next,
      withdrawn_by: actor.userId,
      withdrawn_at: now,
      reason,
    });
    audit([`activity:${activity.id}`, `member:${row.member_id}`], {
      number: activity.number,
      withdrawn: true,
    });
    const gaveUpPlace = before.placed.some((one) => one.id === id);
    return { id, version: next, movedUp: gaveUpPlace ? (before.waiting[0]?.name ?? null) : null };
  },
};

async function activityViewOf(context: QueryContext, id: string) {
  const { tx } = context;
  const row = await activityById(tx, id);
  const { signUps, withdrawn } = await signUpViews(context, row);
  return {
    ...(await listedActivity(tx, id)),
    areaId: row.area_id,
    responsible: row.responsible,
    serviceType: row.service_type,
    groupId: row.group_id,
    note: row.note,
    closedReason: row.closed_reason,
    signUps,
    withdrawn: withdrawn.map((one) => ({
      name: one.name,
      volunteerNumber: one.volunteer_number,
      reason: one.reason,
      at: one.withdrawn_at ?? '',
    })),
    sheetList: await enteredSheetsOf(tx, id),
    printed: (await printedSheetsOf(tx, id)).map((sheet) => ({ ...sheet, code: printedCode(sheet.code) })),
  };
}

async function requireGroup({ tx }: CommandContext, groupId: string): Promise<void> {
  const group = await memberById(tx, groupId);
  if (group.kind !== 'group')
    throw new AppError('activity.notAGroup', { fields: { 'activity.groupId': { code: 'field.notAGroup' } } });
  if (group.state !== 'active')
    throw new AppError('member.inactive', {
      fields: { 'activity.groupId': { code: 'field.memberInactive' } },
    });
}
