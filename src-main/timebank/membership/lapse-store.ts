import type { Database } from '../../platform/database/gateway.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import { addDays, civilDate, civilDateOfInstant } from '../../platform/dates.ts';
import { insertEvent } from './standing-store.ts';

/**
 * Ends every suspension whose last day is over, in the name of who suspended. Doing it twice does nothing more. Answers
 * how many.
 */
export async function resumeDue(tx: Writer, now: string): Promise<number> {
  const today = civilDateOfInstant(now);
  const due = await overdueSuspensions(tx, today);
  for (const { member_id: memberId, until_day: until, recorded_by: userId } of due) {
    const context = { tx, now, today, actor: { userId } };
    await insertEvent(context, memberId, {
      ...{ kind: 'resumed', standing: 'active', reason: '暂停期满' },
      onDay: addDays(civilDate(until), 1),
    });
  }
  return due.length;
}

/** The same at the start of the program; writes nothing when nothing is due. */
export async function resumeDueAtStart(
  database: Pick<Database, 'read' | 'write'>,
  now: string,
): Promise<void> {
  const due = await database.read((tx) => overdueSuspensions(tx, civilDateOfInstant(now)));
  if (due.length > 0) await database.write((tx) => resumeDue(tx, now));
}

function overdueSuspensions(
  tx: Reader,
  today: string,
): Promise<{ member_id: string; until_day: string; recorded_by: string }[]> {
  return tx.all(
    `SELECT event.member_id, event.until_day, event.recorded_by FROM member_events AS event
     WHERE event.kind = 'suspended' AND event.until_day < ?
       AND event.seq = (SELECT max(seq) FROM member_events WHERE member_id = event.member_id)
     ORDER BY event.until_day, event.member_id`,
    [today],
  );
}
