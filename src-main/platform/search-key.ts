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
