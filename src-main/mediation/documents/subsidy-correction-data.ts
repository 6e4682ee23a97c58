import { z } from 'zod';
import { civilDateValue, fenValue, textValue } from '../../platform/documents/values.ts';

/** What stood for a case and a mediator, and what stands instead. */
export const correctionEntries = z
  .array(
    z.object({
      caseNumber: textValue,
      disputeType: textValue,
      mediator: textValue,
      beforeFen: fenValue,
      afterFen: fenValue,
    }),
  )
  .min(1);

/** Data of a correction of a subsidy sheet (补贴更正单): what stood, what stands instead. Amounts in 分. */
export const subsidyCorrectionSchema = z
  .object({
    committee: textValue,
    number: textValue,
    sheetNumber: textValue,
    sheetApprovedOn: civilDateValue,
    reason: textValue,
    entries: correctionEntries,
    /** The sheet with its earlier corrections, and with this one. */
    beforeFen: fenValue,
    afterFen: fenValue,
    madeBy: textValue,
    approvedBy: textValue.optional(),
    approvedOn: civilDateValue.optional(),
  })
  .refine(
    ({ entries, beforeFen, afterFen }) =>
      entries.reduce((sum, one) => sum + one.afterFen - one.beforeFen, 0) === afterFen - beforeFen,
    'sums differ',
  );

export type SubsidyCorrectionData = z.input<typeof subsidyCorrectionSchema>;
