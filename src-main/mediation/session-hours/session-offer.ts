import { clockDuration } from '../../platform/minutes.ts';

/** Day and clock of a session, joint or caucus. */
export interface HeldTime {
  heldOn: string;
  startsAt: string;
  endsAt: string;
}

/** What the clock of a session allows, in minutes; travel never counts. 0 when its end is not after its start. */
export const lengthOf = ({ startsAt, endsAt }: Pick<HeldTime, 'startsAt' | 'endsAt'>): number =>
  clockDuration(startsAt, endsAt) ?? 0;

/** The minutes of the session were corrected since it was offered: to another day, or to less than was offered. */
export const differsFrom = (session: HeldTime, offer: { servedOn: string; minutes: number }): boolean =>
  offer.servedOn !== session.heldOn || offer.minutes > lengthOf(session);

/** Services that meet the session in time; touching ends do not meet. One without times is not known to. */
export function overlapping<S extends { startsAt: string; endsAt: string }>(
  session: Pick<HeldTime, 'startsAt' | 'endsAt'>,
  services: readonly S[],
): S[] {
  return services.filter(
    ({ startsAt, endsAt }) => startsAt !== '' && startsAt < session.endsAt && session.startsAt < endsAt,
  );
}
