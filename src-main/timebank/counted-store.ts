import type { Reader } from '../platform/database/handles.ts';

/** Of which services the minutes are asked for. */
interface CountedServices {
  memberIds: readonly string[];
  servedOn: string;
  /** Only those of one activity: what the limit of an event counts. */
  activity?: string | undefined;
  /** A booking that is about to be replaced and no longer counts. */
  exceptTransaction?: string | undefined;
}

/**
 * Minutes that standing services of a day use up of the limits of day and event, by member: what those two limits left
 * of each, before the limit of the account. An account that is full would otherwise hide what was served, and the
 * same day would give its points twice.
 */
export async function countedMinutes(tx: Reader, services: CountedServices): Promise<Map<string, number>> {
  const { memberIds, servedOn, activity, exceptTransaction } = services;
  if (memberIds.length === 0) return new Map();
  const rows = await tx.all<{ member_id: string; minutes: number }>(
    `SELECT record.member_id, sum(ifnull(
       (SELECT json_extract(step.value, '$.before') FROM json_each(header.inputs, '$.steps') AS step
        WHERE json_extract(step.value, '$.kind') = 'storedCap'),
       ifnull((SELECT sum(entry.amount) FROM ledger_entries AS entry
        JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.unit = 'minute'
        WHERE entry.transaction_seq = header.seq AND account.member_id = root.member_id), 0))) AS minutes
     FROM service_records AS record
     -- What came from a double that was merged was decided by the booking of the double.
     LEFT JOIN hours_moves AS move ON move.record_id = record.id
     JOIN service_records AS root ON root.id = ifnull(move.root_id, record.id)
     JOIN ledger_transactions AS header ON header.id = root.transaction_id
     WHERE record.served_on = ? AND record.member_id IN (${memberIds.map(() => '?').join(', ')})
       AND record.reverses_id IS NULL AND header.id IS NOT ?
       AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)
       ${activity === undefined ? '' : 'AND root.activity = ?'}
     GROUP BY record.member_id`,
    [servedOn, ...memberIds, exceptTransaction ?? null, ...(activity === undefined ? [] : [activity])],
  );
  return new Map(rows.map((row) => [row.member_id, row.minutes]));
}
