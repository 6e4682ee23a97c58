import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { offerHours, volunteerOf, withdrawHours } from '../../timebank/public.ts';
import { mediatesCase, requireItsMediator } from '../proceedings/caucus-note-store.ts';
import { SessionHours } from './entities.ts';
import { lengthOf } from './session-offer.ts';
import { offersFor, ownSessions, sessionHoursViews, type OwnSession } from './session-hours-store.ts';

type Routes = 'mediation.readSessionHours' | 'mediation.offerSessionHours' | 'mediation.withdrawSessionHours';

/*
 * The edge from a case to the time bank. What crosses it is a member, a day and a number of minutes; that they came from
 * this case is written on this side only, and not into the audit trail either: a caucus would be told by it.
 */
export const sessionHoursHandlers: Pick<HandlersOf<'mediation'>, Routes> = {
  async 'mediation.readSessionHours'(context, { caseId }) {
    const { tx, actor } = context;
    const mediates = await mediatesCase(tx, actor.userId, caseId);
    const volunteer = mediates ? await volunteerOf(tx, actor.userId) : null;
    if (!volunteer) return { member: null, sessions: [] };
    const { memberId, ...member } = volunteer;
    return { member, sessions: await sessionHoursViews(context, caseId, memberId) };
  },

  async 'mediation.offerSessionHours'(context, { caseId, sessionId, minutes }) {
    const { tx, actor } = context;
    const session = await ownSession(context, caseId, sessionId);
    const volunteer = await volunteerOf(tx, actor.userId);
    if (!volunteer) throw new AppError('sessionHours.notLinked');
    const length = lengthOf(session);
    if (minutes > length) throw fieldError('minutes', 'field.minutesTooMany');
    const before = (await offersFor(context, [sessionId])).get(sessionId);
    if (before && (before.state === 'open' || before.state === 'accepted')) {
      throw new AppError('sessionHours.alreadyOffered');
    }
    const offer = await offerHours(context, {
      memberId: volunteer.memberId,
      servedOn: session.heldOn,
      minutes,
    });
    if (before) {
      await tx.run('UPDATE session_hours SET offer_id = ? WHERE session_id = ? AND user_id = ?', [
        offer.id,
        sessionId,
        actor.userId,
      ]);
    } else {
      await tx.insert(SessionHours, {
        session_id: sessionId,
        user_id: actor.userId,
        offer_id: offer.id,
      });
    }
    context.audit(`hourOffer:${offer.id}`, { minutes });
    return offer;
  },

  async 'mediation.withdrawSessionHours'(context, { caseId, sessionId, version }) {
    await ownSession(context, caseId, sessionId);
    const offered = (await offersFor(context, [sessionId])).get(sessionId);
    if (!offered) throw notFound('hourOffer');
    requireVersion(offered.version, version);
    const saved = await withdrawHours(context, offered);
    context.audit(`hourOffer:${saved.id}`, { withdrawn: true });
    return saved;
  },
};

/** Errors: `case.notItsMediator`; `record.notFound`, also for a caucus that this account must not know of. */
async function ownSession(context: CommandContext, caseId: string, sessionId: string): Promise<OwnSession> {
  await requireItsMediator(context.tx, context.actor.userId, caseId);
  const session = (await ownSessions(context, caseId)).find(({ id }) => id === sessionId);
  if (!session) throw notFound('session');
  return session;
}
