import { z } from 'zod';
import { compensationItems } from '../../contract/mediation/compensation.ts';
import { civilDateValue, fenValue, textValue } from '../../platform/documents/values.ts';

/** Data of the reference sheet of the compensation calculator (损害赔偿计算参考表). Amounts in 分. */
export const compensationSheetSchema = z
  .object({
    committee: textValue,
    number: textValue.optional(),
    caseNumber: textValue,
    title: textValue,
    madeOn: civilDateValue,
    madeBy: textValue,
    victim: z.object({
      age: z.int().min(0),
      died: z.boolean(),
      disabilityPercent: z.int().nullable(),
    }),
    /** The yearly figures that were counted with, as they were when the sheet was kept. */
    figures: z.object({
      region: textValue,
      year: z.int(),
      urbanIncomeFen: fenValue,
      urbanConsumptionFen: fenValue,
      monthlyWageFen: fenValue,
      mealFen: fenValue.nullable(),
      nutritionFen: fenValue.nullable(),
      source: textValue,
      verified: z.boolean(),
    }),
    steps: z.array(
      z.object({
        item: z.enum(compensationItems),
        name: z.string(),
        amountFen: fenValue,
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        source: z.string(),
      }),
    ),
    share: z.object({ numerator: z.int(), denominator: z.int() }),
    totalFen: fenValue,
    sharedFen: fenValue,
    paidFen: fenValue,
    dueFen: fenValue,
    note: textValue.optional(),
  })
  .refine(
    ({ steps, totalFen }) => steps.reduce((sum, one) => sum + one.amountFen, 0) === totalFen,
    'sums differ',
  );

export type CompensationSheetData = z.input<typeof compensationSheetSchema>;
