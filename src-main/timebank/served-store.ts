import type { Reader } from '../platform/database/handles.ts';

/** A service of a member: booked and standing, or written down and waiting for its booking. */
interface ServedSpan {
  memberId: string;
  servedOn: string;
  /** Empty where no time of day is known, only minutes: a session of mediation, an imported row without clock times. */
  startsAt: string;
  endsAt: string;
  minutes: number;
  /** Number of the sheet or request; empty for what has none. */
  number: string;
  activity: string;
}

interface Asked {
  memberIds: readonly string[];
  /** Days of service, both inclusive. */
  from: string;
  to: string;
  /** A sheet, request or offer that is not counted. */
  exceptId?: string | undefined;
}

/**
 * What members served on some days, from sheets, requests, sessions of mediation and imported files, each service once.
 * What a correction booked anew has the minutes of the new booking and the time of day of the first: nobody can serve
 * there a second time.
 */
export async function servedSpans(
  tx: Reader,
  { memberIds, from, to, exceptId = '' }: Asked,
): Promise<ServedSpan[]> {
  if (memberIds.length === 0) return [];
  return tx.all<ServedSpan>(
    `WITH member AS (SELECT DISTINCT value AS id FROM json_each(?1))
     SELECT record.member_id AS memberId, record.served_on AS servedOn,
       coalesce(line.starts_at, request.served_from, json_extract(source.inputs, '$.startsAt'), '') AS startsAt,
       coalesce(line.ends_at, request.served_to, json_extract(source.inputs, '$.endsAt'), '') AS endsAt,
       record.minutes, coalesce(sheets.number, request.number, '') AS number,
       coalesce(sheets.activity, request.title, record.activity) AS activity
     FROM member CROSS JOIN service_records AS record ON record.member_id = member.id AND record.served_on BETWEEN ?2 AND ?3
     -- What came from a double that was merged stands on the booking of the double.
     LEFT JOIN hours_moves AS move ON move.record_id = record.id
     JOIN service_records AS root ON root.id = ifnull(move.root_id, record.id)
     JOIN ledger_transactions AS source ON source.id = ${firstBookingOf('root.transaction_id')}
     LEFT JOIN sheet_lines AS line ON line.id = source.sheet_line_id
     LEFT JOIN sheets ON sheets.id = line.sheet_id
     LEFT JOIN requests AS request ON request.transaction_id = source.id
     LEFT JOIN hour_offers AS offer ON offer.transaction_id = source.id
     WHERE record.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)
       AND ?4 NOT IN (ifnull(sheets.id, '-'), ifnull(request.id, '-'), ifnull(offer.id, '-'))
     UNION ALL
     SELECT line.member_id, sheets.served_on, line.starts_at, line.ends_at, line.minutes, sheets.number, sheets.activity
     FROM member CROSS JOIN sheet_lines AS line ON line.member_id = member.id JOIN sheets ON sheets.id = line.sheet_id
     WHERE sheets.served_on BETWEEN ?2 AND ?3 AND sheets.state <> 'cancelled' AND sheets.id <> ?4
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE sheet_line_id = line.id)
     UNION ALL
     SELECT helper_id, served_on, served_from, served_to, served_minutes, number, title
     FROM member CROSS JOIN requests ON helper_id = member.id
     WHERE served_on BETWEEN ?2 AND ?3 AND state = 'done' AND requests.id <> ?4
     ORDER BY 3`,
    [JSON.stringify(memberIds), from, to, exceptId],
  );
}

/**
 * SQL: the booking that a booking goes back to. Whoever corrects hours reverses one and books another; the time of day,
 * the sheet and the request stay with the first.
 */
export function firstBookingOf(transactionId: string): string {
  return `(WITH RECURSIVE back (id, steps) AS (SELECT ${transactionId}, 0
    UNION ALL SELECT correction.transaction_id, steps + 1 FROM back
      JOIN corrections AS correction ON correction.booked_id = back.id)
    SELECT id FROM back ORDER BY steps DESC LIMIT 1)`;
}
