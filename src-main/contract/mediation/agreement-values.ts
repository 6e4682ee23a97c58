import { z } from 'zod';
import { civilDate, fen, id, optionalText, text } from '../values.ts';

export const clauseKinds = ['payment', 'act', 'apology', 'other'] as const;

export const instalment = z.strictObject({
  amountFen: fen.nullable(),
  dueOn: civilDate.nullable(),
  /** When no civil date was agreed: 次年端午节前, 每月末 … */
  dueText: optionalText(60),
});

export const clause = z.strictObject({
  id,
  kind: z.enum(clauseKinds),
  /** What is paid for, done, apologised for or otherwise agreed. */
  text: optionalText(2_000),
  /** Who pays, acts or apologises; ids of parties of this case. */
  debtorIds: z.array(id).max(200).default([]),
  /** To whom. */
  creditorIds: z.array(id).max(200).default([]),
  amountFen: fen.nullable().default(null),
  /** When no fixed amount was agreed: 据实结算 … */
  amountText: optionalText(60),
  dueOn: civilDate.nullable().default(null),
  dueText: optionalText(60),
  manner: optionalText(60),
  instalments: z.array(instalment).max(120).default([]),
});
export type Clause = z.output<typeof clause>;

export const agreementFields = z.strictObject({
  form: z.enum(['written', 'oral']).default('written'),
  /** 纠纷主要事实 (art. 29). */
  facts: optionalText(20_000),
  /** 争议事项. */
  issues: optionalText(5_000),
  responsibilities: z
    .array(z.strictObject({ partyId: id, text: text(500) }))
    .max(200)
    .default([]),
  clauses: z.array(clause).max(120).default([]),
  /** 履行方式、时限 beyond what the clauses say. */
  performance: optionalText(2_000),
  /** The day on which agreement was reached. */
  concludedOn: civilDate.nullable().default(null),
  place: optionalText(80),
  recorder: optionalText(40),
});
export type AgreementFields = z.output<typeof agreementFields>;

/** How an issued agreement gave way: unsigned; after the court’s rejection (人民调解法 art. 33); by the parties’ consent. */
export const agreementEndings = ['withdrawn', 'rejected', 'consent'] as const;
export type AgreementEnding = (typeof agreementEndings)[number];

export const signatureAct = z.strictObject({
  actor: z.enum(['party', 'mediator', 'committee']),
  /** Case party id or user id; `null` for the committee’s seal. */
  actorId: id.nullable(),
  signature: z.boolean().default(false),
  fingerprint: z.boolean().default(false),
  seal: z.boolean().default(false),
  doneOn: civilDate.nullable().default(null),
});
export type SignatureAct = z.output<typeof signatureAct>;
