import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { VolunteerLinks } from './entities.ts';
import { openLink, requireUnlinked, volunteerMediators } from './link-store.ts';

type Routes = 'timebank.listVolunteerMediators' | 'timebank.linkVolunteer' | 'timebank.endVolunteerLink';

export const linkHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.listVolunteerMediators'({ tx, actor }) {
    return { rows: await volunteerMediators(tx, actor.committee.id) };
  },

  async 'timebank.linkVolunteer'(context, { userId, memberId }) {
    const { tx, services, actor, now } = context;
    await requireMediator(tx, userId, actor.committee.id);
    const member = await memberById(tx, memberId);
    if (member.kind !== 'person') {
      throw new AppError('volunteerLink.personsOnly', { fields: { memberId: { code: 'field.invalid' } } });
    }
    if (member.state !== 'active') {
      throw new AppError('member.inactive', { fields: { memberId: { code: 'field.memberInactive' } } });
    }
    await requireUnlinked(tx, { userId, memberId });
    const id = services.ids.next();
    await tx.insert(VolunteerLinks, {
      id,
      version: 1,
      user_id: userId,
      member_id: memberId,
      linked_by: actor.userId,
      linked_at: now,
      ended_by: null,
      ended_at: null,
      end_reason: '',
    });
    context.audit([`user:${userId}`, `member:${memberId}`], { volunteerLink: id });
    return { id, version: 1 };
  },

  async 'timebank.endVolunteerLink'(context, { id, version, reason }) {
    const link = await openLink(context.tx, id);
    requireVersion(link.version, version);
    await context.tx.update(VolunteerLinks, id, {
      version: link.version + 1,
      ended_by: context.actor.userId,
      ended_at: context.now,
      end_reason: reason,
    });
    context.audit([`user:${link.user_id}`, `member:${link.member_id}`], { volunteerLink: id, ended: true });
    return { id, version: link.version + 1 };
  },
};

async function requireMediator(tx: Reader, userId: string, committeeId: string): Promise<void> {
  const fit = await tx.get(
    `SELECT 1 FROM users WHERE id = ? AND committee_id = ? AND active = 1
       AND EXISTS (SELECT 1 FROM user_roles WHERE user_id = users.id AND role IN ('mediator', 'administrator'))`,
    [userId, committeeId],
  );
  if (!fit) throw fieldError('userId', 'field.notAMediator');
}
