import type { Finding } from '../contract/mediation/finding.ts';
import { subsidyCodes } from './subsidy/remarks.ts';

/**
 * Every remark that the checks can make; the sentence of a code is `findings.<code>` in i18n.
 * Values for the sentence stand behind each code. `clause` and `instalment` count from 1, amounts are in 分 and end in
 * `Fen`, dates end in `On`, `name` is a party’s name, `word` a word found in the text, `missing` a comma list of the
 * field names gender, age, occupation, phone, address.
 */
export const identityCodes = [
  'idNumberForm', // place parties.N.idNumber: not 17 digits and a check character
  'idNumberDate', // the date inside the number is no real date, or lies in the future
  'idNumberCheckDigit',
  'idNumberGender', // the number says another gender than the form
  'idNumberBirthDate', // the number says another date of birth than the form
  'idNumberAge', // the number says another age than the form
  'ageBirthDate', // age and date of birth of the form disagree
  'creditCodeForm', // place parties.N.creditCode
  'creditCodeCheckDigit',
  'representativeIdNumber', // place parties.N.representatives.M.idNumber: {name}
] as const;

export const partyCodes = [
  'partyDuplicate', // {name}
  'applicantMissing',
  'respondentMissing',
  'minorWithoutGuardian', // {name, age}
  'organisationRepresentativeMissing', // {name}
  'representativeIsOpponent', // {name: party, representative}
] as const;

export const contentCodes = [
  'partiesTooFew', // {count}
  'partyDataMissing', // {name, missing}
  'partyRefuses', // {name}
  'consentUnknown', // {name}
  'agentNeedsSpecialAuthority', // {name: party, representative}
  'mediatorMissing',
  'factsMissing',
  'issuesMissing',
  'responsibilitiesMissing',
  'responsibilityPartyUnknown',
  'responsibilityDuplicate', // {name}
  'recorderMissing',
  'clausesMissing',
] as const;

export const clauseCodes = [
  'clauseTextMissing', // {clause}
  'paymentPurposeMissing', // {clause}
  'clauseDebtorMissing', // {clause}
  'clauseCreditorMissing', // {clause}
  'clausePartyUnknown', // {clause}
  'clausePartySame', // {clause, name}
  'severalDebtorsUnclear', // {clause, count}
  'clauseDueMissing', // {clause}
  'amountOnNonPayment', // {clause}
  'partyWithoutClause', // {name}
] as const;

export const amountCodes = [
  'clauseAmountMissing', // {clause}
  'clauseAmountZero', // {clause}
  'clauseAmountTextOnly', // {clause, amountText}
  'amountTextLooksLikeNumber', // {clause, amountText}
  'textAmountDiffers', // {clause, textFen, amountFen}
  'paymentMannerMissing', // {clause}
  'totalExceedsClaim', // {totalFen, claimedFen}
  'totalTooLarge', // {maxFen}: no capitals can be written for the sum
] as const;

export const instalmentCodes = [
  'instalmentsSumDiffers', // {clause, sumFen, amountFen}
  'instalmentsSumExceeds', // {clause, sumFen, amountFen}
  'amountOnlyInInstalments', // {clause, sumFen}
  'instalmentAmountMissing', // {clause, instalment}
  'instalmentAmountOpen', // {clause, instalment}: the last one is “the rest”
  'instalmentAmountZero', // {clause, instalment}
  'instalmentDueMissing', // {clause, instalment}
  'instalmentsNotAscending', // {clause, instalment}
  'instalmentSingle', // {clause}
  'dueDiffersFromLastInstalment', // {clause, dueOn, lastOn}
] as const;

export const dateCodes = [
  'concludedOnMissing',
  'concludedInFuture', // {concludedOn}
  'concludedBeforeAcceptance', // {concludedOn, acceptedOn}
  'concludedAfterTerm', // {concludedOn, termOn}
  'dueBeforeConclusion', // {clause, dueOn, concludedOn}; with {instalment} for an instalment
  'dueFarAhead', // {clause, dueOn}; with {instalment} for an instalment
  'dueOnDayOff', // {clause, dueOn}; with {instalment} for an instalment
] as const;

export const wordingCodes = [
  'vagueWord', // {word, instead}
  'confusableTerm', // {word, instead}
  'feeForMediation', // {word}
  'unlawfulTerm', // {word, instead}
  'notConfirmable', // {word}
  'placeholderLeft', // {word}
  'outsiderRights', // {word}: somebody who is no party has a right in it
  'possibleCrime', // {word}: may have to be told to the police
] as const;

export const lineCodes = [
  'medicalMustBeWritten',
  'medicalConfirmationNotTold',
  'oralLaterPerformance', // {clause}
  'insurerRequired', // {amountFen, fromFen}
  'appraisalRequired', // {amountFen, fromFen}
  'twoMediatorsRequired', // {amountFen, fromFen}
  'writtenFormRequired', // {amountFen, fromFen}
  'privateSettlementForbidden', // {amountFen, fromFen}
  'medicalOpenToPublic',
  'medicalRepresentativesMany', // {name, count}
  'medicalAppraisalIncomplete',
  'medicalExpertRecused', // {name}
  'medicalPayoutDiffers', // {agreedFen, totalFen}
  'trafficLiabilityMissing',
  'trafficRatioSumDiffers', // {percent}
  'trafficInsurerNotTold', // {name}
  'trafficInsurerToldLate', // {name, toldOn, sessionOn}
  'propertyAmountDiffers', // {totalFen, dueFen}
  'labourAnnexDiffers', // {restFen, totalFen}
  'wetInkNeeded',
  'serviceAddressMissing', // {name}: judicial confirmation is spoken of
  'childDataConsent', // {name, age}
  'agentForBothSides', // {representative}
  'extraCopyNeeded', // {name}
  'jointLeadMissing',
  'jointOpinionMissing', // {name}
] as const;

/** Remarks on the sheets of a line: wages, batches; `line` counts from 1. */
export const sheetCodes = [
  'batchAmountDiffers', // {line, amountFen, dueFen}
  'waiverExceedsFee', // {line, feeFen}
  'nothingDue', // {line}
  'periodReversed', // {line}
  'monthsDiffer', // {line, months, counted}
  'roomTwice', // {line, other, room}
  'placeholderUnknown', // {word}
  'batchSharesDiffer', // {clause, percent}
  'batchDueMissing', // {clause}
  'wageDiffersFromDays', // {line, owedFen, byDaysFen}
  'wagePaidExceedsOwed', // {line}
  'rowNameTwice', // {line, other, name}
] as const;

/** Remarks on a covenant. */
export const covenantCodes = [
  'covenantClausesMissing',
  'covenantItemWithoutDue', // {item}
  'votesExceedUnits', // {vote, count, units}
  'resolutionIsNoAgreement',
] as const;

/** What `checkAgreement` can say: every one of them has a case that triggers it and one that does not (tests). */
export const agreementCodes = [
  ...identityCodes,
  ...partyCodes,
  ...contentCodes,
  ...clauseCodes,
  ...amountCodes,
  ...instalmentCodes,
  ...dateCodes,
  ...wordingCodes,
  ...lineCodes,
] as const;

export const findingCodes = [...agreementCodes, ...sheetCodes, ...covenantCodes, ...subsidyCodes] as const;

export type FindingCode = (typeof findingCodes)[number];

/** Makes one remark; `severity` first, so that a file of checks reads as a table. */
export function remark(
  severity: Finding['severity'],
  code: FindingCode,
  place: string,
  source: string,
  params: Finding['params'] = {},
): Finding {
  return { code, severity, place, params, source };
}
