import type { Finding } from '../../contract/mediation/finding.ts';
import type { SubsidyLine, SubsidyLineInput } from '../../contract/mediation/subsidy.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import { fen, toCapitals } from '../../platform/money.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { PrepareContext, QueryContext } from '../../platform/router/handlers.ts';
import type { Services } from '../../platform/services.ts';
import type { CaseContext } from '../case-store.ts';
import { scoresOf, type KnownScores } from '../dossier/score-store.ts';
import { assessSheet, type AssessedSheet } from './assess.ts';
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
 * A sheet against everything that is on file now. `known`: scores read shortly before; only those of cases that were
 * touched since are read again. Errors: `input.invalid` for a period that ends before it begins, and beside a line whose
 * case is unknown or has not ended.
 */
export async function assess(
  context: CaseContext,
  sheet: TypedSheet,
  known?: KnownScores,
): Promise<AssessedSheet> {
  const { tx, actor } = context;
  if (sheet.periodTo < sheet.periodFrom) throw fieldError('sheet.periodTo', 'field.endBeforeStart');
  const caseIds = sheet.lines.map(({ caseId }) => caseId);
  const cases = await factsOf(tx, caseIds, sheet.id);
  sheet.lines.forEach(({ caseId }, index) => {
    const facts = cases.get(caseId);
    if (!facts) throw fieldError(`sheet.lines.${index}.caseId`, 'field.unknownReference');
    if (facts.endedOn === null) throw fieldError(`sheet.lines.${index}.caseId`, 'field.caseNotEnded');
  });
  const { points } = await scoresOf(context, caseIds, known);
  return assessSheet({
    ...sheet,
    cases: new Map(
      [...cases].map(([id, facts]) => [id, { ...facts, dossierScore: points.get(id) ?? null }] as const),
    ),
    ruleSets: await ruleSetsOf(tx, actor.committee.id),
    exclusions: await activeExclusions(tx),
    granted: await grantedElsewhere(tx, { from: sheet.periodFrom, to: sheet.periodTo, sheetId: sheet.id }),
  });
}

/** What a sheet that is being typed asks again and again: the scores of its last check, for the next one. */
const lastChecked = new WeakMap<Services, KnownScores>();

/** As `assess`, for what only reads: scores of an earlier reading that still count are not worked out again. */
export async function assessWhileReading(context: QueryContext, sheet: TypedSheet): Promise<AssessedSheet> {
  const caseIds = sheet.lines.map(({ caseId }) => caseId);
  const known = await scoresOf(context, caseIds, lastChecked.get(context.services));
  lastChecked.set(context.services, known);
  return assess(context, sheet, known);
}

/**
 * The scores for a command that is about to write a sheet, read before its transaction: a hundred cases at a time, so that
 * others read in between.
 */
export async function scoresAhead(
  context: PrepareContext,
  caseIdsOf: (tx: Reader) => Promise<readonly string[]>,
): Promise<KnownScores> {
  const read = <T>(work: (reading: CaseContext) => Promise<T>) =>
    context.read((tx) => work({ ...context, tx }));
  const caseIds = await read(({ tx }) => caseIdsOf(tx));
  const points = new Map<string, number>();
  let seq: number | undefined;
  for (let from = 0; from < caseIds.length; from += 100) {
    const some = caseIds.slice(from, from + 100);
    const scores = await read((reading) => scoresOf(reading, some, lastChecked.get(context.services)));
    for (const [id, score] of scores.points) points.set(id, score);
    seq ??= scores.seq;
  }
  return { seq: seq ?? 0, points };
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
