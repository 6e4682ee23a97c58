import type { SourceClass } from '../contract/timebank.ts';
import type { CivilDate } from '../platform/dates.ts';
import { decidePoints, type PointRule, type PointStep } from './points.ts';

/** What a service is worth: the same decision for preview, booking, import and self-audit. */

/** Coins for a minute of one kind of service, as a fraction; or for each service, whatever time it took. */
export interface Coefficient {
  /** Version of the record it comes from. */
  rule: string;
  numerator: number;
  denominator: number;
  /** Minutes of coins for one service, where a place counts services or has a price list; 0: it has no price. */
  perServiceMinutes?: number;
}

/** Dated rules of the region, all limits in minutes; `null` is no limit. */
export interface CreditRules {
  rule: string;
  perEventMinutes: number | null;
  perDayMinutes: number | null;
  /** Most coins on the account at one time, and most ever credited. */
  storedMinutes: number | null;
  lifetimeMinutes: number | null;
  groups: 'keep' | 'donateOnly';
  points: PointRule;
}

/** What a member has used up already of each limit. */
interface Already {
  /** Minutes counted for this activity on this date of service, and for the date. */
  eventMinutes: number;
  dayMinutes: number;
  /** Coins on the account. */
  storedMinutes: number;
  /** Coins ever credited for services, net of reversals; asked only where there is such a limit. */
  lifetimeMinutes?: number;
}

export interface CreditInputs {
  servedMinutes: number;
  coefficient: Coefficient;
  memberKind: 'person' | 'group';
  /** Where the hour comes from decides whether it may become points. */
  sourceClass: SourceClass;
  /** Day of booking: points begin to run on it. */
  bookedOn: CivilDate;
  already: Already;
}

export type CreditStepKind =
  'coefficient' | 'perService' | 'groupDonates' | 'eventCap' | 'dayCap' | 'lifetimeCap' | 'storedCap';

/** One step of “why this number”: minutes before and after it. */
export interface CreditStep {
  kind: CreditStepKind;
  before: number;
  after: number;
  /** The limit that cut, for caps. */
  limit?: number;
  /** What rounding down to the minute dropped: a fraction of a minute, numerator over the coefficient’s denominator. */
  remainder?: { numerator: number; denominator: number };
}

export interface CreditDecision {
  /** Goes to the member’s account. */
  coinMinutes: number;
  /** What it uses up of the limits of event and day: what they leave, before the limit of the account. */
  countedMinutes: number;
  /** Goes to the pool; the cut of a cap is shown, never lost. */
  donatedMinutes: number;
  pool: 'pool:overcap' | 'pool:donated' | null;
  /** Points that the service gives beside the coins, and the last day on which they can be spent (null: for ever). */
  points: number;
  pointsExpireOn: CivilDate | null;
  /** Versions of the rules: `credit@3201/2019-07-17 training@3201/2019-07-17`, and of points where hours give some. */
  rule: string;
  steps: CreditStep[];
  pointSteps: PointStep[];
}

/**
 * Minutes of service → minutes of time coins, and points. Rounding: `floor(minutes × n / d)` to the whole minute, once,
 * before the caps; what it drops stands in the step. Caps in the order event, day, lifetime, account; what lies over any of
 * them goes to `pool:overcap` and is only for donation (Nanjing 2019, provisional). A group that may only
 * donate gives everything to `pool:donated` and earns no points. Points count the minutes that the caps of event and day
 * leave (Hailin: 3 hours served, 2 count); the limits of a life and of the account are those of coins and do not touch them.
 * Throws RangeError for minutes that are no positive whole number.
 */
export function decideCredit(inputs: CreditInputs, rules: CreditRules): CreditDecision {
  const { coefficient, already } = inputs;
  const first = worthOf(inputs.servedMinutes, coefficient);
  const worth = first.after;
  const steps: CreditStep[] = [first];
  const withPoints = rules.points.perHour !== null;
  const rule = [rules.rule, coefficient.rule, ...(withPoints ? [rules.points.rule] : [])].join(' ');

  if (inputs.memberKind === 'group' && rules.groups === 'donateOnly') {
    steps.push({ kind: 'groupDonates', before: worth, after: 0 });
    const pool = worth > 0 ? ('pool:donated' as const) : null;
    const nothing = { coinMinutes: 0, countedMinutes: 0, ...noPoints };
    return { ...nothing, donatedMinutes: worth, pool, rule, steps, pointSteps: [] };
  }

  let coins = worth;
  const cap = (kind: CreditStepKind, limit: number | null, used: number) => {
    if (limit === null) return;
    const after = Math.min(coins, Math.max(0, limit - used));
    if (after < coins) steps.push({ kind, before: coins, after, limit });
    coins = after;
  };
  cap('eventCap', rules.perEventMinutes, already.eventMinutes);
  cap('dayCap', rules.perDayMinutes, already.dayMinutes);
  const counted = coins;
  const points = decidePoints({ minutes: counted, ...inputs }, rules.points);
  cap('lifetimeCap', rules.lifetimeMinutes, already.lifetimeMinutes ?? 0);
  cap('storedCap', rules.storedMinutes, already.storedMinutes);
  const donated = worth - coins;
  return {
    coinMinutes: coins,
    countedMinutes: counted,
    donatedMinutes: donated,
    pool: donated > 0 ? 'pool:overcap' : null,
    points: points.points,
    pointsExpireOn: points.expiresOn,
    rule,
    steps,
    pointSteps: points.steps,
  };
}

const noPoints = { points: 0, pointsExpireOn: null };

function worthOf(servedMinutes: number, coefficient: Coefficient): CreditStep {
  if (!Number.isSafeInteger(servedMinutes) || servedMinutes <= 0) {
    throw new RangeError(`not a positive whole number of minutes: ${servedMinutes}`);
  }
  if (coefficient.perServiceMinutes !== undefined) {
    return { kind: 'perService', before: servedMinutes, after: coefficient.perServiceMinutes };
  }
  const product = servedMinutes * coefficient.numerator;
  const remainder = product % coefficient.denominator;
  return {
    kind: 'coefficient',
    before: servedMinutes,
    after: Math.floor(product / coefficient.denominator),
    ...(remainder > 0 ? { remainder: { numerator: remainder, denominator: coefficient.denominator } } : {}),
  };
}

export interface CreditLine {
  lineId: string;
  memberId: string;
  minutes: number;
  coefficient: Coefficient;
}

/** What a member has before the sheet is credited. */
export interface Standing {
  kind: 'person' | 'group';
  /** Balance of the coin account. */
  storedMinutes: number;
  /** Coins ever credited, where the region limits them. */
  lifetimeMinutes?: number | undefined;
  /** Minutes that other bookings have used up of the limits of the sheet’s date and of its activity on that date. */
  dayMinutes: number;
  eventMinutes: number;
}

export interface LineCredit extends CreditDecision {
  lineId: string;
  memberId: string;
  servedMinutes: number;
  coefficient: Coefficient;
  memberKind: 'person' | 'group';
  sourceClass: SourceClass;
  bookedOn: CivilDate;
  already: CreditInputs['already'];
}

/**
 * Credits of a whole sheet, line after line: a second line of one member sees what the first one used of each limit, which
 * is not the same for all (an account that is full takes no coins, but the day has passed). Lines of members that are not
 * in `standings` give nothing.
 */
export function decideSheet(
  lines: readonly CreditLine[],
  standings: ReadonlyMap<string, Standing>,
  rules: CreditRules,
  sheet: Pick<CreditInputs, 'sourceClass' | 'bookedOn'>,
): LineCredit[] {
  const given = new Map<string, { coins: number; counted: number }>();
  return lines.flatMap(({ lineId, memberId, minutes, coefficient }) => {
    const standing = standings.get(memberId);
    if (!standing) return [];
    const here = given.get(memberId) ?? { coins: 0, counted: 0 };
    const already = {
      eventMinutes: standing.eventMinutes + here.counted,
      dayMinutes: standing.dayMinutes + here.counted,
      storedMinutes: standing.storedMinutes + here.coins,
      ...lifetimeOf(standing, here.coins),
    };
    const inputs = {
      servedMinutes: minutes,
      coefficient,
      memberKind: standing.kind,
      sourceClass: sheet.sourceClass,
      bookedOn: sheet.bookedOn,
      already,
    };
    const decision = decideCredit(inputs, rules);
    given.set(memberId, {
      coins: here.coins + decision.coinMinutes,
      counted: here.counted + decision.countedMinutes,
    });
    return [{ ...decision, ...inputs, lineId, memberId }];
  });
}

/** Coins ever credited, and those that lines before this one give. */
export function lifetimeOf(
  { lifetimeMinutes }: Pick<Standing, 'lifetimeMinutes'>,
  given: number,
): Pick<Already, 'lifetimeMinutes'> {
  return lifetimeMinutes === undefined ? {} : { lifetimeMinutes: lifetimeMinutes + given };
}
