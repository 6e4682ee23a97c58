import type { PointActions } from '../contract/timebank/rule-bodies.ts';
import type { deedSteps } from '../contract/timebank/spending.ts';

/**
 * Points for deeds that are not hours: reports, patrols, meetings (诉求积分, 广泛积分制). Each deed has its points and may
 * have a limit of its own for a day; all together have one for a day, for a month, and for a month’s worth in money.
 */

export interface Deed {
  /** Code of the action in the table. */
  action: string;
  /** How often it was done. */
  times: number;
  /** What was measured, where further points hang on it (metres walked). */
  measured?: number;
}

/** Points that the member already has: of the day by action, and of all actions in the day and the month. */
export interface PointStanding {
  byAction: ReadonlyMap<string, number>;
  dayPoints: number;
  monthPoints: number;
}

export interface DeedStep {
  kind: (typeof deedSteps)[number];
  /** Action, for the steps of one. */
  action: string | null;
  before: number;
  after: number;
  limit?: number;
}

export interface DeedDecision {
  points: number;
  /** What each action gives after its own limit, before the common ones. */
  byAction: ReadonlyMap<string, number>;
  steps: DeedStep[];
}

/** What is kept with the booking of a deed, so that “why this number” can be answered later. */
export interface StoredDeed {
  action: string;
  times: number;
  measured: number;
  steps: readonly DeedStep[];
  points: number;
  /** What the member had before; older bookings did not keep it. */
  already?: { actionPoints: number; dayPoints: number; monthPoints: number };
}

/**
 * Points of one member’s deeds of one day. Limits in the order action, day, month, money; what lies over them is shown in
 * the steps and not given. Throws RangeError for an action that the table does not have, or counts that are no whole
 * numbers.
 */
export function decideDeeds(
  deeds: readonly Deed[],
  already: PointStanding,
  rules: PointActions,
): DeedDecision {
  const steps: DeedStep[] = [];
  const byAction = new Map<string, number>();
  for (const { action, times, measured = 0 } of deeds) {
    const rule = rules.actions.find(({ code }) => code === action);
    if (!rule) throw new RangeError(`no such action: ${action}`);
    if (!Number.isSafeInteger(times) || times < 1 || !Number.isSafeInteger(measured) || measured < 0) {
      throw new RangeError(`not a whole number: ${times}, ${measured}`);
    }
    let points = rule.points * times;
    steps.push({ kind: 'action', action, before: times, after: points });
    if (rule.extra && measured > rule.extra.from) {
      const more = Math.floor((measured - rule.extra.from) / rule.extra.every) * rule.extra.points;
      steps.push({ kind: 'extra', action, before: points, after: points + more });
      points += more;
    }
    const before = byAction.get(action) ?? 0;
    const room = (rule.dayPoints ?? Infinity) - (already.byAction.get(action) ?? 0) - before;
    const given = Math.min(points, Math.max(0, room));
    if (given < points) {
      steps.push({ kind: 'actionDayCap', action, before: points, after: given, limit: rule.dayPoints ?? 0 });
    }
    byAction.set(action, before + given);
  }
  let points = [...byAction.values()].reduce((sum, given) => sum + given, 0);
  const cap = (kind: DeedStep['kind'], limit: number | null, used: number) => {
    if (limit === null) return;
    const after = Math.min(points, Math.max(0, limit - used));
    if (after < points) steps.push({ kind, action: null, before: points, after, limit });
    points = after;
  };
  cap('dayCap', rules.dayPoints, already.dayPoints);
  cap('monthCap', rules.monthPoints, already.monthPoints);
  cap('moneyCap', moneyPoints(rules), already.monthPoints);
  return { points, byAction, steps };
}

/** Points that a month’s money allows; null where a place has no such limit or does not say what a point is worth. */
export function moneyPoints({
  monthFen,
  fenPerPoint,
}: Pick<PointActions, 'monthFen' | 'fenPerPoint'>): number | null {
  return monthFen === null || fenPerPoint === null ? null : Math.floor(monthFen / fenPerPoint);
}
