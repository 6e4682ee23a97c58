import type { Finding } from '../../contract/mediation/finding.ts';
import type { SourceClass } from '../../contract/timebank.ts';
import { civilDate, daysBetween, type CivilDate } from '../../platform/dates.ts';
import type { LineCredit } from '../credit.ts';
import type { EarnerRules } from '../earners.ts';
import { checkSheet, explainCredits, type DoubtRules, type Known, type OtherLine } from '../sheet-check.ts';

/** The kind of service that a session of mediation is, in the reference data. */
export const sessionServiceType = 'mediation';

/**
 * As it stands in the permanent record and on the account. Two sessions of one day are two events, so the second has a
 * name of its own; nothing in it tells which case it was.
 */
export const activityOf = (serviceName: string, nth: number): string =>
  nth === 1 ? serviceName : `${serviceName}（当日第${nth}笔）`;

/** Nobody signed in or out: a record on paper, or an entry after the event when it was offered late. */
export function sourceClassOf(servedOn: string, offeredOn: CivilDate, lateDays: number): SourceClass {
  return daysBetween(civilDate(servedOn), offeredOn) > lateDays ? 'lateEntry' : 'sheet';
}

export interface OfferedService {
  id: string;
  memberId: string;
  servedOn: string;
  minutes: number;
  serviceType: string;
  /** Day on which it was offered. */
  offeredOn: CivilDate;
  sourceClass: SourceClass;
}

/**
 * What speaks against booking it: the doubts of a sheet’s line (date, member, hours of the day, caps), and every other
 * service of the member on that day. The time bank does not know at what time a session was, so each of them is
 * a doubt, whether it really meets the session or not: none that does is missed.
 */
export function doubtsAbout(
  offer: OfferedService,
  known: Omit<Known, 'today'>,
  credit: LineCredit | null,
  rules: { doubts: DoubtRules; earners: EarnerRules },
): Finding[] {
  const { id, memberId, servedOn, minutes, serviceType, offeredOn, sourceClass } = offer;
  const line = { id, memberId, minutes, serviceType };
  return [
    ...checkSheet(
      { servedOn: civilDate(servedOn), sourceClass, lines: [line] },
      { ...known, today: offeredOn },
      rules.doubts,
      rules.earners,
    ),
    ...known.others.map((other) => sameDay(other, known.members.get(memberId)?.name ?? '')),
    ...(credit ? explainCredits([line], [credit], known.members) : []),
  ];
}

function sameDay(other: OtherLine, name: string): Finding {
  const timed = other.startsAt !== '';
  return {
    code: timed ? 'sessionHours.sameDay' : 'sessionHours.sameDaySession',
    severity: 'warning',
    place: 'minutes',
    params: timed
      ? {
          name,
          number: other.sheetNumber,
          activity: other.activity,
          start: other.startsAt,
          end: other.endsAt,
          minutes: other.minutes,
        }
      : { name, minutes: other.minutes },
    source: '志愿服务记录与证明出具办法（试行）：真实、准确、完整',
  };
}
