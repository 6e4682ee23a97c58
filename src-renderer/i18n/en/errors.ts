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
    closingForbids: 'As performance stands, the case cannot be closed with this outcome.',
    stageForbids: 'The case is at a stage that does not allow this.',
    stageReason: {
      notAccepted: 'The case has not been accepted yet.',
      alreadyAccepted: 'The case has been accepted already.',
      noAgreementIssued: 'No agreement has been issued yet.',
      agreementIssued: 'The agreement has been issued; this can no longer be done.',
      notOver: 'The case is not over yet.',
      notInEffect: 'The agreement is not in effect yet.',
      inEffect: 'The agreement is in effect; this can no longer be done.',
      over: 'The case is over.',
    },
    consentMissing:
      'A party has not agreed. Nobody is mediated against a clear refusal (People’s Mediation Law).',
    mediatorMissing: 'Please name at least one mediator.',
    numberTaken: 'This case number is in use; please check it.',
    mediatorRecused: 'This mediator has stepped back from the case and cannot mediate it again.',
    planEnded: 'This planned session was already held, moved or cancelled.',
    notItsMediator: 'Only a mediator of this case may read or write its private notes.',
  },
  term: {
    notRunning: 'No term of mediation is running in this case.',
    suspensionForbidden: 'By “{{rule}}” this reason does not stop the clock.',
    suspensionsOverlap: 'It overlaps another stop of the clock; please check the days.',
    extensionForbidden: 'By “{{rule}}” this term cannot be extended.',
    extensionTooFar: 'By “{{rule}}” it can be extended to {{latest}} at most.',
    cancelled: 'This line was taken back and cannot be changed.',
  },
  performance: {
    overpaid: 'The receipt is more than what is open. If more was really paid, tick “overpayment”.',
    itemDone: 'This item has its result already.',
    receiptNeeded: 'A fixed sum is performed by its receipts; please record the payment.',
    noPayment: 'This item is no payment; please record whether it was done.',
    alreadyReversed: 'This line has been reversed already.',
    isReversal: 'A reversal cannot be reversed.',
  },
  confirmation: {
    stepForbidden: 'The judicial confirmation is in a state that does not allow this step.',
    tooLate:
      'The term for the joint request is over (last day {{latest}}); the court takes it no more. Tell the parties of the other routes.',
  },
  agreement: {
    hasErrors: 'The agreement still has errors; please follow the check first.',
    alreadyIssued: 'The agreement has been issued and cannot be changed.',
    notIssued: 'Please issue the agreement first.',
    effectStands:
      'Performance, urging, a visit or a court step was recorded after the agreement took effect, so its day of effect stays. Reverse or undo those records first if they were mistakes.',
    signed:
      'Signatures are recorded on this agreement, so it cannot be withdrawn. Check them first; an agreement in effect is replaced by another.',
    clausePerformed:
      'Something was performed on clause {{clause}} of the former agreement: it can be changed, not removed.',
    replacementForbids: 'The agreement cannot be replaced now.',
    replacementReason: {
      notRejected: 'The court has not rejected the confirmation.',
      beforeCourt:
        'The court is looking at the agreement. Record the withdrawal or the court’s answer before replacing it.',
      confirmed: 'The court has confirmed the agreement; the parties can no longer replace it.',
    },
    noFormer: 'There is no former agreement to return to.',
    formerStands:
      'The former agreement {{number}} still binds the parties. If they did not agree on another, return to it instead of ending mediation.',
  },
  evidence: {
    withdrawn: 'This evidence was withdrawn and can no longer be changed.',
    hasFile: 'This evidence has its file, which is not replaced; please add another line.',
  },
  offer: {
    notOpen: 'This offer has been answered already.',
    issueSettled: 'An offer on this issue has been accepted already.',
    notAccepted: 'Only an accepted offer can be put into the agreement.',
    isClause: 'This offer stands in the agreement; remove the clause there first.',
  },
  file: {
    empty: 'This file is empty; please choose another.',
    tooLarge: 'The file is larger than {{limit}} MB and cannot be attached.',
    missing: 'The file is not in the data folder; please tell the administrator.',
    tampered: 'The file differs from what was kept; it may have been altered. Please tell the administrator.',
    notViewable: 'This file cannot be shown in the window; save it and open it with another program.',
  },
  enquiry: { promoted: 'This entry has become a case already; it cannot become another.' },
  import: {
    unreadable:
      'This file cannot be read. Save it as XLSX or CSV with the headings in its first line and try again.',
    tooLarge: 'The file is too large: at most 20 MB, 50,000 lines, 100 columns. Import it in parts.',
    gone: 'This file is no longer waiting to be imported. Choose it again.',
    notChecked: 'Check the file first; once more if data has changed since.',
    badLines: '{{bad}} lines have problems. Mend the file, or agree to leave them out.',
    lateReasonMissing: '{{late}} lines are of months that are closed: say why they come so late.',
    alreadyAccepted: 'This file has been imported already.',
  },
  export: {
    gone: 'The sheet is no longer waiting to be saved. Export it again.',
    tooLarge: 'An Excel sheet holds 1,048,575 lines at most. Narrow the filter, or export a CSV.',
  },
  folder: {
    notWritable:
      'The file could not be written to the chosen folder. Check for space and permission; what was written is still there, and you can start again.',
  },
  batch: {
    alreadyOpened: 'The cases of this batch have been made; its sheet cannot be changed.',
    hasErrors: 'The sheet has errors or no lines; please correct it first.',
    nothingToIssue: 'No agreement is waiting to be issued.',
    nothingToPrint: 'No agreement has been issued yet.',
    agreementMissing: 'A case has no draft agreement yet; accept it and draft the agreement first.',
  },
  sheet: {
    stageForbids: 'The sheet’s state does not allow this.',
    hasErrors: 'The sheet still has errors; please correct the marked lines.',
  },
  activity: {
    stageForbids: 'The activity is at a stage that does not allow this.',
    notYet: 'The day of the activity, {{date}}, has not come yet.',
    sheetEntered:
      'Sheet {{number}} of this activity is entered; if there is another paper, give it a name of its own.',
    alreadySignedUp: 'This volunteer has signed up already.',
    notAGroup: 'The member chosen is not a group.',
  },
  signCode: {
    malformed: 'This is no code of a sign-in sheet; please scan or type it again.',
    unknown: 'This code was never printed here; the sheet may be from elsewhere.',
    used: 'This code has been entered already.',
  },
  signSheet: {
    tooManyLines: 'A sheet holds {{limit}} lines at most.',
    noLines: 'A sheet needs at least one line.',
  },
  group: {
    alreadyMember: 'Belongs to this group already.',
    notAGroup: 'This member is not a group.',
    notAPerson: 'Only a person can join a group or sign up.',
    ended: 'A membership that ended is not changed; please join again.',
    periodsMeet: 'Meets an earlier time in the same group; please change the date.',
    kindFixed: 'With people, activities or sheets on file, a member cannot change between person and group.',
  },
  member: {
    numberTaken: 'This volunteer number is in use.',
    inactive: 'This member is not active.',
    notAdmitted: 'This member has not been admitted yet and can neither earn, receive nor spend.',
    accountClosed: 'This member has left, moved away or died; the accounts are closed.',
    merged:
      'This member was merged into another one and the accounts are closed. To correct an earlier booking, take back the merge first.',
    stateByEvent:
      'The membership cannot be changed in the data. Use suspend, resume, end or return under “Membership”, with the reason.',
    stepForbidden: 'This step is not possible as the membership stands now.',
    sameReviewer: 'The first and the second review must be done by different people.',
    reasonMissing: 'Please write the reason.',
    hasOpenWork: '{{count}} matters are still open: {{items}}. Finish or cancel them first.',
    restNotMoved: 'There is still a rest on the accounts.',
    wayClosed: 'The rule in force does not allow this for the rest.',
    proofMissing: 'To give the rest to an heir or relative, write what was shown.',
    heirNotRecorded:
      'On the last day of the membership the circle has no relation with this person on file: record it with its proof first.',
    heirOutside: 'By the region’s rule somebody so related does not get the rest.',
    nothingToSettle: 'There is no rest on the accounts.',
    mergeForbidden:
      'These two cannot be merged: they must be of the same kind, the survivor a member or suspended, the other one not merged yet.',
    mergeTakeBack:
      'This was booked by merging members. Take the merge back under “Membership” of the double; coins and hours return together.',
    applyFirst: 'Admission needs two reviews here. Register an applicant; a coordinator reviews.',
  },
  closing: {
    notNext: 'Months are closed one after the other, none is skipped. {{month}}',
    notOver: 'This month is not over yet and cannot be closed.',
    outOfOrder: 'Months are closed one after the other, none is skipped.',
    reasonMissing: 'Withdrawing a closing needs a reason.',
    totalsDiffer:
      'The books differ from what the first closing found; nothing was closed. Run the self-audit first.',
    notClosed: '{{month}} is not closed yet; close it before posting it on the board.',
    nothingToPost: 'Nothing moved in {{month}}; there is nothing to post.',
  },
  certificate: {
    noHours: 'There are no service hours in this period; no certificate can be issued.',
    noIdNumber:
      'No ID number of this member is on file; the certificate would say so. Confirm to issue it all the same.',
  },
  ledger: {
    insufficientBalance: 'Not enough to spend (what is reserved or expired does not count).',
    accountFull: 'The account of the receiver holds {{limitMinutes}} at most; {{roomMinutes}} more fits now.',
    alreadyBooked: 'This has been booked already.',
    holdBroken: 'This reservation is settled already, or more was booked than reserved.',
    monthClosed: 'That month is closed; a late item needs a reason and is booked in the open month.',
    monthFinal:
      'This month is closed for good; only an administrator may add to it, with a reason, in the open month.',
    alreadyReversed: 'This transaction has been reversed already.',
    isReversal: 'A reversal cannot be reversed.',
  },
  request: {
    stageForbids: 'The request does not allow this step now.',
    alreadyTaken: 'Somebody has taken this request already.',
    givenByChoice: 'This request is given by choice: record an offer first.',
    takenByFirst: 'This request goes to whoever takes it first.',
    notOffered: 'This helper has not offered.',
    ownRequest: 'Nobody can take his own request.',
    helperBusy: 'This helper is busy at that time ({{number}}).',
    alreadyConfirmed: 'Confirmed already; withdraw the confirmations first to change it.',
    nothingConfirmed: 'Nobody has confirmed it yet.',
    notConfirmed: 'Both sides must confirm before it is booked.',
    moreThanReserved: '{{minutes}} min more than reserved: reserve more first.',
    enoughReserved: 'Enough is reserved.',
    notReserved: 'The reservation does not fit the state of the request.',
    notBooked: 'There is no booking for it.',
    notOverdue: 'It is not overdue yet.',
    overdue: 'This request is overdue; write it down again for another day.',
    alreadyEvaluated: 'It was evaluated already.',
    overMidnight: 'Sign-out on another day than sign-in: enter the time served instead.',
  },
  complaint: {
    answered: 'This complaint was answered already.',
  },
  sessionHours: {
    notLinked: 'Your account is not linked to a volunteer of the time bank; ask the coordinator.',
    alreadyOffered: 'You have offered the hours of this session already.',
    settled: 'This offer was withdrawn or decided already; look at its present state.',
    ownOffer: 'Nobody decides about his own hours; another coordinator does.',
    differs: 'Day or length of the offer differ from the session; refresh and offer again.',
    notBooked: 'Nothing was booked, so the offer cannot be marked as accepted.',
    hasErrors: 'Nothing can be booked for this member now; see the doubts below the offer.',
  },
  volunteerLink: {
    alreadyLinked: 'This account or this member is linked already; end that link first.',
    ended: 'This link has ended already.',
    personsOnly: 'Only a person can be linked, not a group.',
  },
  service: {
    typeGone:
      'Neither the rules of today nor those of the day of service know this kind of service: cancel the request with the reason, or have an administrator add it to the rules.',
    worthNothing:
      'By the rules of today and of the day of service this is worth no coins (no price, or too short): it cannot be booked. The request may be cancelled with the reason.',
  },
  correction: {
    checked: 'This correction was checked already.',
    alreadyAsked: 'A correction of this record waits to be checked.',
    notService: 'This is no service of that member.',
    sameMinutes: 'The same as recorded: nothing to correct.',
    helperShort:
      'The volunteer has spent or reserved these coins: even the difference lacks {{missing}} minutes. Cancel vouchers not collected or requests not done, wait for new service, or refuse the correction with the reason.',
    recipientShort:
      'The receiver would have to pay {{missing}} minutes more than there are: grant them from the pool or the fund, or correct when there are enough.',
    poolShort:
      'What must come back from the pool was given away: {{missing}} minutes are missing. Correct when the pool has them.',
    pointsShort:
      'The points of this service were spent or reserved: {{missing}} are missing. Cancel vouchers not collected, or correct when there are new points.',
  },
  spending: {
    wayClosed: 'The rule of this region does not allow that.',
    groupDonates: 'A group may only donate its coins.',
    thresholdNotMet: 'Not enough hours, or not a member for long enough, to spend coins.',
    outsideCircle: 'The receiver is outside the circle that the region’s rule allows.',
    receiverTooYoung: 'The receiver is too young, or has no date of birth on file.',
  },
  circle: {
    alreadyOpen: 'A relation of these two members is on file for these days already. End it first.',
    alreadyEnded: 'It was ended already.',
    endsBeforeBegin: 'It cannot end before it began.',
    appendOnly:
      'Records of relations, representatives and assessments are only added to, never changed or deleted.',
    onePairOnce: 'A pair of members stands on file once.',
    personsOnly: 'Only persons have relatives, guardians and assessments.',
    classesUnknown: 'This is no known class of need.',
    notBooked: 'There is no booking of the fund for it.',
    notRecorded:
      'No relation between the two is on file and in force, so nothing can be transferred. Check the proof and record it on the giver’s page, “Circle and representatives”.',
  },
  representative: {
    notInForce: 'The representation is not in force on that day.',
    notInScope: 'The representation does not reach so far, or is of another member.',
    ownGain: 'A representative cannot transfer to himself; the member can do it in person.',
  },
  recipient: {
    notForFund:
      'By the local rule the fund may not issue to this member. Assess the member first, on the page “Circle and representatives”.',
    fundClosed: 'The local rule names nobody to whom the fund issues coins.',
    notInNeed:
      'By the local rule a pool may not grant to this member. Assess the member first, on the page “Circle and representatives”.',
  },
  goods: {
    outOfStock: 'Not enough in stock: {{stock}} left.',
    notForSale: 'This item is not on the counter, or cannot be paid for like that.',
    appendOnly: 'Movements of stock are not changed.',
  },
  order: {
    stageForbids: 'The order does not allow this step now.',
    notBooked: 'There is no booking for it.',
    wrongCode: 'Wrong number or code.',
    overdue: 'The voucher is overdue: cancel it and issue another.',
    minutesPriceChanged:
      'The price is now {{price}} minutes each, not what was shown; nothing was reserved. Check it and try again.',
    pointsPriceChanged:
      'The price is now {{price}} points each, not what was shown; nothing was reserved. Check it and try again.',
    noRefund: 'By the rule of this region points are not given back.',
    takeBackAtCounter:
      'This paid for goods: take them back at the counter, which returns goods and coins together.',
  },
  points: {
    unit: 'Points are spent in multiples of {{unit}}.',
    lateReasonMissing:
      'That was {{days}} days ago, or lies in a month that is closed: say why it comes so late.',
    capReached: 'The limit of the day or the month is reached: no points for this.',
    deedStands:
      'This action of that day is booked for the member already ({{times}} times, {{points}} points). If this is another one, say so and record it.',
    quarterLimit: '{{times}} times this quarter already, no more is allowed.',
  },
  period: { notBegun: 'This month has not begun; no statement can be issued for it.' },
  document: {
    missingGlyphs:
      'No font can draw these characters: {{characters}}. Please check them or write them another way.',
    tampered:
      'This document differs from what was registered; it may have been altered. Please tell the administrator.',
  },
  paper: {
    notAtThisStage: 'This paper cannot be issued at the present stage of the case.',
    recordMissing: 'What this paper tells is not on file yet. Record it first.',
    nothingToTell: 'There is nothing on file that this paper could tell.',
    ofAnotherCase: 'The chosen paper belongs to another case.',
  },
  dossier: {
    archived: 'The dossier is archived and locked; re-open it in the archive before adding anything.',
    notReady: 'The case has no number yet: its dossier cannot be bound.',
    unreadableFile:
      'These files cannot be opened (locked, damaged, lost or too large), so the dossier cannot be bound: {{files}}. Withdraw them and attach scans that open.',
  },
  archive: {
    notReady: 'Not ready for the archive: first settle what the dossier panel lists.',
    alreadyArchived: 'The dossier of this case is archived already.',
    destroyed: 'The paper dossier was destroyed: nothing more can be done with it.',
    notArchived: 'The dossier is not in the archive just now.',
    isOut: 'The dossier is lent out: enter its return first.',
    listed: 'The dossier is on a destruction list: cancel the list first.',
    notAppraised: 'Nobody has decided to destroy this dossier: it cannot go on a list.',
    noApprovedList: 'Nothing is destroyed without an approved list.',
    listStateForbids: 'The list does not allow this in its present state.',
    notDue: 'The retention term has not ended: the dossier cannot be destroyed.',
  },
  job: { notRunning: 'This task has ended.' },
  dialog: { unavailable: 'The system’s dialog could not be opened.' },
  database: {
    busy: 'The data is busy; please try again in a moment.',
    full: 'The disk is full and nothing was saved. Free some space and try again; what you typed is still here.',
  },
  internal: 'Something went wrong (ref {{ref}}). Please tell the administrator the reference.',
  party: {
    merged: 'This entry was merged into another one; open the one that stays.',
    changedSinceMerge:
      'The entry that stays was changed or merged since; the merge cannot be taken back, correct the entry itself.',
    apart: 'These two were told apart; take that back first to merge them.',
    otherKind: 'A person and an organisation cannot be merged.',
  },
  subsidy: {
    noRules: 'No rates have been adopted yet; adopt a version first.',
    caseTaken: 'A case stands on another sheet already; one dispute is paid once.',
    stageForbids: 'The sheet is in a state that does not allow this step.',
    hasErrors: 'The sheet has {{errors}} errors; mend them first.',
    ownSheet: 'Nobody approves a sheet that he wrote on; another administrator has to do it.',
    sumsDiffer: 'Lines, shares and total do not agree; the sheet cannot be approved.',
    notMediator: 'A share goes to somebody who is no mediator of the case or is barred.',
    frozen: 'What is final is not changed any more.',
    correctionOpen: 'A correction of this sheet is waiting for approval; decide it first.',
    nothingCorrected: 'No amount differs from what stands now; there is nothing to correct.',
  },
};
