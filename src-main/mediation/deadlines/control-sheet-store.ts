import type { ControlSheet } from '../../contract/mediation/deadlines.ts';
import { endOfTerm } from '../../platform/calendar/calendar.ts';
import { agreementOutline, agreementOf } from '../agreement-store.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CaseRecord } from '../entities.ts';
import { foldConfirmation } from '../performance/confirmation.ts';
import { entryOf, performanceRecordsOf, visitPlanOf } from '../performance/performance-store.ts';
import { itemsOf, progressOf } from '../performance/schedule.ts';
import { trafficOf } from '../lines/line-store.ts';
import { sessionsOf } from '../session-store.ts';
import { insurersToldOn, openPlansOf } from '../sessions/plan-store.ts';
import { controlSheetRows, type SheetSource } from './control-sheet.ts';
import { calendarFor, countedTermsOf, extensionsOf, suspensionsOf, type TermContext } from './terms-store.ts';

/**
 * The control sheet of one case: its terms as they are counted today, its stops of the clock and extensions. The one
 * source of the panel in the window and of the printed sheet.
 */
export async function controlSheetOf(context: TermContext, row: CaseRecord): Promise<ControlSheet> {
  const { tx, today } = context;
  const days = await calendarFor(context);
  const terms = await countedTermsOf(context, row, days);
  const suspensions = await suspensionsOf(tx, row.id);
  const extensions = await extensionsOf(tx, row.id);
  const source = await sourceOf(
    context,
    row,
    terms,
    suspensions.some((one) => one.to_on === null && one.cancel_reason === ''),
  );
  const mediate = row.accepted_on === null ? null : terms('mediate', row.accepted_on);
  const longest = mediate?.record.extensionMax;
  return {
    caseId: row.id,
    number: row.number,
    title: row.title,
    today,
    terms: controlSheetRows(source, terms),
    allows: {
      suspensions: [...(mediate?.record.suspensions ?? [])],
      extensionBy: mediate?.record.extensionBy ?? 'none',
      extensionUntil: mediate && longest ? endOfTerm({ from: mediate.dueOn, ...longest }, days).dueOn : null,
      overTime: mediate?.record.overTime ?? 'none',
    },
    suspensions: suspensions.map((one) => ({
      id: one.id,
      version: one.version,
      reason: one.reason,
      fromOn: one.from_on,
      expectedOn: one.expected_on,
      toOn: one.to_on,
      note: one.note,
      documentId: one.document_id,
      cancelReason: one.cancel_reason,
    })),
    extensions: extensions.map((one) => ({
      id: one.id,
      version: one.version,
      toOn: one.to_on,
      agreedOn: one.agreed_on,
      agreedByAll: one.agreed_by_all === 1,
      reason: one.reason,
      documentId: one.document_id,
      cancelReason: one.cancel_reason,
    })),
  };
}

async function sourceOf(
  { tx, today }: TermContext,
  row: CaseRecord,
  terms: Awaited<ReturnType<typeof countedTermsOf>>,
  suspended: boolean,
): Promise<SheetSource> {
  const agreement = await agreementOf(tx, row.id);
  const outline = agreement && (await agreementOutline(tx, row.id));
  const effectiveOn = outline?.effectiveOn ?? null;
  const records = await performanceRecordsOf(tx, row.id);
  const items = effectiveOn === null || !outline ? [] : itemsOf(outline.clauses);
  const entries = records.entries.map(entryOf);
  return {
    stage: row.stage,
    today,
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    declinedOn: row.declined_on,
    terminatedOn: row.terminated_on,
    closedOn: row.closed_on,
    isTraffic: row.dispute_type === 'traffic',
    suspended,
    agreement: agreement &&
      outline && { concludedOn: agreement.record.concluded_on, issuedOn: outline.issuedOn, effectiveOn },
    sessions: await insurerSessions(tx, row),
    items: items.map((item) => {
      const progress = progressOf(item, entries, today, today);
      return {
        key: item.key,
        name: item.text,
        dueOn: item.dueOn,
        doneOn: progress.doneOn,
        refused: progress.state === 'refused',
      };
    }),
    visits: effectiveOn === null ? [] : visitPlanOf(items, effectiveOn, records.visits, terms),
    confirmation: foldConfirmation(records.confirmation).standing.map((one) => ({
      event: one.event,
      on: one.happened_on,
    })),
  };
}

/** Sessions held and sessions planned: insurers hear of both. */
async function insurerSessions(tx: Reader, row: CaseRecord): Promise<SheetSource['sessions']> {
  if (row.dispute_type !== 'traffic') return [];
  const traffic = (await trafficOf(tx, row.id))?.fields;
  const of = (key: string, on: string, planned: boolean) => ({
    key,
    on,
    planned,
    insurersToldOn: insurersToldOn(traffic, on),
  });
  const held = (await sessionsOf(tx, row.id)).map((one) => of(String(one.number), one.held_on, false));
  const planned = (await openPlansOf(tx, row.id)).map((one) => of(one.id, one.planned_on, true));
  return [...held, ...planned];
}
