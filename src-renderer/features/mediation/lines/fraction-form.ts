import { z } from 'zod';

/** Two small fields for a share; both empty: no share told. */
export const optionalFraction = z
  .object({ numerator: z.int().min(0).nullable(), denominator: z.int().min(1).nullable() })
  .transform(({ numerator, denominator }, context) => {
    if (numerator === null && denominator === null) return null;
    if (numerator !== null && denominator !== null && numerator <= denominator)
      return { numerator, denominator };
    context.addIssue({ code: 'custom', message: 'field.fraction', path: ['numerator'] });
    return z.NEVER;
  });

export const fractionToForm = (share: { numerator: number; denominator: number } | null | undefined) =>
  share ? { ...share } : { numerator: null, denominator: null };
