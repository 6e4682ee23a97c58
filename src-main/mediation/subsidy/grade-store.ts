import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { CaseGrades, type CaseGradeRecord } from './entities.ts';

/** The grades of a case, the one that counts first. */
export function gradesOf(tx: Reader, caseId: string): Promise<CaseGradeRecord[]> {
  return tx.find(CaseGrades).find({ where: { case_id: caseId }, order: { number: 'DESC' } });
}

/** A further grade; the number goes up by one, held by the database. */
export async function insertGrade(
  { tx, actor, services, now }: CommandContext,
  grade: Pick<CaseGradeRecord, 'case_id' | 'number' | 'class_code' | 'class_name' | 'rule_set_id' | 'reason'>,
): Promise<void> {
  await tx.insert(CaseGrades, {
    ...grade,
    id: services.ids.next(),
    graded_by: actor.userId,
    graded_at: now,
  });
}
