import type { RouteInput, RouteOutput } from '../../../src-main/contract/index.ts';
import { fold } from '../../../src-main/mediation/search/fold.ts';
import type { TestDesk } from '../../support/desk.ts';

/*
 * What searching and the list should answer, found by going through everything: no index, no pairs of characters, no
 * cleverness. Slow, and therefore right.
 */

type All = <R>(sql: string, params?: unknown[]) => Promise<R[]>;

interface Haystack {
  seq: number;
  id: string;
  names: string[];
  people: string[];
  texts: string[];
}

/** Cases read into memory for the scan; of more than these the newest. */
const MOST = 100_000;
/** Answers of one query that are compared, in their order. */
const COMPARED = 200;
const ROUNDS = 40;

export async function readHaystacks(all: All): Promise<Haystack[]> {
  const found: Haystack[] = [];
  const [newest] = await all<{ seq: number }>('SELECT MAX(seq) AS seq FROM cases');
  for (let below = (newest?.seq ?? 0) + 1; below > 0 && found.length < MOST;) {
    const rows = await all<Record<string, string> & { seq: number }>(
      `SELECT seq, id, number, title, facts, requests,
        (SELECT json_group_array(name) FROM case_parties WHERE case_id = cases.id) AS parties,
        (SELECT json_group_array(minutes) FROM mediation_sessions WHERE case_id = cases.id AND kind = 'joint') AS minutes
       FROM cases WHERE seq < ? ORDER BY seq DESC LIMIT 5000`,
      [below],
    );
    if (rows.length === 0) break;
    below = rows.at(-1)!.seq;
    for (const row of rows) {
      const people = [row['title']!, ...list(row['parties'])].map(fold);
      found.push({
        seq: row.seq,
        id: row['id']!,
        people,
        names: [fold(row['number'] ?? ''), ...people],
        texts: [row['facts']!, ...list(row['requests']), ...list(row['minutes'])].map(fold),
      });
    }
  }
  return found;
}

/**
 * Compares the first answers to Chinese words, one by one and in their order, with those of a scan: names first, then texts, newest first. Null
 * when they agree, else what is wrong.
 */
export async function searchDiffers(
  desk: TestDesk,
  haystacks: readonly Haystack[],
  text: string,
): Promise<string | null> {
  const word = fold(text);
  const named = (one: Haystack) =>
    (word.length === 1 ? one.people : one.names).some((name) => name.includes(word));
  const inTexts = (one: Haystack) => word.length > 1 && one.texts.some((long) => long.includes(word));
  const first = haystacks.filter(named);
  const expected = [...first, ...haystacks.filter((one) => !named(one) && inTexts(one))].map(({ id }) => id);
  const known = new Set(haystacks.map(({ id }) => id));

  const answers: string[] = [];
  let cursor: RouteInput<'mediation.search'>['cursor'];
  let ended = false;
  for (let round = 0; round < ROUNDS && !ended && answers.length < COMPARED; round += 1) {
    const answer: RouteOutput<'mediation.search'> = await desk.call('mediation.search', {
      text,
      ...(cursor ? { cursor } : {}),
    });
    answers.push(...answer.hits.map((hit) => hit.id));
    if (answer.next === null) ended = true;
    else cursor = answer.next;
  }
  const seen = answers.filter((id) => known.has(id));
  const wrong = seen.findIndex((id, index) => id !== expected[index]);
  if (wrong >= 0) return `${text}: answer ${wrong + 1} should be ${expected[wrong] ?? 'none'}`;
  if (ended && seen.length !== expected.length)
    return `${text}: ${seen.length} answers of ${expected.length}`;
  return null;
}

type Filter = RouteInput<'mediation.listCases'>;

const plainOrder: Record<NonNullable<Filter['sort']>, string> = {
  updatedAt: 'updated_at',
  appliedOn: 'applied_on',
  number: 'number',
  title: 'title',
  nextDueOn: 'next_due_on',
  stage: `CASE stage WHEN 'registered' THEN 1 WHEN 'accepted' THEN 2 WHEN 'mediating' THEN 3 WHEN 'agreed' THEN 4
    WHEN 'performing' THEN 5 WHEN 'closed' THEN 6 WHEN 'declined' THEN 7 ELSE 8 END`,
};

/** Compares a page of the list and its total with those of a statement that may use no index. Null when they agree. */
export async function listDiffers(
  desk: TestDesk,
  all: All,
  filter: Filter,
  plainWhere: string,
): Promise<string | null> {
  const { sort = 'updatedAt', descending = true } = filter;
  const key = plainOrder[sort];
  const way = descending ? 'DESC' : 'ASC';
  const rows = await all<{ id: string }>(
    `SELECT id FROM cases NOT INDEXED WHERE ${plainWhere} ORDER BY ${key} IS NULL, ${key} ${way}, seq ${way}`,
  );
  for (const offset of [0, Math.max(0, Math.floor(rows.length / 2)), Math.max(0, rows.length - 30)]) {
    const page = { offset, limit: 100 };
    const answer = await desk.call('mediation.listCases', { ...filter, page });
    const expected = rows.slice(offset, offset + page.limit).map(({ id }) => id);
    if (answer.total !== rows.length) return `${answer.total} counted of ${rows.length}`;
    if (answer.rows.map(({ id }) => id).join() !== expected.join()) return `another page from ${offset} on`;
  }
  return null;
}

const list = (json: string | undefined): string[] => JSON.parse(json ?? '[]') as string[];
