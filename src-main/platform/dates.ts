/**
 * Legal dates are civil dates of Asia/Shanghai, kept as text `YYYY-MM-DD`; instants are ISO UTC text. Nothing here
 * reads a clock or a time zone: China has had one fixed offset, UTC+8, since 1992.
 */
declare const civilDateBrand: unique symbol;

/** A real calendar date of the years 1000 … 9999 as `YYYY-MM-DD`; text order is date order. */
export type CivilDate = string & { readonly [civilDateBrand]: true };

export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string') return false;
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Brands a date text. Throws RangeError when it is no real date. */
export function civilDate(value: string): CivilDate {
  if (!isCivilDate(value)) throw new RangeError(`not a civil date: ${value}`);
  return value;
}

/** `2026年7月1日` (Arabic digits without leading zeros, GB/T 9704-2012). */
export function formatDate(date: CivilDate): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}

/** The date `days` later (earlier when negative). Throws RangeError outside the years 1000 … 9999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`; the first day is not counted (民事诉讼法 art. 85), so the same day gives 0. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

/** Negative, zero or positive: for sorting. */
export const compareDates = (left: CivilDate, right: CivilDate): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekdayOf = (date: CivilDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** First and last day of `YYYY-MM`, both inclusive. Throws RangeError for anything else. */
export function monthRange(month: string): { from: CivilDate; to: CivilDate } {
  const from = civilDate(`${month}-01`);
  const { year, month: number } = partsOf(from);
  return { from, to: civilDate(`${month}-${String(daysInMonth(year, number)).padStart(2, '0')}`) };
}

/** `YYYY-MM` of a date. */
export const monthOf = (date: CivilDate): string => date.slice(0, 7);

/**
 * Completed years (周岁) on a date; a person born on 29 February completes a year on 1 March of a common year.
 * Undefined when the date lies before the birth.
 */
export function ageOn(birth: CivilDate, date: CivilDate): number | undefined {
  if (date < birth) return undefined;
  const from = partsOf(birth);
  const to = partsOf(date);
  const reached = to.month > from.month || (to.month === from.month && to.day >= from.day);
  return to.year - from.year - (reached ? 0 : 1);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z$/;

/** An ISO 8601 UTC instant such as `2026-07-01T02:03:04.005Z`. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const match = INSTANT.exec(value);
  return (
    !!match &&
    isCivilDate(match[1]) &&
    Number(match[2]) < 24 &&
    Number(match[3]) < 60 &&
    Number(match[4]) < 60
  );
}

/** The Asia/Shanghai civil date on which an instant (ISO UTC text) falls. Throws RangeError when it is no instant. */
export function civilDateOfInstant(instant: string): CivilDate {
  const match = isInstant(instant) ? INSTANT.exec(instant) : null;
  if (!match?.[1]) throw new RangeError(`not an instant: ${instant}`);
  const date = civilDate(match[1]);
  return Number(match[2]) >= 24 - SHANGHAI_OFFSET_HOURS ? addDays(date, 1) : date;
}

const SHANGHAI_OFFSET_HOURS = 8;

function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (years counted from March, so that leap days come last). */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

function fromDayNumber(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return civilDate(`${year}-${two(month)}-${two(day)}`);
}
