import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { addMember, memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { bookStart } from '../rules/starting-store.ts';
import { slotsText } from './availability.ts';
import { MemberAvailability } from './entities.ts';
import { courseOf, insertEvent, recordEvent } from './standing-store.ts';
import { membershipView } from './view-store.ts';

type Routes =
  | 'timebank.readMembership'
  | 'timebank.applyMember'
  | 'timebank.reviewMember'
  | 'timebank.reapplyMember'
  | 'timebank.suspendMember'
  | 'timebank.resumeMember'
  | 'timebank.saveAvailability';

export const admissionHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.readMembership': (context, { memberId }) => membershipView(context, memberId),

  /**
   * An applicant is a member on file from the first day: the number that is given now stays his for ever, admitted or
   * not, and a second application finds the first one. What he may not do, his standing says: to lists and old questions
   * he counts as suspended, and the ledger books nothing on his account. Members who were on file before, imports and
   * what a coordinator registers with `saveMember` have no application and count as admitted.
   */
  async 'timebank.applyMember'(context, { member, note }) {
    const { levels, rule } = (await currentRules(context)).membership;
    const row = await addMember(context, { ...member, state: 'suspended' });
    await insertEvent(context, row.id, {
      ...{ kind: 'applied', standing: 'applied', reason: note, rule },
      levels: levels === 2 ? 2 : 1,
    });
    context.audit(`member:${row.id}`, {
      ...{ membership: 'applied', volunteerNumber: row.volunteer_number, levels },
    });
    return { id: row.id, version: row.version + 1, volunteerNumber: row.volunteer_number };
  },

  async 'timebank.reapplyMember'(context, { id, version, reason }) {
    const member = await memberById(context.tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(context.tx, member);
    if (course.standing !== 'refused') {
      throw new AppError('member.stepForbidden', { params: { standing: course.standing } });
    }
    const { levels, rule } = (await currentRules(context)).membership;
    await insertEvent(context, id, {
      ...{ kind: 'applied', standing: 'applied', reason, rule },
      levels: levels === 2 ? 2 : 1,
    });
    context.audit(`member:${id}`, { membership: 'applied', volunteerNumber: member.volunteer_number });
    return { id, version: version + 1 };
  },

  /** The last word is a coordinator’s; of two reviews the second is done by somebody else. */
  async 'timebank.reviewMember'(context, { id, version, decision, reason }) {
    const { tx, actor } = context;
    const member = await memberById(tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(tx, member);
    const first = course.standing === 'applied' && course.levels === 2;
    const coordinates = actor.roles.includes('coordinator') || actor.roles.includes('administrator');
    if (!first && !coordinates) throw new AppError('session.roleMissing');
    if (decision === 'refuse' && reason === '') throw fieldError('reason', 'field.required');
    if (decision === 'pass' && !first) await requireOtherReviewer();
    const kind = decision === 'refuse' ? 'refused' : first ? 'reviewed' : 'admitted';
    const saved = await recordEvent(context, member, course, { kind, reason });
    if (kind === 'admitted') await bookStart(context, member);
    return { id, version: saved.version, standing: saved.course.standing };

    async function requireOtherReviewer() {
      const last = await tx.get<{ kind: string; recorded_by: string }>(
        'SELECT kind, recorded_by FROM member_events WHERE member_id = ? ORDER BY seq DESC LIMIT 1',
        [id],
      );
      if (last?.kind === 'reviewed' && last.recorded_by === actor.userId)
        throw new AppError('member.sameReviewer');
    }
  },

  async 'timebank.suspendMember'(context, { id, version, suspension }) {
    const member = await memberById(context.tx, id);
    requireVersion(member.version, version);
    const { untilDay, reason } = suspension;
    if (untilDay !== null && untilDay < context.today) {
      throw fieldError('suspension.untilDay', 'field.beforeToday');
    }
    const course = await courseOf(context.tx, member);
    return recordEvent(context, member, course, { kind: 'suspended', untilDay, reason });
  },

  async 'timebank.resumeMember'(context, { id, version, reason }) {
    const member = await memberById(context.tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(context.tx, member);
    return recordEvent(context, member, course, { kind: 'resumed', reason });
  },

  async 'timebank.saveAvailability'(context, { memberId, version, availability }) {
    const { tx, now } = context;
    await memberById(tx, memberId);
    const known = await tx.find(MemberAvailability).findOneBy({ member_id: memberId });
    requireVersion(known?.version ?? 0, version);
    const row = {
      ...{ member_id: memberId, version: version + 1, updated_at: now },
      ...{ slots: slotsText(availability.slots), note: availability.note },
    };
    if (known) {
      await tx.run(
        'UPDATE member_availability SET version = ?, slots = ?, note = ?, updated_at = ? WHERE member_id = ?',
        [row.version, row.slots, row.note, now, memberId],
      );
    } else await tx.insert(MemberAvailability, row);
    context.audit(`member:${memberId}`, { availability: availability.slots.length });
    return { version: row.version };
  },
};
