import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { dateText, minutesText } from '../../i18n/format.ts';
import { i18n } from '../../i18n/index.ts';
import { fieldMessage, findingMessage } from '../../i18n/messages.ts';

/** The sentence of a remark on a sign-in sheet: the time bank's own words first, then those every capability shares. */
export function findingText({ code, params }: Pick<Finding, 'code' | 'params'>): string {
  const own = find(`timebank:findings.${code}`, readable(params));
  if (own !== '') return own;
  return code.startsWith('field.') ? fieldMessage({ code, params }) : findingMessage({ code, params });
}

/** Codes come from the other side as plain text; one without a sentence answers ''. */
function find(key: string, params: Finding['params']): string {
  const lookUp = i18n.t as unknown as (key: string, options: Record<string, unknown>) => unknown;
  const found = lookUp(key, { ...params, defaultValue: '' });
  return typeof found === 'string' ? found : '';
}

/** Durations, dates and states as people write them. A limit that stands beside minutes is one of minutes too. */
function readable(params: Finding['params']): Finding['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') {
        const isDuration =
          name === 'minutes' || name === 'clock' || (name === 'limit' && 'minutes' in params);
        return [name, isDuration ? minutesText(value) : value];
      }
      if (name === 'state') return [name, find(`timebank:memberState.${value}`, {}) || value];
      return [name, /^\d{4}-\d\d-\d\d$/.test(value) ? dateText(value) : value];
    }),
  );
}
