import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MissingGlyphs } from '../../src-main/platform/documents/errors.ts';
import { fontsOf, render, solid, solidTextOf, textOf } from './pdf-tools.ts';
import { applicant, shortAgreement } from './sample-data.ts';

/** First column of every data line, as it stands: width variants and invisible characters included. */
const names = [
  ...new Set(
    readFileSync(join(import.meta.dirname, '../fixtures/rare-names.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t')[0]!)
      .filter((name) => name.trim() !== ''),
  ),
];

const agreementFor = (list: readonly string[]) => ({
  ...shortAgreement,
  parties: list.map((name) => ({ ...applicant, name })),
});

function missingIn(name: string): string[] {
  try {
    render('mediation.agreement', agreementFor([name]));
    return [];
  } catch (error) {
    if (!(error instanceof MissingGlyphs)) throw error;
    return error.characters.map(({ codePoint }) => codePoint);
  }
}

/** What a form would hold after trimming; inner runs of spaces stay. */
const codePointsOf = (text: string): string[] =>
  [...text].map((each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);

describe('names that break systems', () => {
  const refused = new Map(names.map((name) => [name, missingIn(name)]));
  const drawn = names.filter((name) => refused.get(name)!.length === 0);

  it('are drawn, but for a handful that are refused by name', () => {
    expect(names.length).toBeGreaterThan(300);
    expect(drawn.length).toBeGreaterThan(340);
    for (const [name, missing] of refused) {
      for (const codePoint of missing) expect(codePointsOf(name)).toContain(codePoint);
    }
  });

  it('would notice a name refused that the fonts can draw: every 通用规范汉字 is there', () => {
    const stillRefused = [...refused]
      .filter(([, missing]) => missing.length > 0)
      .flatMap(([, missing]) => missing);
    // Operators used as middle dots, a replacement character, and invisible characters are all that is left.
    const han = stillRefused.filter((codePoint) =>
      /\p{Script=Han}/u.test(String.fromCodePoint(parseInt(codePoint.slice(2), 16))),
    );
    expect(han).toEqual([]);
  });

  it('come out of the PDF as the very characters that went in', () => {
    for (let index = 0; index < drawn.length; index += 40) {
      const part = drawn.slice(index, index + 40);
      const text = solidTextOf(render('mediation.agreement', agreementFor(part)));
      for (const name of part)
        expect(text.includes(solid(name)), `${name} ${codePointsOf(name).join()}`).toBe(true);
    }
  });

  it('take a second font only for the characters that need one', () => {
    // U+20021: CJK Extension B, not in Noto Serif SC.
    const bytes = render('mediation.agreement', agreementFor(['王\u{20021}明']));
    expect(fontsOf(bytes).some(({ name }) => name.includes('HanaMinB'))).toBe(true);
    expect(textOf(bytes)).toContain('王\u{20021}明');
    expect(
      fontsOf(render('mediation.agreement', shortAgreement)).some(({ name }) => name.includes('Hana')),
    ).toBe(false);
  });
});
