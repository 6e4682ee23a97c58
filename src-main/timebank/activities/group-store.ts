import type { GroupPerson, GroupView } from '../../contract/timebank/activity-values.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { firstBookingOf } from '../served-store.ts';
import { GroupMembers, type GroupMemberRow } from './entities.ts';

/** First and last day of service that are counted; absent: from the beginning, or without end. */
export interface ServedPeriod {
  from?: string | undefined;
  to?: string | undefined;
}

export async function groupMemberById(tx: Reader, id: string): Promise<GroupMemberRow> {
  const row = await tx.find(GroupMembers).findOneBy({ id });
  if (!row) throw notFound('groupMember');
  return row;
}

/** Those of the ids who belonged to a group on a day. */
export async function membersOfGroupOn(
  tx: Reader,
  groupId: string,
  day: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.all<{ member_id: string }>(
    `SELECT member_id FROM group_members WHERE group_id = ? AND joined_on <= ? AND (ended_on IS NULL OR ended_on >= ?)
       AND member_id IN (${ids.map(() => '?').join(', ')})`,
    [groupId, day, day, ...ids],
  );
  return new Set(rows.map((row) => row.member_id));
}

/**
 * Hours in the name of a group, from the permanent record and net of reversals. A row of the record belongs to one member
 * only: what is recorded for the group itself and what its people gave are different rows and are never added twice.
 */
export async function groupViewOf(tx: Reader, groupId: string, period: ServedPeriod): Promise<GroupView> {
  const people = await peopleOf(tx, groupId, period);
  const { sql, params } = inPeriod(period);
  const sums = await tx.get<{ own: number; named: number }>(
    `SELECT ifnull((SELECT sum(minutes) FROM service_records AS record WHERE record.member_id = ? ${sql}), 0) AS own,
       ifnull((SELECT sum(record.minutes) FROM service_records AS record ${inName} AND record.member_id <> sheets.group_id ${sql}), 0) AS named`,
    [groupId, ...params, groupId, ...params],
  );
  const peopleMinutes = people.reduce((sum, person) => sum + person.groupMinutes, 0);
  return {
    people,
    peopleMinutes,
    ownMinutes: sums?.own ?? 0,
    guestMinutes: (sums?.named ?? 0) - peopleMinutes,
  };
}

/** Every stay of everybody, open ones first; hours given in its days in the name of the group, and in the period in all. */
function peopleOf(tx: Reader, groupId: string, period: ServedPeriod): Promise<GroupPerson[]> {
  const { sql, params } = inPeriod(period);
  return tx.all<GroupPerson>(
    `SELECT stay.id, stay.version, stay.member_id AS memberId, members.name, members.volunteer_number AS volunteerNumber,
       stay.role, stay.joined_on AS joinedOn, stay.ended_on AS endedOn, stay.end_reason AS endReason,
       ifnull((SELECT sum(record.minutes) FROM service_records AS record ${inName} AND record.member_id = stay.member_id
         AND record.served_on BETWEEN stay.joined_on AND ifnull(stay.ended_on, '9999-12-31') ${sql}), 0) AS groupMinutes,
       ifnull((SELECT sum(record.minutes) FROM service_records AS record WHERE record.member_id = stay.member_id ${sql}), 0) AS allMinutes
     FROM group_members AS stay JOIN members ON members.id = stay.member_id
     WHERE stay.group_id = ?
     ORDER BY stay.ended_on IS NOT NULL, CASE stay.role WHEN 'leader' THEN 0 WHEN 'contact' THEN 1 ELSE 2 END,
       members.name_order, stay.joined_on`,
    [groupId, ...params, ...params, groupId],
  );
}

/** Groups of a person with the hours given in the name of each. */
export function groupsOf(tx: Reader, memberId: string) {
  return tx.all<{
    groupId: string;
    name: string;
    volunteerNumber: string;
    role: GroupMemberRow['role'];
    joinedOn: string;
    endedOn: string | null;
    groupMinutes: number;
  }>(
    `SELECT stay.group_id AS groupId, members.name, members.volunteer_number AS volunteerNumber, stay.role,
       stay.joined_on AS joinedOn, stay.ended_on AS endedOn,
       ifnull((SELECT sum(record.minutes) FROM service_records AS record ${inNameOf('stay.group_id')}
         AND record.member_id = stay.member_id
         AND record.served_on BETWEEN stay.joined_on AND ifnull(stay.ended_on, '9999-12-31')), 0) AS groupMinutes
     FROM group_members AS stay JOIN members ON members.id = stay.group_id
     WHERE stay.member_id = ? ORDER BY stay.ended_on IS NOT NULL, stay.joined_on DESC`,
    [memberId],
  );
}

/**
 * Rows of the record that came from a line of a sheet of the group; a reversal stands beside its original, and what a merge
 * of doubles carried over, or a correction booked anew, came from the line of its first booking.
 */
function inNameOf(group: string): string {
  return `LEFT JOIN hours_moves AS carried ON carried.record_id = ifnull(record.reverses_id, record.id)
    JOIN service_records AS first ON first.id = ifnull(carried.root_id, ifnull(record.reverses_id, record.id))
    JOIN sheet_lines ON sheet_lines.id = ifnull(first.sheet_line_id, (SELECT source.sheet_line_id FROM ledger_transactions AS source
      WHERE source.id = ${firstBookingOf('first.transaction_id')}))
    JOIN sheets ON sheets.id = sheet_lines.sheet_id
    WHERE sheets.group_id = ${group}`;
}
const inName = inNameOf('?');

function inPeriod({ from, to }: ServedPeriod): { sql: string; params: SqlValue[] } {
  return {
    sql: `${from === undefined ? '' : 'AND record.served_on >= ?'} ${to === undefined ? '' : 'AND record.served_on <= ?'}`,
    params: [from, to].filter((day) => day !== undefined),
  };
}
