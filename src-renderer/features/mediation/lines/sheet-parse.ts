import { toHalfWidth } from '../../../ui/form/parse-date.ts';

/** `89.5`, `89.50㎡` as hundredths of a square metre; undefined for what is none or has more decimals. */
export function parseArea(typed: string): number | undefined {
  return parseHundredths(typed.replace(/(㎡|m²|m2|平方米|平米|平)$/iu, ''));
}

/** Days in halves: `21`, `21.5`. */
export function parseHalfDays(typed: string): number | undefined {
  const hundredths = parseHundredths(typed.replace(/天$/u, ''));
  return hundredths === undefined || hundredths % 50 !== 0 ? undefined : hundredths / 50;
}

export function parseCount(typed: string): number | undefined {
  const match = /^\d{1,4}$/.exec(clean(typed).replace(/(个月|月)$/u, ''));
  return match ? Number(match[0]) : undefined;
}

function parseHundredths(typed: string): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,2})0*)?$/.exec(clean(typed));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

const clean = (typed: string): string => toHalfWidth(typed).replace(/[\s,，]/g, '');

/** Hundredths as they are typed: 8950 → `89.5`. */
export const hundredthsText = (value: number): string => String(value / 100);
