import type { ImportField } from '../../contract/mediation/register.ts';
import { importFields } from '../../contract/mediation/register.ts';
import { fold } from '../search/fold.ts';

/** One record of `import-words.json`. */
interface WordRecord {
  code: string;
  words: readonly string[];
}

/** What headings and values of an old register mean, by their folded text. */
export interface ImportWords {
  fields: ReadonlyMap<string, ImportField>;
  sources: ReadonlyMap<string, string>;
  results: ReadonlyMap<string, string>;
  disputeTypes: ReadonlyMap<string, { type: string; subType: string }>;
  empty: ReadonlySet<string>;
  organisationEndings: readonly string[];
}

interface DisputeType {
  code: string;
  name: string;
  subTypes: readonly { code: string; name: string }[];
}

export function importWordsOf(
  records: readonly WordRecord[],
  types: readonly DisputeType[],
  referralNames: readonly { code: string; name: string }[],
): ImportWords {
  const under = (prefix: string) =>
    records
      .filter((record) => record.code.startsWith(`${prefix}.`))
      .flatMap((record) =>
        record.words.map((word) => [wordKey(word), record.code.slice(prefix.length + 1)] as const),
      );
  const typeWords = types.flatMap((type) => [
    ...spellings(type.name).map((word) => [word, { type: type.code, subType: '' }] as const),
    ...type.subTypes.flatMap((sub) =>
      spellings(sub.name).map((word) => [word, { type: type.code, subType: sub.code }] as const),
    ),
  ]);
  const localTypes = under('disputeType').map(([word, type]) => [word, { type, subType: '' }] as const);
  const referrals = referralNames.map((one) => [wordKey(one.name), `referral.${one.code}`] as const);
  return {
    fields: new Map(
      under('field').filter((entry): entry is readonly [string, ImportField] =>
        (importFields as readonly string[]).includes(entry[1]),
      ),
    ),
    sources: new Map([...referrals, ...under('source')]),
    results: new Map(under('result')),
    // The committee's own names win over a sub-type that is spelt the same.
    disputeTypes: new Map([...typeWords.reverse(), ...localTypes]),
    empty: new Set(records.find((record) => record.code === 'empty')?.words.map((word) => word.trim())),
    organisationEndings: records.find((record) => record.code === 'organisation')?.words ?? [],
  };
}

/** For each heading the field it most likely means; no field twice. */
export function guessMapping(headers: readonly string[], words: ImportWords): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return headers.map((header) => {
    const field =
      words.fields.get(wordKey(header)) ?? words.fields.get(wordKey(header.replace(/[（(].*$/u, '')));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

export const wordKey = (text: string): string => fold(text);

/** 房屋、宅基地纠纷 is also written without its last word. */
const spellings = (name: string): string[] => [wordKey(name), wordKey(name.replace(/(争议)?纠纷$/u, ''))];
