/** Data of the papers about deadlines: control sheet, extension, suspension. */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, parties, text } from './common-data.ts';

export const deadlineRowSchema = z.object({
  name: textValue,
  /** The day the term counts from, and what happened on it. */
  anchor: text,
  anchoredOn: date,
  /** The length in words: 30日, 30个工作日, 一个月. */
  length: text,
  dueOn: date,
  /** Days taken out by appraisal and the like. */
  suspendedDays: z.int().min(0).optional(),
  extendedTo: date,
  doneOn: date,
  source: text,
});

/** 调解期限控制表. */
export const deadlineSheetSchema = z.object({
  ...paper,
  disputeName: text,
  parties: names,
  mediators: names,
  rows: z.array(deadlineRowSchema).default([]),
  remarks: account,
  reviewer: text,
  date,
});
export type DeadlineSheetData = z.input<typeof deadlineSheetSchema>;

/** 延长调解期限协议: all parties agree to a later day. */
export const extensionAgreementSchema = z.object({
  ...paper,
  disputeName: text,
  parties,
  acceptedOn: date,
  dueOn: date,
  extendedTo: date,
  reason: account,
  mediators: names,
  date,
});
export type ExtensionAgreementData = z.input<typeof extensionAgreementSchema>;

/** 调解期限扣除记录: the clock stands still, e.g. for an appraisal. */
export const suspensionNoteSchema = z.object({
  ...paper,
  disputeName: text,
  parties: names,
  cause: z.enum(['appraisal', 'expert', 'announcement', 'other']).optional(),
  reason: account,
  from: date,
  to: date,
  days: z.int().min(0).optional(),
  formerDueOn: date,
  newDueOn: date,
  mediators: names,
  date,
});
export type SuspensionNoteData = z.input<typeof suspensionNoteSchema>;
