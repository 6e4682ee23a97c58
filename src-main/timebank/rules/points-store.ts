import { addDays, type CivilDate } from '../../platform/dates.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { holdsOf } from '../hold-store.ts';
import { balanceOfAccount, pointsCode } from '../ledger-store.ts';
import { openLotsOf, usedOfLot } from '../lot-store.ts';
import { spendable } from '../lots.ts';

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
  return {
    balance: account.balance,
    spendable: spendable(await openLotsOf(tx, account.id), await holdsOf(tx, account.id), today),
    expiringSoon: sum((on) => on !== null && on >= today && on <= last),
    lots,
  };
}

/** SQL: open lots with a last day, and what is left of each. */
const datedLots = `FROM ledger_open_lots AS open JOIN ledger_lots AS lot ON lot.id = open.lot_id
  JOIN ledger_accounts AS account ON account.id = lot.account_id`;
const leftOfLot = `lot.amount - ${usedOfLot('lot.id')}`;

interface ExpiringPoints {
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
  days: { today: CivilDate; soon: number },
  page: { offset: number; limit: number },
): Promise<{ rows: ExpiringPoints[]; total: number; overLots: number }> {
  const { today, soon } = days;
  const before = addDays(today, soon + 1);
  const rows = await tx.all<Omit<ExpiringPoints, 'over'>>(
    `SELECT members.id AS memberId, members.name AS memberName, members.volunteer_number AS volunteerNumber,
       sum(${leftOfLot}) AS points, open.expires_on AS expiresOn
     ${datedLots} JOIN members ON members.id = account.member_id
     WHERE open.expires_on < ? GROUP BY open.expires_on, members.id
     ORDER BY open.expires_on, members.volunteer_number LIMIT ? OFFSET ?`,
    [before, page.limit, page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 ${datedLots} WHERE open.expires_on < ? GROUP BY open.expires_on, account.member_id)`,
    [before],
  );
  return {
    rows: rows.map((row) => ({ ...row, over: row.expiresOn < today })),
    total: count?.total ?? 0,
    overLots: await overLotCount(tx, today),
  };
}

/** All points that are over, or will be within the days of warning. */
export async function expiringTotal(tx: Reader, today: CivilDate, soon: number): Promise<number> {
  const row = await tx.get<{ points: number | null }>(
    `SELECT sum(${leftOfLot}) AS points ${datedLots} WHERE open.expires_on < ?`,
    [addDays(today, soon + 1)],
  );
  return row?.points ?? 0;
}

/** Lots whose last day is over and that are not written off yet. */
export async function overLotCount(tx: Reader, today: CivilDate): Promise<number> {
  const row = await tx.get<{ lots: number }>(
    'SELECT count(*) AS lots FROM ledger_open_lots WHERE expires_on < ?',
    [today],
  );
  return row?.lots ?? 0;
}
