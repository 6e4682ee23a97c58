import { toHalfWidth } from './parse-date.ts';

/**
 * Yuan as people type them – 1234.5, 1,234.50, ¥1234, 1234元, 1.2万 – as integer 分, without ever passing through a fraction
 * of a number.
 * @returns undefined for what is no amount, or has more than two decimals.
 */
export function parseMoney(typed: string): number | undefined {
  const text = toHalfWidth(typed)
    .replace(/[\s,，¥￥]/g, '')
    .replace(/元(整)?$/, '');
  const match = /^(\d{1,12})(?:\.(\d+))?(万)?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '0', decimals = '', wan] = match;
  const places = wan ? 6 : 2;
  if (decimals.replace(/0+$/, '').length > places) return undefined;
  const fen = Number(whole + decimals.slice(0, places).padEnd(places, '0'));
  return fen <= 10_000_000_000_000 ? fen : undefined;
}

/** 分 as the plain digits of an input field: 1234.50. */
export function moneyInputText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined || Number.isNaN(fen)) return '';
  const cents = fen % 100;
  return `${Math.floor(fen / 100)}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}
