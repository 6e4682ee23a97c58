/** Data of the papers of a judicial confirmation (forms 13, 14). 人民调解法 art. 33; 法释〔2011〕5号 art. 3; 民诉法解释 art. 354. */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { date, names, paper, parties, text, texts } from './common-data.ts';

export const materialSchema = z.object({
  name: textValue,
  copies: z.int().min(0).optional(),
  pages: z.int().min(0).optional(),
  original: z.enum(['original', 'copy', 'both']).optional(),
  note: text,
});

/** 司法确认申请书 (form 13): all parties of the agreement apply together, persons and organisations alike. */
export const confirmationApplicationSchema = z.object({
  ...paper,
  applicants: parties,
  court: text,
  agreementNumber: text,
  agreementDate: date,
  effectiveOn: date,
  /** What was agreed, clause by clause, as it stands in the agreement. */
  terms: names,
  copies: z.int().min(1).optional(),
  /** Declaration of the applicants; from the dated form texts. */
  declaration: texts,
  attachments: z.array(materialSchema).default([]),
  date,
  printIds: z.boolean().default(true),
});
export type ConfirmationApplicationData = z.input<typeof confirmationApplicationSchema>;

/** 司法确认有关材料 (form 14): list of what is handed to the court and what comes back. */
export const confirmationMaterialsSchema = z.object({
  ...paper,
  parties: names,
  court: text,
  agreementNumber: text,
  /** 调确字 number of the court. */
  courtNumber: text,
  items: z.array(materialSchema).default([]),
  handedBy: text,
  receivedBy: text,
  date,
});
export type ConfirmationMaterialsData = z.input<typeof confirmationMaterialsSchema>;

/** 调解组织主持调解的证明: one of the papers that the court asks for. */
export const mediationCertificateSchema = z.object({
  ...paper,
  court: text,
  parties: names,
  disputeName: text,
  acceptedOn: date,
  caseNumber: text,
  agreementNumber: text,
  agreementDate: date,
  mediators: names,
  contact: text,
  date,
});
export type MediationCertificateData = z.input<typeof mediationCertificateSchema>;
