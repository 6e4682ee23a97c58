import type { CaseRow, caseSorts } from '../contract/mediation.ts';
import type { ParsedInput } from '../contract/index.ts';
import { userNames } from '../people/public.ts';
import type { Reader, SqlValue } from '../platform/database/handles.ts';
import { likeAnywhere, searchKey } from '../platform/search-key.ts';
import type { CaseRecord } from './entities.ts';
import { openStages } from './stage.ts';

type Filter = ParsedInput<'mediation.listCases'>;

/** Names shown of a case with many parties. */
const NAMES_SHOWN = 3;

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

export interface ListSql {
  where: string;
  order: string;
  params: SqlValue[];
}

/** The statement of a list; exported so that a test can ask SQLite for its plan. */
export function listSql(filter: Filter, committeeId: string): ListSql {
  const conditions = ['committee_id = ?'];
  const params: SqlValue[] = [committeeId];
  const add = (condition: string, ...values: SqlValue[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (searchKey(filter.text) !== '') add(`search_keys LIKE ? ESCAPE '\\'`, likeAnywhere(filter.text));
  if (filter.stages) add(inList('stage', filter.stages), ...filter.stages);
  if (filter.disputeTypes) add(inList('dispute_type', filter.disputeTypes), ...filter.disputeTypes);
  if (filter.mediatorId)
    add('id IN (SELECT case_id FROM case_mediators WHERE user_id = ?)', filter.mediatorId);
  if (filter.areaId) add(`area_id IN (${AREA_AND_BELOW})`, filter.areaId);
  if (filter.from) add('applied_on >= ?', filter.from);
  if (filter.to) add('applied_on <= ?', filter.to);
  if (filter.onlyWithoutNextAction) add(`next_due_on IS NULL AND ${OPEN_CASES}`);
  const direction = filter.descending ? 'DESC' : 'ASC';
  const key = sortKeys[filter.sort];
  // What has no date or number yet stands at the end, whichever way the list runs.
  const nulls = filter.sort === 'nextDueOn' || filter.sort === 'number' ? ' NULLS LAST' : '';
  return {
    where: conditions.join(' AND '),
    order: `${key} ${direction}${nulls}, id ${direction}`,
    params,
  };
}

export async function listCases(
  tx: Reader,
  filter: Filter,
  committeeId: string,
): Promise<{ rows: CaseRow[]; total: number }> {
  const { where, order, params } = listSql(filter, committeeId);
  const records = await tx.all<CaseRecord>(
    `SELECT * FROM cases WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT COUNT(*) AS total FROM cases WHERE ${where}`, params);
  return { rows: await caseRows(tx, records), total: count?.total ?? 0 };
}

/** Records as lines of a list, with the names they need, in three statements whatever their number. */
export async function caseRows(tx: Reader, records: readonly CaseRecord[]): Promise<CaseRow[]> {
  const ids = JSON.stringify(records.map((record) => record.id));
  const parties = await tx.all<{ case_id: string; name: string; position: number }>(
    `SELECT case_id, name, position FROM case_parties
     WHERE case_id IN (SELECT value FROM json_each(?)) AND position < ${NAMES_SHOWN} ORDER BY case_id, position`,
    [ids],
  );
  const counts = await tx.all<{ case_id: string; parties: number }>(
    `SELECT case_id, COUNT(*) AS parties FROM case_parties WHERE case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id`,
    [ids],
  );
  const mediators = await tx.all<{ case_id: string; user_id: string }>(
    `SELECT case_id, user_id FROM case_mediators WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, position`,
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
    parties: namesByCase.get(record.id) ?? [],
    partyCount: countByCase.get(record.id) ?? 0,
    mediators: mediatorsByCase.get(record.id) ?? [],
    amountFen: record.amount_fen,
    nextAction: record.next_action,
    nextDueOn: record.next_due_on,
    updatedAt: record.updated_at,
  }));
}

const AREA_AND_BELOW = `WITH RECURSIVE below (id) AS (
  VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id) SELECT id FROM below`;

/** An empty list means nothing, not everything. */
const inList = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map(() => '?').join(', ')})`;

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
