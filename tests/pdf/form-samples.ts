/** Samples of every form (seeds/demo/forms.json) and its blank, as data of the templates. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formCodes } from '../../src-main/contract/mediation/papers.ts';
import { blankOf } from '../../src-main/mediation/papers/blank.ts';
import { formList, type FormCode } from '../../src-main/mediation/papers/form-list.ts';
import { COMMITTEE } from './sample-data.ts';

const seeds = join(import.meta.dirname, '../../seeds');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(seeds, file), 'utf8')) as T;

interface Samples {
  parties: Record<string, unknown[]>;
  forms: Record<string, Record<'single' | 'many', Record<string, unknown>>>;
}
const samples = read<Samples>('demo/forms.json');
const texts = read<{ records: { code: string; title: string; paragraphs: string[] }[] }>(
  'reference/form-texts.json',
).records;

export type Variant = 'single' | 'many' | 'blank';

export const sampledCodes = Object.keys(samples.forms);

/** What the engine takes for a form in one of its variants. */
export function formRequest(code: FormCode, variant: Variant, parties = 2): { kind: string; data: unknown } {
  if (variant === 'blank') {
    return blankOf(code, {
      committee: COMMITTEE,
      parties,
      textOf: (text) => texts.find((record) => record.code === text)!,
    });
  }
  const data = Object.entries(samples.forms[code]![variant]).map(([key, value]) => [
    key,
    typeof value === 'string' && value.startsWith('@') ? samples.parties[value.slice(1)] : value,
  ]);
  return { kind: formList[code].kind, data: Object.fromEntries(data) as unknown };
}

export const everyForm: readonly FormCode[] = formCodes;
