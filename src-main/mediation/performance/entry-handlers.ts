import { AppError, fieldError, notFound } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { keepCase } from '../case-store.ts';
import { keepProofs } from '../dossier/record-file-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import { itemWithKey, performanceCourse, type PerformanceCourse } from './course-store.ts';
import { PerformanceEntries, PerformanceUrgings, type EntryRecord } from './entities.ts';

type EntryRoutes =
  | 'mediation.recordReceipt'
  | 'mediation.recordItemResult'
  | 'mediation.reversePerformanceEntry'
  | 'mediation.recordUrging';

/** What was paid, done or refused: rows that are never changed; a mistake is reversed by a further row. */
export const entryHandlers: Pick<HandlersOf<'mediation'>, EntryRoutes> = {
  async 'mediation.recordReceipt'(context, { caseId, receipt, files }) {
    const course = await performanceCourse(context, caseId);
    const { item, progress } = itemWithKey(course, 'receipt.itemKey', receipt.itemKey, context.today);
    if (item.kind !== 'payment') throw new AppError('performance.noPayment');
    checkDay(context, course, 'receipt.paidOn', receipt.paidOn);
    const { openFen } = progress;
    if (openFen !== null && receipt.amountFen > openFen && !receipt.overpayment) {
      throw new AppError('performance.overpaid', {
        params: { openFen, amountFen: receipt.amountFen },
        fields: { 'receipt.amountFen': { code: 'field.moreThanOpen', params: { openFen } } },
      });
    }
    if (receipt.fileId !== null && !(await isFileOfCase(context, caseId, receipt.fileId))) {
      throw fieldError('receipt.fileId', 'field.unknownReference');
    }
    const overpayment = openFen !== null && receipt.amountFen > openFen;
    const saved = await add(context, course, {
      ...blank(item.clauseId, item.instalment),
      kind: 'receipt',
      amount_fen: receipt.amountFen,
      done_on: receipt.paidOn,
      manner: receipt.manner,
      evidence: receipt.evidence,
      file_id: receipt.fileId,
      overpayment: overpayment ? 1 : 0,
    });
    await keepProofs(context, caseId, { kind: 'entry', id: saved.id }, files);
    return saved;
  },

  async 'mediation.recordItemResult'(context, { caseId, result }) {
    const course = await performanceCourse(context, caseId);
    const { item, progress } = itemWithKey(course, 'result.itemKey', result.itemKey, context.today);
    checkDay(context, course, 'result.on', result.on);
    if (progress.state === 'done') throw new AppError('performance.itemDone');
    if (result.result === 'done' && item.amountFen !== null) throw new AppError('performance.receiptNeeded');
    if (result.result === 'refused') {
      if (progress.state === 'refused') throw new AppError('performance.itemDone');
      if (result.note === '') throw fieldError('result.note', 'field.required');
    }
    return add(context, course, {
      ...blank(item.clauseId, item.instalment),
      kind: result.result,
      done_on: result.on,
      reason: result.note,
    });
  },

  async 'mediation.reversePerformanceEntry'(context, { entryId, reason }) {
    const before = await context.tx.find(PerformanceEntries).findOneBy({ id: entryId });
    if (!before) throw notFound('performanceEntry');
    if (before.kind === 'reversal') throw new AppError('performance.isReversal');
    const course = await performanceCourse(context, before.case_id);
    if (course.records.entries.some((one) => one.reverses_id === entryId)) {
      throw new AppError('performance.alreadyReversed');
    }
    return add(context, course, {
      ...blank(before.clause_id, before.instalment),
      kind: 'reversal',
      done_on: context.today,
      reason,
      reverses_id: entryId,
    });
  },

  async 'mediation.recordUrging'(context, { caseId, urging }) {
    const course = await performanceCourse(context, caseId);
    checkDay(context, course, 'urging.on', urging.on, course.effectiveOn);
    urging.itemKeys.forEach((key, index) => {
      const { progress } = itemWithKey(course, `urging.itemKeys.${index}`, key, context.today);
      if (progress.state === 'done') throw new AppError('performance.itemDone');
    });
    const id = context.services.ids.next();
    await context.tx.insert(PerformanceUrgings, {
      id,
      case_id: caseId,
      item_keys: JSON.stringify([...new Set(urging.itemKeys)]),
      urged_on: urging.on,
      manner: urging.manner,
      content: urging.content,
      ...course.recorded,
    });
    context.audit(`case:${caseId}`, { urging: id, items: urging.itemKeys.length, on: urging.on });
    await keepCase(context, course.row, { stage: course.stage }, false);
    return { id };
  },
};

type NewEntry = Omit<EntryRecord, 'id' | 'case_id' | 'late' | 'recorded_by' | 'recorded_at'>;

/** Writes one entry, audits it and counts the case’s dues again. */
async function add(context: CommandContext, course: PerformanceCourse, entry: NewEntry) {
  const id = context.services.ids.next();
  await context.tx.insert(PerformanceEntries, {
    ...entry,
    id,
    case_id: course.row.id,
    ...course.recorded,
  });
  const { kind, amount_fen, done_on, clause_id, instalment } = entry;
  context.audit(`case:${course.row.id}`, {
    performanceEntry: id,
    kind,
    amountFen: amount_fen,
    on: done_on,
    item: `${clause_id}/${instalment}`,
    late: course.recorded.late === 1,
    ...(entry.reverses_id === null ? {} : { reverses: entry.reverses_id }),
  });
  await keepCase(context, course.row, { stage: course.stage }, false);
  return { id };
}

const blank = (clauseId: string, instalment: number): Omit<NewEntry, 'kind' | 'done_on'> => ({
  clause_id: clauseId,
  instalment,
  amount_fen: null,
  manner: '',
  evidence: '',
  file_id: null,
  reason: '',
  overpayment: 0,
  reverses_id: null,
});

/** People pay in advance: anything from the day the case began, up to today. */
function checkDay(
  context: CommandContext,
  course: PerformanceCourse,
  path: string,
  day: string,
  earliest: string = course.row.applied_on,
): void {
  requirePast(path, day, context.today);
  requireNotBefore(path, day, earliest);
}

/** A picture or slip that was filed as evidence of this case. */
async function isFileOfCase({ tx }: CommandContext, caseId: string, fileId: string): Promise<boolean> {
  const found = await tx.get('SELECT 1 AS found FROM case_evidence WHERE case_id = ? AND file_id = ?', [
    caseId,
    fileId,
  ]);
  return found !== undefined;
}
