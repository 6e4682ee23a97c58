import type { PlannedSession } from '../../contract/mediation/sessions.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import type { TrafficFields } from '../../contract/mediation/line-values.ts';
import { PlannedSessions, type PlannedSessionRecord } from './entities.ts';

/** All plans of a case, those that ended among them, by their day. */
export const plansOf = (tx: Reader, caseId: string): Promise<PlannedSessionRecord[]> =>
  tx
    .find(PlannedSessions)
    .find({ where: { case_id: caseId }, order: { planned_on: 'ASC', starts_at: 'ASC', id: 'ASC' } });

/** Those that are still to be held. */
export const openPlansOf = async (tx: Reader, caseId: string): Promise<PlannedSessionRecord[]> =>
  (await plansOf(tx, caseId)).filter((one) => one.state === 'planned');

export const planView = (row: PlannedSessionRecord): PlannedSession => ({
  id: row.id,
  version: row.version,
  plannedOn: row.planned_on,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  partyIds: JSON.parse(row.party_ids) as string[],
  others: row.others,
  matters: row.matters,
  state: row.state,
  reason: row.reason,
  sessionId: row.session_id,
});

/** Errors: `record.notFound`, `record.stale`, `case.planEnded` when it was held, moved or cancelled. */
export async function openPlan(
  tx: Reader,
  caseId: string,
  planId: string,
  version?: number,
): Promise<PlannedSessionRecord> {
  const row = await tx.find(PlannedSessions).findOneBy({ id: planId, case_id: caseId });
  if (!row) throw notFound('plan');
  if (row.state !== 'planned') throw new AppError('case.planEnded');
  if (version !== undefined) requireVersion(row.version, version);
  return row;
}

/** A plan ends: held with its record, moved to another plan, cancelled. */
export async function endPlan(
  tx: Writer,
  row: PlannedSessionRecord,
  ending: Pick<PlannedSessionRecord, 'state'> &
    Partial<Pick<PlannedSessionRecord, 'reason' | 'moved_to' | 'session_id'>>,
): Promise<void> {
  await tx.update(PlannedSessions, row.id, { ...ending, version: row.version + 1 });
}

/**
 * The day on which the last insurer of a traffic case was told of a session; null while one of them was not, or where no
 * insurer is on file. An insurer that was told without naming a session was told of this one.
 */
export function insurersToldOn(traffic: TrafficFields | undefined, sessionOn: string): string | null {
  const insurances = traffic?.insurances ?? [];
  const days = insurances.map((one) =>
    one.sessionOn === null || one.sessionOn === sessionOn ? one.toldOn : null,
  );
  if (days.length === 0 || days.includes(null)) return null;
  return (
    days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? null
  );
}
