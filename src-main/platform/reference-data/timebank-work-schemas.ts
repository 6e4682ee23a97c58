import { z } from 'zod';
import { dated } from './foundation-schemas.ts';

export const timebankWorkFiles = {
  timebankWork: z.strictObject({
    ...dated,
    code: z.literal('terms'),
    /** Days after the wanted day until a request that was taken, but never served, is timed out. */
    graceDays: z.int().min(0).max(366),
    /** Days for which a voucher is good; the counter may always cancel it and issue another. */
    voucherDays: z.int().min(1).max(366),
  }),
};
