/** Data of the other papers of the 三约: contract (公约), minutes, letters of responsibility and of commitment. */
import { z } from 'zod';
import { clauseSchema } from './agreement-data.ts';
import { account, date, names, paper, parties, text } from './common-data.ts';

export const covenantSchema = z.object({
  ...paper,
  /** What it is about; printed as the title before the kind of paper, e.g. 楼道公共空间使用. */
  subject: text,
  parties,
  /** Why and on what basis. */
  preamble: account,
  clauses: z.array(clauseSchema).default([]),
  /** How performance is reviewed: half-yearly, by whom. */
  review: account,
  validFrom: date,
  validTo: date,
  copies: z.int().min(1).optional(),
  witnesses: names,
  date,
});
export const minutesSchema = covenantSchema.extend({
  place: text,
  host: text,
  recorder: text,
  attendees: names,
  /** What was said, before what was decided. */
  discussion: account,
});
export type MinutesData = z.input<typeof minutesSchema>;
