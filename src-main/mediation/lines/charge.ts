import type { ChargeFields } from '../../contract/mediation/line-values.ts';
import { roundHalfUp } from './fractions.ts';

type Numbers = Pick<ChargeFields, 'areaCenti' | 'rateFen' | 'months' | 'waiverFen' | 'penaltyFen'>;

/**
 * What a dwelling owes, in 分: fee = area (0.01 m²) × rate (分 per m² and month) × months, half up to 分; due = fee −
 * waiver + penalty (domain notes §4.3). Exact. `dueFen` is negative when more is waived than is owed.
 */
export function chargeAmounts(charge: Numbers): { feeFen: number; dueFen: number } {
  const product = BigInt(charge.areaCenti) * BigInt(charge.rateFen) * BigInt(charge.months);
  const feeFen = Number(roundHalfUp(product, 100n));
  return { feeFen, dueFen: feeFen - charge.waiverFen + charge.penaltyFen };
}

/** `89.5 m²` is 8950; `null` for what is no area of at most two decimals. */
export const areaText = (areaCenti: number): string => {
  const decimals = String(areaCenti % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(areaCenti / 100)}${decimals === '' ? '' : `.${decimals}`}`;
};
