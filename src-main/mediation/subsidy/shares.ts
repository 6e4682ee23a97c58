/** A mediator of a case as far as the money goes. */
export interface Payee {
  userId: string;
  lead: boolean;
  /** Barred from extra pay: stays on the sheet with nothing. */
  barred: boolean;
}

/**
 * Splits an amount in 分 between the mediators of a case, in their order; the shares sum exactly to the amount unless all
 * are barred, which leaves it unpaid. Equal shares, or a fraction for the leading mediator and equal shares of the rest;
 * what cannot be divided goes to the leading mediator, or to the first when the leading one is barred.
 */
export function splitAmount(
  amountFen: number,
  people: readonly Payee[],
  leadShare: { numerator: number; denominator: number } | null,
): { userId: string; amountFen: number }[] {
  const payable = people.filter(({ barred }) => !barred);
  const first = payable.find(({ lead }) => lead) ?? payable[0];
  const others = payable.length - 1;
  const each =
    leadShare !== null && first?.lead && others > 0
      ? Math.floor(
          (amountFen - Math.floor((amountFen * leadShare.numerator) / leadShare.denominator)) / others,
        )
      : Math.floor(amountFen / Math.max(1, payable.length));
  return people.map((person) => ({
    userId: person.userId,
    amountFen: person.barred ? 0 : person === first ? amountFen - each * others : each,
  }));
}
