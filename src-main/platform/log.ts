import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Keeps what went wrong, without what people typed. */
export interface Log {
  /** Writes one unexpected error and answers the reference number that the person is shown. */
  unexpected(error: unknown, route: string, at: string): string;
}

const largest = 2_000_000;

/** A text file of one JSON line each; the one before is kept when it grows past 2 MB. */
export function fileLog(file: string): Log {
  return {
    unexpected(error, route, at) {
      const ref = randomUUID().slice(0, 8);
      try {
        mkdirSync(dirname(file), { recursive: true });
        if (sizeOf(file) > largest) renameSync(file, `${file}.before`);
        appendFileSync(file, `${JSON.stringify({ ref, at, route, ...describe(error) })}\n`);
      } catch {
        // A disk that takes no log must not hide the answer: the person still gets the reference.
      }
      return ref;
    },
  };
}

/**
 * Name, code and stack frames only. The message is left out but for the driver's, which names columns and triggers:
 * messages of other errors may quote what was typed.
 */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const fromDriver = error.message.startsWith('SQLITE_');
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(fromDriver ? { message: error.message.slice(0, 300) } : {}),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
