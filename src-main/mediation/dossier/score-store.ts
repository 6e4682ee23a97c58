import type { ScoreReason } from '../../contract/mediation/dossier.ts';
import { caseById, type CaseContext } from '../case-store.ts';
import { dossierStateOf } from './dossier-store.ts';

/**
 * Quality of the dossier of a case, out of 100, with the checks that made it. Of an archived dossier the score kept on
 * the day of archiving; else what the rules in force say now. Errors: `record.notFound`.
 */
export async function dossierScore(
  context: CaseContext,
  caseId: string,
): Promise<{ points: number; kept: boolean; reasons: ScoreReason[] }> {
  return (await dossierStateOf(context, await caseById(context, caseId))).score;
}
