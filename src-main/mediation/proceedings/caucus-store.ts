import type { CommandContext } from '../../platform/router/handlers.ts';
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
  const former = await tx.all<{ session_id: string; name: string }>(
    `SELECT p.session_id, p.name FROM caucus_former_parties p JOIN mediation_sessions s ON s.id = p.session_id
     WHERE s.case_id = ? ORDER BY p.session_id, p.removed_at, p.position`,
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
    formerParties: former.filter((one) => one.session_id === row.id).map((one) => one.name),
  }));
}

/**
 * Lets a party go that is taken off its case: its caucuses keep the name. Who takes it off is told nothing: a refusal because of
 * something that he cannot see would tell him that there was a caucus, and with whom.
 */
export async function leaveCaucuses(
  { tx, actor, now }: Pick<CommandContext, 'tx' | 'actor' | 'now'>,
  party: { id: string; name: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO caucus_former_parties (session_id, party_id, position, name, removed_by, removed_at)
     SELECT session_id, party_id, position, ?2, ?3, ?4 FROM caucus_parties WHERE party_id = ?1`,
    [party.id, party.name, actor.userId, now],
  );
  await tx.run('DELETE FROM caucus_parties WHERE party_id = ?', [party.id]);
}
