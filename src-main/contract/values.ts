import { z } from 'zod';

/*
 * Every issue that a schema of the contract reports carries a stable code as its message, so that the form beside
 * the field and the router's answer speak the same words. zod 4 would probe `eval` for its JIT: the CSP forbids it.
 */
z.config({
  jitless: true,
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined || issue.input === null ? 'field.required' : 'field.invalid';
      case 'too_small':
        return issue.origin === 'string' && Number(issue.minimum) === 1
          ? 'field.required'
          : issue.origin === 'array'
            ? 'field.tooFew'
            : 'field.tooSmall';
      case 'too_big':
        return issue.origin === 'string'
          ? 'field.tooLong'
          : issue.origin === 'array'
            ? 'field.tooMany'
            : 'field.tooBig';
      case 'unrecognized_keys':
        return 'field.unknown';
      default:
        return 'field.invalid';
    }
  },
});

/** UUIDv7 text. */
export const id = z.uuid();

/** Money in integer 分. */
export const fen = z.int().min(0).max(10_000_000_000_000);

/** Duration in integer minutes. */
export const minutes = z.int();

/** Civil date `YYYY-MM-DD` in Asia/Shanghai that exists in the calendar. */
export const civilDate = z.string().refine(isRealDate, 'field.date');

/** Calendar month `YYYY-MM`. */
export const month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'field.month');

/** Clock time `HH:MM`, 00:00 to 24:00 (24:00 only as an end). */
export const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'field.time');

/** Instant, ISO 8601 UTC with milliseconds. */
export const instant = z.iso.datetime();

/** Required text, trimmed; control characters other than line breaks are refused. */
export const text = (max: number) =>
  z.string().trim().min(1).max(max).refine(isPlain, 'field.controlCharacters');

/** Text that may be left empty. */
export const optionalText = (max: number) =>
  z.string().trim().max(max).refine(isPlain, 'field.controlCharacters').default('');

/** Personal data: masked in lists, never logged, revealed only by an audited command. */
export const personal = { personal: true } as const;

/** A window onto a long list; `offset` counts rows in the list's own order. */
export const page = z.strictObject({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const none = z.strictObject({});

/** Optimistic lock: the version that the caller saw; a newer one on file answers `record.stale`. */
export const version = z.int().min(1);

export const saved = z.object({ id, version });

/** True for text that is a date of the calendar between 1900 and 2999. */
function isRealDate(value: string): boolean {
  const match = /^(19|2\d)(\d\d)-(\d\d)-(\d\d)$/.exec(value);
  if (!match) return false;
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isPlain(value: string): boolean {
  return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(value) && value.isWellFormed();
}
