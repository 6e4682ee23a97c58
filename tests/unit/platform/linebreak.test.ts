import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, traitsOf, type MeasuredGlyph } from '../../../src-main/platform/documents/linebreak.ts';

/** Han characters one em wide, everything in ASCII half. */
const glyphsOf = (text: string): MeasuredGlyph[] =>
  [...text].map((character) => {
    const codePoint = character.codePointAt(0)!;
    return { ...traitsOf(codePoint), advance: codePoint < 0x80 ? 0.5 : 1 };
  });

function linesOf(text: string, width: number, first = width): string[] {
  const characters = [...text];
  return breakLines(glyphsOf(text), first, width).map(({ from, to }) => characters.slice(from, to).join(''));
}

describe('line breaking (禁则)', () => {
  it('would notice a line that begins with a closing mark', () => {
    expect(linesOf('甲乙丙丁，戊己', 4)).toEqual(['甲乙丙', '丁，戊己']);
    expect(linesOf('甲乙丙丁）。戊', 4)).toEqual(['甲乙丙', '丁）。戊']);
    expect(linesOf('甲乙100%丙', 3.5)).toEqual(['甲乙', '100%丙']);
  });

  it('would notice a line that ends with an opening mark or a lonely ¥', () => {
    expect(linesOf('甲乙丙（丁戊', 4)).toEqual(['甲乙丙', '（丁戊']);
    expect(linesOf('甲乙丙《丁》', 4)).toEqual(['甲乙丙', '《丁》']);
    expect(linesOf('甲乙丙¥10', 4)).toEqual(['甲乙丙', '¥10']);
  });

  it('would notice an amount, a date or a word cut in two', () => {
    expect(linesOf('支付¥10,000.00元', 4)).toEqual(['支付', '¥10,000', '.00元']);
    expect(linesOf('支付¥10,000.00元', 6.5)).toEqual(['支付', '¥10,000.00元']);
    expect(linesOf('编号ABC-123号', 4)).toEqual(['编号', 'ABC-123', '号']);
    expect(linesOf('hello world again', 5.5)).toEqual(['hello world', 'again']);
  });

  it('cuts a word only when it is longer than a line, and loses nothing', () => {
    expect(linesOf('a'.repeat(20), 4)).toEqual(['aaaaaaaa', 'aaaaaaaa', 'aaaa']);
    expect(linesOf('', 4)).toEqual(['']);
    expect(linesOf('））））））', 4).join('')).toBe('））））））');
  });

  it('gives the first line its own width', () => {
    expect(linesOf('甲乙丙丁戊己庚', 4, 2)).toEqual(['甲乙', '丙丁戊己', '庚']);
  });

  it('holds for any text: nothing lost but spaces at line ends, no line too wide, no forbidden ends', () => {
    const alphabet = fc.constantFrom(...'甲乙丙丁，。、；：！？）》（《“”¥%…0123abc ., ');
    fc.assert(
      fc.property(
        fc.string({ unit: alphabet, maxLength: 80 }),
        fc.integer({ min: 6, max: 20 }),
        (text, width) => {
          const lines = linesOf(text, width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          const glyphs = glyphsOf(text);
          const ranges = breakLines(glyphs, width, width);
          ranges.forEach(({ from, to, width: used }, index) => {
            expect(used).toBeLessThanOrEqual(width + 1e-6);
            const longest =
              index + 1 < ranges.length && to - from > 0 && isUnbreakable(glyphs.slice(from, to));
            if (
              index === 0 ||
              longest ||
              isUnbreakable(glyphs.slice(ranges[index - 1]!.from, ranges[index - 1]!.to))
            )
              return;
            const spaced = glyphs[from - 1]?.space;
            if (from < to && !spaced) expect(glyphs[from]!.mayStart).toBe(true);
            if (from > 0 && !spaced) expect(glyphs[ranges[index - 1]!.to - 1]!.mayEnd).toBe(true);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A stretch without any place to break, which may be cut anywhere when it fills a line. */
function isUnbreakable(glyphs: readonly MeasuredGlyph[]): boolean {
  for (let index = 1; index < glyphs.length; index += 1) {
    const [left, right] = [glyphs[index - 1]!, glyphs[index]!];
    const tied = right.space || !right.mayStart || !left.mayEnd || (!left.space && left.word && right.word);
    if (!tied) return false;
  }
  return true;
}
