import type { Database } from '../../platform/database/gateway.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import { Requests, type RequestRow } from './entities.ts';
import { addEvent, freeReservation } from './request-store.ts';

/**
 * Times out every request whose time is over: nobody took it until the end of its day, or nobody came. What was
 * reserved is free again. Doing it twice does nothing more. Answers the numbers of the requests.
 */
export async function lapseDue(tx: Writer, run: { now: string; userId: string | null }): Promise<string[]> {
  const due = await dueRequests(tx, run.now);
  for (const row of due) {
    const actor = { userId: run.userId ?? row.created_by };
    await freeReservation({ tx, now: run.now, actor }, row.id, 'expired');
    await tx.update(Requests, row.id, {
      state: 'timedOut',
      version: row.version + 1,
      closed_at: run.now,
      updated_at: run.now,
    });
    await addEvent(tx, row.id, {
      step: 'timeOut',
      at: run.now,
      userId: run.userId,
      memberId: row.helper_id,
      text: '',
    });
  }
  return due.map(({ number }) => number);
}

/** The same at the start of the program; writes nothing when nothing is due. */
export async function lapseAtStart(database: Pick<Database, 'read' | 'write'>, now: string): Promise<void> {
  const due = await database.read((tx) => dueRequests(tx, now));
  if (due.length > 0) await database.write((tx) => lapseDue(tx, { now, userId: null }));
}

function dueRequests(tx: Reader, now: string): Promise<RequestRow[]> {
  return tx.all(
    `SELECT * FROM requests WHERE state IN ('published', 'taken') AND lapses_at <= ? ORDER BY lapses_at, id`,
    [now],
  );
}
