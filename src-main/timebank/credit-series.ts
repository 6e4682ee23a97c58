import {
  decideCredit,
  lifetimeOf,
  type CreditInputs,
  type CreditLine,
  type CreditRules,
  type LineCredit,
} from './credit.ts';

/** A service among many of several days: lines of one activity of a member on one day share the limit of an event. */
export interface SeriesLine extends CreditLine {
  servedOn: string;
  activity: string;
  sourceClass: CreditInputs['sourceClass'];
}

/** What a member has before the first line. */
export interface SeriesStanding {
  kind: 'person' | 'group';
  storedMinutes: number;
  lifetimeMinutes?: number | undefined;
  /** Minutes used up by date of service. */
  days: ReadonlyMap<string, number>;
  /** The same by date and activity (`eventKey`). */
  events: ReadonlyMap<string, number>;
}

/** Names an event of one member: an activity on a day. */
export const eventKey = (servedOn: string, activity: string) => JSON.stringify([servedOn, activity]);

/** Credits of lines of many days, one after another; each sees what those before it used. Unknown members give nothing. */
export function decideSeries(
  lines: readonly SeriesLine[],
  standings: ReadonlyMap<string, SeriesStanding>,
  rules: CreditRules,
  bookedOn: CreditInputs['bookedOn'],
): LineCredit[] {
  const used = new Map<string, number>();
  const of = (key: string) => used.get(key) ?? 0;
  return lines.flatMap(({ lineId, memberId, minutes, coefficient, servedOn, activity, sourceClass }) => {
    const standing = standings.get(memberId);
    if (!standing) return [];
    const keys = {
      event: `${memberId} ${eventKey(servedOn, activity)}`,
      day: JSON.stringify([memberId, servedOn]),
      stored: memberId,
    };
    const already = {
      eventMinutes: (standing.events.get(eventKey(servedOn, activity)) ?? 0) + of(keys.event),
      dayMinutes: (standing.days.get(servedOn) ?? 0) + of(keys.day),
      storedMinutes: standing.storedMinutes + of(keys.stored),
      ...lifetimeOf(standing, of(keys.stored)),
    };
    const memberKind = standing.kind;
    const inputs = { servedMinutes: minutes, coefficient, memberKind, sourceClass, bookedOn, already };
    const decision = decideCredit(inputs, rules);
    used.set(keys.stored, of(keys.stored) + decision.coinMinutes);
    for (const key of [keys.event, keys.day]) used.set(key, of(key) + decision.countedMinutes);
    return [{ ...decision, ...inputs, lineId, memberId }];
  });
}
