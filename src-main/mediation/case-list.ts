import type { CaseRow } from '../contract/mediation/case-views.ts';
import { userNames } from '../people/public.ts';
import type { Reader, SqlValue } from '../platform/database/handles.ts';
import {
  conditionsOf,
  listSql,
  type CaseFilter,
  type Condition,
  type Few,
  type Statement,
} from './case-filter.ts';
import type { CaseContext } from './case-store.ts';
import { withCurrentStep } from './current-step-store.ts';
import type { CaseRecord } from './entities.ts';

/** Names shown of a case with many parties. */
const NAMES_SHOWN = 3;

/** From this number of hits on, walking the list in its order finds a page sooner than sorting the hits. */
const FEW = 3_000;

/**
 * One page of the list and the number of all cases that pass the filter. The order is that of the kept steps; the rows
 * of the page show theirs as of today.
 */
export async function listCases(
  context: CaseContext,
  filter: CaseFilter,
): Promise<{ rows: CaseRow[]; total: number }> {
  const { tx } = context;
  const { offset, limit } = filter.page;
  const start = await startOf(tx, conditionsOf(filter, askingOf(context)));
  const { seqs, total } = await (start.named ? sift : walk)(tx, filter, start, offset + limit);
  const records = await tx.all<CaseRecord>(
    'SELECT cases.* FROM json_each(?) AS one CROSS JOIN cases ON cases.seq = one.value ORDER BY one.key',
    [JSON.stringify(seqs.slice(offset, offset + limit))],
  );
  return { rows: await caseRows(tx, await withCurrentStep(context, records)), total };
}

/** `seq` of every case that a filter shows, in its order. */
export async function listedCases(context: CaseContext, filter: Omit<CaseFilter, 'page'>): Promise<number[]> {
  const { tx } = context;
  const whole = { ...filter, page: { offset: 0, limit: 1 } };
  const start = await startOf(tx, conditionsOf(whole, askingOf(context)));
  if (start.named) return (await sift(tx, whole, start, Infinity)).seqs;
  return seqsOf(tx, listSql(whole, start.conditions, start.few).ordered(-1));
}

const askingOf = ({ actor, today }: CaseContext) => ({ userId: actor.userId, today });

interface Start {
  /** Cases to start from, where a filter leaves few. */
  few: Few | null;
  /** What is left for SQL to judge. */
  conditions: readonly Condition[];
  /** A text that many cases have: SQLite would put them into a tree, once for the page and once more to count. */
  named?: Condition | undefined;
}

async function startOf(tx: Reader, conditions: readonly Condition[]): Promise<Start> {
  let fewest: { seqs: Few; count: number; from: Condition } | undefined;
  for (const one of conditions) {
    const found = one.hits === undefined ? undefined : await fewOf(tx, one.hits, one.params);
    if (found && found.count < (fewest?.count ?? Infinity)) fewest = { ...found, from: one };
  }
  const left = conditions.filter((one) => one !== fewest?.from);
  const named = left.find((one) => one.named === true);
  return { few: fewest?.seqs ?? null, conditions: left.filter((one) => one !== named), named };
}

async function fewOf(
  tx: Reader,
  hits: string,
  params: readonly SqlValue[],
): Promise<{ seqs: Few; count: number } | undefined> {
  const found = await tx.get<{ seqs: Few; count: number }>(
    `SELECT json_group_array(seq) AS seqs, COUNT(*) AS count FROM (${hits} LIMIT ${FEW + 1})`,
    params,
  );
  return found && found.count <= FEW ? found : undefined;
}

interface Listed {
  /** In the order of the list: at least as many as were wanted, if there are. */
  seqs: number[];
  total: number;
}

async function walk(
  tx: Reader,
  filter: CaseFilter,
  { conditions, few }: Start,
  wanted: number,
): Promise<Listed> {
  const { ordered, count } = listSql(filter, conditions, few);
  const seqs = await seqsOf(tx, ordered(wanted + 1));
  if (seqs.length <= wanted) return { seqs, total: seqs.length };
  const counted = await tx.get<{ total: number }>(count.sql, count.params);
  return { seqs, total: counted?.total ?? 0 };
}

/** The cases that have the text, told by a map of bits. */
async function sift(
  tx: Reader,
  filter: CaseFilter,
  { named, conditions, few }: Start,
  wanted: number,
): Promise<Listed> {
  const hits = await seqsOf(tx, hitsWithin(named, few));
  const last = hits.reduce((max, seq) => Math.max(max, seq), 0);
  const passes = new Uint8Array(last + 1);
  for (const seq of hits) passes[seq] = 1;
  const { ordered } = listSql(filter, conditions, few);
  const total = few === null ? await totalOf(tx, hits.length, passes, conditions) : null;
  if (total !== null && total > 0) {
    // The number is known, and a page is full long before the end of the list.
    const enough = Math.ceil((wanted * 2 * last) / total) + FEW;
    if (enough < last) {
      const seqs = (await seqsOf(tx, ordered(enough))).filter((seq) => passes[seq] === 1);
      if (seqs.length >= wanted) return { seqs, total };
    }
  }
  const seqs = (await seqsOf(tx, ordered(-1))).filter((seq) => passes[seq] === 1);
  return { seqs, total: seqs.length };
}

/** All that have the text; where few cases are left, only as far as these reach. */
function hitsWithin(named: Condition | undefined, few: Few | null): Statement {
  const sql = `SELECT json_group_array(seq) AS seqs FROM (${named?.hits}`;
  const params = named?.params ?? [];
  if (few === null) return { sql: `${sql})`, params };
  const seqs = JSON.parse(few) as number[];
  const [least, most] = [Math.min(...seqs), Math.max(...seqs)];
  return { sql: `${sql} AND rowid BETWEEN ? AND ?)`, params: [...params, least, most] };
}

/** How many of the hits pass the conditions, where that is told without going through the cases; else null. */
async function totalOf(
  tx: Reader,
  hits: number,
  passes: Uint8Array,
  conditions: readonly Condition[],
): Promise<number | null> {
  const [only] = conditions;
  if (only === undefined) return hits;
  if (conditions.length > 1 || only.others === undefined) return null;
  const { sql, params } = only.others;
  const others = await seqsOf(tx, { sql: `SELECT json_group_array(seq) AS seqs FROM (${sql})`, params });
  return hits - others.filter((seq) => passes[seq] === 1).length;
}

async function seqsOf(tx: Reader, { sql, params }: Statement): Promise<number[]> {
  const row = await tx.get<{ seqs: string }>(sql, params);
  return JSON.parse(row?.seqs ?? '[]') as number[];
}

/** Records as lines of a list, with the names they need, in four statements whatever their number. */
export async function caseRows(tx: Reader, records: readonly CaseRecord[]): Promise<CaseRow[]> {
  const ids = JSON.stringify(records.map((record) => record.id));
  const ofThese = 'case_id IN (SELECT value FROM json_each(?))';
  const parties = await tx.all<{ case_id: string; name: string }>(
    `SELECT case_id, name FROM case_parties WHERE ${ofThese} AND position < ${NAMES_SHOWN} ORDER BY case_id, position`,
    [ids],
  );
  const counts = await tx.all<{ case_id: string; parties: number }>(
    `SELECT case_id, COUNT(*) AS parties FROM case_parties WHERE ${ofThese} GROUP BY case_id`,
    [ids],
  );
  const mediators = await tx.all<{ case_id: string; user_id: string }>(
    `SELECT case_id, user_id FROM case_mediators WHERE ${ofThese} ORDER BY case_id, position`,
    [ids],
  );
  const names = await userNames(
    tx,
    mediators.map((one) => one.user_id),
  );
  const namesByCase = groupBy(parties, (one) => one.name);
  const mediatorsByCase = groupBy(mediators, (one) => names.get(one.user_id) ?? '');
  const countByCase = new Map(counts.map((one) => [one.case_id, one.parties]));
  return records.map((record) => ({
    id: record.id,
    number: record.number,
    title: record.title,
    stage: record.stage,
    disputeType: record.dispute_type,
    source: record.source,
    appliedOn: record.applied_on,
    acceptedOn: record.accepted_on,
    closedOn: record.closed_on,
    outcome: record.outcome,
    areaId: record.area_id,
    parties: namesByCase.get(record.id) ?? [],
    partyCount: countByCase.get(record.id) ?? 0,
    mediators: mediatorsByCase.get(record.id) ?? [],
    amountFen: record.amount_fen,
    nextAction: record.next_action,
    nextDueOn: record.next_due_on,
    updatedAt: record.updated_at,
  }));
}

function groupBy<R extends { case_id: string }>(
  rows: readonly R[],
  value: (row: R) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const list = groups.get(row.case_id);
    if (list) list.push(value(row));
    else groups.set(row.case_id, [value(row)]);
  }
  return groups;
}
