import type { Reader } from '../platform/database/handles.ts';
import type { CreditRules } from './credit.ts';

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

/**
 * Coins that members were ever credited for services, net of reversals, with those of doubles merged into them. Empty
 * where the region has no limit on them: then nobody walks through all the credits of a life.
 */
export async function creditedMinutes(
  tx: Reader,
  memberIds: readonly string[],
  { lifetimeMinutes }: Pick<CreditRules, 'lifetimeMinutes'>,
): Promise<Map<string, number>> {
  if (lifetimeMinutes === null || memberIds.length === 0) return new Map();
  const rows = await tx.all<{ id: string; minutes: number }>(
    `WITH RECURSIVE own (id, member_id) AS (SELECT DISTINCT value, value FROM json_each(?)
       UNION SELECT own.id, merge.merged_id FROM own JOIN member_merges AS merge
         ON merge.survivor_id = own.member_id AND merge.undone_at IS NULL)
     SELECT own.id, ifnull(sum((SELECT sum(entry.amount) FROM ledger_entries AS entry
         JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
         WHERE entry.account_id = account.id AND entry.amount > 0 AND header.kind IN ('credit', 'service')
           AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = header.id))), 0) AS minutes
     FROM own JOIN ledger_accounts AS account ON account.member_id = own.member_id AND account.unit = 'minute'
     GROUP BY own.id`,
    [JSON.stringify(memberIds)],
  );
  return new Map(rows.map(({ id, minutes }) => [id, minutes]));
}
