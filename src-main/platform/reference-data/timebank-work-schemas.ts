import { z } from 'zod';
import { dated } from './foundation-schemas.ts';

export const timebankWorkFiles = {
  timebankWork: z.strictObject({
    ...dated,
    code: z.literal('requests'),
    /** Days after the wanted day until a request that was taken, but never served, is timed out. */
    graceDays: z.int().min(0).max(366),
  }),
};
