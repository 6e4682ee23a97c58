import type { eligibilityVerdicts, missingParts } from '../../contract/timebank/circle.ts';
import type { hardshipClasses, RuleBody } from '../../contract/timebank/rule-bodies.ts';
import { ageOn, isCivilDate, type CivilDate } from '../../platform/dates.ts';

export type HardshipClass = (typeof hardshipClasses)[number];
export type MissingPart = (typeof missingParts)[number];
type Receiver = RuleBody<'use'>['receivers'][number];

export interface Eligibility {
  verdict: (typeof eligibilityVerdicts)[number];
  /** Each way of the rule with what is missing for it; empty where the place has no such rule. */
  ways: readonly (Receiver & { missing: readonly MissingPart[] })[];
  /** The fund may issue to him. Where a rule names receivers but none for the fund, to nobody. */
  byFund: boolean;
  /** A pool may grant to him (Nanjing: donated hours go first to those in need). */
  inNeed: boolean;
}

/**
 * Whether a member may receive by a region’s rule of receivers (timebank.md §1.1, §1.2), and whether the fund or a pool
 * may give to him. `coins` are minutes on his account. An age that is not known, a class that was not assessed and
 * missing coins leave a doubt: they can still be shown. An age outside every way does not.
 */
export function eligibilityOf(
  person: { kind: 'person' | 'group'; birthDate: string | null },
  classes: readonly HardshipClass[],
  coins: number,
  rule: Pick<RuleBody<'use'>, 'receivers'>,
  today: CivilDate,
): Eligibility {
  if (rule.receivers.length === 0)
    return { verdict: 'anybody', ways: [], byFund: person.kind === 'person', inNeed: true };
  const age = isCivilDate(person.birthDate) ? ageOn(person.birthDate, today) : undefined;
  const ways = rule.receivers.map((way) => ({
    ...way,
    missing: person.kind === 'group' ? (['person'] as const) : missingFor(way, { age, classes, coins }),
  }));
  const fitting = ways.filter(({ missing }) => missing.length === 0);
  const named = ways.some(asksForNeed);
  return {
    verdict: fitting.length > 0 ? 'fits' : ways.every(isHopeless) ? 'outside' : 'doubt',
    ways,
    byFund: fitting.some((way) => way.byFund),
    // A place that names no class of need leaves it to the assessment who is in need.
    inNeed: named ? fitting.some(asksForNeed) : fitting.length > 0 && classes.length > 0,
  };
}

/** Whether a rule lets the fund issue to anybody at all. */
export function fundIsOpen(rule: Pick<RuleBody<'use'>, 'receivers'>): boolean {
  return rule.receivers.length === 0 || rule.receivers.some(({ byFund }) => byFund);
}

/** Fits a way that a rule made for need: hours were given to him, and he need not have earned any before he spends them. */
export const fitsByNeed = ({ ways }: Pick<Eligibility, 'ways'>): boolean =>
  ways.some((way) => way.missing.length === 0 && asksForNeed(way));

const asksForNeed = (way: Receiver): boolean => way.byFund || way.allOf.length > 0 || way.anyOf.length > 0;

const isHopeless = ({ missing }: { missing: readonly MissingPart[] }): boolean =>
  missing.some((part) => part === 'person' || part === 'tooYoung' || part === 'tooOld');

function missingFor(
  way: Receiver,
  known: { age: number | undefined; classes: readonly HardshipClass[]; coins: number },
): MissingPart[] {
  const missing: MissingPart[] = [];
  const bounded = way.fromAge !== null || way.toAge !== null;
  if (known.age === undefined) {
    if (bounded) missing.push('ageUnknown');
  } else {
    if (way.fromAge !== null && known.age < way.fromAge) missing.push('tooYoung');
    if (way.toAge !== null && known.age > way.toAge) missing.push('tooOld');
  }
  if (way.withCoins && known.coins <= 0) missing.push('coins');
  if (!way.allOf.every((one) => known.classes.includes(one))) missing.push('allClasses');
  if (way.anyOf.length > 0 && !way.anyOf.some((one) => known.classes.includes(one))) missing.push('anyClass');
  return missing;
}
