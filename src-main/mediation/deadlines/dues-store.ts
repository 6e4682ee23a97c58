import type { DayCalendar } from '../../platform/calendar/calendar.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import { agreementOutline } from '../agreement-store.ts';
import type { TermOf } from '../deadline.ts';
import type { CaseRecord } from '../entities.ts';
import { duesOf, nextStep, type CaseState, type Due } from '../next-action.ts';
import { trafficOf } from '../lines/line-store.ts';
import { dueStateOf, performanceRecordsOf } from '../performance/performance-store.ts';
import { insurersToldOn, openPlansOf } from '../sessions/plan-store.ts';
import { CaseDues } from './entities.ts';
import { countedTermsOf, suspensionsOf, type TermContext } from './terms-store.ts';

/** What is kept beside a case after every command, and its dues. */
export interface Kept {
  columns: Pick<CaseRecord, 'due_on' | 'next_action' | 'next_due_on'>;
  /** Sum of its agreement; undefined without one. */
  amountFen: number | null | undefined;
  dues: Due[];
}

/** Counts a case’s deadline, dues and next step from what is on file. Writes nothing. */
export async function keptOf(context: TermContext, row: CaseRecord, days?: DayCalendar): Promise<Kept> {
  const terms = await countedTermsOf(context, row, days);
  const outline = await agreementOutline(context.tx, row.id);
  const state = await stateOf(context, row, outline, terms);
  const dues = duesOf(state, terms);
  const isOver = row.stage === 'closed' || row.stage === 'declined' || row.stage === 'terminated';
  // A closed case waits for its visits on the workbench; it has no next step of its own.
  const step = isOver ? null : nextStep(dues, context.today);
  return {
    columns: {
      due_on: row.accepted_on === null ? null : (terms('mediate', row.accepted_on)?.dueOn ?? null),
      next_action: step?.action ?? null,
      next_due_on: step?.dueOn ?? null,
    },
    amountFen: outline?.amountFen,
    dues,
  };
}

/** The dues of a case become exactly these; nothing is written when they are the same. */
export async function writeDues(tx: Writer, caseId: string, dues: readonly Due[]): Promise<void> {
  const before = await tx.find(CaseDues).find({ where: { case_id: caseId } });
  const rows = dues.map((due) => ({
    case_id: caseId,
    action: due.action,
    key: due.key,
    from_on: due.fromOn,
    due_on: due.dueOn,
    warn_on: due.warnOn,
    lapses: due.lapses ? 1 : 0,
  }));
  const text = (list: readonly object[]) =>
    list
      .map((one) => JSON.stringify(Object.values(one)))
      .sort()
      .join();
  if (text(before) === text(rows)) return;
  await tx.run('DELETE FROM case_dues WHERE case_id = ?', [caseId]);
  if (rows.length > 0) await tx.insert(CaseDues, rows);
}

async function stateOf(
  { tx }: TermContext,
  row: CaseRecord,
  outline: Awaited<ReturnType<typeof agreementOutline>>,
  terms: TermOf,
): Promise<CaseState> {
  const open = (await suspensionsOf(tx, row.id)).find(
    (one) => one.to_on === null && one.cancel_reason === '',
  );
  const after = outline?.effectiveOn
    ? dueStateOf(outline.clauses, outline.effectiveOn, await performanceRecordsOf(tx, row.id), terms)
    : { items: [], visits: [], confirmation: 'undecided' as const };
  return {
    stage: row.stage,
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    rightsNotifiedOn: row.rights_notified_on,
    plans: await plansState(tx, row),
    suspended: open ? { fromOn: open.from_on, expectedOn: open.expected_on } : null,
    agreement: outline && {
      form: outline.form,
      hasClauses: outline.clauses.length > 0,
      issuedOn: outline.issuedOn,
      effectiveOn: outline.effectiveOn,
      ...after,
    },
  };
}

async function plansState(tx: Reader, row: CaseRecord): Promise<CaseState['plans']> {
  const plans = await openPlansOf(tx, row.id);
  if (plans.length === 0) return [];
  const traffic = (await trafficOf(tx, row.id))?.fields;
  return plans.map((plan) => ({
    key: plan.id,
    plannedOn: plan.planned_on,
    insurerWaits: (traffic?.insurances.length ?? 0) > 0 && insurersToldOn(traffic, plan.planned_on) === null,
  }));
}
