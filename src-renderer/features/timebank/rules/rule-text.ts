import { useTranslation } from 'react-i18next';
import { dateText, minutesText, moneyText } from '../../../i18n/format.ts';
import { ruleFields, valueAt, type RuleField } from './rule-fields.ts';
import type { ReviewItem, RuleView } from '../../../../src-main/contract/timebank/rules.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

/** Words of this namespace by keys that are only known while running: names of fields, of choices, of steps. */
export function useRuleWords(): Say {
  const { t } = useTranslation('timebankRules');
  return t;
}

/** `service` is also a way of counting: as something that coins are spent on it has another word. */
export function choiceWord(say: Say, path: string, value: string): string {
  if (path === 'ways' && value === 'service') return say('choice.services');
  if (path === 'expiry.kind' && value === 'none') return say('choice.forever');
  if (path.startsWith('on') && value === 'keep') return say('choice.frozen');
  if (path === 'off') return say(`review.rule.${value}`);
  if (path === 'heirs' && value === 'none') return say('choice.nobody');
  return say(`choice.${value}`);
}

/** A rule in words: the name of each value and the value. */
export function factsOf(
  { rule }: Pick<RuleView, 'rule'>,
  say: Say,
  services: ReadonlyMap<string, string>,
): [string, string][] {
  const body = rule.body as unknown as Record<string, unknown>;
  return ruleFields[rule.code]
    .filter((field) => field.when?.(body) ?? true)
    .map((field) => [fieldName(say, field), valueText(field, valueAt(body, field.path), say, services)]);
}

/** Why an item is on the list: times and days as people write them. */
export function reasonText({ rule, params }: ReviewItem, say: Say): string {
  const readable = Object.entries(params).map(([name, value]) => {
    if (typeof value === 'number' && /minutes$/i.test(name)) return [name, minutesText(value)];
    return [name, typeof value === 'string' && name.endsWith('On') ? dateText(value) : value];
  });
  return say(`review.reason.${rule}`, Object.fromEntries(readable) as Record<string, string | number>);
}

export const fieldName = (say: Say, { path, label }: RuleField): string => say(fieldKey(label ?? path));

const fieldKey = (path: string) => `field.${path.replaceAll('.', '-')}`;

function valueText(
  field: RuleField,
  value: unknown,
  say: Say,
  services: ReadonlyMap<string, string>,
): string {
  const { kind } = field;
  if (field.label === 'hoursGive') return say(value === null ? 'no' : 'yes');
  if (value === null || value === undefined) return say('none');
  if (typeof kind === 'object') {
    if ('choice' in kind) return choiceWord(say, field.path, value as string);
    if ('choices' in kind) {
      const chosen = value as string[];
      return chosen.length === 0
        ? say('nothing')
        : chosen.map((one) => choiceWord(say, field.path, one)).join('、');
    }
    const rows = value as Record<string, unknown>[];
    if (rows.length === 0) return say('nothing');
    return rows
      .map((row) =>
        kind.rows
          .filter(({ path }) => row[path] !== null && row[path] !== false && row[path] !== '')
          .filter(({ path }) => !(Array.isArray(row[path]) && row[path].length === 0))
          .map((cell) => {
            const name = fieldName(say, cell);
            return cell.kind === 'flag' ? name : `${name} ${valueText(cell, row[cell.path], say, services)}`;
          })
          .join('，'),
      )
      .join('；');
  }
  switch (kind) {
    case 'duration':
      return minutesText(value as number);
    case 'durations':
      return (value as number[]).map((minutes) => minutesText(minutes)).join('、');
    case 'money':
      return moneyText(value as number);
    case 'flag':
      return say(value === true ? 'yes' : 'no');
    case 'lines':
      return (value as string[]).join(' ') || say('nothing');
    case 'service':
      return services.get(value as string) ?? (value as string);
    default:
      return `${value as string | number}`;
  }
}
