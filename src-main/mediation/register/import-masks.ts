import type { ImportField } from '../../contract/mediation/register.ts';

const people: readonly ImportField[] = ['parties', 'applicants', 'respondents'];
const phones: readonly ImportField[] = ['applicantPhone', 'respondentPhone'];
const longTexts: readonly ImportField[] = ['facts', 'requests', 'note', 'title'];

/** A value in a report of problems: enough to find the place in the file, not enough to learn who somebody is. */
export function shownValue(field: ImportField, text: string): string {
  const plain = text.trim().replace(/[\p{Cc}\s]+/gu, ' ');
  if (phones.includes(field)) return plain.replace(/\d(?=(?:\D*\d){4})/gu, '*').slice(0, 40);
  if (people.includes(field)) {
    return plain
      .split(/(?<=[、,，;；/与诉])/u)
      .map((name) =>
        name.replace(
          /^(.)(.*?)([、,，;；/与诉]?)$/su,
          (_, head: string, rest: string, end: string) => head + '*'.repeat([...rest].length) + end,
        ),
      )
      .join('')
      .slice(0, 40);
  }
  const shown = plain.replace(/\d{7,}[\dXx]/gu, (run) => '*'.repeat(run.length));
  return longTexts.includes(field) ? [...shown].slice(0, 20).join('') : shown.slice(0, 60);
}
