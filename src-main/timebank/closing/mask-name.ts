/**
 * A name as it hangs on the notice board: the surname and the last character, the rest hidden (`刘*`, `刘*兰`). People find
 * themselves by their volunteer number. Names of groups are public.
 */
export function maskName(name: string, kind: 'person' | 'group'): string {
  if (kind === 'group') return name;
  const characters = [...name.trim()];
  const [first = '*'] = characters;
  if (characters.length <= 2) return `${first}*`;
  return first + '*'.repeat(Math.min(characters.length - 2, 4)) + characters.at(-1)!;
}
