import { z } from 'zod';
import { dated } from './foundation-schemas.ts';

const choice = z.strictObject({ code: z.string().min(1), name: z.string().min(1) });

/** What a term is for; `next-action.ts` and `deadline.ts` of mediation look terms up by it. */
export const deadlinePurposes = [
  'accept',
  'mediate',
  'draft',
  'signatures',
  'judicialConfirmation',
  'closing',
  'sessionEntry',
  'information',
] as const;

/** Kinds of words that the agreement checker looks for. */
export const checkerTermKinds = [
  'vague',
  'confusable',
  'fee',
  'unlawful',
  'notConfirmable',
  'sharing',
  'judicialConfirmation',
  'localRule',
] as const;

export const mediationFiles = {
  disputeTypes: z.strictObject({
    ...dated,
    name: z.string().min(1),
    /** One of the 18 types of the national statistics; its code never changes. */
    national: z.boolean(),
    subTypes: z.array(choice),
  }),
  referralSources: z.strictObject({ ...dated, name: z.string().min(1) }),
  deadlines: z.strictObject({
    ...dated,
    name: z.string().min(1),
    purpose: z.enum(deadlinePurposes),
    /** The day the term counts from; that day itself is not counted. */
    anchor: z.enum([
      'application',
      'acceptance',
      'agreement',
      'effect',
      'lastDue',
      'session',
      'termination',
      'other',
    ]),
    length: z.int().min(1),
    unit: z.enum(['days', 'workingDays', 'months']),
    /** Empty: every type. */
    disputeTypes: z.array(z.string()),
    /** Empty: every source. */
    referralSources: z.array(z.string()),
    /** Who may extend it, and what stops the clock; in words. */
    extension: z.string(),
    suspension: z.string(),
  }),
  formTexts: z.strictObject({
    ...dated,
    title: z.string().min(1),
    paragraphs: z.array(z.string().min(1)).min(1),
  }),
  checkerTerms: z.strictObject({
    ...dated,
    kind: z.enum(checkerTermKinds),
    words: z.array(z.string().min(1)),
    /** What to write in its place. */
    instead: z.string(),
  }),
};
