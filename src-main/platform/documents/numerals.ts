import type { Numbering } from './blocks.ts';

const CHINESE_DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** `一、` `十二、` `1.` `（1）`; Chinese numerals up to 99, beyond that digits. */
export function numberText(numbering: Numbering, value: number): string {
  if (numbering === 'arabic') return `${value}. `;
  if (numbering === 'bracket') return `（${value}）`;
  return `${chineseNumber(value)}、`;
}

/** 1 … 99 in Chinese numerals (一, 十, 十二, 二十, 九十九); larger numbers in digits. */
export function chineseNumber(value: number): string {
  if (value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const tensText = tens === 0 ? '' : `${tens > 1 ? CHINESE_DIGITS[tens] : ''}十`;
  return `${tensText}${ones > 0 || tens === 0 ? CHINESE_DIGITS[ones] : ''}`;
}
