import { z } from 'zod';
import { command, query } from '../route.ts';
import { civilDate, id, instant, none, text } from '../values.ts';
import { caseReaders } from './case-values.ts';

/** One check of the quality score as the centre words and weighs it; 0 points: it is not counted. */
export const qualityLine = z.strictObject({
  /** Code of the check in dossier-quality.json; what it looks at and of which cases it speaks stands there. */
  code: z.string().min(1).max(40),
  name: text(60),
  points: z.int().min(0).max(100),
});
export type QualityLine = z.output<typeof qualityLine>;

export const qualityRules = z.strictObject({
  /** Cases that were over on this day or later are scored by it; the others as before. */
  validFrom: civilDate,
  /** The paper of the bureau that it follows, or the centre’s own decision. */
  source: text(200),
  lines: z.array(qualityLine).min(1).max(60),
});
export type QualityRules = z.output<typeof qualityRules>;

export const qualityVersion = qualityRules.extend({
  id,
  number: z.int(),
  adoptedBy: z.string(),
  adoptedAt: instant,
  inForce: z.boolean(),
});

/** How the quality of dossiers is scored: the program’s list and the centre’s own dated versions of it. */
export const qualityRoutes = {
  readQualityRules: query({
    summary:
      'Checks of the quality score of dossiers with their points: the program’s and the centre’s versions',
    access: caseReaders,
    input: none,
    output: z.object({
      base: z.array(qualityLine.extend({ source: z.string(), verified: z.boolean() })),
      versions: z.array(qualityVersion),
    }),
  }),
  adoptQualityRules: command({
    summary:
      'Adopt points of the quality score as a new dated version; a version is never changed afterwards',
    access: ['administrator'],
    input: z.strictObject({ rules: qualityRules }),
    output: z.object({ id, number: z.int() }),
  }),
};
