import type { LotTaken } from './ledger.ts';

/** What is left of points earned at one time. */
export interface OpenLot {
  id: string;
  left: number;
  /** Last day on which it can be spent; null: never expires. */
  expiresOn: string | null;
}

/**
 * Takes an amount out of lots: the first to expire goes first, among equals the first that came in; lots that never
 * expire go last, lots that have expired by `today` not at all. `null` when there is not enough. `lots` come in the
 * order in which they were opened.
 */
export function takeLots(lots: readonly OpenLot[], amount: number, today: string): LotTaken[] | null {
  const order = lots
    .filter(({ left, expiresOn }) => left > 0 && (expiresOn === null || expiresOn >= today))
    .sort((a, b) => (a.expiresOn ?? never).localeCompare(b.expiresOn ?? never));
  return draw(order, amount);
}

/** Takes back what was earned: first out of the lots that it opened, the rest as any spending would. */
export function takeBack(
  lots: readonly OpenLot[],
  own: ReadonlySet<string>,
  amount: number,
): LotTaken[] | null {
  const usable = lots.filter(({ left }) => left > 0);
  return draw(
    [...usable.filter(({ id }) => own.has(id)), ...usable.filter(({ id }) => !own.has(id))],
    amount,
  );
}

/** Points that can be spent on a day. */
export function spendable(lots: readonly OpenLot[], today: string): number {
  return lots.reduce(
    (sum, { left, expiresOn }) => (expiresOn === null || expiresOn >= today ? sum + left : sum),
    0,
  );
}

const never = '9999-12-31';

function draw(lots: readonly OpenLot[], amount: number): LotTaken[] | null {
  const taken: LotTaken[] = [];
  let missing = amount;
  for (const { id, left } of lots) {
    if (missing === 0) break;
    const part = Math.min(left, missing);
    taken.push([id, part]);
    missing -= part;
  }
  return missing === 0 ? taken : null;
}
