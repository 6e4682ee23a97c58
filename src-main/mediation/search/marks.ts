import type { Marked } from '../../contract/mediation/search.ts';
import { pinyinReadings } from '../../platform/search-key.ts';
import { fold, foldWithPlaces, placeInShown, shownText, type FoldedText } from './fold.ts';

type Mark = [number, number];

/** Characters shown before and after a word in a long text. */
const AROUND = 24;
const MARKS_SHOWN = 20;

/** The words where they stand in a short text, which `run` is folded of. `spoken`: by pinyin and initials too. */
export function markShort(text: string, words: readonly string[], spoken: boolean, run = fold(text)): Marked {
  if (!words.some((word) => run.includes(word) || (spoken && isLatin(word))))
    return { text: shownText(text), marks: [] };
  const folded = foldWithPlaces(text);
  const marks = words.flatMap((word) => {
    const plain = occurrences(folded, word);
    return plain.length === 0 && spoken ? spokenMarks(folded, word) : plain;
  });
  return { text: folded.shown, marks: merged(marks) };
}

/**
 * The piece of a long text around the first of the words that stand in it; null when none does. `plainly`: only where one
 * stands as it was typed, not across signs or in another width; that is told without folding the text.
 */
export function markLong(text: string, words: readonly string[], plainly = false): Marked | null {
  const whole = shownText(text);
  const plain = firstOf(whole, words);
  const spread = plain || plainly ? null : firstOf(fold(text), words);
  const place = plain ?? (spread && placeInShown(whole, ...spread));
  if (!place) return null;
  const [start, end] = place;
  const from = boundary(whole, Math.max(0, start - AROUND));
  const to = boundary(whole, Math.min(whole.length, Math.max(end, start + AROUND) + AROUND));
  // Finding out where every character stands is dear: only for the piece that is shown.
  const piece = foldWithPlaces(whole.slice(from, to).replace(/\s/gu, ' '));
  const head = from > 0 ? '…' : '';
  return {
    text: `${head}${piece.shown}${to < whole.length ? '…' : ''}`,
    marks: merged(words.flatMap((word) => occurrences(piece, word))).map(([one, other]) => [
      one + head.length,
      other + head.length,
    ]),
  };
}

/** Units of the text that the first word takes. */
function firstOf(text: string, words: readonly string[]): [number, number] | null {
  let first: [number, number] | null = null;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at >= 0 && (first === null || at < first[0])) first = [at, at + word.length];
  }
  return first;
}

function occurrences(text: FoldedText, word: string): Mark[] {
  const { folded } = text;
  const marks: Mark[] = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
    marks.push(placed(text, at, at + word.length));
    if (marks.length === MARKS_SHOWN) break;
  }
  return marks;
}

/** Characters whose syllables, or first letters, make up the word. */
function spokenMarks(text: FoldedText, word: string): Mark[] {
  const { folded } = text;
  if (!isLatin(word)) return [];
  const starts = startsOf([...folded]);
  for (const syllables of pinyinReadings(folded)) {
    for (const parts of [syllables, syllables.map((one) => one.slice(0, 1))]) {
      const at = parts.join('').indexOf(word);
      if (at < 0) continue;
      const begins = startsOf(parts);
      const first = begins.findLastIndex((begin) => begin <= at);
      const last = begins.findLastIndex((begin) => begin < at + word.length);
      return [placed(text, starts[first] ?? 0, starts[last + 1] ?? folded.length)];
    }
  }
  return [];
}

const isLatin = (word: string): boolean => /^[a-z0-9]+$/.test(word);

/** Where each part begins in the text that they make together. */
function startsOf(parts: readonly string[]): number[] {
  let at = 0;
  return parts.map((part) => (at += part.length) - part.length);
}

/** UTF-16 units of the folded text, as a place in the text that is shown. */
const placed = ({ starts, ends }: FoldedText, from: number, to: number): Mark => [
  starts[from] ?? 0,
  ends[to - 1] ?? 0,
];

function merged(marks: Mark[]): Mark[] {
  const sorted = [...marks].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: Mark[] = [];
  for (const [from, to] of sorted) {
    const before = joined.at(-1);
    if (before && from <= before[1]) before[1] = Math.max(before[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Not in the middle of a pair of surrogates. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
