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
  'case.mediatorRecused',
  'case.notItsMediator',
  'evidence.withdrawn',
  'evidence.hasFile',
  'offer.notOpen',
  'offer.issueSettled',
  'offer.notAccepted',
  'offer.isClause',
  'file.empty',
  'file.tooLarge',
  'file.missing',
  'file.tampered',
  'file.notViewable',
  'case.closingForbids',
  'term.notRunning',
  'term.suspensionForbidden',
  'term.suspensionsOverlap',
  'term.extensionForbidden',
  'term.extensionTooFar',
  'term.cancelled',
  'performance.overpaid',
  'performance.itemDone',
  'performance.receiptNeeded',
  'performance.noPayment',
  'performance.alreadyReversed',
  'performance.isReversal',
  'confirmation.stepForbidden',
  'confirmation.tooLate',
  'paper.notAtThisStage',
  'paper.nothingToTell',
  'paper.ofAnotherCase',
  'dossier.archived',
  'dossier.notReady',
  'dossier.unreadableFile',
  'archive.notReady',
  'archive.alreadyArchived',
  'archive.destroyed',
  'archive.notArchived',
  'archive.isOut',
  'archive.listed',
  'archive.notAppraised',
  'archive.noApprovedList',
  'archive.listStateForbids',
  'archive.notDue',
  'agreement.hasErrors',
  'agreement.alreadyIssued',
  'agreement.notIssued',
  'batch.alreadyOpened',
  'batch.hasErrors',
  'batch.nothingToIssue',
  'batch.nothingToPrint',
  'batch.agreementMissing',
  'enquiry.promoted',
  'import.unreadable',
  'import.tooLarge',
  'import.gone',
  'import.notChecked',
  'import.badLines',
  'import.alreadyAccepted',
  'export.gone',
  'sheet.stageForbids',
  'sheet.hasErrors',
  'subsidy.noRules',
  'subsidy.caseTaken',
  'subsidy.stageForbids',
  'subsidy.hasErrors',
  'subsidy.ownSheet',
  'subsidy.sumsDiffer',
  'subsidy.notMediator',
  'subsidy.frozen',
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
