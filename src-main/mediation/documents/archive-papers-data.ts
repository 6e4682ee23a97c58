/** Data of the archive's papers: destruction list (nothing is destroyed without one), lending slip. */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, text } from './common-data.ts';

export const destructionEntrySchema = z.object({
  dossierNumber: textValue,
  title: text,
  filedOn: date,
  retention: text,
  expiredOn: date,
  pages: z.int().min(0).optional(),
  /** Result of the appraisal: destroyed, or kept with a new term. */
  opinion: text,
});

/** 档案鉴定销毁清册 (档案法实施条例 art. 24). */
export const destructionListSchema = z.object({
  ...paper,
  entries: z.array(destructionEntrySchema).default([]),
  /** 鉴定意见. */
  appraisal: account,
  appraisers: names,
  approver: text,
  supervisors: names,
  destroyedOn: date,
  date,
});
export type DestructionListData = z.input<typeof destructionListSchema>;

/** 档案借阅单. */
export const lendingSlipSchema = z.object({
  ...paper,
  borrower: text,
  unit: text,
  phone: text,
  purpose: account,
  dossiers: z
    .array(z.object({ dossierNumber: textValue, title: text, pages: z.int().min(0).optional() }))
    .default([]),
  manner: z.enum(['look', 'borrow', 'copy']).optional(),
  lentOn: date,
  dueOn: date,
  returnedOn: date,
  approver: text,
  archivist: text,
});

export type LendingSlipData = z.input<typeof lendingSlipSchema>;
