/** Hours of service are counted in whole minutes everywhere in the program; text is made only here. */
declare const minutesBrand: unique symbol;

/** A whole number of minutes; negative in differences and reversals. */
export type Minutes = number & { readonly [minutesBrand]: true };

export const isMinutes = (value: unknown): value is Minutes => Number.isSafeInteger(value);

/** Brands a whole number of minutes. Throws RangeError for fractions, NaN and unsafe integers. */
export function minutes(value: number): Minutes {
  if (!isMinutes(value)) throw new RangeError(`not a whole number of minutes: ${value}`);
  return (value === 0 ? 0 : value) as Minutes;
}

/** Exact sum; throws RangeError when it leaves the safe integers. */
export function sumMinutes(values: Iterable<Minutes>): Minutes {
  let total = 0;
  for (const value of values) total = minutes(total + value);
  return minutes(total);
}

/** `12小时30分`, `45分`, `2小时`, `0分`; a negative duration begins with `-`. */
export function formatMinutes(duration: Minutes): string {
  const absolute = Math.abs(duration);
  const hours = Math.floor(absolute / 60);
  const rest = absolute % 60;
  const sign = duration < 0 ? '-' : '';
  if (hours === 0) return `${sign}${rest}分`;
  return `${sign}${hours}小时${rest > 0 ? `${rest}分` : ''}`;
}

/**
 * Reads a clock time `HH:MM` (also `9:05`, full-width digits and colon) as minutes after midnight, 0 … 1440
 * (`24:00` is the end of the day). Returns undefined when it is not a time.
 */
export function parseClock(text: string): Minutes | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.normalize('NFKC').trim());
  if (!match) return undefined;
  const value = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && value <= 1440 ? minutes(value) : undefined;
}

/** Minutes after midnight (0 … 1440) as `HH:MM`. Throws RangeError outside one day. */
export function formatClock(minuteOfDay: Minutes): string {
  if (minuteOfDay < 0 || minuteOfDay > 1440) throw new RangeError(`not a time of day: ${minuteOfDay}`);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

/**
 * Minutes from one clock time to a later one of the same day; undefined when either is unreadable or the end is not
 * after the start (a service over midnight is entered as two lines, one for each civil date).
 */
export function clockDuration(start: string, end: string): Minutes | undefined {
  const from = parseClock(start);
  const to = parseClock(end);
  if (from === undefined || to === undefined || to <= from) return undefined;
  return minutes(to - from);
}
