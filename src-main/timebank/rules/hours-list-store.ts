import type { hoursMarks } from '../../contract/timebank/rules.ts';
import type { SourceClass } from '../../contract/timebank.ts';
import type { Reader } from '../../platform/database/handles.ts';

export interface HoursOnFile {
  id: string;
  served_on: string;
  recorded_at: string;
  activity: string;
  service_type: string;
  source_class: SourceClass;
  minutes: number;
  transaction_id: string | null;
  seq: number | null;
  mark: (typeof hoursMarks)[number];
}

/**
 * A page of a member’s permanent hours, newest services first, walked along the index of the member. Hours that a merge
 * moved are explained by the booking at their root, a row that takes back by the booking that it takes back.
 */
export async function hoursOf(
  tx: Reader,
  memberId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: HoursOnFile[]; total: number; minutes: number }> {
  const rows = await tx.all<HoursOnFile>(
    `SELECT record.id, record.served_on, record.recorded_at, record.activity, record.service_type, record.source_class,
       record.minutes, header.id AS transaction_id, header.seq,
       CASE WHEN record.reverses_id IS NOT NULL THEN 'undoing'
         WHEN EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id) THEN 'takenBack'
         WHEN move.root_id IS NOT NULL THEN 'moved' ELSE 'none' END AS mark
     FROM service_records AS record
       LEFT JOIN hours_moves AS move ON move.record_id = ifnull(record.reverses_id, record.id)
       LEFT JOIN service_records AS root ON root.id = coalesce(move.root_id, record.reverses_id, record.id)
       LEFT JOIN ledger_transactions AS header ON header.id = root.transaction_id
     WHERE record.member_id = ?
     ORDER BY record.served_on DESC, record.minutes DESC, record.rowid DESC LIMIT ? OFFSET ?`,
    [memberId, page.limit, page.offset],
  );
  const sum = await tx.get<{ total: number; minutes: number | null }>(
    'SELECT count(*) AS total, sum(minutes) AS minutes FROM service_records WHERE member_id = ?',
    [memberId],
  );
  return { rows, total: sum?.total ?? 0, minutes: sum?.minutes ?? 0 };
}
