import { routes, type RouteName } from '../../contract/index.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CaseRecord } from '../entities.ts';
import type { CaseContext } from '../case-store.ts';
import { dossierScoreOf } from './dossier-store.ts';

/**
 * Points of dossiers as they were read: each counts until a row of the audit trail behind `seq` speaks of its case, or
 * of something that every score may hang on.
 */
export interface KnownScores {
  /** Last row of the trail that was there when the oldest of them was read. */
  seq: number;
  /** Out of 100, by case id. */
  points: ReadonlyMap<string, number>;
}

/**
 * Points of the dossiers of these cases, those of `known` that still count taken over: a look through a whole file takes
 * some milliseconds, so a command has them read before its transaction and only asks here, inside it, what has changed
 * since. Cases that are not on file or have not ended have none.
 */
export async function scoresOf(
  context: CaseContext,
  caseIds: readonly string[],
  known?: KnownScores,
): Promise<KnownScores> {
  const { tx } = context;
  const seq = await lastRow(tx);
  const kept = known && known.seq <= seq ? await unspoiled(tx, known) : new Map<string, number>();
  const rows = await tx.all<CaseRecord>(
    `SELECT * FROM cases WHERE ifnull(closed_on, terminated_on) IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(caseIds)],
  );
  const points = new Map<string, number>();
  for (const row of rows) points.set(row.id, kept.get(row.id) ?? (await dossierScoreOf(context, row)).points);
  return { seq, points };
}

async function lastRow(tx: Reader): Promise<number> {
  return (await tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM audit_rows'))?.seq ?? 0;
}

/** Things that are no case and have no part in a dossier. A row about anything else that names no case spoils all scores. */
const harmless = /^(subsidySheet|subsidyCorrection|subsidyExclusion|enquiry|caseView|user|form):/;

const isHarmless = (things: readonly string[]): boolean =>
  things.some((one) => harmless.test(one)) &&
  things.every((one) => harmless.test(one) || one.startsWith('document:'));

async function unspoiled(tx: Reader, { seq, points }: KnownScores): Promise<Map<string, number>> {
  const since = await tx.all<{ route: string; about: string }>(
    'SELECT route, about FROM audit_rows WHERE seq > ?',
    [seq],
  );
  const left = new Map(points);
  for (const { route, about } of since) {
    // Rows of queries tell who looked; the time bank has no part in a dossier.
    if (routes[route as RouteName]?.kind === 'query' || route.startsWith('timebank.')) continue;
    const things = JSON.parse(about) as string[];
    const cases = things.filter((one) => one.startsWith('case:'));
    if (cases.length === 0 && !isHarmless(things)) return new Map();
    for (const one of cases) left.delete(one.slice('case:'.length));
  }
  return left;
}
