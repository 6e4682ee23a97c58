import type { ErrorCode } from '../../contract/errors.ts';
import type { spendingRefusals } from '../../contract/timebank/spending.ts';
import type { RuleBody } from '../../contract/timebank/rule-bodies.ts';
import type { relationKinds } from '../../contract/timebank/circle.ts';
import { ageOn, isCivilDate, type CivilDate } from '../../platform/dates.ts';

/** How the receiver belongs to the giver; `none`: nothing is on file about the two. */
export type Relation = (typeof relationKinds)[number] | 'none';
type UseRule = RuleBody<'use'>;
type Way = UseRule['ways'][number];

/** What decides whether a member may spend. */
export interface Spender {
  kind: 'person' | 'group';
  joinedOn: string;
  /** Permanent hours, minutes. */
  servedMinutes: number;
}

/**
 * Before spending a region may ask for so many minutes earned or so many months as a member; one of them is enough
 * (Hongkou: 100 h or one year).
 */
export function thresholdMet(spender: Spender, rule: UseRule, today: CivilDate): boolean {
  if (rule.thresholdMinutes === null && rule.thresholdMonths === null) return true;
  if (rule.thresholdMinutes !== null && spender.servedMinutes >= rule.thresholdMinutes) return true;
  return rule.thresholdMonths !== null && monthsSince(spender.joinedOn, today) >= rule.thresholdMonths;
}

/** Why coins cannot be spent this way, or null. Donating needs no threshold. */
export function refuseSpending(
  way: Way,
  spender: Spender,
  rule: UseRule,
  groups: 'keep' | 'donateOnly',
  today: CivilDate,
): (typeof spendingRefusals)[number] | null {
  if (!rule.ways.includes(way)) return 'spending.wayClosed';
  if (way === 'donation') return null;
  if (spender.kind === 'group' && groups === 'donateOnly') return 'spending.groupDonates';
  return thresholdMet(spender, rule, today) ? null : 'spending.thresholdNotMet';
}

/** Why this receiver is outside the region’s circle, or null. A circle takes in all narrower ones. */
export function refuseReceiver(
  receiver: { relation: Relation; birthDate: string | null },
  rule: Pick<UseRule, 'transferCircle' | 'transferFromAge'>,
  today: CivilDate,
): ErrorCode | null {
  if (!circle[rule.transferCircle].includes(receiver.relation)) return 'spending.outsideCircle';
  if (rule.transferFromAge === null) return null;
  const age = isCivilDate(receiver.birthDate) ? ageOn(receiver.birthDate, today) : undefined;
  return age !== undefined && age >= rule.transferFromAge ? null : 'spending.receiverTooYoung';
}

/** Points are spent in multiples, where a region says so. */
export function fitsUnit(points: number, unitPoints: number | null): boolean {
  return unitPoints === null || points % unitPoints === 0;
}

const circle: Record<UseRule['transferCircle'], readonly Relation[]> = {
  none: [],
  lineal: ['lineal'],
  spouseAndLineal: ['spouse', 'lineal'],
  relatives: ['spouse', 'lineal', 'relative'],
  relativesAndFriends: ['spouse', 'lineal', 'relative', 'friend'],
  anyone: ['spouse', 'lineal', 'relative', 'friend', 'none'],
};

/** Completed months between two dates. */
function monthsSince(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return to.slice(8) >= from.slice(8) ? months : months - 1;
}
