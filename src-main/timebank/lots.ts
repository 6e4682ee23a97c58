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
  return whole(draw(inOrder(lots, today), amount));
}

/** Takes back what was earned: first out of the lots that it opened, the rest as any spending would. */
export function takeBack(
  lots: readonly OpenLot[],
  own: ReadonlySet<string>,
  amount: number,
): LotTaken[] | null {
  const usable = lots.filter(({ left }) => left > 0);
  const order = [...usable.filter(({ id }) => own.has(id)), ...usable.filter(({ id }) => !own.has(id))];
  return whole(draw(order, amount));
}

/** What is reserved of an account, and the civil day on which that was done. */
export interface HeldPoints {
  amount: number;
  placedOn: string;
}

/**
 * What is left of each lot once every reservation has its own, in the order of the lots. A reservation will be paid out
 * of the lots that were good on the day it was made, the first to expire first, those that are over by now among them;
 * whoever reserved first chooses first, for only he may still take what ended before the others came.
 */
export function freeLots(lots: readonly OpenLot[], held: readonly HeldPoints[]): OpenLot[] {
  let free = [...lots];
  for (const { amount, placedOn } of held.toSorted((a, b) => a.placedOn.localeCompare(b.placedOn))) {
    free = without(free, draw(inOrder(free, placedOn), amount).taken);
  }
  return free;
}

/** Whether every reservation finds its points in these lots. */
export function covers(lots: readonly OpenLot[], held: readonly HeldPoints[]): boolean {
  const wanted = held.reduce((sum, { amount }) => sum + amount, 0);
  return sumOf(lots) - sumOf(freeLots(lots, held)) === wanted;
}

/** Points that can be spent on a day: not over, and not wanted by a reservation. */
export function spendable(lots: readonly OpenLot[], held: readonly HeldPoints[], today: string): number {
  return sumOf(freeLots(lots, held).filter(({ expiresOn }) => expiresOn === null || expiresOn >= today));
}

/** What is over on a day and no reservation wants: this, and no more, is written off. */
export function lapsed(lots: readonly OpenLot[], held: readonly HeldPoints[], today: string): OpenLot[] {
  return freeLots(lots, held).filter(
    ({ left, expiresOn }) => left > 0 && expiresOn !== null && expiresOn < today,
  );
}

export function without(lots: readonly OpenLot[], taken: readonly LotTaken[]): OpenLot[] {
  const parts = new Map(taken);
  return lots.map((lot) => ({ ...lot, left: lot.left - (parts.get(lot.id) ?? 0) }));
}

const never = '9999-12-31';

const sumOf = (lots: readonly OpenLot[]): number => lots.reduce((sum, { left }) => sum + left, 0);

function inOrder(lots: readonly OpenLot[], today: string): OpenLot[] {
  return lots
    .filter(({ left, expiresOn }) => left > 0 && (expiresOn === null || expiresOn >= today))
    .sort((a, b) => (a.expiresOn ?? never).localeCompare(b.expiresOn ?? never));
}

interface Drawn {
  taken: LotTaken[];
  missing: number;
}

const whole = ({ taken, missing }: Drawn): LotTaken[] | null => (missing === 0 ? taken : null);

function draw(lots: readonly OpenLot[], amount: number): Drawn {
  const taken: LotTaken[] = [];
  let missing = amount;
  for (const { id, left } of lots) {
    if (missing === 0) break;
    const part = Math.min(left, missing);
    taken.push([id, part]);
    missing -= part;
  }
  return { taken, missing };
}
