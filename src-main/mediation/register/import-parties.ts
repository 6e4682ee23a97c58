import type { ImportWords } from './import-words.ts';

export interface ImportParty {
  role: 'applicant' | 'respondent';
  kind: 'person' | 'organisation';
  name: string;
  phone: string;
}

/** Names of one side: `张三、李四（13812345678）；甲公司`. A phone may stand in brackets behind its name. */
export function readSide(
  text: string,
  role: ImportParty['role'],
  phones: string,
  words: ImportWords,
): ImportParty[] {
  const parties = text
    .split(/[、,，;；/\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*?)\s*[（(]?\s*((?:\+?\d[\d\s-]{5,}\d))\s*[）)]?$/u.exec(part);
      const name = (match?.[1] ?? part).trim();
      return { role, kind: kindOf(name, words), name, phone: match?.[2]?.trim() ?? '' };
    })
    .filter((party) => party.name !== '');
  const listed = phones
    .split(/[、,，;；/\n]+/u)
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '');
  // As many phones as names belong to them in order; any other number belongs to the first.
  return parties.map((party, index) => {
    if (party.phone !== '' || listed.length === 0) return party;
    if (listed.length === parties.length) return { ...party, phone: listed[index] ?? '' };
    return index === 0 ? { ...party, phone: listed.join('、').slice(0, 40) } : party;
  });
}

/** Both sides in one column: `张三与李四`, `张三诉甲公司`; without such a word the first name applies. */
export function readParties(text: string, phones: [string, string], words: ImportWords): ImportParty[] {
  const sides = /^(.+?)\s*(?:与|诉|——|--|vs\.?|VS\.?)\s*(.+)$/u.exec(text);
  if (sides?.[1] && sides[2]) {
    return [
      ...readSide(sides[1], 'applicant', phones[0], words),
      ...readSide(sides[2], 'respondent', phones[1], words),
    ];
  }
  const all = readSide(text, 'applicant', '', words);
  return all.map((party, index) => ({
    ...party,
    role: index === 0 ? 'applicant' : 'respondent',
    phone: party.phone || (index === 0 ? phones[0] : index === 1 ? phones[1] : ''),
  }));
}

const kindOf = (name: string, words: ImportWords): ImportParty['kind'] =>
  [...name].length > 3 && words.organisationEndings.some((ending) => name.endsWith(ending))
    ? 'organisation'
    : 'person';
