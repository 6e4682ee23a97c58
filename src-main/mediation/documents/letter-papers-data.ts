/** Data of letters and notices to parties, invited persons and insurers, and of the receipt. */
import { z } from 'zod';
import { fenValue, textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, text, texts, time } from './common-data.ts';

export const owedSchema = z.object({
  /** What is owed, in the words of the clause. */
  text: textValue,
  dueOn: date,
  /** What is still unpaid, in 分. */
  amount: fenValue.optional(),
});

/** 督促履行通知书 (人民调解法 art. 31). */
export const urgingLetterSchema = z.object({
  ...paper,
  recipients: names,
  agreementNumber: text,
  agreementDate: date,
  effectiveOn: date,
  owed: z.array(owedSchema).default([]),
  /** Day until which to perform. */
  performBy: date,
  /** Routes of the other side when nothing is performed; from the dated form texts. */
  routes: texts,
  contact: text,
  date,
});
export type UrgingLetterData = z.input<typeof urgingLetterSchema>;

/** 收条. */
export const receiptSchema = z.object({
  ...paper,
  payers: names,
  payees: names,
  amount: fenValue.optional(),
  purpose: text,
  manner: text,
  agreementNumber: text,
  /** What remains to be paid after this, in 分. */
  remaining: fenValue.optional(),
  /** 证明人 / 在场人民调解员. */
  witnesses: names,
  receivedOn: date,
});
export type ReceiptData = z.input<typeof receiptSchema>;

/** 调解通知书 to a party, or 参加调解邀请函 to an invited person (人民调解法 art. 20). */
export const sessionNoticeSchema = z.object({
  ...paper,
  ...time,
  /** party: 调解通知书 · invited: 参加调解邀请函. */
  audience: z.enum(['party', 'invited']).default('party'),
  recipients: names,
  parties: names,
  disputeName: text,
  place: text,
  /** What to bring, what to mind. */
  matters: names,
  contact: text,
  sentOn: date,
});
export type SessionNoticeData = z.input<typeof sessionNoticeSchema>;

/** 通知保险机构参加调解函: medical and traffic lines. */
export const insurerNoticeSchema = z.object({
  ...paper,
  ...time,
  line: z.enum(['medical', 'traffic', 'other']).optional(),
  insurer: text,
  policies: names,
  parties: names,
  disputeName: text,
  facts: account,
  claim: fenValue.optional(),
  place: text,
  matters: names,
  contact: text,
  sentOn: date,
});
export type InsurerNoticeData = z.input<typeof insurerNoticeSchema>;
