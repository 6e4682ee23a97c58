import { isCivilDate, addDays, civilDate, type CivilDate } from '../../platform/dates.ts';
import { fen, fromCapitals, isFen, type Fen } from '../../platform/money.ts';

/**
 * A day as old registers spell it: `2021.3.5`, `2021年3月5日`, `2021/03/05`, `20210305`, `二〇二一年三月五日`, with or
 * without a clock time, and Excel's count of days (`44260`). Undefined for anything that does not name one day of the
 * calendar for certain: a month alone, a year of two digits, 31 June.
 */
export function readDate(text: string): CivilDate | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^[2-7]\d{4}(\.0+)?$/.test(plain)) return excelDay(Number.parseInt(plain, 10));
  const western = chineseDigits(plain)
    .replace(/\s*(T|\s)\s*\d{1,2}[:时]\d{1,2}.*$/u, '')
    .replace(/\s+/gu, '');
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(western) ??
    /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?\.?$/u.exec(western);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1) as [string, string, string];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) && date >= '1900' && date < '3000' ? date : undefined;
}

/** Day 1 is 1900-01-01; Excel counts a 29 February 1900 that never was, so that all days after it are one too high. */
export function excelDay(count: number): CivilDate {
  return addDays(civilDate('1899-12-30'), count);
}

/**
 * An amount as old registers spell it, in 分 and without floats: `12000`, `¥12,000.00`, `1.2万`, `3万5千元`, `人民币壹万元整`.
 * Undefined when it does not say one amount for certain (`约5000`, `1.234`, `5000-6000`).
 */
export function readAmount(text: string): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, '')
    .replace(/^(人民币|RMB)?[¥￥]?/iu, (sign) => (sign === '人民币' ? sign : ''));
  if (plain.startsWith('人民币')) return fromCapitals(plain) ?? readAmount(plain.slice('人民币'.length));
  const parts =
    /^(?:([\d.,]+)亿)?(?:([\d.,]+)万)?(?:([\d.,]+)千)?(?:([\d.,]+)百)?(?:([\d.,]+))?元?整?$/u.exec(plain);
  if (!parts || plain === '' || plain === '元') return undefined;
  const units = [10, 6, 5, 4, 2] as const; // 亿, 万, 千, 百 and 元 as powers of ten of 分
  let total = 0;
  for (const [index, power] of units.entries()) {
    const digits = parts[index + 1];
    if (digits === undefined) continue;
    const part = shifted(digits, power);
    if (part === undefined) return undefined;
    total += part;
  }
  return isFen(total) ? fen(total) : undefined;
}

/** `1.2` with the point moved `power` places to the right; undefined when something would be left behind it. */
function shifted(digits: string, power: number): number | undefined {
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(digits);
  if (!match?.[1]) return undefined;
  const whole = match[1].replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const fraction = trimmed(match[2] ?? '', power);
  if (fraction === undefined || whole.length + power > 15) return undefined;
  const value = Number(whole + fraction.padEnd(power, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * Decimals, at most `power` of them. A spreadsheet keeps numbers in binary: 12.3 may come out as 12.300000000000001;
 * a tail of zeros that long is that, and means nothing.
 */
function trimmed(fraction: string, power: number): string | undefined {
  const kept = fraction.slice(0, power);
  const tail = fraction.slice(power);
  return tail === '' || /^0+$/.test(tail) || /^0{6}\d+$/.test(tail) ? kept : undefined;
}

const DIGITS = '〇一二三四五六七八九';

/** `二〇二一年十二月三十一日` in western digits; anything else as it is. */
function chineseDigits(text: string): string {
  const match =
    /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/u.exec(
      text,
    );
  if (!match?.[1] || !match[2] || !match[3]) return text;
  const year = [...match[1]].map((one) => String(Math.max(0, DIGITS.indexOf(one)))).join('');
  return `${year}年${countOf(match[2])}月${countOf(match[3])}日`;
}

/** 十 10, 十二 12, 三十 30, 三十一 31. */
function countOf(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  const ten = tens === '' ? 1 : Math.max(0, DIGITS.indexOf(tens ?? ''));
  return ten * 10 + (ones === undefined || ones === '' ? 0 : Math.max(0, DIGITS.indexOf(ones)));
}
