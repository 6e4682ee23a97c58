/**
 * The bundled fonts and the way a text becomes glyphs.
 *
 * Text is set with the nominal glyph of each character, without OpenType shaping: Chinese forms need none, a shaper
 * picks other digits for `No.3` than for `3号`, and looking a character up is what makes a page cheap. The one exception
 * is the two-em dash ——, which the fonts draw as one unbroken stroke.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import type { Font } from 'fontkit';
import type { UndrawableCharacter } from './errors.ts';
import { traitsOf, type Traits } from './linebreak.ts';

/** song = 宋 (body), hei = 黑 (headings). */
export type FaceName = 'song' | 'hei';
export type FontKey = 'song' | 'hei' | 'hana';

export interface Glyph extends Traits {
  /** What copying the glyph out of the PDF must give: one character, or —— . */
  readonly text: string;
  readonly font: FontKey;
  readonly id: number;
  /** Width in em. */
  readonly advance: number;
}

export interface FontLibrary {
  /** Glyphs of a text without line breaks. Characters no font draws are noted in `missing` and left out. */
  glyphsOf(text: string, face: FaceName, missing: MissingCharacters): Glyph[];
  font(key: FontKey): Font;
}

export type MissingCharacters = Map<number, UndrawableCharacter>;

/** File names inside the fonts folder; licences lie beside them (resources/fonts/README.md). */
export const FONT_FILES: Readonly<Record<FontKey, string>> = {
  song: 'NotoSerifSC-Regular.ttf',
  hei: 'NotoSansSC-Bold.ttf',
  hana: 'HanaMinB.ttf',
};

/** HanaMin, 30 MB, holds only characters beyond the BMP; it is opened when a name first needs it. */
const CHAINS: Readonly<Record<FaceName, readonly FontKey[]>> = {
  song: ['song', 'hei', 'hana'],
  hei: ['hei', 'song', 'hana'],
};

/** Control, format, surrogate, private-use and unassigned characters, separators, and the mark of a broken import. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFD]/u;
const EM_DASH = 0x2014;

/** Opens the fonts of a folder; each file is read and parsed once, at its first use. */
export function openFonts(fontsDir: string): FontLibrary {
  const fonts = new Map<FontKey, Font>();
  const caches: Record<FaceName, Map<number, Glyph | null>> = { song: new Map(), hei: new Map() };
  const dashes = new Map<FaceName, Glyph | null>();

  const font = (key: FontKey): Font => {
    const known = fonts.get(key);
    if (known) return known;
    const opened = fontkit.create(readFileSync(join(fontsDir, FONT_FILES[key]))) as Font;
    fonts.set(key, opened);
    return opened;
  };

  const find = (codePoint: number, face: FaceName): Glyph | null => {
    const text = String.fromCodePoint(codePoint);
    if (REFUSED.test(text)) return null;
    for (const key of CHAINS[face]) {
      const candidate = font(key);
      if (!candidate.hasGlyphForCodePoint(codePoint)) continue;
      const glyph = candidate.glyphForCodePoint(codePoint);
      return {
        ...traitsOf(codePoint),
        text,
        font: key,
        id: glyph.id,
        advance: glyph.advanceWidth / candidate.unitsPerEm,
      };
    }
    return null;
  };

  const glyph = (codePoint: number, face: FaceName): Glyph | null => {
    const cache = caches[face];
    let found = cache.get(codePoint);
    if (found === undefined) {
      found = find(codePoint, face);
      cache.set(codePoint, found);
    }
    return found;
  };

  const twoEmDash = (face: FaceName): Glyph | null => {
    const known = dashes.get(face);
    if (known !== undefined) return known;
    const shaped = font(face).layout('——').glyphs;
    const only = shaped.length === 1 ? shaped[0] : undefined;
    const found = only
      ? {
          ...traitsOf(EM_DASH),
          text: '——',
          font: face,
          id: only.id,
          advance: only.advanceWidth / font(face).unitsPerEm,
        }
      : null;
    dashes.set(face, found);
    return found;
  };

  const glyphsOf = (text: string, face: FaceName, missing: MissingCharacters): Glyph[] => {
    const glyphs: Glyph[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const codePoint = text.codePointAt(index)!;
      const dash = codePoint === EM_DASH && text.charCodeAt(index + 1) === EM_DASH ? twoEmDash(face) : null;
      const found = dash ?? glyph(codePoint, face);
      if (found) glyphs.push(found);
      else if (!missing.has(codePoint)) missing.set(codePoint, describe(codePoint));
      if (dash || codePoint > 0xffff) index += 1;
    }
    return glyphs;
  };

  return { glyphsOf, font };
}

function describe(codePoint: number): UndrawableCharacter {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return {
    character: isSurrogate ? '' : String.fromCodePoint(codePoint),
    codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}
