/**
 * Money is a whole number of 分 (1 元 = 100 分) everywhere in the program; text is made only here.
 * Capitals follow 支付结算办法 附一 (正确填写票据和结算凭证的基本规定), as summed up in the domain notes §1.9.
 */
declare const fenBrand: unique symbol;

/** A whole number of 分. May be negative in differences and reversals; an amount in a document is never negative. */
export type Fen = number & { readonly [fenBrand]: true };

/** Largest amount that capitals can be written for: 9999亿9999万9999元99分. */
export const MAX_CAPITALS_FEN = 99_999_999_999_999;

export const isFen = (value: unknown): value is Fen => Number.isSafeInteger(value);

/** Brands a whole number of 分. Throws RangeError for fractions, NaN, and numbers that a double cannot hold exactly. */
export function fen(value: number): Fen {
  if (!isFen(value)) throw new RangeError(`not a whole number of 分: ${value}`);
  return (value === 0 ? 0 : value) as Fen;
}

/** Exact sum; throws RangeError when it leaves the safe integers. */
export function sumFen(values: Iterable<Fen>): Fen {
  let total = 0;
  for (const value of values) total = fen(total + value);
  return fen(total);
}

/**
 * Reads an amount in 元 as people type it: `1234.5`, `1,234.50`, `１２３４．５`, `¥1,234.50`, `1234元`.
 * At most two decimals; commas only between groups of three. Returns undefined when it cannot be read with certainty
 * (also for units such as 万, signs, and amounts a document cannot print).
 */
export function yuanTextToFen(text: string): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/u, '')
    .replace(/\s*元$/u, '');
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match?.[1]) return undefined;
  const yuan = match[1].replaceAll(',', '').replace(/^0+(?=\d)/, '');
  if (yuan.length > 12) return undefined;
  return fen(Number(yuan) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}

/** `¥12,345.67`; a negative amount is `-¥12,345.67`. */
export function formatYuan(amount: Fen): string {
  return `${amount < 0 ? '-' : ''}¥${formatYuanDigits(fen(Math.abs(amount)))}`;
}

/** `12,345.67`, for columns whose heading already says 元. */
export function formatYuanDigits(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** `人民币壹万元整（¥10,000.00）`: both forms made from one integer, so that they cannot disagree. */
export function bothForms(amount: Fen): string {
  return `${toCapitals(amount)}（${formatYuan(amount)}）`;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿'] as const;
const PREFIX = '人民币';

/**
 * `人民币壹万元整`. Style where the rule leaves a choice: no 整 after 角, 零 between 元 and 角 when the 元 digit is zero.
 * Throws RangeError for negative amounts and above MAX_CAPITALS_FEN.
 */
export function toCapitals(amount: Fen): string {
  if (!isFen(amount) || amount < 0 || amount > MAX_CAPITALS_FEN) {
    throw new RangeError(`no capitals for ${amount} 分`);
  }
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor((amount % 100) / 10);
  const cents = amount % 10;
  if (amount === 0) return `${PREFIX}零元整`;

  const yuanText = yuan > 0 ? `${capitalsOfInteger(yuan)}元` : '';
  if (jiao === 0 && cents === 0) return `${PREFIX}${yuanText}整`;
  const jiaoText = jiao > 0 ? `${DIGITS[jiao]}角` : '';
  const centsText = cents > 0 ? `${DIGITS[cents]}分` : '';
  const gap = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : '';
  return `${PREFIX}${yuanText}${gap}${jiaoText}${centsText}`;
}

/** Integer > 0 in groups of four digits; one 零 for any run of zeros inside, none at the end. */
function capitalsOfInteger(value: number): string {
  let text = '';
  let gap = false;
  for (let place = String(value).length - 1; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = true;
    else {
      text += `${gap && text ? '零' : ''}${DIGITS[digit]}${PLACES[place % 4]}`;
      gap = false;
    }
    if (place % 4 !== 0 || place === 0) continue;
    const group = Math.floor(value / 10 ** place) % 10_000;
    if (group === 0) continue;
    text += GROUPS[place / 4];
    // 壹拾万柒仟: the zero that closes a group is spoken by the group's own unit, not by 零.
    gap = false;
  }
  return text;
}

/** Inverse of toCapitals; undefined for any text toCapitals would not write (and for the optional variants of the rule). */
export function fromCapitals(text: string): Fen | undefined {
  const match =
    /^人民币(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?整?$/u.exec(
      text,
    );
  if (!match) return undefined;
  const yuan = match[1] ? integerOfCapitals(match[1]) : 0;
  const value = yuan * 100 + digitOf(match[2]) * 10 + digitOf(match[3]);
  if (!isFen(value) || value > MAX_CAPITALS_FEN || toCapitals(value) !== text) return undefined;
  return value;
}

function integerOfCapitals(text: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const character of text) {
    const place = PLACES.indexOf(character as (typeof PLACES)[number]);
    const groupPlace = GROUPS.indexOf(character as (typeof GROUPS)[number]);
    if (place > 0) {
      group += digit * 10 ** place;
      digit = 0;
    } else if (groupPlace > 0) {
      total += (group + digit) * 10 ** (groupPlace * 4);
      group = 0;
      digit = 0;
    } else digit = digitOf(character);
  }
  return total + group + digit;
}

const digitOf = (character: string | undefined): number => (character ? DIGITS.indexOf(character) : 0);
