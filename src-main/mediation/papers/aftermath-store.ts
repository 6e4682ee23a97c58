import type { Clause } from '../../contract/mediation/agreement-values.ts';
import { notFound } from '../../platform/app-error.ts';
import { civilDate, formatDate } from '../../platform/dates.ts';
import { cellText } from '../../platform/documents/blocks.ts';
import { agreementOf } from '../agreement-store.ts';
import { copiesFor } from '../copies.ts';
import { clauseSchema } from '../documents/agreement-data.ts';
import { clauseItem } from '../documents/clause-text.ts';
import { clauseData } from '../paper-data.ts';
import { foldConfirmation } from '../performance/confirmation.ts';
import {
  CaseTerminations,
  PartySatisfaction,
  ReturnVisits,
  type SatisfactionRecord,
  type VisitRecord,
} from '../performance/entities.ts';
import { packetOf } from '../performance/packet-store.ts';
import { entryOf, performanceRecordsOf } from '../performance/performance-store.ts';
import { entriesInForce, itemsOf, keyOf, progressOf, type ScheduleItem } from '../performance/schedule.ts';
import { sessionsOf } from '../session-store.ts';
import {
  closingReportData,
  preFilingTerminationData,
  terminationNoticeData,
  type TerminationSource,
} from './ending-paper-data.ts';
import type { Gathering } from './gathering.ts';
import { recordsOnFile } from './needs-store.ts';
import {
  confirmationApplicationData,
  confirmationMaterialsData,
  mediationCertificateData,
  receiptData,
  urgingLetterData,
  type AgreementSource,
  type MaterialSource,
} from './performance-paper-data.ts';
import { returnVisitData } from './record-paper-data.ts';

/** Data of the papers that follow the agreement or the end of a case. Errors: `record.notFound`. */
export async function aftermathData(from: Gathering): Promise<unknown> {
  switch (from.paper) {
    case 'terminationNotice':
      return terminationNoticeData(from.source, await terminationOf(from), from.texts, from.number);
    case 'preFilingTermination':
      return preFilingTerminationData(
        from.source,
        await terminationOf(from),
        await courseOf(from),
        from.number,
      );
    case 'closingReport':
      return closingReport(from);
    case 'receipt':
      return receipt(from);
    case 'urgingLetter':
      return urgingLetter(from);
    case 'returnVisit': {
      const visit = await from.context.tx
        .find(ReturnVisits)
        .findOneBy({ id: from.subject, case_id: from.row.id });
      if (!visit) throw notFound('visit');
      const { number } = await agreementSource(from);
      return returnVisitData(from.source, visit, await satisfactionOn(from, visit), number, from.number);
    }
    default:
      return confirmationPaper(from);
  }
}

/** What the parties that were visited had said of the mediation by that day. */
async function satisfactionOn(
  { context, row }: Gathering,
  visit: Pick<VisitRecord, 'visited_on' | 'party_ids'>,
): Promise<SatisfactionRecord[]> {
  const said = await context.tx.find(PartySatisfaction).find({ where: { case_id: row.id } });
  const visited = JSON.parse(visit.party_ids) as string[];
  return said.filter((one) => visited.includes(one.party_id) && one.said_on <= visit.visited_on);
}

async function agreementSource({
  context,
  row,
  source,
}: Gathering): Promise<AgreementSource & { clauses: Clause[] }> {
  const stored = await agreementOf(context.tx, row.id);
  if (!stored?.record.issued_document_id) throw notFound('agreement');
  const names = new Map(source.parties.map((party) => [party.id, party.name]));
  return {
    number: stored.record.number,
    concludedOn: stored.fields.concludedOn,
    effectiveOn: stored.record.effective_on,
    clauses: stored.fields.clauses,
    terms: stored.fields.clauses.map((clause) => clauseSentence(clause, names)),
    copies: copiesFor(source.parties.length),
  };
}

/** A clause as the agreement words it, instalments behind it. */
function clauseSentence(clause: Clause, names: ReadonlyMap<string, string>): string {
  const plain = (text: ReturnType<typeof clauseItem>['text']) =>
    typeof text === 'string'
      ? text
      : text.map((span) => (typeof span === 'string' ? span : span.text)).join('');
  const item = clauseItem(clauseSchema.parse(clauseData(clause, names)));
  const parts = (item.blocks ?? []).flatMap((block) => {
    if (block.kind === 'list') return block.items.map((one, index) => `（${index + 1}）${plain(one.text)}`);
    return block.kind === 'table'
      ? block.rows.map((cells) => {
          const [number, ...rest] = cells.map(cellText);
          return `第${number}期：${rest.join('，')}。`;
        })
      : [];
  });
  return [plain(item.text), ...parts].join('');
}

async function closingReport(from: Gathering) {
  const { row, source, context } = from;
  // A closed case that was imported may have no agreement on file.
  const issued = row.stage === 'closed' && (await recordsOnFile(context.tx, row.id)).has('agreement');
  const agreement = issued ? await agreementSource(from) : null;
  return closingReportData(source, {
    closedOn: row.closed_on ?? row.terminated_on,
    filledOn: context.today,
    course: await courseOf(from),
    agreementNumber: agreement?.number ?? null,
    performance: agreement ? await performanceText(from, agreement.clauses) : '',
    opinion: [row.outcome ? outcomeWords[row.outcome] : '终止调解。', row.outcome_note]
      .filter(Boolean)
      .join('\n'),
  });
}

const outcomeWords = {
  performed: '协议已全部履行。',
  performing: '协议正在履行。',
  notPerformed: '协议未履行。',
  lawsuit: '当事人就协议提起诉讼。',
  judiciallyConfirmed: '协议已经人民法院司法确认。',
} as const;

/** What the joint sessions came to, one line each; never a word of a caucus or an offer. */
async function courseOf({ context, row }: Gathering): Promise<string> {
  const sessions = await sessionsOf(context.tx, row.id);
  return sessions
    .map(
      (one) =>
        `第${one.number}次调解（${formatDate(civilDate(one.held_on))}）：${one.result || '已作调解记录。'}`,
    )
    .join('\n');
}

async function performanceText({ context, row }: Gathering, clauses: readonly Clause[]): Promise<string> {
  const entries = (await performanceRecordsOf(context.tx, row.id)).entries.map(entryOf);
  const items = itemsOf(clauses);
  if (items.length === 0) return '';
  const states = items.map((item) => progressOf(item, entries, context.today, context.today).state);
  const count = (state: 'done' | 'refused') => states.filter((one) => one === state).length;
  const done = count('done');
  const refused = count('refused');
  if (done === items.length) return `协议约定的履行事项共${items.length}项，已全部履行。`;
  const parts = [
    `已履行${done}项`,
    ...(refused > 0 ? [`拒绝履行${refused}项`] : []),
    ...(done + refused < items.length ? [`尚未履行${items.length - done - refused}项`] : []),
  ];
  return `协议约定的履行事项共${items.length}项，${parts.join('，')}。`;
}

async function terminationOf({ context, row }: Gathering): Promise<TerminationSource> {
  if (row.terminated_on === null || row.termination_reason === '') throw notFound('termination');
  const more = await context.tx.find(CaseTerminations).findOneBy({ case_id: row.id });
  return {
    reason: row.termination_reason,
    note: row.termination_note,
    on: row.terminated_on,
    disputeFocus: more?.dispute_focus ?? '',
    complexity: more?.complexity ?? null,
  };
}

async function receipt(from: Gathering) {
  const { context, row, source, subject, number } = from;
  const agreement = await agreementSource(from);
  const { entries } = await performanceRecordsOf(context.tx, row.id);
  const entry = entries.find((one) => one.id === subject);
  const item = entry && itemOf(agreement.clauses, keyOf(entry.clause_id, entry.instalment));
  if (!entry || !item || entry.amount_fen === null) throw notFound('receipt');
  /*
   * What was still open then: later payments are no business of this receipt. A reversal is dated on the day of the
   * correction and takes its entry away from the beginning; therefore it is heeded before the list is cut.
   */
  const standing = entriesInForce(entries.map(entryOf));
  const upTo = standing.slice(0, standing.findIndex((one) => one.id === subject) + 1);
  return receiptData(
    source,
    agreement,
    {
      payerIds: item.debtorIds,
      payeeIds: item.creditorIds,
      amountFen: entry.amount_fen,
      purpose: item.text,
      manner: entry.manner,
      paidOn: entry.done_on,
      remainingFen: progressOf(item, upTo, entry.done_on, entry.done_on).openFen,
    },
    number,
  );
}

async function urgingLetter(from: Gathering) {
  const { context, row, source, subject, texts, number } = from;
  const agreement = await agreementSource(from);
  const records = await performanceRecordsOf(context.tx, row.id);
  const urging = records.urgings.find((one) => one.id === subject);
  if (!urging) throw notFound('urging');
  // As with a receipt: what was reversed later had never been paid.
  const entries = entriesInForce(records.entries.map(entryOf)).filter((one) => one.on <= urging.urged_on);
  const items = (JSON.parse(urging.item_keys) as string[]).flatMap(
    (key) => itemOf(agreement.clauses, key) ?? [],
  );
  const names = new Map(source.parties.map((party) => [party.id, party.name]));
  return urgingLetterData(
    source,
    agreement,
    {
      on: urging.urged_on,
      debtorIds: items.flatMap((item) => item.debtorIds),
      owed: items.map((item) => ({
        text: owedText(item, names),
        dueOn: item.dueOn,
        openFen: progressOf(item, entries, urging.urged_on, urging.urged_on).openFen,
      })),
    },
    texts,
    number,
  );
}

const itemOf = (clauses: readonly Clause[], key: string): ScheduleItem | undefined =>
  itemsOf(clauses).find((item) => item.key === key);

function owedText(item: ScheduleItem, names: ReadonlyMap<string, string>): string {
  const to = item.creditorIds.flatMap((id) => names.get(id) ?? []).join('、');
  const nth = item.instalment > 0 ? `（第${item.instalment}期）` : '';
  const what = item.text === '' ? '协议约定的义务' : item.text;
  return item.kind === 'payment' && to !== '' ? `向${to}支付${what}${nth}` : `${what}${nth}`;
}

async function confirmationPaper(from: Gathering) {
  const { context, row, source, paper, texts, number } = from;
  const agreement = await agreementSource(from);
  const records = await performanceRecordsOf(context.tx, row.id);
  const { standing } = foldConfirmation(records.confirmation);
  const latest = (field: 'court' | 'number') => standing.findLast((one) => one[field] !== '')?.[field] ?? '';
  const appliedOn = standing.findLast((one) => one.event === 'apply')?.happened_on ?? null;
  const court = latest('court');
  const materials = await materialsOf(from);
  if (paper === 'mediationCertificate') {
    return mediationCertificateData(source, agreement, court, context.today, number);
  }
  return paper === 'confirmationApplication'
    ? confirmationApplicationData(source, agreement, court, materials, texts, appliedOn)
    : confirmationMaterialsData(
        source,
        agreement,
        { court, courtNumber: latest('number'), appliedOn },
        materials,
      );
}

async function materialsOf({ context, row }: Gathering): Promise<MaterialSource[]> {
  const { lines } = await packetOf(context, row.id, context.today);
  return lines.map(({ name, ready }) => ({ name, ready }));
}
