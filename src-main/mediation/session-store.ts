import type { Reader, Writer } from '../platform/database/handles.ts';
import { MediationSessions, type SessionRecord } from './entities.ts';
import { SessionMediators } from './sessions/entities.ts';

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

/** A mediator of one session. */
interface SessionMediator {
  userId: string;
  name: string;
}

/** Who mediated at each session of a case, by its id; nobody where that was not written down. */
export async function sessionMediatorsOf(
  tx: Reader,
  caseId: string,
): Promise<ReadonlyMap<string, SessionMediator[]>> {
  const rows = await tx.all<SessionMediator & { sessionId: string }>(
    `SELECT m.session_id AS sessionId, m.user_id AS userId, u.display_name AS name
     FROM session_mediators m JOIN mediation_sessions s ON s.id = m.session_id JOIN users u ON u.id = m.user_id
     WHERE s.case_id = ? AND s.kind = 'joint' ORDER BY m.session_id, m.position`,
    [caseId],
  );
  const bySession = new Map<string, SessionMediator[]>();
  for (const { sessionId, ...mediator } of rows) {
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), mediator]);
  }
  return bySession;
}

/** Errors: none; a mediator named twice stands once. */
export async function replaceSessionMediators(
  tx: Writer,
  sessionId: string,
  userIds: readonly string[],
): Promise<void> {
  await tx.run('DELETE FROM session_mediators WHERE session_id = ?', [sessionId]);
  const rows = [...new Set(userIds)].map((user_id, position) => ({
    session_id: sessionId,
    user_id,
    position,
  }));
  if (rows.length > 0) await tx.insert(SessionMediators, rows);
}

/** The minutes as the contract shows them. */
export function sessionView(row: SessionRecord, mediators: readonly SessionMediator[]) {
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
    mediatorIds: mediators.map((one) => one.userId),
    mediators: mediators.map(({ userId, name }) => ({ userId, name })),
  };
}
