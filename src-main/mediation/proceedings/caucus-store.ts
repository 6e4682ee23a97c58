import type { CaseContext } from '../case-store.ts';
import { MediationSessions } from '../entities.ts';
import { caucusesInSight } from './caucus-note-store.ts';
import type { CaucusPartyRecord } from './entities.ts';

/**
 * The caucuses of a case that this account may know of, without a word of what was said in them: that is
 * caucus-note-store.ts’s. Counted by themselves, as this account sees them: a gap would tell of one that it does not see.
 */
export async function caucusesOf(context: Pick<CaseContext, 'tx' | 'actor'>, caseId: string) {
  const { tx } = context;
  const inSight = await caucusesInSight(context, caseId);
  const all = await tx
    .find(MediationSessions)
    .find({ where: { case_id: caseId, kind: 'caucus' }, order: { number: 'ASC' } });
  const rows = all.filter((row) => inSight.has(row.id));
  const parties = await tx.all<CaucusPartyRecord>(
    `SELECT p.* FROM caucus_parties p JOIN mediation_sessions s ON s.id = p.session_id
     WHERE s.case_id = ? ORDER BY p.session_id, p.position`,
    [caseId],
  );
  return rows.map((row, index) => ({
    id: row.id,
    version: row.version,
    number: index + 1,
    late: row.late === 1,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    attendees: row.attendees,
    recorder: row.recorder,
    note: inSight.get(row.id) ?? ('none' as const),
    partyIds: parties.filter((one) => one.session_id === row.id).map((one) => one.party_id),
  }));
}
