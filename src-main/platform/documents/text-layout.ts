/** Text → lines of glyphs of a given width. */
import type { Align, RichText } from './blocks.ts';
import type { FaceName, FontLibrary, Glyph, MissingCharacters } from './fonts.ts';
import { breakLines, mayStretchBetween } from './linebreak.ts';
import type { Line } from './pieces.ts';

export interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  readonly align: Align;
  /** First-line indent and indent of the whole, in points. */
  readonly indent: number;
  readonly left: number;
}

export interface TextSetter {
  /** Lines of every paragraph of the text, one list for each paragraph (a line break begins a new one). */
  paragraphs(text: RichText, width: number, style: TextStyle): Line[][];
  /** Sets one text after another in the same width and style, as a column of a table asks for it: all lines in a row. */
  column(width: number, style: TextStyle): (text: RichText) => readonly Line[];
  /** One line, however long. */
  single(text: string, size: number, face?: FaceName): Line;
}

/** Share of the size by which a line may be stretched between two characters; beyond that it stays ragged. */
const MAX_STRETCH = 0.16;
/** The em box of the bundled fonts: base line at 0.88 of it. */
const ASCENT = 0.88;

/** Distance of the base line from the top of a line box, the em box being centred in it. */
export const baseline = (size: number, leading: number): number => (leading - size) / 2 + ASCENT * size;

/*
 * Labels, dates, services and amounts come again in every line of a batch and in every document of a day: their lines,
 * which nobody changes, are kept with the fonts.
 */
const LONGEST_KEPT = 40;
const MOST_KEPT = 20_000;
/** By width and style first, then by text: a column looks up its style once, not for each cell. */
interface Settled {
  size: number;
  byStyle: Map<string, Map<string, Line[][]>>;
}
const kept = new WeakMap<FontLibrary, Settled>();

function settledTexts(fonts: FontLibrary): Settled {
  const known = kept.get(fonts) ?? { size: 0, byStyle: new Map<string, Map<string, Line[][]>>() };
  kept.set(fonts, known);
  return known;
}

function settledIn(settled: Settled, width: number, style: TextStyle): Map<string, Line[][]> {
  if (settled.size >= MOST_KEPT) {
    settled.byStyle.clear();
    settled.size = 0;
  }
  const key = `${style.face} ${style.size} ${style.align} ${style.indent} ${style.left} ${width}`;
  const known = settled.byStyle.get(key) ?? new Map<string, Line[][]>();
  settled.byStyle.set(key, known);
  return known;
}

export function createTextSetter(fonts: FontLibrary, missing: MissingCharacters): TextSetter {
  const glyphParagraphs = (text: RichText, face: FaceName): Glyph[][] => {
    const spans = typeof text === 'string' ? [text] : text;
    const paragraphs: Glyph[][] = [[]];
    for (const span of spans) {
      const [content, spanFace] = typeof span === 'string' ? [span, face] : [span.text, span.face];
      const parts = content.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').split('\n');
      parts.forEach((part, index) => {
        const glyphs = fonts.glyphsOf(part, spanFace, missing);
        if (index === 0) paragraphs.at(-1)!.push(...glyphs);
        else paragraphs.push(glyphs);
      });
    }
    return paragraphs;
  };

  const setParagraphs = (text: RichText, width: number, style: TextStyle) =>
    glyphParagraphs(text, style.face).map((glyphs) => setParagraph(glyphs, width, style));
  const settled = settledTexts(fonts);

  const setIn = (known: Map<string, Line[][]>, text: RichText, width: number, style: TextStyle): Line[][] => {
    if (typeof text !== 'string' || text.length > LONGEST_KEPT) return setParagraphs(text, width, style);
    const found = known.get(text);
    if (found) return found;
    const lacking = missing.size;
    const lines = setParagraphs(text, width, style);
    // What lacks a glyph is looked at again, so that every document names it.
    if (missing.size === lacking && lacking === 0) {
      known.set(text, lines);
      settled.size += 1;
    }
    return lines;
  };

  return {
    paragraphs: (text, width, style) => setIn(settledIn(settled, width, style), text, width, style),
    column: (width, style) => {
      const column = settledIn(settled, width, style);
      return (text) => {
        const paragraphs = setIn(column, text, width, style);
        return paragraphs.length === 1 ? paragraphs[0]! : paragraphs.flat();
      };
    },
    single: (text, size, face = 'song') => {
      const glyphs = fonts.glyphsOf(text, face, missing);
      return { glyphs, x: 0, width: widthOf(glyphs) * size, size, stretch: 0 };
    },
  };
}

function setParagraph(glyphs: readonly Glyph[], width: number, style: TextStyle): Line[] {
  const { size, align } = style;
  const rest = Math.max(width - style.left, size);
  const first = Math.max(rest - style.indent, size);
  const ranges = breakLines(glyphs, first / size, rest / size);
  return ranges.map((range, index) => {
    const content = glyphs.slice(range.from, range.to);
    const available = index === 0 ? first : rest;
    const slack = available - range.width * size;
    const x = style.left + (index === 0 ? style.indent : 0);
    const base = { glyphs: content, width: range.width * size, size, stretch: 0 };
    if (align === 'center') return { ...base, x: x + slack / 2 };
    if (align === 'right') return { ...base, x: x + slack };
    const isLast = index === ranges.length - 1;
    return { ...base, x, stretch: align === 'justify' && !isLast ? stretchFor(content, slack, size) : 0 };
  });
}

function stretchFor(glyphs: readonly Glyph[], slack: number, size: number): number {
  let places = 0;
  for (let index = 1; index < glyphs.length; index += 1) {
    if (mayStretchBetween(glyphs[index - 1]!, glyphs[index]!)) places += 1;
  }
  const stretch = places > 0 ? slack / places : 0;
  return stretch > 0 && stretch <= MAX_STRETCH * size ? stretch : 0;
}

function widthOf(glyphs: readonly Glyph[]): number {
  let width = 0;
  for (const glyph of glyphs) width += glyph.advance;
  return width;
}
