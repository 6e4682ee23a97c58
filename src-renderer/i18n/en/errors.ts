export const errors = {
  route: {
    unknown: 'The program has no such function; versions may differ. Please restart it.',
    forbiddenSender: 'The request came from an untrusted window and was refused.',
  },
  input: { invalid: 'Something filled in is not right; please follow the marks.' },
  session: {
    required: 'Please sign in first.',
    locked: 'The desk is locked; please unlock it first.',
    roleMissing: 'Your account may not do this; please ask the administrator.',
    wrongPassword: 'User name or password is wrong.',
    tooManyAttempts: 'Too many wrong passwords; please wait a few minutes.',
    accountInactive: 'This account is switched off; please ask the administrator.',
  },
  setup: {
    alreadyDone: 'This computer is set up already; please sign in.',
    required: 'Please finish the first set-up.',
  },
  command: {
    idRequired: 'The request had no number; please try again.',
    idReused: 'The content has changed; please submit again.',
  },
  record: {
    notFound: 'This record was not found; it may have been removed.',
    stale:
      'Somebody has just changed this record; refresh, then change it again. What you typed is kept as a draft.',
    duplicate: 'There is such a record already.',
    inUse: 'This record is in use and cannot be removed.',
  },
  case: {
    stageForbids: 'The case is at a stage that does not allow this.',
    stageReason: {
      notAccepted: 'The case has not been accepted yet.',
      alreadyAccepted: 'The case has been accepted already.',
      noAgreementIssued: 'No agreement has been issued yet.',
      agreementIssued: 'The agreement has been issued; this can no longer be done.',
      notInEffect: 'The agreement is not in effect yet.',
      inEffect: 'The agreement is in effect; this can no longer be done.',
      over: 'The case is over.',
    },
    consentMissing:
      'A party has not agreed. Nobody is mediated against a clear refusal (People’s Mediation Law).',
    mediatorMissing: 'Please name at least one mediator.',
    numberTaken: 'This case number is in use; please check it.',
  },
  agreement: {
    hasErrors: 'The agreement still has errors; please follow the check first.',
    alreadyIssued: 'The agreement has been issued and cannot be changed.',
    notIssued: 'Please issue the agreement first.',
  },
  sheet: {
    stageForbids: 'The sheet’s state does not allow this.',
    hasErrors: 'The sheet still has errors; please correct the marked lines.',
  },
  member: { numberTaken: 'This volunteer number is in use.', inactive: 'This member is not active.' },
  ledger: {
    insufficientBalance: 'Not enough time coins.',
    alreadyReversed: 'This transaction has been reversed already.',
    isReversal: 'A reversal cannot be reversed.',
  },
  period: { notBegun: 'This month has not begun; no statement can be issued for it.' },
  document: {
    missingGlyphs:
      'No font can draw these characters: {{characters}}. Please check them or write them another way.',
    tampered:
      'This document differs from what was registered; it may have been altered. Please tell the administrator.',
  },
  job: { notRunning: 'This task has ended.' },
  dialog: { unavailable: 'The system’s dialog could not be opened.' },
  database: {
    busy: 'The data is busy; please try again in a moment.',
    full: 'The disk is full and nothing was saved. Free some space and try again; what you typed is still here.',
  },
  internal: 'Something went wrong (ref {{ref}}). Please tell the administrator the reference.',
};
