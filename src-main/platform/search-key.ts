import { pinyin } from 'pinyin-pro';

const middleDots = /[\u00B7\u2022\u2027\u30FB\uFF65\u2219\u22C5\u2024\uFF0E·•.]/gu;
const invisible = /[\s\u00AD\u200B-\u200F\u2060\uFEFF]/gu;

/**
 * How two spellings of one name are made to meet: compatibility forms folded (NFKC), case folded, spaces, invisible
 * characters and every kind of middle dot removed. For searching only; what was typed is stored as it was typed.
 */
export function searchKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(invisible, '').replace(middleDots, '');
}

/** Key of a name together with its pinyin and pinyin initials: `王小明 wangxiaoming wxm`. */
export function nameKeys(name: string): string {
  const key = searchKey(name);
  const syllables = pinyin(key, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const full = syllables.join('').toLowerCase();
  const initials = syllables
    .map((syllable) => [...syllable][0] ?? '')
    .join('')
    .toLowerCase();
  return full === key ? key : `${key} ${full} ${initials}`;
}

/** A LIKE pattern that finds `text` anywhere; the statement must say ESCAPE '\'. */
export function likeAnywhere(text: string): string {
  return `%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * The readings of a name or title, each with one syllable (`wang`, ü as v) for every code point; what is no Chinese
 * character reads as itself. A second one where a surname at the head reads otherwise (曾 zeng, 单 shan, 解 xie).
 */
export function pinyinReadings(text: string): string[][] {
  const asName = syllablesOf(text, 'head');
  return surnameDiffers(text) ? [asName, syllablesOf(text, 'off')] : [asName];
}

const surnames = new Map<string, boolean>();

/** Whether the first characters read otherwise as a surname; asked once for each pair of them. */
function surnameDiffers(text: string): boolean {
  const head = [...text].slice(0, 2).join('');
  let differs = surnames.get(head);
  if (differs === undefined) {
    differs = syllablesOf(head, 'head').join() !== syllablesOf(head, 'off').join();
    if (surnames.size < 20_000) surnames.set(head, differs);
  }
  return differs;
}

const syllablesOf = (text: string, surname: 'off' | 'head'): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true, surname }).map((syllable) =>
    syllable.toLowerCase(),
  );
