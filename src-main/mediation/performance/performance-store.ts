import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { TermOf } from '../deadline.ts';
import type { CaseState } from '../next-action.ts';
import { foldConfirmation, type ConfirmationFold } from './confirmation.ts';
import {
  AgreementVersions,
  ConfirmationEvents,
  CourtSteps,
  PerformanceEntries,
  PerformanceUrgings,
  ReturnVisits,
  type ConfirmationEventRecord,
  type CourtStepRecord,
  type EntryRecord,
  type UrgingRecord,
  type VisitRecord,
} from './entities.ts';
import { itemsOf, keyOf, progressOf, type ScheduleEntry, type ScheduleItem } from './schedule.ts';
import { planVisits, type PlannedVisit } from './visit-plan.ts';

/** All that was recorded after the effect of an agreement, oldest first. */
export interface PerformanceRecords {
  entries: EntryRecord[];
  urgings: UrgingRecord[];
  visits: VisitRecord[];
  /** Of the agreement at hand. */
  confirmation: ConfirmationEventRecord[];
  /** Of agreements that it replaced: the court looked at those. */
  formerConfirmation: ConfirmationEventRecord[];
  /** What was struck out is not among them. */
  courtSteps: CourtStepRecord[];
}

export async function performanceRecordsOf(tx: Reader, caseId: string): Promise<PerformanceRecords> {
  const where = { case_id: caseId };
  const confirmation = await confirmationEventsOf(tx, caseId);
  return {
    entries: await tx.find(PerformanceEntries).find({ where, order: { done_on: 'ASC', id: 'ASC' } }),
    urgings: await tx.find(PerformanceUrgings).find({ where, order: { urged_on: 'ASC', id: 'ASC' } }),
    visits: await tx.find(ReturnVisits).find({ where, order: { visited_on: 'ASC', id: 'ASC' } }),
    confirmation: confirmation.current,
    formerConfirmation: confirmation.former,
    courtSteps: await tx
      .find(CourtSteps)
      .find({ where: { ...where, struck_reason: '' }, order: { filed_on: 'ASC', id: 'ASC' } }),
  };
}

/** How far the request for judicial confirmation of the agreement at hand has come. */
export async function confirmationOfCase(
  tx: Reader,
  caseId: string,
): Promise<ConfirmationFold<ConfirmationEventRecord>> {
  return foldConfirmation((await confirmationEventsOf(tx, caseId)).current);
}

/** A new agreement begins anew before the court: steps up to the last replacement belong to its predecessors. */
async function confirmationEventsOf(tx: Reader, caseId: string) {
  const events = await tx
    .find(ConfirmationEvents)
    .find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  const versions = await tx.find(AgreementVersions).findBy({ case_id: caseId });
  const since = versions
    .filter((one) => one.ending !== 'withdrawn' && one.restored_at === null)
    .reduce((latest, one) => (one.id > latest ? one.id : latest), '');
  return {
    current: events.filter((one) => one.id > since),
    former: events.filter((one) => one.id <= since),
  };
}

export const entryOf = (row: EntryRecord): ScheduleEntry => ({
  id: row.id,
  itemKey: keyOf(row.clause_id, row.instalment),
  kind: row.kind,
  amountFen: row.amount_fen,
  on: row.done_on,
  reversesId: row.reverses_id,
});

/** The part of a case’s state that its dues depend on once the agreement is in effect. */
export function dueStateOf(
  clauses: readonly Clause[],
  effectiveOn: string,
  records: PerformanceRecords,
  terms: TermOf,
): Pick<NonNullable<CaseState['agreement']>, 'items' | 'visits' | 'confirmation'> {
  const items = itemsOf(clauses);
  const entries = records.entries.map(entryOf);
  return {
    items: items.map((item) => ({
      key: item.key,
      dueOn: item.dueOn,
      // States that depend on today are none of the dues’ business.
      settled: progressOf(item, entries, effectiveOn, effectiveOn).settled,
      lastUrgedOn: lastUrging(item, records.urgings),
    })),
    visits: visitPlanOf(items, effectiveOn, records.visits, terms)
      .filter((entry) => entry.visitedOn === null)
      .map(({ visitedOn: _visitedOn, ...entry }) => entry),
    confirmation: foldConfirmation(records.confirmation).state,
  };
}

/** The plan with the visits that fulfilled it. */
export function visitPlanOf(
  items: readonly ScheduleItem[],
  effectiveOn: string,
  visits: readonly VisitRecord[],
  terms: TermOf,
): (PlannedVisit & { visitedOn: string | null })[] {
  const dates = items.flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]));
  return planVisits(effectiveOn, dates, terms).map((entry) => ({
    ...entry,
    visitedOn: visits.find((visit) => visit.plan_key === entry.key)?.visited_on ?? null,
  }));
}

function lastUrging(item: ScheduleItem, urgings: readonly UrgingRecord[]): string | null {
  const own = urgings.filter((one) => (JSON.parse(one.item_keys) as string[]).includes(item.key));
  return own.at(-1)?.urged_on ?? null;
}
