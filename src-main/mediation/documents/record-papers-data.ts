/** Data of the records of the course of a mediation (forms 7, 8, 9, 12; expert consultation, joint opinions). */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, parties, text, time } from './common-data.ts';

/** 调查记录 (form 7). */
export const investigationRecordSchema = z.object({
  ...paper,
  ...time,
  place: text,
  /** 参加人. */
  participants: names,
  /** 被调查人; each signs. */
  persons: names,
  /** Who they are: relation, phone, as the record says it. */
  personsNote: text,
  /** 事由. */
  subject: text,
  record: account,
  investigators: names,
  recorder: text,
});
export type InvestigationRecordData = z.input<typeof investigationRecordSchema>;

export const evidenceSchema = z.object({
  name: textValue,
  providedBy: text,
  copies: z.int().min(0).optional(),
  pages: z.int().min(0).optional(),
  original: z.enum(['original', 'copy', 'both']).optional(),
  /** What it is to prove. */
  proves: text,
  note: text,
});

/** 证据材料 (form 8): the list; attachments follow it in the dossier. */
export const evidenceListSchema = z.object({
  ...paper,
  disputeName: text,
  items: z.array(evidenceSchema).default([]),
  providers: names,
  receivedBy: text,
  date,
});
export type EvidenceListData = z.input<typeof evidenceListSchema>;

/** 调解记录 (form 9). A caucus has no record and no form. */
export const mediationRecordSchema = z.object({
  ...paper,
  ...time,
  place: text,
  open: z.boolean().optional(),
  parties,
  participants: names,
  /** Fixed sentence that the rules were told to all parties; from the dated form texts. */
  statement: textValue,
  record: account,
  /** 调解结果. */
  result: account,
  mediators: names,
  recorder: text,
  signedOn: date,
});
export type MediationRecordData = z.input<typeof mediationRecordSchema>;

/** 回访记录 (form 12). */
export const returnVisitSchema = z.object({
  ...paper,
  parties: names,
  agreementNumber: text,
  /** 回访事由: name of the dispute. */
  subject: text,
  visitedOn: date,
  manner: z.enum(['visit', 'phone', 'office', 'other']).optional(),
  performance: z.enum(['performed', 'partly', 'inTime', 'notPerformed']).optional(),
  /** What each party that was visited said; names are printed where they differ. */
  satisfaction: z
    .array(z.object({ name: z.string(), level: z.enum(['satisfied', 'fairly', 'dissatisfied']) }))
    .default([]),
  /** 回访情况: performance, later lawsuit, risks and measures. */
  situation: account,
  measures: account,
  visited: names,
  visitors: names,
});
export type ReturnVisitData = z.input<typeof returnVisitSchema>;

/** 专家咨询记录 (医疗纠纷预防和处理条例 art. 33–37). */
export const expertConsultationSchema = z.object({
  ...paper,
  ...time,
  place: text,
  disputeName: text,
  parties: names,
  /** Experts with their field, e.g. 张某（骨科）. */
  experts: names,
  questions: names,
  opinion: account,
  /** Degree of responsibility in words, where the experts give one. */
  responsibility: text,
  recorder: text,
});
export type ExpertConsultationData = z.input<typeof expertConsultationSchema>;

export const bodyOpinionSchema = z.object({
  body: z.string(),
  representative: text,
  opinion: z.string().default(''),
  date,
});

/** 联合调解意见表: the lead body and those taking part, each with its opinion and signature. */
export const jointOpinionSchema = z.object({
  ...paper,
  disputeName: text,
  parties: names,
  /** 牵头单位; the committee itself when absent. */
  lead: text,
  facts: account,
  plan: account,
  bodies: z.array(bodyOpinionSchema).default([]),
  date,
});
export type JointOpinionData = z.input<typeof jointOpinionSchema>;
