import { z } from 'zod';
import { clause } from './agreement-values.ts';
import { finding } from './finding.ts';
import { civilDate, id, optionalText, personal, text, version } from '../values.ts';

/** 三约 and what a round table makes beside a mediation agreement: 公约/合同, 会议纪要, 责任书, 承诺书. */
export const covenantKinds = ['covenant', 'minutes', 'responsibility', 'commitment'] as const;
export type CovenantKind = (typeof covenantKinds)[number];

export const covenantUnit = z.strictObject({
  /** Clauses point at it. */
  id,
  kind: z.enum(['person', 'organisation']).default('organisation'),
  name: text(80),
  representative: optionalText(40),
  phone: optionalText(40).meta(personal),
});

/** One resolution of a round table and how the units voted (one unit, one vote). */
export const covenantVote = z.strictObject({
  matter: text(500),
  inFavour: z.int().min(0).max(10_000),
  against: z.int().min(0).max(10_000),
  abstained: z.int().min(0).max(10_000),
});

export const covenantItem = z.strictObject({
  text: text(500),
  owner: text(80),
  dueOn: civilDate.nullable().default(null),
  doneOn: civilDate.nullable().default(null),
  note: optionalText(500),
});

export const covenantFields = z.strictObject({
  kind: z.enum(covenantKinds),
  title: text(100),
  madeOn: civilDate,
  place: optionalText(80),
  /** Occasion, agenda, statements. */
  body: optionalText(20_000),
  recorder: optionalText(40),
  units: z.array(covenantUnit).min(1).max(200),
  clauses: z.array(clause).max(120).default([]),
  votes: z.array(covenantVote).max(50).default([]),
  items: z.array(covenantItem).max(100).default([]),
});
export type CovenantFields = z.output<typeof covenantFields>;

export const covenantView = covenantFields.extend({
  id,
  version,
  number: z.string().nullable(),
  issuedDocumentId: id.nullable(),
  units: z.array(covenantUnit.extend({ phone: z.string() })),
  findings: z.array(finding),
});
export type CovenantView = z.output<typeof covenantView>;

export const covenantRow = z.object({
  id,
  kind: z.enum(covenantKinds),
  number: z.string().nullable(),
  title: z.string(),
  madeOn: civilDate,
  units: z.int(),
  openItems: z.int(),
  nextDueOn: civilDate.nullable(),
});
