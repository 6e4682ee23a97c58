import type { RuleBody } from '../contract/timebank/rule-bodies.ts';
import type { SourceClass } from '../contract/timebank.ts';
import { addDays, civilDate, type CivilDate } from '../platform/dates.ts';

/** Points for hours: what may become some, how many, and until when they can be spent. */

export interface PointRule {
  rule: string;
  /** Points for an hour; null: hours do not become points. */
  perHour: { numerator: number; denominator: number } | null;
  sources: readonly SourceClass[];
  expiry: RuleBody<'points'>['expiry'];
}

/** One step of “why so many points”: minutes before, points after. */
export interface PointStep {
  kind: 'pointsSource' | 'points';
  before: number;
  after: number;
  /** Minutes that were too few for another point. */
  restMinutes?: number;
}

export interface PointDecision {
  points: number;
  /** Last day on which they can be spent; null: for ever, or there are none. */
  expiresOn: CivilDate | null;
  steps: PointStep[];
}

/**
 * Whole points, rounded down for each credit (“1 小时 = 1 积分” is all that is published); the minutes left over are shown
 * and stay what they are: coins and permanent hours. An hour whose source may not become points gives none (Huangshi:
 * 补录的荣誉时长不能转积分).
 */
export function decidePoints(
  credit: { minutes: number; sourceClass: SourceClass; bookedOn: CivilDate },
  rule: PointRule,
): PointDecision {
  const { minutes, sourceClass, bookedOn } = credit;
  if (rule.perHour === null || minutes <= 0) return { points: 0, expiresOn: null, steps: [] };
  if (!rule.sources.includes(sourceClass)) {
    return { points: 0, expiresOn: null, steps: [{ kind: 'pointsSource', before: minutes, after: 0 }] };
  }
  const { numerator, denominator } = rule.perHour;
  const points = Math.floor((minutes * numerator) / (60 * denominator));
  const rest = minutes - Math.ceil((points * 60 * denominator) / numerator);
  const step = { kind: 'points' as const, before: minutes, after: points };
  return {
    points,
    expiresOn: points > 0 ? lastDayOf(rule.expiry, bookedOn) : null,
    steps: [rest > 0 ? { ...step, restMinutes: rest } : step],
  };
}

/**
 * Last day on which points earned on a day can be spent: 31 December of that year (Huangshi), the day before they are so
 * many years old (Huangshan: three years), or never. Points are earned on the day of booking: a service of December that
 * is booked in January must not give points that are over already.
 */
export function lastDayOf(expiry: PointRule['expiry'], earnedOn: CivilDate): CivilDate | null {
  const year = Number(earnedOn.slice(0, 4));
  switch (expiry.kind) {
    case 'none':
      return null;
    case 'endOfYear':
      return civilDate(`${year}-12-31`);
    case 'years': {
      const day = earnedOn.slice(4) === '-02-29' ? '-03-01' : earnedOn.slice(4);
      return addDays(civilDate(`${year + expiry.years}${day}`), -1);
    }
  }
}
