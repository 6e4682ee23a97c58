import { z } from 'zod';
import { dated } from './foundation-schemas.ts';

const minutesLimit = z.int().min(1).nullable();

/** What an hour is worth. `null`: no such limit. */
const creditRule = z.strictObject({
  ...dated,
  code: z.literal('credit'),
  /** Most coins for one activity, in minutes. */
  perEventMinutes: minutesLimit,
  /** Most coins for one civil date of service, in minutes. */
  perDayMinutes: minutesLimit,
  /** Most that may stand on one member’s coin account, in minutes. */
  storedMinutes: minutesLimit,
  /** Whether a group keeps its coins or may only give them away. */
  groups: z.enum(['keep', 'donateOnly']),
  /** Printed on the statements of persons and of groups. */
  statementNotes: z.strictObject({ person: z.array(z.string().min(1)), group: z.array(z.string().min(1)) }),
});

/** From when on a line of a sheet is doubted. Doubts explain; they do not forbid. */
const doubtRule = z.strictObject({
  ...dated,
  code: z.literal('doubts'),
  /** More service than this on one date is doubted, in minutes. */
  dayMinutes: z.int().min(1),
  /** Days between service and entry after which the entry is late. */
  lateDays: z.int().min(1),
  /** As many lines of identical times on one sheet are worth a look. */
  sameTimesLines: z.int().min(2),
  /** Below this age a guardian is expected. */
  guardianBelowAge: z.int().min(1),
});

/** Permanent hours at which each star is reached, in minutes, lowest first. */
const starRule = z.strictObject({
  ...dated,
  code: z.literal('stars'),
  minutes: z.array(z.int().min(1)).min(1),
});

/** How the region names the classes of source on paper. */
const sourceNames = z.strictObject({
  ...dated,
  code: z.literal('sourceNames'),
  names: z.strictObject({
    signInOut: z.string().min(1),
    sheet: z.string().min(1),
    lateEntry: z.string().min(1),
  }),
});

export const timebankFiles = {
  serviceTypes: z.strictObject({
    ...dated,
    name: z.string().min(1),
    group: z.string().min(1),
    /** Coins for an hour as a fraction: 3/2 gives one and a half. */
    numerator: z.int().min(1).max(100),
    denominator: z.int().min(1).max(100),
  }),
  timebankRules: z.discriminatedUnion('code', [creditRule, doubtRule, starRule, sourceNames]),
};
