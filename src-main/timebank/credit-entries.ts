import type { CivilDate } from '../platform/dates.ts';
import type { SourceClass } from '../contract/timebank.ts';
import type { CreditDecision, CreditInputs, CreditStep } from './credit.ts';
import type { Entry } from './ledger.ts';
import type { PointStep } from './points.ts';

/** How a decision becomes entries, and what is kept of it. */

/**
 * Coins to the member, what was cut to the pool, points to his points account, each from where it is issued. `points` is
 * the account that `pointsAccountOf` opened; it may be null when the decision gives none.
 */
export function creditEntries(
  decision: Pick<CreditDecision, 'coinMinutes' | 'donatedMinutes' | 'pool' | 'points' | 'pointsExpireOn'>,
  accounts: { coin: string; points: string | null },
): Entry[] {
  const { coinMinutes, donatedMinutes, pool, points, pointsExpireOn } = decision;
  if (points > 0 && accounts.points === null)
    throw new Error('points were decided but there is no account for them');
  return [
    { account: 'issue:service', amount: -(coinMinutes + donatedMinutes) },
    { account: accounts.coin, amount: coinMinutes },
    ...(pool ? [{ account: pool, amount: donatedMinutes }] : []),
    ...(points > 0 && accounts.points !== null
      ? [
          { account: 'issue:points', amount: -points },
          { account: accounts.points, amount: points, opens: [[points, pointsExpireOn]] as const },
        ]
      : []),
  ];
}

/** What is kept with a credit, so that “why this number” can be answered and recomputed for ever. */
export interface StoredCredit {
  lineId?: string;
  servedMinutes: number;
  numerator: number;
  denominator: number;
  perServiceMinutes?: number;
  memberKind: 'person' | 'group';
  sourceClass: SourceClass;
  bookedOn: CivilDate;
  already: CreditInputs['already'];
  steps: CreditStep[];
  pointSteps: PointStep[];
  coinMinutes: number;
  donatedMinutes: number;
  points: number;
  pointsExpireOn: CivilDate | null;
}

export function storedCredit(credit: CreditInputs & CreditDecision, lineId?: string): StoredCredit {
  const { numerator, denominator, perServiceMinutes } = credit.coefficient;
  return {
    ...(lineId === undefined ? {} : { lineId }),
    servedMinutes: credit.servedMinutes,
    numerator,
    denominator,
    ...(perServiceMinutes === undefined ? {} : { perServiceMinutes }),
    memberKind: credit.memberKind,
    sourceClass: credit.sourceClass,
    bookedOn: credit.bookedOn,
    already: credit.already,
    steps: credit.steps,
    pointSteps: credit.pointSteps,
    coinMinutes: credit.coinMinutes,
    donatedMinutes: credit.donatedMinutes,
    points: credit.points,
    pointsExpireOn: credit.pointsExpireOn,
  };
}

/** What was decided from, read back; undefined when a transaction’s inputs are not those of a credit. */
export function inputsOf(stored: Partial<StoredCredit>, rule: string): CreditInputs | undefined {
  const {
    servedMinutes,
    numerator,
    denominator,
    perServiceMinutes,
    memberKind,
    sourceClass,
    bookedOn,
    already,
  } = stored;
  if (
    servedMinutes === undefined ||
    numerator === undefined ||
    denominator === undefined ||
    memberKind === undefined ||
    sourceClass === undefined ||
    bookedOn === undefined ||
    already === undefined
  ) {
    return undefined;
  }
  return {
    servedMinutes,
    coefficient: {
      rule: rule.split(' ')[1] ?? '',
      numerator,
      denominator,
      ...(perServiceMinutes === undefined ? {} : { perServiceMinutes }),
    },
    ...{ memberKind, sourceClass, bookedOn, already },
  };
}
