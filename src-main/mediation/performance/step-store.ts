import type { CourseStep } from '../../contract/mediation/case-values.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { CaseRecord } from '../entities.ts';
import { isLate } from '../proceedings/course-store.ts';
import { CourseSteps } from './entities.ts';

/** A correction of a step: why, and what stood before. */
interface StepCorrection {
  reason: string;
  before: Readonly<Record<string, string | null>>;
}

/**
 * Notes that a step of the course was entered, and whether long after it happened. Answers the mark, for the audit row of
 * the command.
 */
export async function noteStep(
  context: CommandContext,
  row: CaseRecord,
  step: CourseStep,
  happenedOn: string,
  correction?: StepCorrection,
): Promise<{ late: boolean }> {
  const { tx, services, actor, now } = context;
  const late = await isLate(context, row, happenedOn);
  await tx.insert(CourseSteps, {
    id: services.ids.next(),
    case_id: row.id,
    step,
    happened_on: happenedOn,
    late: late ? 1 : 0,
    correction: correction?.reason ?? '',
    before: JSON.stringify(correction?.before ?? {}),
    recorded_by: actor.userId,
    recorded_at: now,
  });
  return { late };
}
