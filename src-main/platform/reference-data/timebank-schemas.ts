import { z } from 'zod';
import { ruleBodies } from '../../contract/timebank/rule-bodies.ts';
import { dated } from './foundation-schemas.ts';

const rule = <C extends keyof typeof ruleBodies>(code: C) =>
  z.strictObject({ ...dated, code: z.literal(code), ...ruleBodies[code].shape });

export const timebankFiles = {
  serviceTypes: z.strictObject({
    ...dated,
    name: z.string().min(1),
    group: z.string().min(1),
    /** Coins for an hour as a fraction: 3/2 gives one and a half. */
    numerator: z.int().min(1).max(100),
    denominator: z.int().min(1).max(100),
  }),
  /** One record for each kind of rule, region and date; `contract/timebank/rule-bodies.ts` says what each may hold. */
  timebankRules: z.discriminatedUnion('code', [
    rule('credit'),
    rule('use'),
    rule('points'),
    rule('pointActions'),
    rule('coefficients'),
    rule('doubts'),
    rule('review'),
    rule('stars'),
    rule('sourceNames'),
    rule('membership'),
  ]),
};
