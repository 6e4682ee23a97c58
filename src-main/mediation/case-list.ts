import type { ParsedInput } from '../contract/index.ts';
import type { CaseRow, caseSorts } from '../contract/mediation.ts';
import { userNames } from '../people/public.ts';
import type { Reader, SqlValue } from '../platform/database/handles.ts';
import type { CaseContext } from './case-store.ts';
import { withCurrentStep } from './current-step-store.ts';
import type { CaseRecord } from './entities.ts';
import { queryWords } from './search/fold.ts';
import { namesQuery } from './search/words.ts';
import { openStages } from './stage.ts';

type Filter = ParsedInput<'mediation.listCases'>;

/** Names shown of a case with many parties. */
const NAMES_SHOWN = 3;

/** From this number of hits on, walking the list in its order finds a page sooner than sorting the hits. */
const FEW = 2_000;

/** The course of a case, as the index `cases_by_stage` has it: the text must be the same, letter by letter. */
const STAGE_ORDER = `instr('registered accepted mediating agreed performing closed declined terminated', stage)`;

const sortKeys: Record<(typeof caseSorts)[number], string> = {
  updatedAt: 'updated_at',
  appliedOn: 'applied_on',
  number: 'number',
  title: 'title',
  stage: STAGE_ORDER,
  nextDueOn: 'next_due_on',
};

/** Open cases, as the partial indexes have it. */
export const OPEN_CASES = `stage IN (${openStages.map((stage) => `'${stage}'`).join(', ')})`;

const AREA_AND_BELOW = `WITH RECURSIVE below (id) AS (
  VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id) SELECT id FROM below`;

interface Condition {
  /** Judges one case while the list is walked. */
  sql: string;
  params: SqlValue[];
  /** Statement for the `seq` of all cases that pass: few enough to start from, or to be counted. */
  hits?: string;
}

/**
 * One page of the list and the number of all cases that pass the filter. The order is that of the kept steps; the rows
 * of the page show theirs as of today.
 */
export async function listCases(
  context: CaseContext,
  filter: Filter,
): Promise<{ rows: CaseRow[]; total: number }> {
  const { tx } = context;
  const conditions = conditionsOf(filter);
  const few = await fewestHits(tx, conditions);
  const { page, count } = listSql(filter, conditions, few);
  const records = await tx.all<CaseRecord>(page.sql, page.params);
  const total = await tx.get<{ total: number }>(count.sql, count.params);
  return { rows: await caseRows(tx, await withCurrentStep(context, records)), total: total?.total ?? 0 };
}

/** `seq` of every case that a filter shows, in its order. */
export async function listedCases(tx: Reader, filter: Omit<Filter, 'page'>): Promise<number[]> {
  const whole = { ...filter, page: { offset: 0, limit: 1 } };
  const conditions = conditionsOf(whole);
  const { every } = listSql(whole, conditions, await fewestHits(tx, conditions));
  const rows = await tx.all<{ seq: number }>(every.sql, every.params);
  return rows.map((row) => row.seq);
}

/**
 * The statements of a list. Without `few` it walks the index of its order: the `+` keeps SQLite from starting at a filter
 * and sorting what that leaves. With `few` it starts from those cases. Exported so that a test can ask for the plan.
 */
export function listSql(
  filter: Filter,
  conditions: readonly Condition[] = conditionsOf(filter),
  few: readonly number[] | null = null,
) {
  const all = (judge: (one: Condition) => string) =>
    conditions.length > 0 ? `WHERE ${conditions.map(judge).join(' AND ')}` : '';
  const where = all((one) => one.sql);
  const counted = all((one) => (one.hits ? `cases.seq IN (${one.hits})` : one.sql));
  const params = conditions.flatMap((one) => one.params);
  const from = few ? 'json_each(?) AS few CROSS JOIN cases ON cases.seq = few.value' : 'cases';
  const start: SqlValue[] = few ? [JSON.stringify(few)] : [];
  const direction = filter.descending ? 'DESC' : 'ASC';
  // What has no date or number yet stands at the end, whichever way the list runs.
  const nulls = filter.sort === 'nextDueOn' || filter.sort === 'number' ? ' NULLS LAST' : '';
  const order = `${sortKeys[filter.sort]} ${direction}${nulls}, cases.seq ${direction}`;
  return {
    page: {
      sql: `SELECT cases.* FROM ${from} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      params: [...start, ...params, filter.page.limit, filter.page.offset],
    },
    /** All of them in their order, for an export. */
    every: {
      sql: `SELECT cases.seq FROM ${from} ${where} ORDER BY ${order}`,
      params: [...start, ...params],
    },
    count: {
      sql: `SELECT COUNT(*) AS total FROM ${from} ${few ? where : counted}`,
      params: [...start, ...params],
    },
  };
}

function conditionsOf(filter: Filter): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, params: SqlValue[], hits?: string) =>
    conditions.push(hits === undefined ? { sql, params } : { sql, params, hits });
  const words = queryWords(filter.text);
  if (words.length > 0) {
    // Names, titles, numbers and phones: what FTS finds there is exact, so that it can be counted and sorted at once.
    const found = 'SELECT rowid AS seq FROM case_names WHERE case_names MATCH ?';
    add(`+cases.seq IN (${found})`, [namesQuery(words)], found);
  } else if (filter.text !== '') add('0', []);
  if (filter.stages) add(inList('stage', filter.stages), [...filter.stages]);
  if (filter.disputeTypes) add(inList('dispute_type', filter.disputeTypes), [...filter.disputeTypes]);
  if (filter.from) add('+applied_on >= ?', [filter.from]);
  if (filter.to) add('+applied_on <= ?', [filter.to]);
  // What no index of an order carries is started from where few pass.
  const indexed = (judge: string, params: SqlValue[]) =>
    add(`+${judge}`, params, `SELECT seq FROM cases WHERE ${judge}`);
  if (filter.sources) indexed(`source IN (${marks(filter.sources)})`, [...filter.sources]);
  if (filter.outcomes) indexed(`outcome IN (${marks(filter.outcomes)})`, [...filter.outcomes]);
  if (filter.closedFrom || filter.closedTo) {
    indexed('closed_on BETWEEN ? AND ?', [filter.closedFrom ?? '', filter.closedTo ?? '9']);
  }
  if (filter.minAmountFen !== undefined) indexed('amount_fen >= ?', [filter.minAmountFen]);
  if (filter.partyId) {
    add(
      'EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = cases.id AND p.directory_id = ?)',
      [filter.partyId],
      'SELECT DISTINCT cases.seq FROM case_parties p CROSS JOIN cases ON cases.id = p.case_id WHERE p.directory_id = ?',
    );
  }
  if (filter.mediatorId) {
    add(
      'EXISTS (SELECT 1 FROM case_mediators m WHERE m.case_id = cases.id AND m.user_id = ?)',
      [filter.mediatorId],
      'SELECT cases.seq FROM case_mediators m CROSS JOIN cases ON cases.id = m.case_id WHERE m.user_id = ?',
    );
  }
  if (filter.areaId) {
    add(
      `+area_id IN (${AREA_AND_BELOW})`,
      [filter.areaId],
      `SELECT seq FROM cases WHERE area_id IN (${AREA_AND_BELOW})`,
    );
  }
  if (filter.onlyWithoutNextAction) {
    const forgotten = `next_due_on IS NULL AND ${OPEN_CASES}`;
    add(forgotten, [], `SELECT seq FROM cases WHERE ${forgotten}`);
  }
  return conditions;
}

/** The cases of the most selective filter, or of all of them together, or null when that leaves more than a few. */
async function fewestHits(tx: Reader, conditions: readonly Condition[]): Promise<number[] | null> {
  const starts = conditions.filter((one) => one.hits !== undefined);
  let fewest: number[] | null = null;
  for (const { hits, params } of starts) {
    const seqs = await fewOf(tx, `${hits}`, params);
    if (seqs && seqs.length < (fewest?.length ?? Infinity)) fewest = seqs;
  }
  if (fewest || starts.length < 2) return fewest;
  const together = starts.map((one) => `SELECT seq FROM (${one.hits})`).join(' INTERSECT ');
  return fewOf(
    tx,
    together,
    starts.flatMap((one) => one.params),
  );
}

async function fewOf(tx: Reader, hits: string, params: readonly SqlValue[]): Promise<number[] | null> {
  const rows = await tx.all<{ seq: number }>(`${hits} LIMIT ${FEW + 1}`, params);
  return rows.length <= FEW ? rows.map((row) => row.seq) : null;
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

/** An empty list means nothing, not everything. */
const inList = (column: string, values: readonly string[]): string => `+${column} IN (${marks(values)})`;

const marks = (values: readonly string[]): string => values.map(() => '?').join(', ');

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
