/** Data of 人民调解协议书 (form 10) and, with `form: 'oral'`, of 人民调解口头协议登记表 (form 11). 人民调解法 art. 28–33.
 *
 * What is missing is printed as a blank, so that a draft can be looked at while it is typed and a form can be filled in by
 * hand. Whether an agreement is complete is the checker's question, not the paper's.
 */
import { z } from 'zod';
import { civilDateValue, fenValue, textValue } from '../../platform/documents/values.ts';
import { partySchema } from './party-data.ts';

/** A date, or words such as 次年端午节前; both may stand together, e.g. 2012-08-16 and 付清. */
const due = {
  dueDate: civilDateValue.optional(),
  dueText: textValue.optional(),
};

/** An amount in 分, or words where no figure was agreed (据实结算); both may stand together. */
const money = {
  amount: fenValue.optional(),
  amountText: textValue.optional(),
};

export const instalmentSchema = z.object({ ...money, ...due });

export const paymentClauseSchema = z.object({
  kind: z.literal('payment'),
  /** Names of those who pay; several are joint. */
  payers: z.array(textValue),
  payees: z.array(textValue),
  /** What the money is for, e.g. 医疗费、护理费. */
  purpose: textValue.optional(),
  ...money,
  ...due,
  /** 履行方式: 现金, 银行转账 … */
  manner: textValue.optional(),
  instalments: z.array(instalmentSchema).default([]),
  /** Words of the parties added after the payment sentence. */
  text: textValue.optional(),
});

export const actClauseSchema = z.object({
  kind: z.literal('act'),
  /** Names of those who act; left out when the text itself says who. */
  by: z.array(textValue).default([]),
  text: textValue,
  ...due,
});

export const apologyClauseSchema = z.object({
  kind: z.literal('apology'),
  by: z.array(textValue),
  to: z.array(textValue),
  /** 当面, 书面 … */
  manner: textValue.optional(),
  text: textValue.optional(),
  ...due,
});

export const otherClauseSchema = z.object({ kind: z.literal('other'), text: textValue, ...due });

export const clauseSchema = z.discriminatedUnion('kind', [
  paymentClauseSchema,
  actClauseSchema,
  apologyClauseSchema,
  otherClauseSchema,
]);

/** A table printed behind the signatures, e.g. the wage sheet of a labour dispute. */
export const annexSchema = z.object({
  title: textValue,
  columns: z.array(
    z.object({ title: textValue, width: z.number().positive(), align: z.enum(['left', 'center', 'right']) }),
  ),
  rows: z.array(z.array(z.string())),
  totals: z.array(z.array(z.string())).default([]),
});

/** A body of a joint mediation (联合调解); it signs beside the mediators. */
export const jointBodySchema = z.object({
  name: textValue,
  lead: z.boolean().default(false),
  representative: textValue.optional(),
  opinion: textValue.optional(),
});

export const agreementSchema = z.object({
  form: z.enum(['written', 'oral']).default('written'),
  committee: textValue,
  /** Agreement number; a blank when absent (draft). */
  number: textValue.optional(),
  parties: z.array(partySchema),
  /** 纠纷主要事实; line breaks make paragraphs. */
  facts: z.string(),
  /** 争议事项. */
  issues: z.array(textValue).default([]),
  /** Each party's responsibility (人民调解法 art. 29 (2)). */
  responsibilities: z.array(z.object({ party: textValue, text: textValue })).default([]),
  clauses: z.array(clauseSchema),
  /** 履行方式、时限 in words; made from the clauses when absent. */
  performance: textValue.optional(),
  /** Copies in all: one for each party and one for the committee, counted by the caller. Written form only. */
  copies: z.int().min(1).optional(),
  mediators: z.array(textValue).default([]),
  recorder: textValue.optional(),
  /** Day of the agreement; a blank to fill in by hand when absent. */
  date: civilDateValue.optional(),
  remarks: textValue.optional(),
  annex: annexSchema.optional(),
  joint: z.array(jointBodySchema).optional(),
  printIds: z.boolean().default(false),
});

/** What a handler hands in. */
export type AgreementData = z.input<typeof agreementSchema>;
/** What the template gets. */
export type Agreement = z.output<typeof agreementSchema>;
export type Clause = z.output<typeof clauseSchema>;
