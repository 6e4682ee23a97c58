import type { ParsedInput } from '../contract/index.ts';
import { caseStages, type CaseStage } from '../contract/mediation/case-values.ts';
import type { caseSorts } from '../contract/mediation/cases.ts';
import { entryWithDoubles } from '../people/public.ts';
import type { SqlValue } from '../platform/database/handles.ts';
import { MINE, waitingFor } from './case-waits.ts';
import { queryWords } from './search/fold.ts';
import { namesQuery } from './search/words.ts';

export type CaseFilter = ParsedInput<'mediation.listCases'>;

export interface Condition {
  /** Judges one case while an index is walked, by what stands in every index of an order (migration 0011) or by `seq`. */
  sql: string;
  params: SqlValue[];
  /** Statement for the `seq` of all cases that pass, by an index of its own: few enough to start from them? */
  hits?: string;
  /** What judges a case when all are counted, where `sql` would read its row. */
  counted?: string;
  /** Statement for the number of all that pass, `total`, without going through the cases. */
  tally?: string;
  /** Statement for the `seq` of all that do not pass, where these are the fewer by far. */
  others?: Statement;
  /** Names and phones, by their index. */
  named?: boolean;
}

export interface Statement {
  sql: string;
  params: SqlValue[];
}

/** `seq` of the cases that one filter leaves, as JSON: few. */
export type Few = string;

/**
 * The statements of a list. Without `few` it walks the index of its order, named, for SQLite would rather start at a filter
 * and sort what that leaves. With `few` it starts from those cases. Apart from the reading so that a test can ask for
 * the plans.
 */
export function listSql(filter: CaseFilter, conditions: readonly Condition[], few: Few | null = null) {
  const all = (judge: (one: Condition) => string) =>
    conditions.length > 0 ? `WHERE ${conditions.map(judge).join(' AND ')}` : '';
  const where = all((one) => one.sql);
  const params = conditions.flatMap((one) => one.params);
  const walk = (sort: CaseFilter['sort']) =>
    few === null
      ? `cases INDEXED BY ${orders[sort].index}`
      : 'json_each(?) AS few CROSS JOIN cases ON cases.seq = few.value';
  const from = walk(filter.sort);
  const start: SqlValue[] = few === null ? [] : [few];
  const direction = filter.descending ? 'DESC' : 'ASC';
  // What has no date or number yet stands at the end, whichever way the list runs.
  const nulls = filter.sort === 'nextDueOn' || filter.sort === 'number' ? ' NULLS LAST' : '';
  const order = `${orders[filter.sort].key} ${direction}${nulls}, cases.seq ${direction}`;
  const [only] = conditions;
  return {
    /** The first `most` of them, or all (-1), in their order, as one JSON text: a row for each would take far longer. */
    ordered: (most: number) => ({
      sql: `SELECT json_group_array(seq) AS seqs
        FROM (SELECT cases.seq FROM ${from} ${where} ORDER BY ${order} LIMIT ?)`,
      params: [...start, ...params, most],
    }),
    count:
      few === null && conditions.length === 1 && only?.tally !== undefined
        ? { sql: only.tally, params: only.params }
        : {
            sql: `SELECT COUNT(*) AS total FROM ${walk('updatedAt')} ${few === null ? all((one) => one.counted ?? one.sql) : where}`,
            params: [...start, ...params],
          },
  };
}

/** Who asks, and on which day: some filters mean that. */
export interface Asking {
  userId: string;
  today: string;
}

/** A filter as conditions that all have to hold. */
export function conditionsOf(filter: CaseFilter, { userId, today }: Asking): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, params: SqlValue[], more: Partial<Condition> = {}) =>
    conditions.push({ sql, params, ...more });
  const among = (hits: string, params: SqlValue[]) => add(`+cases.seq IN (${hits})`, params, { hits });
  const words = queryWords(filter.text);
  if (words.length > 0) {
    // Names, titles, numbers and phones: what FTS finds there is exact, so that it can be counted and sorted at once.
    const hits = 'SELECT rowid AS seq FROM case_names WHERE case_names MATCH ?';
    add(`+cases.seq IN (${hits})`, [namesQuery(words)], { hits, named: true });
  } else if (filter.text !== '') add('0', []);
  if (filter.stages) {
    add(inList('stage', filter.stages), [...filter.stages], {
      hits: `SELECT seq FROM cases WHERE ${inStages(filter.stages)}`,
      tally: `SELECT COUNT(*) AS total FROM cases WHERE ${inStages(filter.stages)}`,
      ...others(filter.stages),
    });
  }
  if (filter.disputeTypes) add(inList('dispute_type', filter.disputeTypes), [...filter.disputeTypes]);
  const indexed = (judge: string, params: SqlValue[]) =>
    add(`+${judge}`, params, { hits: `SELECT seq FROM cases WHERE ${judge}` });
  if (filter.from || filter.to) {
    indexed('applied_on BETWEEN ? AND ?', [filter.from ?? '', filter.to ?? '9']);
  }
  if (filter.sources) indexed(`source IN (${marks(filter.sources)})`, [...filter.sources]);
  if (filter.outcomes) indexed(`outcome IN (${marks(filter.outcomes)})`, [...filter.outcomes]);
  if (filter.closedFrom || filter.closedTo) {
    indexed('closed_on BETWEEN ? AND ?', [filter.closedFrom ?? '', filter.closedTo ?? '9']);
  }
  if (filter.minAmountFen !== undefined) indexed('amount_fen >= ?', [filter.minAmountFen]);
  if (filter.partyId) {
    const hits = `SELECT DISTINCT cases.seq FROM case_parties p CROSS JOIN cases ON cases.id = p.case_id WHERE p.directory_id IN (${entryWithDoubles})`;
    add(
      `EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = cases.id AND p.directory_id IN (${entryWithDoubles}))`,
      [filter.partyId],
      {
        hits,
        counted: `cases.seq IN (${hits})`,
        tally: `SELECT COUNT(DISTINCT case_id) AS total FROM case_parties WHERE directory_id IN (${entryWithDoubles})`,
      },
    );
  }
  if (filter.mediatorId) {
    const hits =
      'SELECT cases.seq FROM case_mediators m CROSS JOIN cases ON cases.id = m.case_id WHERE m.user_id = ?';
    add(
      'EXISTS (SELECT 1 FROM case_mediators m WHERE m.case_id = cases.id AND m.user_id = ?)',
      [filter.mediatorId],
      {
        hits,
        counted: `cases.seq IN (${hits})`,
        tally: 'SELECT COUNT(*) AS total FROM case_mediators WHERE user_id = ?',
      },
    );
  }
  if (filter.areaId) {
    among(`SELECT seq FROM cases WHERE area_id IN (${AREA_AND_BELOW})`, [filter.areaId]);
  }
  if (filter.waits) {
    const waiting = waitingFor(filter.waits, today);
    among(waiting.sql, waiting.params);
  }
  if (filter.onlyMine) among(`SELECT seq FROM ${MINE}`, [userId, userId]);
  return conditions;
}

/** The course of a case, as the index `cases_by_stage` has it: the text must be the same, letter by letter. */
const COURSE = 'registered accepted mediating agreed performing closed declined terminated';
const STAGE_ORDER = `instr('${COURSE}', stage)`;

/** By the index of that order, which has no other use for a place in it than to stand for a stage. */
const inStages = (stages: readonly string[]): string =>
  `${STAGE_ORDER} IN (${stages.map(() => `instr('${COURSE}', ?)`).join(', ')})`;

/** Nearly every case of an old file is closed: then the others are soon gone through. */
function others(stages: readonly CaseStage[]): Pick<Condition, 'others'> {
  if (!stages.includes('closed')) return {};
  const left = caseStages.filter((stage) => !stages.includes(stage));
  return { others: { sql: `SELECT seq FROM cases WHERE ${inStages(left)}`, params: left } };
}

const orders: Record<(typeof caseSorts)[number], { key: string; index: string }> = {
  updatedAt: { key: 'updated_at', index: 'cases_by_updated' },
  appliedOn: { key: 'applied_on', index: 'cases_by_applied' },
  number: { key: 'number', index: 'cases_by_number' },
  title: { key: 'title', index: 'cases_by_title' },
  stage: { key: STAGE_ORDER, index: 'cases_by_stage' },
  nextDueOn: { key: 'next_due_on', index: 'cases_by_next_due' },
};

const AREA_AND_BELOW = `WITH RECURSIVE below (id) AS (
  VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id) SELECT id FROM below`;

/** An empty list means nothing, not everything. */
const inList = (column: string, values: readonly string[]): string => `+${column} IN (${marks(values)})`;

const marks = (values: readonly string[]): string => values.map(() => '?').join(', ');
