import { i18n } from './index.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Civil date `YYYY-MM-DD` as 2026年7月1日 or 1 Jul 2026; what is not a date comes back as it is. */
export function dateText(date: string | null | undefined): string {
  if (!date) return '–';
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(date);
  if (!match) return date;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return english() ? `${day} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${day}日`;
}

/** Month `YYYY-MM` as 2026年7月 or Jul 2026. */
export function monthText(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return english() ? `${MONTHS[number - 1]} ${year}` : `${year}年${number}月`;
}

/** Instant (ISO UTC) as date and clock time in Asia/Shanghai, which has one offset since 1992. */
export function instantText(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${dateText(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** Integer 分 as ¥12,345.67. */
export function moneyText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined || !Number.isFinite(fen)) return '–';
  const whole = Math.floor(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${fen < 0 ? '−' : ''}¥${group(whole)}.${cents}`;
}

/** Integer minutes as 12小时30分 or 12 h 30 min. */
export function minutesText(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined || !Number.isFinite(minutes)) return '–';
  const size = Math.abs(minutes);
  const [hours, rest] = [Math.floor(size / 60), size % 60];
  const [hourWord, minuteWord] = english() ? [' h', ' min'] : ['小时', '分'];
  const parts = [
    hours > 0 ? `${group(hours)}${hourWord}` : '',
    rest > 0 || hours === 0 ? `${rest}${minuteWord}` : '',
  ];
  return (minutes < 0 ? '−' : '') + parts.filter(Boolean).join(english() ? ' ' : '');
}

/** Today's civil date in Asia/Shanghai, for a form's first suggestion only; the server has its own clock. */
export function todayText(now: number = Date.now()): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function bytesText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const english = (): boolean => i18n.language === 'en';
const group = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
