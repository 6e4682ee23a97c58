/** Data of the papers that parties sign for themselves (forms 5, 6, 19, 20). */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { account, date, names, paper, parties, text, texts } from './common-data.ts';

/** 权利义务告知书 (form 5, local). The paragraphs come from the dated form texts. */
export const rightsNoticeSchema = z.object({
  ...paper,
  title: textValue,
  paragraphs: z.array(textValue).min(1),
  /** Separate consent to the handling of personal information, where the committee asks for it. */
  consent: texts,
  parties,
  date,
});
export type RightsNoticeData = z.input<typeof rightsNoticeSchema>;

export const attorneySchema = z.object({
  name: z.string(),
  gender: z.enum(['male', 'female']).optional(),
  /** Relation to the principal, or post. */
  relation: text,
  employer: text,
  idNumber: text,
  phone: text,
  address: text,
});

/** 授权委托书 (form 6, local): one or several principals, one or two attorneys. */
export const powerOfAttorneySchema = z.object({
  ...paper,
  disputeName: text,
  principals: parties,
  attorneys: z.array(attorneySchema).default([]),
  scope: z.enum(['general', 'special']).optional(),
  /** What the attorney may do; for a special power each item is named. */
  items: names,
  validFrom: date,
  validTo: date,
  date,
  printIds: z.boolean().default(true),
});
export type PowerOfAttorneyData = z.input<typeof powerOfAttorneySchema>;

/** 无争议事实记载 (form 19; 在线调解规则 art. 22). */
export const undisputedFactsSchema = z.object({
  ...paper,
  disputeName: text,
  parties,
  /** Each fact a paragraph of its own, printed 1. 2. 3. */
  facts: names,
  /** What the law says of such a record; from the dated form texts. */
  notice: texts,
  mediators: names,
  recorder: text,
  date,
});
export type UndisputedFactsData = z.input<typeof undisputedFactsSchema>;

export const serviceAddressEntrySchema = z.object({
  party: z.string(),
  role: text,
  recipient: text,
  address: text,
  postcode: text,
  phone: text,
  /** Fax, e-mail, chat account. */
  electronic: text,
  acceptsElectronic: z.boolean().optional(),
});

/** 送达地址确认书 (form 20; 在线调解规则 art. 17). */
export const serviceAddressSchema = z.object({
  ...paper,
  disputeName: text,
  entries: z.array(serviceAddressEntrySchema).default([]),
  notice: texts,
  remarks: account,
  date,
});
export type ServiceAddressData = z.input<typeof serviceAddressSchema>;
