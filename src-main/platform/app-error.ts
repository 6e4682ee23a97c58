import type { ErrorCode, FieldProblem } from '../contract/errors.ts';

/**
 * An expected refusal. It never crosses Electron's ipc as an exception: the router turns it into an envelope.
 * `keep` commits what the handler wrote before refusing (failed sign-ins are counted and audited).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, FieldProblem> | undefined;
  readonly params: Record<string, string | number> | undefined;
  readonly keep: boolean;

  constructor(
    code: ErrorCode,
    options: {
      fields?: Record<string, FieldProblem>;
      params?: Record<string, string | number>;
      keep?: boolean;
    } = {},
  ) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
    this.params = options.params;
    this.keep = options.keep ?? false;
  }
}

/** Refusal beside one field. */
export function fieldError(path: string, code: string, params?: Record<string, string | number>): AppError {
  return new AppError('input.invalid', { fields: { [path]: params ? { code, params } : { code } } });
}

export function notFound(what: string): AppError {
  return new AppError('record.notFound', { params: { what } });
}

/** Optimistic lock: refuses when the row on file is newer than the one the caller saw. */
export function requireVersion(onFile: number, seen: number | undefined): void {
  if (onFile !== seen) throw new AppError('record.stale', { params: { onFile, seen: seen ?? 0 } });
}
