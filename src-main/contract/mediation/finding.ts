import { z } from 'zod';

export const severities = ['error', 'warning', 'hint'] as const;

/** One remark of the checker. The sentence is `findings.<code>` in i18n, filled from `params`. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(severities),
  /** Dotted path into what was checked: `clauses.2.amountFen`. */
  place: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Law or rule it comes from: `人民调解法 art. 29`. */
  source: z.string(),
});
/** A remark without a place of its own: what it is about stands beside it. */
export const doubt = finding.pick({ code: true, params: true });
export type Finding = z.output<typeof finding>;
