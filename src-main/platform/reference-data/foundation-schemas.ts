import { z } from 'zod';
import { civilDate } from '../../contract/values.ts';

/** What every record of reference data says of itself. */
export const dated = {
  /** Stable within its file; records of one code replace each other by date and region. */
  code: z.string().min(1),
  /** `*`, or a prefix of a region code: `32` Jiangsu, `3201` Nanjing, `320113` Qixia. */
  region: z.string().regex(/^(\*|\d{2}|\d{4}|\d{6})$/),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  /** Where the value comes from. */
  source: z.string().min(1),
  /** False: not confirmed in the text of a rule; shown as such, editable, never treated as law. */
  verified: z.boolean(),
};

const areaNode = z.strictObject({
  code: z.string(),
  name: z.string().min(1),
  level: z.enum(['district', 'street', 'community', 'grid']),
  parent: z.string().nullable(),
});

export const foundationFiles = {
  regions: z.strictObject({ ...dated, name: z.string().min(1) }),
  areaTrees: z.strictObject({ ...dated, nodes: z.array(areaNode).min(1) }),
  numberPatterns: z.strictObject({ ...dated, pattern: z.string().regex(/\{serial(:\d+)?\}/) }),
  holidays: z.strictObject({
    ...dated,
    year: z.int(),
    /** Days off by the State Council's notice, first and last day of each run. */
    daysOff: z.array(z.tuple([civilDate, civilDate])),
    /** Saturdays and Sundays that are worked (调休). */
    workedWeekends: z.array(civilDate),
  }),
};
