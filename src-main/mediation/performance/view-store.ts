import { outcomes } from '../../contract/mediation/case-values.ts';
import type { PerformanceItem, PerformanceView } from '../../contract/mediation/performance.ts';
import { userNames } from '../../people/public.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, civilDate, daysBetween } from '../../platform/dates.ts';
import { agreementOf } from '../agreement-store.ts';
import type { TermOf } from '../deadline.ts';
import { countedTermsOf, type TermContext } from '../deadlines/terms-store.ts';
import type { CaseRecord } from '../entities.ts';
import { closingAnswer, outcomeCodes } from './closing.ts';
import { foldConfirmation, isSettled, nextConfirmationEvents } from './confirmation.ts';
import { closingFactsOf, preventionOf } from './ending-store.ts';
import { PartySatisfaction, type EntryRecord } from './entities.ts';
import { packetOf } from './packet-store.ts';
import { entryOf, performanceRecordsOf, visitPlanOf, type PerformanceRecords } from './performance-store.ts';
import { entriesInForce, itemsOf, keyOf, progressOf, type ScheduleItem } from './schedule.ts';

/** Everything after the effect of an agreement, as the panels of the case page and the papers show it. */
export async function performanceViewOf(context: TermContext, row: CaseRecord): Promise<PerformanceView> {
  const { tx, today } = context;
  const agreement = await agreementOf(tx, row.id);
  const effectiveOn = agreement?.record.effective_on ?? null;
  const records = await performanceRecordsOf(tx, row.id);
  const terms = await countedTermsOf(context, row);
  const parties = await tx.all<{ id: string; name: string }>(
    'SELECT id, name FROM case_parties WHERE case_id = ? ORDER BY position',
    [row.id],
  );
  const names = new Map(parties.map((party) => [party.id, party.name]));
  const schedule = effectiveOn === null ? [] : itemsOf(agreement?.fields.clauses ?? []);
  const users = await userNames(tx, [
    ...records.entries.map((one) => one.recorded_by),
    ...records.urgings.map((one) => one.recorded_by),
  ]);
  const items = schedule.map((item) =>
    itemView(item, records.entries, { today, names, users, terms, effectiveOn }),
  );
  const facts = await closingFactsOf(context, row.id);
  return {
    caseId: row.id,
    today,
    effectiveOn,
    items,
    totals: totalsOf(items),
    urgings: records.urgings.map((one) => ({
      id: one.id,
      itemKeys: JSON.parse(one.item_keys) as string[],
      on: one.urged_on,
      manner: one.manner,
      content: one.content,
      late: one.late === 1,
      recordedBy: users.get(one.recorded_by) ?? '',
    })),
    visitPlan:
      effectiveOn === null
        ? []
        : visitPlanOf(schedule, effectiveOn, records.visits, terms).map(
            ({ warnOn: _warnOn, ...entry }) => entry,
          ),
    visits: records.visits.map((one) => ({
      id: one.id,
      version: one.version,
      planKey: one.plan_key,
      visitedOn: one.visited_on,
      manner: one.manner,
      visitors: one.visitors,
      partyIds: JSON.parse(one.party_ids) as string[],
      performance: one.performance,
      findings: one.findings,
      satisfaction: one.satisfaction,
      lawsuit: one.lawsuit,
      hiddenRisk: one.hidden_risk,
      measures: one.measures,
      late: one.late === 1,
    })),
    satisfaction: await satisfactionOf(tx, row.id, parties),
    confirmation: await confirmationOf(context, row, effectiveOn, records, terms),
    courtSteps: records.courtSteps.map((one) => ({
      id: one.id,
      version: one.version,
      kind: one.kind,
      filedOn: one.filed_on,
      court: one.court,
      number: one.number,
      filedBy: one.filed_by,
      result: one.result,
      resultOn: one.result_on,
      note: one.note,
    })),
    prevention: await preventionOf(tx, row.id),
    closing: outcomes.map((outcome) => {
      const answer = closingAnswer(outcome, facts);
      return { outcome, allowed: answer.allowed, reason: answer.allowed ? null : answer.reason };
    }),
    outcomeCodes: outcomeCodes({
      done: items.length > 0 && facts.openItems === 0,
      lawsuits: records.courtSteps.filter((one) => one.kind === 'lawsuit'),
      paymentOrders: records.courtSteps.filter((one) => one.kind === 'paymentOrder').length,
      confirmationApplied: [records.formerConfirmation, records.confirmation].some((events) =>
        foldConfirmation(events).standing.some((one) => one.event === 'apply'),
      ),
      confirmed: facts.confirmed,
    }),
  };
}

interface Shown {
  today: string;
  names: ReadonlyMap<string, string>;
  users: ReadonlyMap<string, string>;
  terms: TermOf;
  effectiveOn: string | null;
}

function itemView(item: ScheduleItem, entries: readonly EntryRecord[], shown: Shown): PerformanceItem {
  const own = entries.filter((one) => keyOf(one.clause_id, one.instalment) === item.key);
  const standing = new Set(entriesInForce(own.map(entryOf)).map((one) => one.id));
  const warn = shown.terms('performanceReminder', item.dueOn ?? shown.today)?.record.warnDays ?? [];
  const soonOn = addDays(civilDate(shown.today), Math.max(0, ...warn));
  const { settled: _settled, ...progress } = progressOf(item, own.map(entryOf), shown.today, soonOn);
  const reminder = shown.effectiveOn && shown.terms('performance', shown.effectiveOn, 'effect');
  return {
    key: item.key,
    clause: item.clause,
    instalment: item.instalment,
    kind: item.kind,
    text: item.text,
    debtors: item.debtorIds.map((id) => shown.names.get(id) ?? ''),
    creditors: item.creditorIds.map((id) => shown.names.get(id) ?? ''),
    amountFen: item.amountFen,
    amountText: item.amountText,
    dueOn: item.dueOn,
    dueText: item.dueText,
    manner: item.manner,
    ...progress,
    askOn: item.dueOn ?? (reminder ? reminder.dueOn : null),
    entries: own.map((one) => ({
      id: one.id,
      kind: one.kind,
      amountFen: one.amount_fen,
      on: one.done_on,
      manner: one.manner,
      evidence: one.evidence,
      fileId: one.file_id,
      late: one.late === 1,
      reversed: one.kind !== 'reversal' && !standing.has(one.id),
      reason: one.reason,
      recordedBy: shown.users.get(one.recorded_by) ?? '',
    })),
  };
}

function totalsOf(items: readonly PerformanceItem[]): PerformanceView['totals'] {
  const sum = (value: (item: PerformanceItem) => number) =>
    items.reduce((total, item) => total + value(item), 0);
  const count = (state: PerformanceItem['state']) => items.filter((item) => item.state === state).length;
  return {
    totalFen: sum((item) => item.amountFen ?? 0),
    paidFen: sum((item) => item.paidFen),
    openFen: sum((item) => item.openFen ?? 0),
    overFen: sum((item) => item.overFen),
    items: items.length,
    done: count('done'),
    overdue: count('overdue'),
    refused: count('refused'),
  };
}

async function satisfactionOf(tx: Reader, caseId: string, parties: readonly { id: string; name: string }[]) {
  const rows = await tx.find(PartySatisfaction).find({ where: { case_id: caseId } });
  return parties.map(({ id, name }) => {
    const row = rows.find((one) => one.party_id === id);
    return {
      partyId: id,
      name,
      level: row?.level ?? null,
      on: row?.said_on ?? null,
      note: row?.note ?? '',
      version: row?.version ?? 0,
    };
  });
}

async function confirmationOf(
  context: TermContext,
  row: CaseRecord,
  effectiveOn: string | null,
  records: PerformanceRecords,
  terms: TermOf,
): Promise<PerformanceView['confirmation']> {
  const { state, standing } = foldConfirmation(records.confirmation);
  const former = new Set(records.formerConfirmation.map((one) => one.id));
  const stands = new Set(
    [...foldConfirmation(records.formerConfirmation).standing, ...standing].map((one) => one.id),
  );
  const term = effectiveOn === null ? null : terms('judicialConfirmation', effectiveOn);
  const { today } = context;
  const packet = await packetOf(context, row.id, effectiveOn ?? today);
  return {
    state,
    count: records.confirmation.length,
    next: effectiveOn === null ? [] : nextConfirmationEvents(state, standing.length),
    events: [...records.formerConfirmation, ...records.confirmation].map((one) => ({
      id: one.id,
      event: one.event,
      on: one.happened_on,
      court: one.court,
      number: one.number,
      note: one.note,
      late: one.late === 1,
      undone: one.event !== 'undo' && !stands.has(one.id),
      former: former.has(one.id),
    })),
    dueOn: term?.dueOn ?? null,
    daysLeft: term ? daysBetween(today, term.dueOn) : null,
    urgency: urgencyOf(term, today, isSettled(state)),
    papers: packet.lines,
    papersVersion: packet.version,
  };
}

function urgencyOf(
  term: ReturnType<TermOf>,
  today: string,
  settled: boolean,
): PerformanceView['confirmation']['urgency'] {
  if (!term) return 'tooEarly';
  if (settled) return 'settled';
  if (today > term.dueOn) return 'over';
  if (today === term.dueOn) return 'last';
  return today >= term.warnOn ? 'warn' : 'calm';
}
