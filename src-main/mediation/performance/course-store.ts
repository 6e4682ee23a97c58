import { AppError, fieldError } from '../../platform/app-error.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { agreementOf } from '../agreement-store.ts';
import { caseById, stageAfter } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { isOpen } from '../stage.ts';
import { entryOf, performanceRecordsOf, type PerformanceRecords } from './performance-store.ts';
import { itemsOf, progressOf, type ItemProgress, type ScheduleItem } from './schedule.ts';

/** A case whose agreement is in effect, with its schedule and all that was recorded on it. */
export interface PerformanceCourse {
  row: CaseRecord;
  stage: CaseRecord['stage'];
  effectiveOn: string;
  items: ScheduleItem[];
  records: PerformanceRecords;
  /** Columns of who recorded it and when; late: after the end of the case. */
  recorded: { late: number; recorded_by: string; recorded_at: string };
}

/**
 * The case of a command that records performance or what follows it. Errors: `record.notFound`, `case.stageForbids` while
 * no agreement is in effect.
 */
export async function performanceCourse(context: CommandContext, caseId: string): Promise<PerformanceCourse> {
  const row = await caseById(context, caseId);
  const stage = stageAfter(row, 'recordPerformance');
  const agreement = await agreementOf(context.tx, caseId);
  const effectiveOn = agreement?.record.effective_on;
  // A closed case of an old register was imported without its agreement.
  if (!agreement || !effectiveOn) {
    throw new AppError('case.stageForbids', {
      params: { stage: row.stage, event: 'recordPerformance', reason: 'notInEffect' },
    });
  }
  return {
    row,
    stage,
    effectiveOn,
    items: itemsOf(agreement.fields.clauses),
    records: await performanceRecordsOf(context.tx, caseId),
    recorded: {
      late: isOpen(row.stage) ? 0 : 1,
      recorded_by: context.actor.userId,
      recorded_at: context.now,
    },
  };
}

/** An item of this case’s schedule with how far it has come. Errors: `input.invalid` beside `path`. */
export function itemWithKey(
  course: PerformanceCourse,
  path: string,
  key: string,
  today: string,
): { item: ScheduleItem; progress: ItemProgress } {
  const item = course.items.find((one) => one.key === key);
  if (!item) throw fieldError(path, 'field.unknownReference');
  return { item, progress: progressOf(item, course.records.entries.map(entryOf), today, today) };
}
