import { addDays, civilDate, type CivilDate } from '../../platform/dates.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { BookingContext } from '../booking-context.ts';
import { holdsOf } from '../hold-store.ts';
import type { NewTransaction } from '../ledger.ts';
import { post } from '../ledger-store.ts';
import { openLotsOf } from '../lot-store.ts';
import { lapsed } from '../lots.ts';

interface WrittenOff {
  lots: number;
  points: number;
  members: number;
}

/** Lots whose last day is over, those that ended first first. */
export async function lotsOver(tx: Reader, today: CivilDate): Promise<string[]> {
  const rows = await tx.all<{ lot_id: string }>(
    'SELECT lot_id FROM ledger_open_lots WHERE expires_on < ? ORDER BY expires_on, lot_id',
    [today],
  );
  return rows.map((row) => row.lot_id);
}

/**
 * Writes off lots whose last day is over: one transaction for each, named after the lot and the day of the run, so that
 * no second run of a day can write off the same points. What is reserved of an account is left until the reservation
 * is resolved (`lapsed`). The points of 31 December can be spent until midnight: the first day without them is the day after.
 */
export async function writeOff(
  context: BookingContext & Pick<CommandContext, 'services' | 'today'>,
  lotIds: readonly string[],
): Promise<WrittenOff> {
  const { tx, services, today } = context;
  const over = await openLots(tx, lotIds, today);
  const free = new Map<string, number>();
  for (const account of new Set(over.map((lot) => lot.account_id))) {
    const lots = lapsed(await openLotsOf(tx, account), await holdsOf(tx, account), today);
    for (const { id, left } of lots) free.set(id, left);
  }
  const done = await bookedOccasions(
    tx,
    over.map((lot) => occasionOf(lot, today)),
  );
  const transactions: NewTransaction[] = [];
  const members = new Set<string>();
  let sum = 0;
  for (const lot of over) {
    // Somebody reversed today’s writing off: tomorrow’s run takes it up again.
    if (done.has(occasionOf(lot, today))) continue;
    const points = free.get(lot.id) ?? 0;
    if (points === 0) continue;
    members.add(lot.member_id);
    sum += points;
    transactions.push({
      id: services.ids.next(),
      kind: 'expiry',
      servedOn: addDays(civilDate(lot.expires_on), 1),
      text: '积分到期',
      sourceClass: null,
      sheetLineId: null,
      occasion: occasionOf(lot, today),
      lateReason: '积分到期',
      rule: '',
      inputs: { lot: lot.id, expiresOn: lot.expires_on },
      entries: [
        { account: lot.account_id, amount: -points, lots: [[lot.id, points]] },
        { account: 'points:expired', amount: points },
      ],
      reversesId: null,
      reason: '',
    });
  }
  await post(context, transactions);
  return { lots: transactions.length, points: sum, members: members.size };
}

interface DatedLot {
  id: string;
  account_id: string;
  member_id: string;
  expires_on: string;
}

/** As they stand now: between finding and writing off somebody may have spent or given back. */
function openLots(tx: Reader, lotIds: readonly string[], today: CivilDate): Promise<DatedLot[]> {
  return tx.all<DatedLot>(
    `SELECT lot.id, lot.account_id, account.member_id, lot.expires_on
     FROM json_each(?) AS wanted JOIN ledger_open_lots AS open ON open.lot_id = wanted.value
     JOIN ledger_lots AS lot ON lot.id = open.lot_id JOIN ledger_accounts AS account ON account.id = lot.account_id
     WHERE open.expires_on < ? ORDER BY wanted.key`,
    [JSON.stringify(lotIds), today],
  );
}

const occasionOf = (lot: DatedLot, today: CivilDate) => `expiry:${lot.id}:${today}`;

async function bookedOccasions(tx: Reader, occasions: readonly string[]): Promise<Set<string>> {
  const rows = await tx.all<{ occasion: string }>(
    'SELECT occasion FROM ledger_transactions WHERE occasion IN (SELECT value FROM json_each(?))',
    [JSON.stringify(occasions)],
  );
  return new Set(rows.map((row) => row.occasion));
}
