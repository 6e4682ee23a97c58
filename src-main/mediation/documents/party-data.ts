/** The parties of a case as the national forms ask for them (人民调解文书格式 forms 3, 4, 10). */
import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';

/** `party` (当事人) is for mediation on the committee's own initiative, where nobody applied. */
export const partyRole = z.enum(['applicant', 'respondent', 'thirdParty', 'party']);

export const representativeSchema = z.object({
  /** agent = 委托代理人, guardian = 法定代理人（监护人）, spokesperson = 推选的代表人. */
  kind: z.enum(['agent', 'guardian', 'spokesperson']),
  name: textValue,
  /** 与当事人的关系, or post in a firm. */
  relation: textValue.optional(),
  /** 一般授权 / 特别授权; agents only. */
  scope: z.enum(['general', 'special']).optional(),
  phone: textValue.optional(),
  address: textValue.optional(),
  /** Printed only when the document's `printIds` is set. */
  idNumber: textValue.optional(),
});

const common = {
  role: partyRole,
  /** Empty on a form that is filled in by hand. */
  name: z.string(),
  phone: textValue.optional(),
  address: textValue.optional(),
  representatives: z.array(representativeSchema).default([]),
};

export const personSchema = z.object({
  ...common,
  kind: z.literal('person'),
  gender: z.enum(['male', 'female']).optional(),
  /** 民族, e.g. 汉族. */
  ethnicity: textValue.optional(),
  /** Completed years on the day of the document. */
  age: z.int().min(0).max(150).optional(),
  /** 职业或职务. */
  occupation: textValue.optional(),
  /** Printed only when the document's `printIds` is set. */
  idNumber: textValue.optional(),
});

export const organisationSchema = z.object({
  ...common,
  kind: z.literal('organisation'),
  /** 法定代表人（负责人）. */
  legalRepresentative: textValue.optional(),
  /** Post of the legal representative. */
  post: textValue.optional(),
  /** 统一社会信用代码: public, printed when given. */
  creditCode: textValue.optional(),
});

export const partySchema = z.discriminatedUnion('kind', [personSchema, organisationSchema]);

export type PartyRole = z.infer<typeof partyRole>;
export type Party = z.infer<typeof partySchema>;
export type Representative = z.infer<typeof representativeSchema>;
