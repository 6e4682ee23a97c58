import { z } from 'zod';
import { clauseKinds } from './agreement-values.ts';
import { caseStages } from './case-values.ts';
import { finding } from './finding.ts';
import { errorCodes } from '../errors.ts';
import { partyFields } from '../people.ts';
import { civilDate, fen, id, optionalText, personal, text, version } from '../values.ts';
import { chargeFields } from './line-values.ts';

/** Which column of the sheet a clause of the template takes its amount from. */
export const batchAmounts = ['none', 'due', 'fee', 'penalty'] as const;

/** A part of what a clause comes to; the last part takes what rounding leaves. */
export const batchInstalment = z.strictObject({
  percent: z.int().min(1).max(100),
  dueOn: civilDate.nullable().default(null),
  dueText: optionalText(60),
});
export type BatchInstalment = z.output<typeof batchInstalment>;

export const batchClause = z.strictObject({
  kind: z.enum(clauseKinds),
  /** May hold placeholders: {房号} {业主} {面积} {单价} {月数} {起} {止} {费用} {减免} {违约金} {应付}. */
  text: text(2_000),
  /** Who owes it. */
  debtor: z.enum(['owner', 'firm', 'both']).default('owner'),
  amount: z.enum(batchAmounts).default('none'),
  dueOn: civilDate.nullable().default(null),
  dueText: optionalText(60),
  manner: optionalText(60),
  /** Payment in parts of the line’s own amount; none: in one. */
  instalments: z.array(batchInstalment).max(36).default([]),
});

export const batchTemplate = z.strictObject({
  title: text(100),
  facts: text(20_000),
  requests: z.array(text(500)).max(20).default([]),
  issues: text(5_000),
  ownerResponsibility: optionalText(500),
  clauses: z.array(batchClause).min(1).max(20),
  performance: optionalText(2_000),
});
export type BatchTemplate = z.output<typeof batchTemplate>;

export const batchRow = chargeFields.extend({
  /** Made by the client, so that a finding can point at the row. */
  id,
  owner: text(80),
  phone: optionalText(40).meta(personal),
  idNumber: optionalText(40).meta(personal),
  /** As the firm’s own sheet says; compared with the formula. */
  amountFen: fen.nullable().default(null),
});
export type BatchRow = z.output<typeof batchRow>;

export const batchFields = z.strictObject({
  name: text(80),
  disputeType: z.string().min(1).max(40).default('property'),
  disputeSubType: optionalText(40),
  appliedOn: civilDate,
  areaId: id.nullable().default(null),
  /** The one side of all cases; taken from the directory or typed once. */
  firm: partyFields.extend({ directoryId: id.optional() }),
  template: batchTemplate,
  rows: z.array(batchRow).max(500).default([]),
});
export type BatchFields = z.output<typeof batchFields>;

export const batchProgress = z.object({
  rowId: id,
  room: z.string(),
  owner: z.string(),
  dueFen: z.int(),
  caseId: id.nullable(),
  number: z.string().nullable(),
  stage: z.enum(caseStages).nullable(),
  agreementNumber: z.string().nullable(),
  effectiveOn: civilDate.nullable(),
  /** Why the agreement could not be issued with the others; gone when it is. */
  refusal: z
    .object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});

export const batchView = batchFields.extend({
  id,
  version,
  state: z.enum(['draft', 'opened']),
  rows: z.array(batchRow.extend({ phone: z.string(), idNumber: z.string() })),
  progress: z.array(batchProgress),
  findings: z.array(finding),
  totalFen: z.int(),
  documents: z.array(z.object({ id, title: z.string(), issuedAt: z.string() })),
});
export type BatchView = z.output<typeof batchView>;

export const batchListRow = z.object({
  id,
  name: z.string(),
  firm: z.string(),
  state: z.enum(['draft', 'opened']),
  rows: z.int(),
  /** Lines that have become cases. */
  cases: z.int(),
  issued: z.int(),
  inEffect: z.int(),
  totalFen: z.int(),
  updatedAt: z.string(),
});
