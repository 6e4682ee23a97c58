import type { SearchCursor, SearchHit } from '../../contract/mediation/search.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskPhone } from '../../platform/masking.ts';
import { caseNames, caseTexts, caseTextsAround, type FoundCase } from './case-text-store.ts';
import { queryWords } from './fold.ts';
import { countPending, pendingCases } from './index-store.ts';
import { markLong, markShort } from './marks.ts';
import {
  foldOf,
  inCase,
  inNames,
  inPhones,
  isHan,
  isPhoneTail,
  namesQuery,
  onlyNames,
  textsQuery,
  type CaseText,
} from './words.ts';

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
  const waiting = await pendingCases(tx, WAITING_LOOKED_AT);
  const pending = waiting.length < WAITING_LOOKED_AT ? waiting.length : await countPending(tx);
  if (words.length === 0) return { hits: [], next: null, pending };
  const search: Search = {
    tx,
    words,
    limit: query.limit,
    waiting: new Set(waiting),
    found: [],
    scattered: false,
  };
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
  /** Few of the cases that were looked at hold the words as they were typed: then all are read whole at once. */
  scattered: boolean;
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

/** Checks cases in their order until the page is full; answers the last one looked at. */
async function look(
  search: Search,
  seqs: readonly number[],
  group: SearchCursor['group'],
): Promise<number | undefined> {
  let last: number | undefined;
  let rest = [...seqs];
  while (rest.length > 0 && search.found.length < search.limit) {
    // Most of them hold the words: no more are read than the page has room for.
    const some = rest.slice(0, Math.max(LEAST_READ, search.limit - search.found.length));
    rest = rest.slice(some.length);
    const holding =
      group === 'names' ? await holdingInNames(search, some) : await holdingAnywhere(search, some);
    for (const seq of some) {
      if (search.found.length >= search.limit) break;
      last = seq;
      const text = holding.get(seq);
      if (text) search.found.push(text);
    }
  }
  return last;
}

/** What the index of the names found is checked and shown by the names alone; long texts are not read for it. */
async function holdingInNames(
  { tx, words }: Search,
  seqs: readonly number[],
): Promise<Map<number, FoundCase>> {
  const texts = await caseNames(tx, seqs, words.some(isPhoneTail));
  return only(texts, (text) => words.every((word) => inNames(text, word)));
}

/**
 * Chinese words stand nearly always as they were typed: their surroundings are read first, and the whole texts of those cases only
 * where a word may stand across signs and blanks.
 */
async function holdingAnywhere(search: Search, seqs: readonly number[]): Promise<Map<number, FoundCase>> {
  const { tx, words } = search;
  const holds = (text: FoundCase) => words.every((word) => inCase(text, word));
  if (!words.every(isHan) || search.scattered) return only(await caseTexts(tx, seqs), holds);
  const found = only(await caseTextsAround(tx, seqs, words), holds);
  const others = seqs.filter((seq) => !found.has(seq));
  search.scattered = others.length > found.size;
  if (others.length === 0) return found;
  return new Map([...found, ...only(await caseTexts(tx, others), holds)]);
}

const only = (texts: Map<number, FoundCase>, holds: (text: FoundCase) => boolean): Map<number, FoundCase> =>
  new Map([...texts].filter(([, text]) => holds(text)));

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
  const named = (field: string) => text.names.filter((name) => name.field === field);
  const [number] = named('number');
  const [title] = named('title');
  const parties = named('party').map((name) => markShort(name.text, words, true, foldOf(name)));
  // Those that were found come into view, before the others in their order.
  const shown = [...parties.entries()]
    .sort(([a, one], [b, other]) => Number(other.marks.length > 0) - Number(one.marks.length > 0) || a - b)
    .slice(0, PARTIES_SHOWN)
    .sort(([a], [b]) => a - b)
    .map(([, party]) => party);
  return {
    id: text.id,
    number: number ? markShort(number.text, words, false, foldOf(number)) : null,
    title: title ? markShort(title.text, words, true, foldOf(title)) : { text: '', marks: [] },
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
  for (const name of text.names) {
    const { field } = name;
    if (field !== 'agreementNumber' && field !== 'representative') continue;
    const snippet = markShort(name.text, words, field === 'representative', foldOf(name));
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
