/** Where time comes from. The only file, with ids.ts, that may ask the machine what time it is. */
export interface Clock {
  /** ISO 8601 UTC with milliseconds, e.g. `2026-07-01T01:30:00.000Z`. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that tests and the demo set by hand. */
export function fixedClock(
  start: string,
): Clock & { set(instant: string): void; advance(milliseconds: number): void } {
  let at = Date.parse(start);
  return {
    now: () => new Date(at).toISOString(),
    set: (instant) => void (at = Date.parse(instant)),
    advance: (milliseconds) => void (at += milliseconds),
  };
}

/** The instant `milliseconds` after `at`. */
export function addInstant(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
