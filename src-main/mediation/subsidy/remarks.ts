import type { Finding } from '../../contract/mediation/finding.ts';

/** Every remark on rules and sheets of the subsidy; the sentence of a code is `findings.<code>` in i18n. */
export const subsidyCodes = [
  'subsidyClassTwice', // place classes.N.name: {name}
  'subsidyRowClassUnknown', // place rows.N.class: {row}
  'subsidyRowsAmbiguous', // {rows}: no row is the most specific one
  'subsidyRowNeverDecides', // {row}
  'subsidyRowImpossible', // {row}: no case can be like this
  'subsidyCasesUnpaid', // {names of classes}
  'subsidyNoLines',
  'subsidyNoRules', // {endedOn}: no rule set was in force
  'subsidyOutsidePeriod', // {endedOn}
  'subsidyCaseTaken', // {number of the other sheet}
  'subsidyClassMissing',
  'subsidyClassUnknown', // {name of the grade, rules}
  'subsidyScoreMissing',
  'subsidyNoRow', // no row of the rules pays such a case
  'subsidyAmbiguous', // {rows}
  'subsidyGradedByMediator', // {name}
  'subsidyZeroAmount',
  'subsidyNobodyPaid', // all mediators are barred
  'subsidyBarredLeftOut', // {name, reason}
  'subsidyBarredPaid', // {name, reason}
  'subsidyNotMediator',
  'subsidySharesDiffer', // {sumFen, amountFen}
  'subsidyOverCap', // {name, month, sumFen, capFen}
  'subsidyFactsChanged', // since the sheet was handed in
] as const;
export type SubsidyCode = (typeof subsidyCodes)[number];

/** Makes one remark; what it rests on is the centre’s own adopted rules. */
export function remark(
  severity: Finding['severity'],
  code: SubsidyCode,
  place: string,
  params: Finding['params'] = {},
): Finding {
  return { code, severity, place, params, source: '以案定补标准' };
}
