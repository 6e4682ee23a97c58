import { z } from 'zod';
import { sourceClasses } from '../timebank.ts';

/*
 * What a rule of the time bank may say. The same shapes for the published sets (`seeds/reference/timebank-rules.json`)
 * and for the versions that a centre makes itself; times in minutes, money in 分, `null` where there is no such rule.
 */

const limit = z.int().min(1).max(100_000_000).nullable();
const age = z.int().min(0).max(120).nullable();
const fraction = z.strictObject({ numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) });
const note = z.string().trim().min(1).max(300);

/** Classes of need that decide who may receive (Nanjing 2019: 重点空巢独居老人; Gulou: 失独、孤寡). */
export const hardshipClasses = [
  'livingAlone',
  'lowIncome',
  'disabled',
  'halfDisabled',
  'lostOnlyChild',
  'noFamily',
  'otherHardship',
] as const;

export const transferCircles = [
  'none',
  'lineal',
  'spouseAndLineal',
  'relatives',
  'relativesAndFriends',
  'anyone',
] as const;

/** What may be had for coins. Cash is not among them (Gulou, Chengdu: forbidden). */
export const redemptionWays = ['service', 'goods', 'transfer', 'donation', 'careHome'] as const;

/** What may become of the rest of an account: it stays, frozen; to the donated pool; to an heir or relative. */
export const restWays = ['keep', 'donate', 'heir'] as const;
export type RestWay = (typeof restWays)[number];

/** Signs of hours that were not given (timebank.md §1.4). */
export const reviewRules = [
  'overlap',
  'longDay',
  'lateEntry',
  'twins',
  'noRequest',
  'roundHours',
  'futureDate',
  'peak',
] as const;

export const creditBody = z.strictObject({
  /** By the minutes served; so much for each service; or by the price of the item, whatever time it took. */
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('time') }),
    z.strictObject({ kind: z.literal('service'), minutes: z.int().min(1).max(1440) }),
    z.strictObject({
      kind: z.literal('priceList'),
      items: z
        .array(z.strictObject({ serviceType: z.string().min(1).max(40), minutes: z.int().min(0).max(6000) }))
        .max(200),
    }),
  ]),
  /** The one way of rounding: down to the whole minute, once, before the caps; what it drops is shown. */
  rounding: z.literal('downToMinute'),
  /** Most coins for one activity, for one civil date of service, on one member’s account, and ever for one member. */
  perEventMinutes: limit,
  perDayMinutes: limit,
  storedMinutes: limit,
  lifetimeMinutes: limit.default(null),
  /** Whether a group keeps its coins or may only give them away. */
  groups: z.enum(['keep', 'donateOnly']),
  /** Who earns. `minors`: how somebody below 18 may. */
  earners: z.strictObject({
    fromAge: age,
    womenFromAge: age,
    toAge: age,
    minors: z.enum(['any', 'withGuardian', 'groupsOnly']),
  }),
  /** Coins that a new member begins with. */
  startingMinutes: z.int().min(0).max(6000),
  /** Printed on the statements of persons and of groups. */
  statementNotes: z.strictObject({
    person: z.array(note).max(10),
    group: z.array(note).max(10),
  }),
});

export const useBody = z.strictObject({
  /** Who may receive services: whoever fits one of these. Empty: anybody. */
  receivers: z
    .array(
      z.strictObject({
        fromAge: age,
        toAge: age,
        /** Only with coins of his own. */
        withCoins: z.boolean(),
        allOf: z.array(z.enum(hardshipClasses)).max(7),
        anyOf: z.array(z.enum(hardshipClasses)).max(7),
        /** The fund may issue hours to them: they cannot earn. */
        byFund: z.boolean(),
      }),
    )
    .max(10),
  /** Before spending: so many minutes earned, or so many months a member; one of them is enough. */
  thresholdMinutes: limit,
  thresholdMonths: limit,
  transferCircle: z.enum(transferCircles),
  /** Age from which a relative may receive. */
  transferFromAge: age,
  ways: z.array(z.enum(redemptionWays)).min(1).max(5),
  /** Large aims that a place promises (Beijing: 10,000 coins, a public care home). */
  exits: z.array(z.strictObject({ name: z.string().trim().min(1).max(60), minutes: z.int().min(1) })).max(10),
  /** What an hour is worth at the counter, where a place says so. */
  fenPerHour: limit,
});

export const pointsBody = z.strictObject({
  /** Points for an hour that becomes points; null: hours do not. */
  perHour: fraction.nullable(),
  /** Sources whose hours may become points (Huangshi: not what was typed in later). */
  sources: z.array(z.enum(sourceClasses)).max(3),
  expiry: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('endOfYear') }),
    z.strictObject({ kind: z.literal('years'), years: z.int().min(1).max(30) }),
  ]),
  /** Days before expiry from which it is announced. */
  warnDays: z.int().min(0).max(366),
  /** Points are spent in multiples of so many. */
  unitPoints: limit,
  /** How often a member may redeem in a quarter. */
  timesPerQuarter: limit,
  fenPerPoint: limit,
  /** Goods may be given back for points (Huangshan: not). */
  refund: z.boolean(),
});

export const pointActionsBody = z.strictObject({
  actions: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/),
        name: z.string().trim().min(1).max(40),
        points: z.int().min(1).max(10_000),
        /** What it is counted by: 件, 次, 人, 天. */
        per: z.string().trim().min(1).max(10),
        /** Most points for it on one day. */
        dayPoints: limit,
        /** Further points for every so much more of something measured (每再增100米). */
        extra: z
          .strictObject({
            from: z.int().min(0),
            every: z.int().min(1),
            points: z.int().min(1),
            unit: z.string().min(1).max(10),
          })
          .nullable(),
        note: z.string().trim().max(200),
      }),
    )
    .max(60),
  /** Most points of all actions on one day, and in one month. */
  dayPoints: limit,
  monthPoints: limit,
  /** Most money’s worth in one month, and what a point is worth. */
  monthFen: limit,
  fenPerPoint: limit,
});
export type PointActions = z.output<typeof pointActionsBody>;

export const coefficientsBody = z.strictObject({
  /** Weights that replace those of the list of services. */
  weights: z.array(z.strictObject({ serviceType: z.string().min(1).max(40), ...fraction.shape })).max(200),
});

export const doubtsBody = z.strictObject({
  /** More service than this on one date is doubted, in minutes. */
  dayMinutes: z.int().min(1).max(1440),
  /** Days between service and entry after which the entry is late. */
  lateDays: z.int().min(1).max(3660),
  /** As many lines of identical times on one sheet are worth a look. */
  sameTimesLines: z.int().min(2).max(500),
  /** Below this age a guardian is expected. */
  guardianBelowAge: z.int().min(1).max(120),
});

export const reviewBody = z.strictObject({
  /** So many members with identical times on one day, entered by one account. */
  twinLines: z.int().min(2).max(500),
  /** So many services of a member in a row that are all whole hours. */
  roundLines: z.int().min(2).max(500),
  /** A month of at least so many minutes that is so many times the mean of the months before. */
  peakMinutes: z.int().min(1).max(100_000),
  peakFactor: z.int().min(2).max(100),
  /** Signs that nobody looks for here. */
  off: z.array(z.enum(reviewRules)).max(8).default([]),
});

export const starsBody = z.strictObject({ minutes: z.array(z.int().min(1)).min(1).max(10) });

export const sourceNamesBody = z.strictObject({
  names: z.strictObject({
    signInOut: z.string().min(1).max(20),
    sheet: z.string().min(1).max(20),
    lateEntry: z.string().min(1).max(20),
  }),
});

const ways = z.array(z.enum(restWays)).min(1).max(3);

export const membershipBody = z.strictObject({
  /** Reviews before somebody is admitted (Gulou 2018: 网点, then the platform). */
  levels: z.int().min(1).max(2),
  /** What may become of the rest on moving away, on leaving and on death. */
  onMoving: ways,
  onLeaving: ways,
  onDeath: ways,
  /** To whom the rest may go, where it may go to somebody. */
  heirs: z.enum(transferCircles),
});

/** Every kind of rule by its code. */
export const ruleBodies = {
  credit: creditBody,
  use: useBody,
  points: pointsBody,
  pointActions: pointActionsBody,
  coefficients: coefficientsBody,
  doubts: doubtsBody,
  review: reviewBody,
  stars: starsBody,
  sourceNames: sourceNamesBody,
  membership: membershipBody,
};
export const ruleCodes = [
  'credit',
  'use',
  'points',
  'pointActions',
  'coefficients',
  'doubts',
  'review',
  'stars',
  'sourceNames',
  'membership',
] as const satisfies readonly (keyof typeof ruleBodies)[];
export type RuleCode = keyof typeof ruleBodies;
export type RuleBody<C extends RuleCode> = z.output<(typeof ruleBodies)[C]>;
