import type { Reader } from '../platform/database/handles.ts';
import { addDays } from '../platform/dates.ts';
import { maskIdNumber } from '../platform/masking.ts';
import { listAreas } from '../platform/reference-data/area-store.ts';
import { startOf, type StatementPeriod } from './booking-period.ts';
import type { MemberRow } from './entities.ts';
import { accountLines, bookedBetween, type AccountLine } from './ledger-store.ts';
import { pointsFacts } from './points-statement-store.ts';
import type { CoinLine, HoursLine, StatementFacts } from './statement.ts';

/** With what an issued statement asserts of the books: the accounts, and the transactions `after < seq <= upTo`. */
export type AssertedFacts = StatementFacts & {
  memberId: string;
  account: string;
  pointsAccount: string | null;
  after: number;
  upTo: number;
};

/**
 * What the books say about members for a period, by volunteer number: of a few, or of all who were registered by its end.
 * The same queries for one and for five thousand: each table is read once, in the order of booking.
 */
export async function statementFacts(
  tx: Reader,
  period: StatementPeriod,
  memberIds?: readonly string[],
): Promise<AssertedFacts[]> {
  const { after, upTo } = await bookedBetween(tx, period);
  const [from, until] = [startOf(period.from), startOf(addDays(period.to, 1))];
  const only = (column: string) => (memberIds === undefined ? '' : `AND ${column} ${among(memberIds)}`);
  const params = memberIds ?? [];

  const members = await tx.all<MemberRow & { opening: number; account: string }>(
    `SELECT members.*, account.id AS account, ifnull((SELECT entry.balance_after FROM ledger_entries AS entry
        WHERE entry.account_id = account.id AND entry.transaction_seq <= ? ORDER BY entry.transaction_seq DESC LIMIT 1), 0) AS opening
     FROM members JOIN ledger_accounts AS account ON account.code = 'member:' || members.id || ':coin'
     WHERE ${memberIds === undefined ? 'members.created_at < ?' : `members.id ${among(memberIds)}`}
     ORDER BY members.volunteer_number`,
    [after, ...(memberIds ?? [until])],
  );
  // A few members are found through their accounts, all members by walking the month's transactions.
  const ofFew = memberIds === undefined ? '' : `AND entry.account_id ${among(members)}`;
  const order = memberIds === undefined ? 'entry.transaction_seq, entry.position' : linesOfAccounts;
  const lines = await tx.all<AccountLine>(
    `${accountLines} WHERE entry.transaction_seq > ? AND entry.transaction_seq <= ? ${ofFew} ORDER BY ${order}`,
    [after, upTo, ...(memberIds === undefined ? [] : members.map(({ account }) => account))],
  );
  const hours = await tx.all<HoursRow>(
    `SELECT member_id, served_on, activity, source_class, minutes FROM service_records
     WHERE recorded_at >= ? AND recorded_at < ? ${only('member_id')} ORDER BY recorded_at, served_on, id`,
    [from, until, ...params],
  );
  const totals = await tx.all<{ member_id: string; minutes: number }>(
    `SELECT member_id, sum(minutes) AS minutes FROM service_records WHERE recorded_at < ? ${only('member_id')} GROUP BY member_id`,
    [until, ...params],
  );
  const donated = await tx.all<{ member_id: string; minutes: number }>(
    `SELECT record.member_id, sum(entry.amount) AS minutes FROM service_records AS record
     JOIN ledger_transactions AS header ON header.id = record.transaction_id
     JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     WHERE record.recorded_at >= ? AND record.recorded_at < ? ${only('record.member_id')}
       AND entry.account_id IN ('pool:overcap', 'pool:donated') GROUP BY record.member_id`,
    [from, until, ...params],
  );

  const linesOf = groupByMember(lines, coinLine);
  const hoursOf = groupByMember(hours, hoursLine);
  const totalOf = new Map(totals.map((row) => [row.member_id, row.minutes]));
  const donatedOf = new Map(donated.map((row) => [row.member_id, row.minutes]));
  const placeOf = await placeNames(tx);
  const pointsOf = await pointsFacts(tx, { after, upTo, through: period.to }, memberIds);
  return members.map((member) => ({
    member: {
      name: member.name,
      kind: member.kind,
      volunteerNumber: member.volunteer_number,
      maskedId: maskIdNumber(member.id_number),
      place: placeOf(member.area_id),
    },
    opening: member.opening,
    coins: linesOf.get(member.id) ?? [],
    hours: hoursOf.get(member.id) ?? [],
    totalToDate: totalOf.get(member.id) ?? 0,
    donated: donatedOf.get(member.id) ?? 0,
    ...pointsOf.get(member.id)?.facts,
    memberId: member.id,
    account: member.account,
    pointsAccount: pointsOf.get(member.id)?.account ?? null,
    after,
    upTo,
  }));
}

/** The order of the index by account: nothing is sorted. */
const linesOfAccounts = 'entry.account_id, entry.transaction_seq';

/** SQL: one of so many values; none is nobody. */
const among = (values: readonly unknown[]): string => `IN (${values.map(() => '?').join(', ')})`;

export interface StatementChoice {
  onlyWithMovement: boolean;
  /** By volunteer number, or by street, community and grid and then by number. */
  order: 'number' | 'grid';
  /** These members only; undefined: all. */
  memberIds?: readonly string[] | undefined;
}

/** Who gets a statement of a period, in the order of handing out. The same choice as `statementFacts` and `hasMovement` make. */
export async function statementMembers(
  tx: Reader,
  period: StatementPeriod,
  choice: StatementChoice,
): Promise<{ id: string; place: string }[]> {
  const { after, upTo } = await bookedBetween(tx, period);
  const [from, until] = [startOf(period.from), startOf(addDays(period.to, 1))];
  const moved = `AND (EXISTS (SELECT 1 FROM ledger_accounts AS account JOIN ledger_entries AS entry ON entry.account_id = account.id
        AND entry.transaction_seq > ? AND entry.transaction_seq <= ? WHERE account.member_id = members.id)
      OR EXISTS (SELECT 1 FROM service_records WHERE member_id = members.id AND recorded_at >= ? AND recorded_at < ?))`;
  const rows = await tx.all<{ id: string; area_id: string | null }>(
    `SELECT id, area_id FROM members WHERE created_at < ? ${choice.onlyWithMovement ? moved : ''} ORDER BY volunteer_number`,
    [until, ...(choice.onlyWithMovement ? [after, upTo, from, until] : [])],
  );
  const wanted = choice.memberIds && new Set(choice.memberIds);
  const placeOf = await placeNames(tx);
  const chosen = rows
    .filter(({ id }) => !wanted || wanted.has(id))
    .map(({ id, area_id: areaId }) => ({ id, place: placeOf(areaId) }));
  return choice.order === 'grid' ? byPlace(chosen, ({ place }) => place) : chosen;
}

/** The members come by volunteer number; a stable sort keeps that order inside each grid. */
const byPlace = <T>(rows: readonly T[], placeOf: (row: T) => string): T[] =>
  [...rows].sort((a, b) => placeOf(a).localeCompare(placeOf(b), 'zh-CN'));

interface HoursRow {
  member_id: string;
  served_on: string;
  activity: string;
  source_class: HoursLine['sourceClass'];
  minutes: number;
}

const coinLine = (row: AccountLine): CoinLine => ({
  recordedAt: row.recorded_at,
  servedOn: row.served_on,
  text: row.text,
  sourceClass: row.source_class,
  minutes: row.minutes,
  reversesSeq: row.reverses_seq,
  reason: row.reason,
});

const hoursLine = (row: HoursRow): HoursLine => ({
  servedOn: row.served_on,
  activity: row.activity,
  sourceClass: row.source_class,
  minutes: row.minutes,
});

function groupByMember<R extends { member_id: string }, T>(
  rows: readonly R[],
  make: (row: R) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.member_id);
    if (group) group.push(make(row));
    else groups.set(row.member_id, [make(row)]);
  }
  return groups;
}

/** `尧化街道尧化社区第一网格`: the way from the street down to a place. */
async function placeNames(tx: Reader): Promise<(areaId: string | null) => string> {
  const areas = new Map((await listAreas(tx)).map((area) => [area.id, area]));
  const name = (areaId: string | null): string => {
    const area = areaId === null ? undefined : areas.get(areaId);
    return !area || area.level === 'district' ? '' : name(area.parentId) + area.name;
  };
  return name;
}
