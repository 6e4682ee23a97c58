import { z } from 'zod';
import { civilDateValue, fenValue, textValue } from '../../platform/documents/values.ts';
import { correctionEntries } from './subsidy-correction-data.ts';
import { subsidySheetSchema } from './subsidy-sheet-data.ts';

/** An approved correction with its entries, as its own paper (补贴更正单) tells them. */
const correction = z.object({
  number: textValue,
  approvedOn: civilDateValue,
  reason: textValue,
  entries: correctionEntries,
});

/**
 * Data of the spreadsheet of a subsidy sheet: the sheet as its paper has it, and the corrections that stand beside it. Amounts in
 * 分. What the corrections say must come to what each mediator gets with them and to the total with them.
 */
export const subsidyWorkbookSchema = z
  .object({
    sheet: subsidySheetSchema,
    /** Approved ones, oldest first. */
    corrections: z.array(correction),
    /** Everybody on the sheet or on a correction; `correctedFen` is what the corrections add or take away. */
    people: z.array(
      z.object({ name: textValue, cases: z.int().min(0), amountFen: fenValue, correctedFen: z.int() }),
    ),
    /** The sheet with its corrections. */
    afterFen: fenValue,
  })
  .refine(
    ({ sheet, corrections, afterFen }) => sheet.totalFen + correctedBy(corrections) === afterFen,
    'sums differ',
  )
  .refine(
    ({ sheet, corrections, people }) =>
      people.reduce((sum, one) => sum + one.amountFen, 0) ===
        sheet.summary.reduce((sum, one) => sum + one.amountFen, 0) &&
      people.reduce((sum, one) => sum + one.correctedFen, 0) === correctedBy(corrections) &&
      people.every((one) => one.amountFen + one.correctedFen >= 0),
    'summary differs',
  );

export type SubsidyWorkbookData = z.input<typeof subsidyWorkbookSchema>;

function correctedBy(corrections: readonly z.output<typeof correction>[]): number {
  return corrections
    .flatMap(({ entries }) => entries)
    .reduce((sum, { beforeFen, afterFen }) => sum + afterFen - beforeFen, 0);
}
