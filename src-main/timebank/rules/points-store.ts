import { addDays, type CivilDate } from '../../platform/dates.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { BookingContext } from '../booking-context.ts';
import { heldOn } from '../hold-store.ts';
import type { NewTransaction } from '../ledger.ts';
import { balanceOfAccount, pointsCode, post } from '../ledger-store.ts';
import { usedOfLot } from '../lot-store.ts';

export interface PointLot {
  id: string;
  amount: number;
  left: number;
  expiresOn: string | null;
}

export interface PointsOfMember {
  balance: number;
  spendable: number;
  expiringSoon: number;
  lots: PointLot[];
}

/** A member’s points, lots newest first. `soon` is the number of days of warning. */
export async function pointsOf(
  tx: Reader,
  memberId: string,
  today: CivilDate,
  soon: number,
): Promise<PointsOfMember> {
  const account = await tx.get<{ id: string; balance: number }>(
    `SELECT id, ${balanceOfAccount('ledger_accounts.id')} AS balance FROM ledger_accounts WHERE code = ?`,
    [pointsCode(memberId)],
  );
  if (!account) return { balance: 0, spendable: 0, expiringSoon: 0, lots: [] };
  const lots = await tx.all<PointLot>(
    `SELECT id, amount, amount - ${usedOfLot('ledger_lots.id')} AS "left", expires_on AS expiresOn
     FROM ledger_lots WHERE account_id = ? ORDER BY transaction_seq DESC, id`,
    [account.id],
  );
  const sum = (wanted: (expiresOn: string | null) => boolean) =>
    lots.reduce((total, lot) => (wanted(lot.expiresOn) ? total + lot.left : total), 0);
  const last = addDays(today, soon);
  const usable = sum((on) => on === null || on >= today);
  return {
    balance: account.balance,
    spendable: Math.max(0, usable - (await heldOn(tx, account.id))),
    expiringSoon: sum((on) => on !== null && on >= today && on <= last),
    lots,
  };
}

interface DatedLot {
  id: string;
  account_id: string;
  member_id: string;
  left: number;
  expires_on: string;
}

/** Lots with something left whose last day is before `before`; reserved points stay until they are resolved. */
async function lotsEndingBefore(tx: Reader, before: CivilDate): Promise<DatedLot[]> {
  return tx.all<DatedLot>(
    `SELECT lot.id, lot.account_id, account.member_id, lot.amount - ${usedOfLot('lot.id')} AS "left", lot.expires_on
     FROM ledger_lots AS lot JOIN ledger_accounts AS account ON account.id = lot.account_id
     WHERE lot.expires_on < ? AND lot.amount > ${usedOfLot('lot.id')}
     ORDER BY lot.expires_on, lot.transaction_seq, lot.id`,
    [before],
  );
}

export interface ExpiringPoints {
  memberId: string;
  memberName: string;
  volunteerNumber: string;
  points: number;
  expiresOn: string;
  over: boolean;
}

/** Points by member and last day, those that are over first. */
export async function expiringPoints(
  tx: Reader,
  today: CivilDate,
  soon: number,
): Promise<{ rows: ExpiringPoints[]; overLots: number }> {
  const lots = await lotsEndingBefore(tx, addDays(today, soon + 1));
  const names = new Map(
    (
      await tx.all<{ id: string; name: string; volunteer_number: string }>(
        `SELECT id, name, volunteer_number FROM members WHERE id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify([...new Set(lots.map((lot) => lot.member_id))])],
      )
    ).map((row) => [row.id, row]),
  );
  const rows = new Map<string, ExpiringPoints>();
  for (const lot of lots) {
    const key = `${lot.member_id} ${lot.expires_on}`;
    const member = names.get(lot.member_id);
    const row = rows.get(key) ?? {
      memberId: lot.member_id,
      memberName: member?.name ?? '',
      volunteerNumber: member?.volunteer_number ?? '',
      points: 0,
      expiresOn: lot.expires_on,
      over: lot.expires_on < today,
    };
    rows.set(key, { ...row, points: row.points + lot.left });
  }
  return { rows: [...rows.values()], overLots: lots.filter((lot) => lot.expires_on < today).length };
}

/**
 * Writes off every lot whose last day is over: one transaction for each, named after the lot and the day of the run, so
 * that no second run of a day can write off the same points. What is reserved of an account is left until the
 * reservation is resolved.
 */
export async function writeOffExpired(
  context: BookingContext & Pick<CommandContext, 'services' | 'today'>,
): Promise<{ lots: number; points: number; members: number }> {
  const { tx, services, today } = context;
  const over = await lotsEndingBefore(tx, today);
  const free = new Map<string, number>();
  for (const { account_id: account } of over) {
    if (free.has(account)) continue;
    const row = await tx.get<{ balance: number }>(`SELECT ${balanceOfAccount('?')} AS balance`, [account]);
    free.set(account, (row?.balance ?? 0) - (await heldOn(tx, account)));
  }
  const done = await bookedOccasions(
    tx,
    over.map((lot) => occasionOf(lot, today)),
  );
  const transactions: NewTransaction[] = [];
  for (const lot of over) {
    // Somebody reversed today’s writing off: tomorrow’s run takes it up again.
    if (done.has(occasionOf(lot, today))) continue;
    const room = free.get(lot.account_id) ?? 0;
    const points = Math.min(lot.left, room);
    if (points <= 0) continue;
    free.set(lot.account_id, room - points);
    transactions.push({
      id: services.ids.next(),
      kind: 'expiry',
      servedOn: lot.expires_on,
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
  return {
    lots: transactions.length,
    points: transactions.reduce((sum, { entries }) => sum + (entries[1]?.amount ?? 0), 0),
    members: new Set(over.map((lot) => lot.member_id)).size,
  };
}

const occasionOf = (lot: DatedLot, today: CivilDate) => `expiry:${lot.id}:${today}`;

async function bookedOccasions(tx: Reader, occasions: readonly string[]): Promise<Set<string>> {
  const rows = await tx.all<{ occasion: string }>(
    'SELECT occasion FROM ledger_transactions WHERE occasion IN (SELECT value FROM json_each(?))',
    [JSON.stringify(occasions)],
  );
  return new Set(rows.map((row) => row.occasion));
}
