import type { SessionHoursView } from '../../contract/mediation/session-hours.ts';
import { hourOffersOf, servicesOfDay, type HourOffer } from '../../timebank/public.ts';
import type { CaseContext } from '../case-store.ts';
import { caucusesOf } from '../proceedings/caucus-store.ts';
import { sessionsOf } from '../session-store.ts';
import { SessionHours } from './entities.ts';
import { differsFrom, lengthOf, overlapping, type HeldTime } from './session-offer.ts';

export interface OwnSession extends HeldTime {
  id: string;
  kind: 'joint' | 'caucus';
  number: number;
}

/**
 * The sessions of a case that this account may offer: the joint ones, and the caucuses that it may know of. The caller
 * has made sure that it mediates the case.
 */
export async function ownSessions(
  context: Pick<CaseContext, 'tx' | 'actor'>,
  caseId: string,
): Promise<OwnSession[]> {
  const joint = (await sessionsOf(context.tx, caseId)).map((row) => ({
    id: row.id,
    kind: 'joint' as const,
    number: row.number,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
  const caucuses = (await caucusesOf(context, caseId)).map(({ id, number, heldOn, startsAt, endsAt }) => ({
    ...{ id, number, heldOn, startsAt, endsAt },
    kind: 'caucus' as const,
  }));
  const begin = ({ heldOn, startsAt }: OwnSession) => `${heldOn} ${startsAt}`;
  return [...joint, ...caucuses].sort((one, other) => begin(one).localeCompare(begin(other)));
}

/** The account’s latest offer for each of these sessions. */
export async function offersFor(
  { tx, actor }: Pick<CaseContext, 'tx' | 'actor'>,
  sessionIds: readonly string[],
): Promise<Map<string, HourOffer>> {
  if (sessionIds.length === 0) return new Map();
  const rows = (await tx.find(SessionHours).findBy({ user_id: actor.userId })).filter((row) =>
    sessionIds.includes(row.session_id),
  );
  const offers = await hourOffersOf(
    tx,
    rows.map((row) => row.offer_id),
  );
  return new Map(
    rows.flatMap(({ session_id, offer_id }) => {
      const offer = offers.get(offer_id);
      return offer ? [[session_id, offer] as const] : [];
    }),
  );
}

export async function sessionHoursViews(
  context: Pick<CaseContext, 'tx' | 'actor'>,
  caseId: string,
  memberId: string,
): Promise<SessionHoursView[]> {
  const sessions = await ownSessions(context, caseId);
  const offers = await offersFor(
    context,
    sessions.map(({ id }) => id),
  );
  const views: SessionHoursView[] = [];
  for (const session of sessions) {
    const offer = offers.get(session.id);
    const services = await servicesOfDay(context.tx, [memberId], session.heldOn, offer?.id ?? '');
    views.push({
      sessionId: session.id,
      kind: session.kind,
      number: session.number,
      heldOn: session.heldOn,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      lengthMinutes: lengthOf(session),
      overlaps: overlapping(session, services).map(({ startsAt, endsAt, activity }) => ({
        ...{ startsAt, endsAt, activity },
      })),
      offer: offer ? offerView(session, offer) : null,
    });
  }
  return views;
}

function offerView(session: HeldTime, offer: HourOffer) {
  return {
    id: offer.id,
    version: offer.version,
    state: offer.state,
    servedOn: offer.served_on,
    minutes: offer.minutes,
    reason: offer.reason,
    offeredAt: offer.offered_at,
    reversed: offer.reversed,
    differs: differsFrom(session, { servedOn: offer.served_on, minutes: offer.minutes }),
  };
}
