/** Where a Chinese line may end: 禁则 (GB/T 15834 habits) plus words, numbers and amounts that stay whole. */

export interface Traits {
  /** May stand first in a line. */
  readonly mayStart: boolean;
  /** May stand last in a line. */
  readonly mayEnd: boolean;
  /** Part of a Latin word, number or amount. */
  readonly word: boolean;
  readonly space: boolean;
}

export interface MeasuredGlyph extends Traits {
  /** Width in em. */
  readonly advance: number;
}

export interface LineRange {
  readonly from: number;
  /** Exclusive, without trailing spaces. */
  readonly to: number;
  /** Width in em. */
  readonly width: number;
}

const NEVER_FIRST =
  '，。、；：！？）》」』】〕〉］｝〗〙”’…—～·・‧％‰℃°′″' +
  ',.;:!?)]}%>»›' +
  'ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〻';
const NEVER_LAST = '（《「『【〔〈［｛〖〘“‘([{<«‹¥￥$＄£€№＃#';
/** Inside a word these hold it together; alone they are ordinary characters. */
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\x21-\x7e]/u;
const BRACKETS = '()[]{}<>';

const never = (characters: string) => new Set([...characters].map((character) => character.codePointAt(0)!));
const neverFirst = never(NEVER_FIRST);
const neverLast = never(NEVER_LAST);

/** Traits of one character; pure, so the font cache keeps them with the glyph. */
export function traitsOf(codePoint: number): Traits {
  const character = String.fromCodePoint(codePoint);
  return {
    mayStart: !neverFirst.has(codePoint),
    mayEnd: !neverLast.has(codePoint),
    word: WORD.test(character) && !BRACKETS.includes(character) && !isFullWidth(codePoint),
    space: codePoint === 0x20,
  };
}

/** A line may end between these two glyphs. */
export function mayBreakBetween(left: Traits, right: Traits): boolean {
  if (right.space || !right.mayStart || !left.mayEnd) return false;
  if (left.space) return true;
  return !(left.word && right.word);
}

/** A justified line may be stretched between these two glyphs: never inside a word. */
export const mayStretchBetween = (left: Traits, right: Traits): boolean =>
  left.space || right.space ? left.space !== right.space && left.space : !(left.word && right.word);

/**
 * Greedy line breaking. Widths in em of the size in use. A word longer than a whole line is cut where the line is full;
 * otherwise no line begins or ends with a forbidden character. An empty input gives one empty line.
 */
export function breakLines(
  glyphs: readonly MeasuredGlyph[],
  firstWidth: number,
  restWidth: number,
): LineRange[] {
  const lines: LineRange[] = [];
  let from = 0;
  do {
    const limit = (lines.length === 0 ? firstWidth : restWidth) + TOLERANCE;
    const end = endOfLine(glyphs, from, limit);
    lines.push(trimmed(glyphs, from, end));
    from = skipSpaces(glyphs, end);
  } while (from < glyphs.length);
  return lines;
}

/** Em; absorbs rounding of sums, far below what the eye or a printer sees. */
const TOLERANCE = 1e-6;

function endOfLine(glyphs: readonly MeasuredGlyph[], from: number, limit: number): number {
  let width = 0;
  let lastBreak = -1;
  for (let index = from; index < glyphs.length; index += 1) {
    const glyph = glyphs[index]!;
    if (index > from && mayBreakBetween(glyphs[index - 1]!, glyph)) lastBreak = index;
    width += glyph.advance;
    if (width > limit && !glyph.space && index > from) return lastBreak > from ? lastBreak : index;
  }
  return glyphs.length;
}

function trimmed(glyphs: readonly MeasuredGlyph[], from: number, end: number): LineRange {
  let to = end;
  while (to > from && glyphs[to - 1]!.space) to -= 1;
  let width = 0;
  for (let index = from; index < to; index += 1) width += glyphs[index]!.advance;
  return { from, to, width };
}

function skipSpaces(glyphs: readonly MeasuredGlyph[], index: number): number {
  let next = index;
  while (next < glyphs.length && glyphs[next]!.space) next += 1;
  return next;
}

const isFullWidth = (codePoint: number): boolean => codePoint >= 0xff00 && codePoint <= 0xffef;
