import { fen, type Fen } from '../../platform/money.ts';
import { roundHalfUp } from './fractions.ts';

export interface Dependant {
  age: number;
  /** How many support this person, the victim included: the victim owes one share. */
  supporters: number;
}

/**
 * For how many years a dependant is supported (人身损害赔偿解释 2022): to the age of 18; else 20 years, one less for
 * each year above 60, 5 years from 75 on. The last two are for people who cannot work and have no income: whom to
 * enter is the mediator’s question.
 */
export function supportYears(age: number): number {
  if (age < 18) return 18 - age;
  return adultYears(age);
}

/** 20 years; from 60 on one year less for each year of age; 5 years from 75 on (人身损害赔偿解释 2022). */
export function adultYears(age: number): number {
  if (age >= 75) return 5;
  return age >= 60 ? 20 - (age - 60) : 20;
}

/**
 * 被扶养人生活费 of all dependants together, in 分. Counted year by year: each has the yearly standard ÷ supporters ×
 * loss of working ability; together never more than one standard a year (the text caps
 * the yearly compensation, so the cap comes after share and percentage). Rounded once, half up to 分.
 */
export function dependantsFen(
  dependants: readonly Dependant[],
  standardFen: number,
  lossPercent: number,
): { amountFen: Fen; years: number; cappedYears: number } {
  const terms = dependants.map((one) => ({ years: supportYears(one.age), supporters: one.supporters }));
  const years = Math.max(0, ...terms.map((one) => one.years));
  // One denominator for all shares keeps the sum exact.
  const common = terms.reduce((product, one) => product * BigInt(one.supporters), 1n) * 100n;
  let parts = 0n;
  let cappedYears = 0;
  for (let year = 0; year < years; year += 1) {
    const wanted = terms
      .filter((one) => year < one.years)
      .reduce((sum, one) => sum + (common * BigInt(lossPercent)) / (100n * BigInt(one.supporters)), 0n);
    if (wanted > common) cappedYears += 1;
    parts += wanted > common ? common : wanted;
  }
  return { amountFen: fen(Number(roundHalfUp(BigInt(standardFen) * parts, common))), years, cappedYears };
}
