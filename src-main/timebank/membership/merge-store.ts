import type { ErrorCode } from '../../contract/errors.ts';
import type { TwinReason } from '../../contract/timebank/membership-values.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { MemberRow, ServiceRecordRow } from '../entities.ts';
import { ServiceRecords } from '../entities.ts';
import { HoursMoves } from './entities.ts';
import { standingOf } from './standing-store.ts';

export interface HoursMove {
  mergeId: string;
  fromId: string;
  toId: string;
  recordedAt: string;
  /** Only what this merge brought: when it is taken back. */
  onlyOfMerge: boolean;
  /** Said with the activity, so that a statement explains itself. */
  remark: string;
}

/**
 * Carries the permanent hours of one member into another’s record, service by service: each is taken back with a
 * negative row and stands again with the same day, kind and source under the other name. Nothing is changed, so every
 * earlier statement and certificate still counts what it counted. Answers how many.
 */
export async function moveHours(context: CommandContext, move: HoursMove): Promise<number> {
  const { tx, services } = context;
  const rows = await tx.all<ServiceRecordRow & { root_id: string }>(
    `SELECT record.*, ifnull(earlier.root_id, record.id) AS root_id FROM service_records AS record
     LEFT JOIN hours_moves AS earlier ON earlier.record_id = record.id
     WHERE record.member_id = ? AND record.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)
       ${move.onlyOfMerge ? 'AND earlier.merge_id = ?' : ''}
     ORDER BY record.rowid`,
    move.onlyOfMerge ? [move.fromId, move.mergeId] : [move.fromId],
  );
  if (rows.length === 0) return 0;
  const moved = rows.map(({ root_id: rootId, ...row }) => {
    const common = {
      ...row,
      sheet_line_id: null,
      occasion: null,
      transaction_id: null,
      recorded_at: move.recordedAt,
    };
    const taken = { ...common, id: services.ids.next(), minutes: -row.minutes, reverses_id: row.id };
    const record = {
      ...common,
      id: services.ids.next(),
      member_id: move.toId,
      activity: `${row.activity}${move.remark}`,
    };
    const link = {
      record_id: record.id,
      from_id: row.id,
      taken_id: taken.id,
      root_id: rootId,
      merge_id: move.mergeId,
    };
    return { taken, record, link };
  });
  // First what is meant: the database checks each row against it.
  await tx.insert(
    HoursMoves,
    moved.map(({ link }) => link),
  );
  await tx.insert(
    ServiceRecords,
    moved.flatMap(({ taken, record }) => [taken, record]),
  );
  return rows.length;
}

interface Pair {
  one: string;
  other: string;
  reasons: string;
}

/**
 * Pairs of members who are likely one person: the same ID number, the same name and birth date, or the same name and the
 * same last four digits of the telephone. Merged doubles are left out.
 */
export async function twinPairs(
  tx: Reader,
  page: { offset: number; limit: number },
  between?: readonly [string, string],
): Promise<{ rows: { one: string; other: string; reasons: TwinReason[] }[]; total: number }> {
  const live = (alias: string) => `${standingOf(`${alias}.id`, `${alias}.state`)} <> 'merged'`;
  const only = between ? 'AND a.id IN (?1, ?2) AND b.id IN (?1, ?2)' : '';
  const pairs = (reason: TwinReason, on: string) =>
    `SELECT a.id AS one, b.id AS other, '${reason}' AS reason FROM members AS a JOIN members AS b
       ON ${on} AND a.id < b.id AND a.kind = b.kind WHERE ${live('a')} AND ${live('b')} ${only}`;
  const sameName = 'b.name_order = a.name_order AND b.name = a.name';
  const tail = (alias: string) => `substr(${alias}.phone, -4)`;
  const found = `SELECT one, other, group_concat(reason) AS reasons FROM (
      ${pairs('idNumber', `a.id_number <> '' AND b.id_number = a.id_number`)}
      UNION ALL ${pairs('nameAndBirth', `${sameName} AND a.birth_date = b.birth_date`)}
      UNION ALL ${pairs('nameAndPhone', `${sameName} AND length(a.phone) >= 4 AND ${tail('b')} = ${tail('a')}`)})
    GROUP BY one, other`;
  const params = between ? [...between] : [];
  const rows = await tx.all<Pair>(
    `${found} ORDER BY count(*) DESC, one, other LIMIT ${page.limit} OFFSET ${page.offset}`,
    params,
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total FROM (${found})`, params);
  return {
    total: count?.total ?? 0,
    rows: rows.map(({ one, other, reasons }) => ({
      one,
      other,
      reasons: reasons.split(',') as TwinReason[],
    })),
  };
}

/** How much there is of each member: entries on both accounts, services that stand. */
export async function weightOf(
  tx: Reader,
  memberId: string,
): Promise<{ entries: number; services: number; points: number }> {
  const row = await tx.get<{ entries: number; services: number; points: number }>(
    `SELECT (SELECT count(*) FROM ledger_entries AS entry JOIN ledger_accounts AS account ON account.id = entry.account_id
         WHERE account.member_id = ?1) AS entries,
       (SELECT count(*) FROM service_records AS record WHERE record.member_id = ?1 AND record.reverses_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)) AS services,
       ifnull((SELECT entry.balance_after FROM ledger_accounts AS account JOIN ledger_entries AS entry ON entry.account_id = account.id
         WHERE account.code = 'member:' || ?1 || ':points' ORDER BY entry.account_seq DESC LIMIT 1), 0) AS points`,
    [memberId],
  );
  return row ?? { entries: 0, services: 0, points: 0 };
}

/** Why a transaction is not reversed by itself: it merged a double, or stands on the closed accounts of one. */
export async function refuseReversal(tx: Reader, transactionId: string): Promise<ErrorCode | null> {
  const merge = await tx.get('SELECT 1 FROM member_merges WHERE transaction_id = ?', [transactionId]);
  if (merge) return 'member.mergeTakeBack';
  const closed = await tx.get(
    `SELECT 1 FROM ledger_transactions AS header JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     JOIN ledger_accounts AS account ON account.id = entry.account_id
     JOIN member_merges AS merge ON merge.merged_id = account.member_id AND merge.undone_at IS NULL WHERE header.id = ?`,
    [transactionId],
  );
  return closed ? 'member.merged' : null;
}

/** What the survivor lacks and the double knows: nothing that somebody once wrote down is lost. */
export function filledFrom(survivor: MemberRow, double: MemberRow): Partial<MemberRow> {
  const changes: Partial<MemberRow> = {};
  if (survivor.phone === '' && double.phone !== '') changes.phone = double.phone;
  if (survivor.address === '' && double.address !== '') changes.address = double.address;
  if (survivor.birth_date === null && double.birth_date !== null) changes.birth_date = double.birth_date;
  if (survivor.guardian === '' && double.guardian !== '') changes.guardian = double.guardian;
  if (survivor.area_id === null && double.area_id !== null) changes.area_id = double.area_id;
  if (double.skills !== '' && !survivor.skills.includes(double.skills)) {
    changes.skills = [survivor.skills, double.skills]
      .filter((text) => text !== '')
      .join('、')
      .slice(0, 200);
  }
  return changes;
}
