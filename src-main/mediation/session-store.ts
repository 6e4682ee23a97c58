import type { Reader } from '../platform/database/handles.ts';
import { MediationSessions, type SessionRecord } from './entities.ts';

/**
 * The sessions that every reader of the case may see with their minutes, counted by themselves: a gap in the numbers would
 * tell of a caucus. Caucuses are proceedings/caucus-store.ts’s.
 */
export async function sessionsOf(tx: Reader, caseId: string): Promise<SessionRecord[]> {
  const rows = await tx
    .find(MediationSessions)
    .find({ where: { case_id: caseId, kind: 'joint' }, order: { number: 'ASC' } });
  return rows.map((row, index) => ({ ...row, number: index + 1 }));
}

/** The minutes as the contract shows them. */
export function sessionView(row: SessionRecord) {
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    late: row.late === 1,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    attendees: row.attendees,
    minutes: row.minutes,
    result: row.result,
    recorder: row.recorder,
  };
}
