import type { Clause } from '../contract/mediation/agreement-values.ts';
import { fen, MAX_CAPITALS_FEN, sumFen, type Fen } from '../platform/money.ts';

/**
 * What a payment clause comes to: its fixed amount, else the sum of its instalments when every one of them is fixed;
 * null when the sum is open (据实结算, “the rest”) and for clauses that are no payments.
 */
export function clauseAmount(clause: Clause): Fen | null {
  if (clause.kind !== 'payment') return null;
  if (clause.amountFen !== null) return fen(clause.amountFen);
  if (clause.instalments.length === 0 || clause.amountText !== '') return null;
  const known = clause.instalments.flatMap((one) => (one.amountFen === null ? [] : [fen(one.amountFen)]));
  return known.length === clause.instalments.length ? sumFen(known) : null;
}

/**
 * Sum of all payments with a fixed amount. A sum that leaves the safe integers stays at the largest of them: it only
 * stands for “too large” then, see `isPrintable`.
 */
export function totalFen(clauses: readonly Clause[]): Fen {
  const sum = clauses.reduce((total, clause) => total + (clauseAmount(clause) ?? 0), 0);
  return fen(Math.min(sum, Number.MAX_SAFE_INTEGER));
}

/** Whether a document can carry the amount, in digits and in capitals. */
export const isPrintable = (amount: Fen): boolean => amount <= MAX_CAPITALS_FEN;

/** The civil dates on which something is to be performed, without repeats, earliest first. */
export function dueDates(clauses: readonly Clause[]): string[] {
  const dates = clauses.flatMap((clause) => [clause.dueOn, ...clause.instalments.map((one) => one.dueOn)]);
  return [...new Set(dates.filter((date) => date !== null))].sort();
}
