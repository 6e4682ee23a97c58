import type { Fraction } from '../../contract/mediation/line-values.ts';
import { fen, type Fen } from '../../platform/money.ts';

/** A share of an amount, rounded half up to whole 分 (四舍五入到分). Exact: no floating point on the way. */
export function shareOf(amount: number, { numerator, denominator }: Fraction): Fen {
  return fen(Number(roundHalfUp(BigInt(amount) * BigInt(numerator), BigInt(denominator))));
}

/** `dividend / divisor`, rounded half up; both not negative. */
export function roundHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}

/** The exact sum in lowest terms, as text-free integers: several shares are one whole when both are equal. */
export function sumOf(fractions: readonly Fraction[]): { numerator: bigint; denominator: bigint } {
  return fractions.reduce(
    (sum, one) => {
      const numerator = sum.numerator * BigInt(one.denominator) + BigInt(one.numerator) * sum.denominator;
      const denominator = sum.denominator * BigInt(one.denominator);
      const common = divisorOf(numerator, denominator);
      return { numerator: numerator / common, denominator: denominator / common };
    },
    { numerator: 0n, denominator: 1n },
  );
}

/** Whether shares make exactly one whole: 1/3 + 2/3 do, 33/100 + 67/100 do, 33/100 + 66/100 do not. */
export function isWhole(fractions: readonly Fraction[]): boolean {
  const { numerator, denominator } = sumOf(fractions);
  return numerator === denominator;
}

/** Per cent with two decimals, for a sentence: `66.67`. */
export function percentText(fractions: readonly Fraction[]): string {
  const { numerator, denominator } = sumOf(fractions);
  const hundredths = roundHalfUp(numerator * 10_000n, denominator);
  const decimals = String(hundredths % 100n).padStart(2, '0');
  return `${hundredths / 100n}${decimals === '00' ? '' : `.${decimals}`}`;
}

function divisorOf(left: bigint, right: bigint): bigint {
  return right === 0n ? (left === 0n ? 1n : left) : divisorOf(right, left % right);
}
