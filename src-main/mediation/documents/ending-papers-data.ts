/** Data of the papers with which a mediation ends or never begins (forms 17, 18). */
import { z } from 'zod';
import { account, date, names, paper, parties, text, texts } from './common-data.ts';

/** 结案报告表 (form 17, some provinces). 结案时间 is the day on which all is performed. */
export const closingReportSchema = z.object({
  ...paper,
  filledOn: date,
  /** 承办单位; the committee when absent. */
  unit: text,
  handlers: names,
  acceptedOn: date,
  closedOn: date,
  parties,
  disputeType: text,
  source: z.enum(['application', 'ownInitiative', 'police', 'court', 'government', 'other']).optional(),
  facts: account,
  /** 调解过程及结果. */
  course: account,
  agreementNumber: text,
  performance: account,
  opinion: account,
  reviewer: text,
  printIds: z.boolean().default(false),
});
export type ClosingReportData = z.input<typeof closingReportSchema>;

/** 终止调解通知书 (form 18; 人民调解法 art. 26). */
export const terminationNoticeSchema = z.object({
  ...paper,
  parties: names,
  disputeName: text,
  acceptedOn: date,
  /** Why, in words of the committee. */
  reason: account,
  terminatedOn: date,
  /** Other routes of law; from the dated form texts. */
  routes: texts,
  date,
});
export type TerminationNoticeData = z.input<typeof terminationNoticeSchema>;

/** 不予受理（不予调解）告知函. */
export const nonAcceptanceLetterSchema = z.object({
  ...paper,
  applicants: names,
  disputeName: text,
  appliedOn: date,
  outcome: z.enum(['notAccepted', 'notMediated']).optional(),
  /** How the dispute came to the committee; a blank form is for an application. */
  source: z.enum(['application', 'referral', 'ownInitiative']).default('application'),
  /** Who referred it, with the number of the referral. */
  referredBy: text,
  reason: account,
  routes: texts,
  date,
});
export type NonAcceptanceLetterData = z.input<typeof nonAcceptanceLetterSchema>;

/** 诉前案件终止调解情况表: goes back to the court that referred the case. */
export const preFilingTerminationSchema = z.object({
  ...paper,
  court: text,
  courtNumber: text,
  parties: names,
  cause: text,
  receivedOn: date,
  terminatedOn: date,
  course: account,
  reason: account,
  issues: account,
  complexity: z.enum(['simple', 'complex']).optional(),
  mediators: names,
  remarks: account,
  date,
});
export type PreFilingTerminationData = z.input<typeof preFilingTerminationSchema>;

/** 回避决定书: a mediator is replaced or stays. */
export const recusalDecisionSchema = z.object({
  ...paper,
  applicant: text,
  parties: names,
  disputeName: text,
  mediator: text,
  appliedOn: date,
  reason: account,
  decision: z.enum(['granted', 'refused']).optional(),
  replacement: text,
  /** Who goes on mediating beside the one who steps back. */
  remaining: names,
  grounds: account,
  date,
});
export type RecusalDecisionData = z.input<typeof recusalDecisionSchema>;
