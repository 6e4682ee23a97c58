/** Forms for writing by hand: the same templates, given data without values. */
import type { FormCode, FormEntry } from './form-list.ts';
import { formList } from './form-list.ts';

/** A dated form text: a title and paragraphs. */
export interface FormText {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface BlankOptions {
  /** Printed where the form names the committee; it is no personal data. */
  readonly committee: string;
  /** How many parties the form has room for. */
  readonly parties: number;
  /** Text in force for a code of `seeds/reference/form-texts.json`. */
  textOf(code: string): FormText;
}

/** Template kind and data of a blank form. What the form leaves open is absent, so the template prints room to write. */
export function blankOf(code: FormCode, options: BlankOptions): { kind: FormEntry['kind']; data: unknown } {
  const entry = formList[code];
  return {
    kind: entry.kind,
    data: {
      committee: options.committee,
      ...EMPTY_TEXTS[code],
      ...entry.preset,
      ...blankParties(entry, options.parties),
      ...blankTexts(entry, options),
    },
  };
}

/** Texts that a schema wants even when they are empty. */
const EMPTY_TEXTS: Partial<Record<FormCode, Record<string, unknown>>> = {
  applicationForm: { facts: '', requests: [] },
  acceptanceForm: { facts: '', disputeType: '' },
  agreement: { facts: '', clauses: [] },
  oralAgreement: { facts: '', clauses: [] },
};

function blankParties(entry: FormEntry, count: number): Record<string, unknown> {
  if (!entry.parties) return {};
  if (entry.parties === 'entries') {
    const roles = Array.from({ length: count }, (_, index) => (index === 0 ? '申请人' : '被申请人'));
    return { entries: roles.map((role) => ({ party: '', role })) };
  }
  const parties = Array.from({ length: entry.parties === 'principals' ? count - 1 : count }, (_, index) => ({
    kind: 'person',
    role: entry.equalParties ? 'party' : index === 0 ? 'applicant' : 'respondent',
    name: '',
  }));
  return { [entry.parties]: parties };
}

function blankTexts(entry: FormEntry, { textOf }: BlankOptions): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, code] of Object.entries(entry.texts ?? {})) {
    const { title, paragraphs } = textOf(code);
    if (field === 'rights') Object.assign(fields, { title, paragraphs });
    else fields[field] = field === 'statement' ? paragraphs.join('') : paragraphs;
  }
  return fields;
}
