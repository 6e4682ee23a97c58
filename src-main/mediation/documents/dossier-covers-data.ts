/** Data of the papers that a dossier is bound with (forms 1, 2, 15, 16). */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, text } from './common-data.ts';

/** 卷宗封面 (form 1); `number` is 卷号. */
export const dossierCoverSchema = z.object({
  ...paper,
  /** 卷名: name of the dispute. */
  title: text,
  year: text,
  disputeType: text,
  mediators: names,
  /** 调解日期: from acceptance to the agreement or the end. */
  mediatedFrom: date,
  mediatedTo: date,
  /** 立卷人, 立卷日期. */
  filedBy: text,
  filedOn: date,
  /** 保管期限, in words of the committee's rule. */
  retention: text,
  remarks: text,
});
export const catalogueEntrySchema = z.object({
  name: textValue,
  /** First and last page in the dossier; absent for what is kept apart. */
  firstPage: z.int().min(1).optional(),
  lastPage: z.int().min(1).optional(),
  note: text,
});

/** 卷内目录 (form 2). */
export const dossierCatalogueSchema = z.object({
  ...paper,
  title: text,
  entries: z.array(catalogueEntrySchema).default([]),
});
/** 卷宗情况说明 (form 15). */
export const situationNoteSchema = z.object({
  ...paper,
  text: account,
  filedBy: text,
  checkedBy: text,
  filedOn: date,
});
/** 封底 (form 16). */
export const dossierBackCoverSchema = z.object({
  ...paper,
  /** 连面带底: every sheet side of the dossier, covers and catalogue included. */
  pages: z.int().min(1).optional(),
  /** 附证物袋数. */
  evidenceBags: z.int().min(0).optional(),
  filedBy: text,
  checkedBy: text,
  date,
});
