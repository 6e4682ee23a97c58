/**
 * How a text and what is typed into the search box are made to meet: compatibility forms and case folded, everything
 * that is no letter or digit left out, so that 〔2026〕 meets （２０２６） and a space inside a name does not matter.
 * A long number that may be somebody's ID number is left out altogether: nobody is to be found by it.
 */
export function fold(text: string): string {
  return withoutIdNumbers(text).normalize('NFC').replace(usualSigns, '').replace(notPlain, foldCharacter);
}

export interface FoldedText {
  /** The text that the places point into: ID numbers starred. */
  shown: string;
  folded: string;
  /** For every UTF-16 unit of `folded`, where its character begins and ends in `shown`. */
  starts: number[];
  ends: number[];
}

/** As `fold`, with the way back. */
export function foldWithPlaces(text: string): FoldedText {
  const shown = shownText(text);
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let plainFrom = 0;
  let at = 0;
  while (at < shown.length) {
    if (isPlain(shown.charCodeAt(at))) {
      starts.push(at);
      at += 1;
      ends.push(at);
      continue;
    }
    const character = String.fromCodePoint(shown.codePointAt(at) ?? 0);
    const part = foldCharacter(character);
    folded += shown.slice(plainFrom, at) + part;
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
    plainFrom = at;
  }
  return { shown, folded: folded + shown.slice(plainFrom), starts, ends };
}

/** Where the units `from` to `to` of the folded text stand in the shown one, without the places of all others. */
export function placeInShown(shown: string, from: number, to: number): [number, number] {
  let folded = 0;
  let at = 0;
  let start = 0;
  for (const character of shown) {
    const length = isPlain(character.charCodeAt(0)) ? character.length : foldCharacter(character).length;
    if (folded <= from) start = at;
    folded += length;
    at += character.length;
    if (folded >= to) break;
  }
  return [start, at];
}

/** The text as it may be shown: ID numbers starred. */
export const shownText = (text: string): string => withoutIdNumbers(text).normalize('NFC');

/** The words of a query, folded, each once; a query of nothing but signs has none. */
export function queryWords(query: string): string[] {
  return [...new Set(query.normalize('NFKC').split(/\s+/u).map(fold))].filter((word) => word !== '');
}

/** Stars in the place of what may be an ID or card number: 15 digits and more, or 6-8-4 written apart. */
function withoutIdNumbers(text: string): string {
  if (!longNumber.test(text)) return text;
  return text.replace(idNumbers, (run) => '*'.repeat(run.length));
}

const longNumber = /[0-9０-９]{6}/u;
const idNumbers =
  /[0-9０-９]{14,}[0-9０-９XxＸｘ]|[0-9０-９]{6}[\s-]?[0-9０-９]{8}[\s-]?[0-9０-９]{3}[0-9０-９XxＸｘ]/gu;

// What `foldCharacter` would leave out one by one, nearly all of it: the machine does it a hundred times faster.
const usualSigns = /[\s，。、；：！？“”‘’（）《》〔〕【】…—·,.;:!?'"()[\]<>/*+=_-]+/g;
// Nearly every character of a Chinese text: nothing to do, and no function called for it.
const notPlain = /[^\u3400-\u4DBF\u4E00-\u9FFFa-z0-9]/gu;
const isPlain = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff;

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = character
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  if (known.size < 20_000) known.set(character, folded);
  return folded;
}
