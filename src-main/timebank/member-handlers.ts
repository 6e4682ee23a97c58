import { AppError } from '../platform/app-error.ts';
import type { HandlersOf } from '../platform/router/handlers.ts';
import { lastServedOn } from './hours-store.ts';
import {
  addMember,
  changeMember,
  findMembers,
  memberById,
  memberFieldsOf,
  memberViews,
} from './member-store.ts';
import { starsOf } from './rules.ts';
import { pointsOf } from './rules/points-store.ts';
import { currentRules } from './rules/rule-store.ts';
import { bookStart } from './rules/starting-store.ts';

type MemberRoutes =
  'timebank.listMembers' | 'timebank.readMember' | 'timebank.revealMember' | 'timebank.saveMember';

export const memberHandlers: Pick<HandlersOf<'timebank'>, MemberRoutes> = {
  async 'timebank.listMembers'({ tx }, filter) {
    const { rows, total } = await findMembers(tx, filter);
    return { rows: await memberViews(tx, rows), total };
  },

  async 'timebank.readMember'(context, { id }) {
    const { tx } = context;
    const [view] = await memberViews(tx, [await memberById(tx, id)]);
    const { stars, points: rule } = await currentRules(context);
    const points = await pointsOf(tx, id, context.today, rule.warnDays);
    return {
      ...view!,
      stars: starsOf(view!.serviceMinutes, stars),
      lastServedOn: await lastServedOn(tx, id),
      points: points.spendable,
      pointsExpiringSoon: points.expiringSoon,
    };
  },

  async 'timebank.revealMember'({ tx, audit }, { id }) {
    const row = await memberById(tx, id);
    audit(`member:${id}`, { revealed: true });
    return { ...memberFieldsOf(row), id, version: row.version };
  },

  /** Registered directly by a coordinator, a member counts as admitted; a clerk writes applications where two must look. */
  async 'timebank.saveMember'(context, { id, version, member }) {
    const { roles } = context.actor;
    const coordinates = roles.includes('coordinator') || roles.includes('administrator');
    if (id === undefined && !coordinates && (await currentRules(context)).membership.levels > 1)
      throw new AppError('member.applyFirst');
    const before = id === undefined ? undefined : await memberById(context.tx, id);
    const row =
      id === undefined ? await addMember(context, member) : await changeMember(context, id, version, member);
    if (before === undefined) await bookStart(context, row);
    context.audit(`member:${row.id}`, {
      added: before === undefined,
      volunteerNumber: row.volunteer_number,
      ...(before ? { changed: changedFields(before, row), stateBefore: before.state } : {}),
      state: row.state,
    });
    return { id: row.id, version: row.version, volunteerNumber: row.volunteer_number };
  },
};

/** Names of the columns that changed, without their values: the audit trail holds no personal data. */
function changedFields<R extends object>(before: R, after: R): string[] {
  const silent = ['version', 'updated_at', 'search_keys', 'name_order'];
  return Object.keys(after).filter(
    (name) => !silent.includes(name) && before[name as keyof R] !== after[name as keyof R],
  );
}
