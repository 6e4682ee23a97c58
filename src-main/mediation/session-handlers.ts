import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { fieldError, notFound, requireVersion } from '../platform/app-error.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { requireNotBefore, requirePast } from './dates-check.ts';
import { MediationSessions } from './entities.ts';
import { mediatorsOf } from './mediator-store.ts';
import { isLate, nextNumber } from './proceedings/course-store.ts';
import { replaceSessionMediators, sessionsOf } from './session-store.ts';
import { endPlan, openPlan } from './sessions/plan-store.ts';

export const sessionHandlers: Pick<HandlersOf<'mediation'>, 'mediation.recordSession'> = {
  async 'mediation.recordSession'(context, { caseId, sessionId, version, session, planId }) {
    const { tx, services, today, now, actor } = context;
    const row = await caseById(context, caseId);
    const stage = stageAfter(row, 'recordSession');
    requirePast('session.heldOn', session.heldOn, today);
    requireNotBefore('session.heldOn', session.heldOn, row.applied_on);
    if (session.startsAt >= session.endsAt) throw fieldError('session.endsAt', 'field.endBeforeStart');
    const columns = {
      held_on: session.heldOn,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      place: session.place,
      attendees: session.attendees,
      minutes: session.minutes,
      result: session.result,
      recorder: session.recorder,
    };

    await requireAccounts(context, session.mediatorIds);
    if (sessionId !== undefined) {
      // A record that was made has its plan behind it already.
      if (planId !== undefined) throw fieldError('planId', 'field.unknownReference');
      const before = await tx
        .find(MediationSessions)
        .findOneBy({ id: sessionId, case_id: caseId, kind: 'joint' });
      if (!before) throw notFound('session');
      requireVersion(before.version, version);
      await tx.update(MediationSessions, sessionId, { ...columns, version: before.version + 1 });
      if (session.mediatorIds.length > 0) await replaceSessionMediators(tx, sessionId, session.mediatorIds);
      const changed = Object.entries(columns).filter(
        ([name, value]) => before[name as keyof typeof before] !== value,
      );
      const place = (await sessionsOf(tx, caseId)).findIndex((one) => one.id === sessionId) + 1;
      context.audit(`case:${caseId}`, { session: place, corrected: changed.map(([name]) => name) });
      await keepCase(context, row, { stage }, false);
      return { id: sessionId, version: before.version + 1 };
    }

    const id = services.ids.next();
    const number = await nextNumber(tx, 'mediation_sessions', caseId);
    const late = await isLate(context, row, session.heldOn);
    await tx.insert(MediationSessions, {
      id,
      case_id: caseId,
      version: 1,
      number,
      late: late ? 1 : 0,
      recorded_by: actor.userId,
      recorded_at: now,
      kind: 'joint',
      ...columns,
    });
    const present =
      session.mediatorIds.length > 0
        ? session.mediatorIds
        : (await mediatorsOf(tx, caseId)).map((one) => one.userId);
    await replaceSessionMediators(tx, id, present);
    if (planId !== undefined) {
      await endPlan(tx, await openPlan(tx, caseId, planId), { state: 'held', session_id: id });
    }
    const place = (await sessionsOf(tx, caseId)).length;
    context.audit(`case:${caseId}`, { session: place, heldOn: session.heldOn, late });
    await keepCase(context, row, { stage }, false);
    return { id, version: 1 };
  },
};

/** Whoever mediated may have left since; an account of the committee it must be. */
async function requireAccounts({ tx, actor }: CommandContext, userIds: readonly string[]): Promise<void> {
  const known = await tx.all<{ id: string }>(
    'SELECT id FROM users WHERE committee_id = ? AND id IN (SELECT value FROM json_each(?))',
    [actor.committee.id, JSON.stringify(userIds)],
  );
  if (known.length !== userIds.length) throw fieldError('session.mediatorIds', 'field.unknownReference');
}
