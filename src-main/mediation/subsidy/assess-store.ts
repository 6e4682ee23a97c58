import type { Finding } from '../../contract/mediation/finding.ts';
import type { SubsidyLine, SubsidyLineInput } from '../../contract/mediation/subsidy.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import { fen, toCapitals } from '../../platform/money.ts';
import type { CaseContext } from '../case-store.ts';
import { dossierScore } from '../dossier/score-store.ts';
import { assessSheet, type AssessedSheet, type CaseFacts } from './assess.ts';
import { activeExclusions } from './exclusion-store.ts';
import { factsOf, grantedElsewhere } from './facts-store.ts';
import { ruleSetsOf } from './rule-store.ts';

export interface TypedSheet {
  id: string | undefined;
  periodFrom: string;
  periodTo: string;
  lines: readonly SubsidyLineInput[];
}

/**
 * A sheet against everything that is on file now. Errors: `input.invalid` for a period that ends before it begins, and
 * beside a line whose case is unknown or has not ended.
 */
export async function assess(context: CaseContext, sheet: TypedSheet): Promise<AssessedSheet> {
  const { tx, actor } = context;
  if (sheet.periodTo < sheet.periodFrom) throw fieldError('sheet.periodTo', 'field.endBeforeStart');
  const cases = await factsOf(
    tx,
    sheet.lines.map(({ caseId }) => caseId),
    sheet.id,
  );
  sheet.lines.forEach(({ caseId }, index) => {
    const facts = cases.get(caseId);
    if (!facts) throw fieldError(`sheet.lines.${index}.caseId`, 'field.unknownReference');
    if (facts.endedOn === null) throw fieldError(`sheet.lines.${index}.caseId`, 'field.caseNotEnded');
  });
  return assessSheet({
    ...sheet,
    cases: await withDossierScores(context, cases),
    ruleSets: await ruleSetsOf(tx, actor.committee.id),
    exclusions: await activeExclusions(tx),
    granted: await grantedElsewhere(tx, { from: sheet.periodFrom, to: sheet.periodTo, sheetId: sheet.id }),
  });
}

/** The dossier’s own score of each case on the sheet; one at a time, because each looks through a whole file. */
async function withDossierScores(
  context: CaseContext,
  cases: ReadonlyMap<string, CaseFacts>,
): Promise<Map<string, CaseFacts>> {
  const scored = new Map<string, CaseFacts>();
  for (const [caseId, facts] of cases) {
    const { points } = await dossierScore(context, caseId);
    scored.set(caseId, { ...facts, dossierScore: points });
  }
  return scored;
}

export const assessedView = ({ lines, findings, totalFen, summary }: AssessedSheet) => ({
  lines,
  findings,
  totalFen,
  totalCapitals: toCapitals(fen(totalFen)),
  summary,
});

/** Errors: `subsidy.hasErrors` with the first error of each place. */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const fields: Record<string, { code: string; params: Finding['params'] }> = {};
  for (const { place, code, params } of errors) {
    fields[`sheet.${place}`] ??= { code: `findings.${code}`, params };
  }
  throw new AppError('subsidy.hasErrors', { fields, params: { errors: errors.length } });
}

/** Lines whose amount or shares would come out otherwise today than they were handed in. */
export function changedLines(handedIn: readonly SubsidyLine[], today: readonly SubsidyLine[]): number[] {
  const what = (line: SubsidyLine | undefined) =>
    JSON.stringify([
      line?.amountFen,
      line?.ruleFen,
      line?.ruleSetId,
      line?.classCode,
      line?.form,
      line?.outcome,
      line?.performed,
      line?.score,
      line?.shares.map(({ userId, amountFen }) => [userId, amountFen]),
    ]);
  return handedIn.flatMap((line, index) => (what(line) === what(today[index]) ? [] : [index]));
}
