import type { SearchCursor, SearchHit } from '../../contract/mediation/search.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskPhone } from '../../platform/masking.ts';
import { caseTexts, type FoundCase } from './case-text-store.ts';
import { queryWords } from './fold.ts';
import { countPending, pendingCases } from './index-store.ts';
import { markLong, markShort } from './marks.ts';
import { inCase, inNames, inPhones, namesQuery, onlyNames, textsQuery, type CaseText } from './words.ts';

/** Cases looked at again in one call at the most, however common the words: a call stays short. */
const LOOKED_AT = 1_200;
const BATCH = 150;
/** Cases read in one statement at the least. */
const LEAST_READ = 10;
/** Waiting cases that are looked at one by one; beyond that the answer says how many are missing. */
const WAITING_LOOKED_AT = 50;
const PARTIES_SHOWN = 3;
const NEWEST = Number.MAX_SAFE_INTEGER;

export interface SearchAnswer {
  hits: SearchHit[];
  next: SearchCursor | null;
  pending: number;
}

/**
 * Cases that hold every word of the query: those found by number, title or person first, newest first, then those whose
 * texts hold it, newest first. Every hit has been checked against the rows as they are now.
 */
export async function searchCases(
  tx: Reader,
  query: { text: string; cursor?: SearchCursor | undefined; limit: number },
): Promise<SearchAnswer> {
  const words = queryWords(query.text);
  const [pending, waiting] = await Promise.all([countPending(tx), pendingCases(tx, WAITING_LOOKED_AT)]);
  if (words.length === 0) return { hits: [], next: null, pending };
  const search: Search = { tx, words, limit: query.limit, waiting: new Set(waiting), found: [] };
  if (query.cursor === undefined) await look(search, waiting, 'texts');
  const next = await goOn(search, query.cursor ?? { group: 'names', before: NEWEST });
  const hits = search.found.map((found) => hitOf(found, words));
  return { hits, next, pending: pending - waiting.length };
}

interface Search {
  tx: Reader;
  words: readonly string[];
  limit: number;
  waiting: ReadonlySet<number>;
  found: FoundCase[];
}

async function goOn(search: Search, cursor: SearchCursor): Promise<SearchCursor | null> {
  const { words, limit } = search;
  let { group, before } = cursor;
  let looked = 0;
  // Known after a first batch of names that was empty from the top: then no hit in texts stands among the names too.
  let nobodyNamed = false;
  // An answer is seldom longer than a page: the first batch is one.
  let batch = limit + 1;
  while (search.found.length < limit && looked < LOOKED_AT) {
    const seqs = await candidates(search, group, before, batch);
    if (group === 'names' && before === NEWEST) nobodyNamed = seqs.length === 0;
    const fresh = seqs.filter((seq) => !search.waiting.has(seq));
    const others = group === 'names' || nobodyNamed ? fresh : await withoutNamed(search, fresh);
    const last = await look(search, others, group);
    looked += others.length + 1;
    const cut = search.found.length >= limit;
    if (cut && last !== undefined) return { group, before: last };
    const end = seqs.at(-1);
    if (seqs.length === batch && end !== undefined) {
      before = end;
      batch = BATCH;
    } else if (group === 'names' && !onlyNames(words)) {
      [group, before, batch] = ['texts', NEWEST, limit + 1];
    } else return null;
  }
  return { group, before };
}

/**
 * Checks cases in their order until the page is full; answers the last one looked at. What the index of the names found
 * is checked and shown by the names alone; long texts, most of what a case weighs, are not read for it.
 */
async function look(
  search: Search,
  seqs: readonly number[],
  group: SearchCursor['group'],
): Promise<number | undefined> {
  const [part, holds] = group === 'names' ? (['names', inNames] as const) : (['all', inCase] as const);
  let last: number | undefined;
  let rest = [...seqs];
  while (rest.length > 0 && search.found.length < search.limit) {
    // Most of them hold the words: no more are read than the page has room for.
    const some = rest.slice(0, Math.max(LEAST_READ, search.limit - search.found.length));
    rest = rest.slice(some.length);
    const texts = await caseTexts(search.tx, some, part);
    for (const seq of some) {
      if (search.found.length >= search.limit) break;
      last = seq;
      const text = texts.get(seq);
      if (text && search.words.every((word) => holds(text, word))) search.found.push(text);
    }
  }
  return last;
}

/** Cases that may hold the words, newest first: of the names exactly those that do. */
async function candidates(
  { tx, words }: Search,
  group: SearchCursor['group'],
  before: number,
  limit: number,
): Promise<number[]> {
  const named = (query: string) => tx.all<{ seq: number }>(namesPage, [query, before, limit]);
  if (group === 'names') return (await named(namesQuery(words))).map((row) => row.seq);
  // The longest word is the rarest: cases that hold it, wherever, are looked at for the others.
  const driver = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  const rows = await tx.all<{ seq: number }>(textsPage, [textsQuery(driver), before, limit]);
  if (words.length > 1) rows.push(...(await named(namesQuery([driver]))));
  return [...new Set(rows.map((row) => row.seq))].sort((a, b) => b - a).slice(0, limit);
}

const namesPage =
  'SELECT rowid AS seq FROM case_names WHERE case_names MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?';
const textsPage =
  'SELECT rowid AS seq FROM case_texts WHERE case_texts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?';

/** What was found by name stands in the first group already. */
async function withoutNamed({ tx, words }: Search, seqs: readonly number[]): Promise<number[]> {
  const [newest, oldest] = [seqs[0], seqs.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const rows = await tx.all<{ seq: number }>(
    'SELECT rowid AS seq FROM case_names WHERE case_names MATCH ? AND rowid BETWEEN ? AND ?',
    [namesQuery(words), oldest, newest],
  );
  const named = new Set(rows.map((row) => row.seq));
  return seqs.filter((seq) => !named.has(seq));
}

function hitOf(text: FoundCase, words: readonly string[]): SearchHit {
  const named = (field: string) => text.names.filter((name) => name.field === field).map((name) => name.text);
  const number = named('number')[0];
  const parties = named('party').map((name) => markShort(name, words, true));
  // Those that were found come into view, before the others in their order.
  const shown = [...parties.entries()]
    .sort(([a, one], [b, other]) => Number(other.marks.length > 0) - Number(one.marks.length > 0) || a - b)
    .slice(0, PARTIES_SHOWN)
    .sort(([a], [b]) => a - b)
    .map(([, party]) => party);
  return {
    id: text.id,
    number: number === undefined ? null : markShort(number, words, false),
    title: markShort(named('title')[0] ?? '', words, true),
    stage: text.stage,
    appliedOn: text.appliedOn,
    parties: shown,
    partyCount: parties.length,
    found: foundElsewhere(text, words),
  };
}

/** Where else the words stand; long texts only for words that no name holds. */
function foundElsewhere(text: CaseText, words: readonly string[]): SearchHit['found'] {
  const found: SearchHit['found'] = [];
  for (const { field, text: name } of text.names) {
    if (field !== 'agreementNumber' && field !== 'representative') continue;
    const snippet = markShort(name, words, field === 'representative');
    if (snippet.marks.length > 0) found.push({ field, snippet });
  }
  for (const phone of text.phones) {
    const tail = words.find((word) => inPhones({ ...text, phones: [phone] }, word));
    if (tail === undefined) continue;
    const shown = maskPhone(phone);
    const end = shown.length;
    found.push({ field: 'phone', snippet: { text: shown, marks: [[Math.max(0, end - 4), end]] } });
  }
  const rest = words.filter((word) => !inNames(text, word));
  if (rest.length > 0) {
    const plain = inTexts(text, rest, true);
    found.push(...(plain.length > 0 ? plain : inTexts(text, rest, false)));
  }
  return found.slice(0, 3);
}

/** Each long text once that holds one of the words. */
function inTexts(text: CaseText, words: readonly string[], plainly: boolean): SearchHit['found'] {
  const found: SearchHit['found'] = [];
  const seen = new Set<string>();
  for (const { field, text: long } of text.texts) {
    const snippet = seen.has(field) ? null : markLong(long, words, plainly);
    if (!snippet) continue;
    seen.add(field);
    found.push({ field, snippet });
  }
  return found;
}
