import type { Reader } from '../../platform/database/handles.ts';
import { MediationSessions } from '../entities.ts';
import type { CaucusPartyRecord } from './entities.ts';

/** The caucuses of a case without a word of what was said in them: that is caucus-note-store.ts’s. */
export async function caucusesOf(tx: Reader, caseId: string) {
  const rows = await tx
    .find(MediationSessions)
    .find({ where: { case_id: caseId, kind: 'caucus' }, order: { number: 'ASC' } });
  const parties = await tx.all<CaucusPartyRecord>(
    `SELECT p.* FROM caucus_parties p JOIN mediation_sessions s ON s.id = p.session_id
     WHERE s.case_id = ? ORDER BY p.session_id, p.position`,
    [caseId],
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    number: row.number,
    late: row.late === 1,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    attendees: row.attendees,
    recorder: row.recorder,
    partyIds: parties.filter((one) => one.session_id === row.id).map((one) => one.party_id),
  }));
}
