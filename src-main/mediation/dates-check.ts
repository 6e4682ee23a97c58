import { fieldError } from '../platform/app-error.ts';

/** A day that has happened. Errors: `input.invalid` beside the field. */
export function requirePast(path: string, day: string, today: string): void {
  if (day > today) throw fieldError(path, 'field.dateInFuture', { today });
}

/** A day that cannot lie after another one. */
export function requireNotAfter(path: string, day: string, latest: string | null): void {
  if (latest !== null && day > latest) throw fieldError(path, 'field.dateTooLate', { latest });
}

/** A day that cannot lie before another one. */
export function requireNotBefore(path: string, day: string, earliest: string | null): void {
  if (earliest !== null && day < earliest) throw fieldError(path, 'field.dateTooEarly', { earliest });
}
