/**
 * Stable codes of every expected refusal. The message in the user's language is made in the renderer
 * (`errors.<code>` in i18n); the codes are what scripts and tests may rely on.
 */
export const errorCodes = [
  'route.unknown',
  'route.forbiddenSender',
  'input.invalid',
  'session.required',
  'session.locked',
  'session.roleMissing',
  'session.wrongPassword',
  'session.tooManyAttempts',
  'session.accountInactive',
  'setup.alreadyDone',
  'setup.required',
  'command.idRequired',
  'command.idReused',
  'record.notFound',
  'record.stale',
  'record.duplicate',
  'record.inUse',
  'case.stageForbids',
  'case.consentMissing',
  'case.mediatorMissing',
  'case.numberTaken',
  'agreement.hasErrors',
  'agreement.alreadyIssued',
  'agreement.notIssued',
  'sheet.stageForbids',
  'sheet.hasErrors',
  'member.numberTaken',
  'member.inactive',
  'ledger.insufficientBalance',
  'ledger.alreadyReversed',
  'ledger.isReversal',
  'period.notBegun',
  'document.missingGlyphs',
  'document.tampered',
  'job.notRunning',
  'dialog.unavailable',
  'database.busy',
  'database.full',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What is wrong with one field: a stable code (`field.required`, …) and the values its sentence needs. */
export interface FieldProblem {
  code: string;
  params?: Record<string, string | number>;
}

/** An error as it travels to the window or the terminal. `fields` is keyed by dotted path (`parties.0.name`). */
export interface CallError {
  code: ErrorCode;
  /** English, for logs and terminals; the window shows its own sentence for the code. */
  message: string;
  fields?: Record<string, FieldProblem>;
  params?: Record<string, string | number>;
  /** Reference number of an unexpected error, to be found in the log. */
  ref?: string;
}

export type Envelope<T = unknown> = { ok: true; value: T } | { ok: false; error: CallError };
