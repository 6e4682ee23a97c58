import { AppError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { ServiceRecords, type ServiceRecordRow } from './entities.ts';

/** Permanent hours by member, minutes, net of reversals. */
export async function serviceMinutesOf(
  tx: Reader,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  if (memberIds.length === 0) return new Map();
  const rows = await tx.all<{ member_id: string; minutes: number }>(
    `SELECT member_id, sum(minutes) AS minutes FROM service_records
     WHERE member_id IN (${memberIds.map(() => '?').join(', ')}) GROUP BY member_id`,
    memberIds,
  );
  return new Map(rows.map((row) => [row.member_id, row.minutes]));
}

/** Date of the last service that still stands. */
export async function lastServedOn(tx: Reader, memberId: string): Promise<string | null> {
  const row = await tx.get<{ served_on: string }>(
    `SELECT served_on FROM service_records WHERE member_id = ?
     GROUP BY served_on HAVING sum(minutes) > 0 ORDER BY served_on DESC LIMIT 1`,
    [memberId],
  );
  return row?.served_on ?? null;
}

/** Minutes of service entered into the permanent record from an instant on, net of reversals. */
export async function minutesRecordedSince(tx: Reader, instant: string): Promise<number> {
  const row = await tx.get<{ minutes: number | null }>(
    'SELECT sum(minutes) AS minutes FROM service_records WHERE recorded_at >= ?',
    [instant],
  );
  return row?.minutes ?? 0;
}

/**
 * Takes the hours of a reversed credit back with negative rows of the same date. Answers the members concerned. Hours
 * that went to the survivor of a merge are not taken from him: `member.merged`; that merge is taken back first.
 */
export async function reverseHours(
  context: Pick<CommandContext, 'tx' | 'services'>,
  originalTransactionId: string,
  reversal: { id: string; recorded_at: string },
): Promise<string[]> {
  const originals = await context.tx.all<ServiceRecordRow>(
    // Hours that were merged away and came back stand in a later row.
    `SELECT record.* FROM service_records AS root JOIN service_records AS record ON record.id = ifnull(
       (SELECT record_id FROM hours_moves WHERE root_id = root.id ORDER BY rowid DESC LIMIT 1), root.id)
     WHERE root.transaction_id = ? AND root.reverses_id IS NULL`,
    [originalTransactionId],
  );
  for (const { member_id: holder } of originals) {
    const merged = await context.tx.get(
      'SELECT 1 FROM service_records WHERE transaction_id = ? AND reverses_id IS NULL AND member_id = ?',
      [originalTransactionId, holder],
    );
    if (!merged) throw new AppError('member.merged');
  }
  if (originals.length > 0) {
    await context.tx.insert(
      ServiceRecords,
      originals.map((original) => ({
        ...original,
        id: context.services.ids.next(),
        sheet_line_id: null,
        occasion: null,
        recorded_at: reversal.recorded_at,
        minutes: -original.minutes,
        transaction_id: reversal.id,
        reverses_id: original.id,
      })),
    );
  }
  return originals.map((original) => original.member_id);
}
