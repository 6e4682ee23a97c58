import type { SearchField } from '../../contract/mediation/search.ts';
import { pinyinReadings } from '../../platform/search-key.ts';
import { fold } from './fold.ts';

/** What of a case can be searched for. */
export interface CaseText {
  seq: number;
  /** Numbers, title, people: found by any part from one character on, by pinyin and by initials. */
  names: Piece<Extract<SearchField, NameField>>[];
  /** Phones of the parties, in full; found by their last digits only. */
  phones: string[];
  /** Everything longer: found from two characters on. */
  texts: Piece<SearchField>[];
}

export interface Piece<F> {
  field: F;
  text: string;
  /** Made by `foldOf` when it is first asked for: a long text is looked at several times. */
  folded?: string;
}

export const foldOf = (piece: Piece<SearchField>): string => (piece.folded ??= fold(piece.text));

export type NameField = 'number' | 'agreementNumber' | 'title' | 'party' | 'representative';

/*
 * FTS5 is given words of our own making, as ASCII: its tokenizer would cut Chinese nowhere, and would take characters
 * that are younger than its tables for blanks. A character is four digits of base 36; a pair of neighbours, which is
 * what the index mostly holds, is eight; `p…`, `q…` and `r…` are digits of a phone; `x` keeps runs apart in phrases.
 */
const SEPARATOR = 'x';
const PHONE_DIGITS = { least: 4, most: 12 };

/** The words of the two indexes for one case. */
export function indexWords(text: CaseText): { names: string; texts: string } {
  const numbers = foldedNames(text, isNumber);
  const runs = foldedNames(text, (field) => !isNumber(field));
  const phrases = withoutParts([...numbers, ...runs, ...runs.flatMap(readings)]).map((run) =>
    pairsOf(run).join(' '),
  );
  const beside = new Set(text.phones.flatMap(phoneNumbers).flatMap(phoneWords));
  for (const run of runs) for (const character of run) beside.add(codeOf(character));
  const pairs = new Set<string>();
  for (const one of text.texts) for (const pair of pairsOf(foldOf(one))) pairs.add(pair);
  return {
    names: [phrases.filter(Boolean).join(` ${SEPARATOR} `), ...beside].join(' '),
    texts: [...pairs].join(' '),
  };
}

/** FTS5 query over the names: exact, by the order of the pairs. */
export function namesQuery(words: readonly string[]): string {
  return words.map((word) => `(${orPhone(word, `"${wordsOf(word).join(' ')}"`)})`).join(' AND ');
}

/** FTS5 query over the long texts: all pairs, in whatever order; what it finds has to be looked at again. */
export function textsQuery(word: string): string {
  return [...new Set(wordsOf(word))].map((one) => `"${one}"`).join(' AND ');
}

/** Words of one character are looked for among the names only. */
export const onlyNames = (words: readonly string[]): boolean => words.every(isSingle);

/** Whether names and phones alone hold the word; the plain meaning of what `namesQuery` asks. */
export function inNames(text: CaseText, word: string): boolean {
  const asName = text.names.some((name) => {
    const run = foldOf(name);
    // One character is looked for in titles and names: every number has a 1.
    if (isSingle(word) && isNumber(name.field)) return false;
    if (run.includes(word)) return true;
    if (isSingle(word) || !/^[a-z0-9]+$/.test(word) || isNumber(name.field)) return false;
    return readings(run).some((reading) => reading.includes(word));
  });
  return asName || inPhones(text, word);
}

export const inPhones = (text: CaseText, word: string): boolean =>
  isPhoneTail(word) &&
  text.phones.some((phone) => phoneNumbers(phone).some((digits) => digits.endsWith(word)));

/** Whether the case has the word anywhere; what every hit is checked by. */
export const inCase = (text: CaseText, word: string): boolean =>
  inNames(text, word) ||
  (!isSingle(word) &&
    // As it was typed, told without folding; numbers are not, for no part of an ID number may be found.
    ((isHan(word) && text.texts.some((one) => one.text.includes(word))) ||
      text.texts.some((one) => foldOf(one).includes(word))));

/** Only such words are told in a text without folding it. */
export const isHan = (word: string): boolean => /^[\u4E00-\u9FFF]+$/.test(word);

/** The numbers in a field that may hold several: `025-8320 1234、13812345678`. Digits only. */
export function phoneNumbers(phone: string): string[] {
  return phone
    .normalize('NFKC')
    .split(/[^\d\s+()-]+/u)
    .flatMap((part) => {
      const joined = part.replace(/\D/gu, '');
      return joined.length > PHONE_DIGITS.most + 2
        ? part.split(/\s+/u).map((one) => one.replace(/\D/gu, ''))
        : [joined];
    })
    .filter((digits) => digits.length >= PHONE_DIGITS.least);
}

const foldedNames = (text: CaseText, wanted: (field: NameField) => boolean): string[] =>
  text.names.filter((name) => wanted(name.field)).map(foldOf);

/** Most parties stand in the title: a run that is part of another finds nothing that the longer one does not. */
function withoutParts(runs: readonly string[]): string[] {
  const longest = [...new Set(runs)].sort((a, b) => b.length - a.length);
  const kept: string[] = [];
  for (const run of longest) if (!kept.some((longer) => longer.includes(run))) kept.push(run);
  return kept;
}

const isNumber = (field: NameField): boolean => field === 'number' || field === 'agreementNumber';

/** Pinyin and initials of a folded name, where they are not the name itself. */
function readings(run: string): string[] {
  if (/^[a-z0-9]*$/.test(run)) return [];
  return pinyinReadings(run).flatMap((syllables) => [
    syllables.join(''),
    syllables.map((syllable) => syllable.slice(0, 1)).join(''),
  ]);
}

const isSingle = (word: string): boolean => [...word].length === 1;

export const isPhoneTail = (word: string): boolean =>
  /^\d+$/.test(word) && word.length >= PHONE_DIGITS.least && word.length <= PHONE_DIGITS.most;

const orPhone = (word: string, query: string): string =>
  isPhoneTail(word) ? `${query} OR (${phoneQuery(word)})` : query;

/*
 * A number in groups from its end, each group backwards, so that the last digits of a phone begin every group: 4 digits,
 * 4 more, 4 more. Terms of four digits are few; a term for every length of every phone would be half of the index.
 */
function phoneGroups(digits: string): string[] {
  const backwards = [...digits].reverse().join('').slice(0, PHONE_DIGITS.most);
  return [backwards.slice(0, 4), backwards.slice(4, 8), backwards.slice(8)];
}

const phoneWords = (digits: string): string[] =>
  phoneGroups(digits).flatMap((group, index) => (group === '' ? [] : [`${'pqr'[index]}${group}`]));

const phoneQuery = (tail: string): string =>
  phoneGroups(tail)
    .flatMap((group, index) =>
      group === '' ? [] : [`${'pqr'[index]}${group}${group.length < 4 ? ' *' : ''}`],
    )
    .join(' AND ');

/** A query word as the index knows it: its pairs, or its one character. */
const wordsOf = (word: string): string[] => (isSingle(word) ? [codeOf(word)] : pairsOf(word));

function pairsOf(run: string): string[] {
  const pairs: string[] = [];
  let before = '';
  for (const character of run) {
    const code = codeOf(character);
    if (before !== '') pairs.push(before + code);
    before = code;
  }
  return pairs;
}

const codes = new Map<string, string>();

function codeOf(character: string): string {
  const known = codes.get(character);
  if (known !== undefined) return known;
  const code = (character.codePointAt(0) ?? 0).toString(36).padStart(4, '0');
  if (codes.size < 60_000) codes.set(character, code);
  return code;
}
