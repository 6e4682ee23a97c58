import type { CallError, FieldProblem } from '../../src-main/contract/errors.ts';
import type { Finding } from '../../src-main/contract/mediation/finding.ts';
import { dateText, minutesText, moneyText } from './format.ts';
import { i18n } from './index.ts';

type Params = Record<string, string | number>;

/** A sentence for a refusal: what happened and what to do now. */
export function errorMessage(error: CallError): string {
  const reason = reasonOf(error);
  const sentence =
    reason ?? lookUp('errors', error.code, { ...error.params, ref: error.ref ?? '–' }) ?? error.code;
  const fields = Object.entries(error.fields ?? {});
  if (error.code !== 'input.invalid' || fields.length === 0) return sentence;
  return `${sentence} ${fields.map(([path, problem]) => `${path}: ${fieldMessage(problem)}`).join('; ')}`;
}

/** A sentence for what is wrong with one field. */
export function fieldMessage(problem: FieldProblem): string {
  const { code, params = {} } = problem;
  const short = code.startsWith('field.') ? code.slice('field.'.length) : code;
  // An agreement that cannot be issued names its findings beside their places: `findings.<code>`.
  const found = code.startsWith('findings.') ? code.slice('findings.'.length) : code;
  return lookUp('fields', short, params) ?? lookUp('findings', found, readable(params)) ?? code;
}

/** Codes whose refusal has a sentence for each reason: why a stage, or a court, forbids what was asked. */
const reasons: Readonly<Record<string, string>> = {
  'case.stageForbids': 'case.stageReason',
  'agreement.replacementForbids': 'agreement.replacementReason',
};

function reasonOf({ code, params }: CallError): string | undefined {
  const place = reasons[code];
  return place === undefined ? undefined : lookUp('errors', `${place}.${params?.['reason'] ?? ''}`, {});
}

/** A sentence for a remark of a checker; a code without one shows itself rather than nothing. */
export function findingMessage(finding: Pick<Finding, 'code' | 'params'>): string {
  return lookUp('findings', finding.code, readable(finding.params)) ?? finding.code;
}

/*
 * A form library carries one string per field: code and values travel in it together.
 */
export function encodeProblem({ code, params }: FieldProblem): string {
  return params && Object.keys(params).length > 0 ? `${code}|${JSON.stringify(params)}` : code;
}

export function decodeProblem(message: string): FieldProblem {
  const bar = message.indexOf('|');
  if (bar < 0) return { code: message };
  return { code: message.slice(0, bar), params: JSON.parse(message.slice(bar + 1)) as Params };
}

/** Codes come from the other side as plain text: found or not, never a type error and never a raw key on the screen. */
function lookUp(
  namespace: 'errors' | 'fields' | 'findings',
  key: string,
  params: Params,
): string | undefined {
  const find = i18n.t as unknown as (key: string, options: Params & { defaultValue: string }) => unknown;
  const found = find(`${namespace}:${key}`, { ...params, defaultValue: '' });
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Values named `…Fen`, `…Minutes` and `…On` are shown as people write them. */
function readable(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, string | number] => {
      if (name === 'missing') return [name, fieldNames(String(value))];
      if (typeof value === 'string') return [name, /On$/.test(name) ? dateText(value) : value];
      if (/fen$/i.test(name)) return [name, moneyText(value)];
      if (/minutes$/i.test(name)) return [name, minutesText(value)];
      return [name, value];
    }),
  );
}

/** `gender,age` of a remark on missing party data, in words. */
function fieldNames(list: string): string {
  const find = i18n.t as unknown as (key: string, options: { defaultValue: string }) => string;
  const names = list
    .split(',')
    .map((name) => find(`mediation:partyField.${name.trim()}`, { defaultValue: name.trim() }));
  return names.join(i18n.language === 'en' ? ', ' : '、');
}
