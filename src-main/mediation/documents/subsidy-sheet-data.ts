import { z } from 'zod';
import { civilDateValue, fenValue, textValue } from '../../platform/documents/values.ts';

const share = z.object({ name: textValue, amountFen: fenValue });

/** Data of the subsidy sheet (以案定补补贴发放审批表). Amounts in 分; lines, summary and total must tie out. */
export const subsidySheetSchema = z
  .object({
    committee: textValue,
    number: textValue,
    periodFrom: civilDateValue,
    periodTo: civilDateValue,
    note: textValue.optional(),
    lines: z.array(
      z.object({
        /** Case number; the sheet names no party. */
        number: textValue,
        disputeType: textValue,
        endedOn: civilDateValue,
        className: z.string(),
        form: z.enum(['written', 'oral', 'none']),
        outcome: z.enum(['agreement', 'terminated']),
        performed: z.boolean(),
        score: z.int().min(0).max(100).nullable(),
        amountFen: fenValue,
        shares: z.array(share),
        /** Another amount than the rules give (`ruleFen`; `null`: they give none), with the reason. */
        override: z.object({ ruleFen: fenValue.nullable(), reason: textValue }).optional(),
      }),
    ),
    summary: z.array(share.extend({ cases: z.int().min(0) })),
    totalFen: fenValue,
    /** The versions of the rules that the lines were worked out by. */
    rules: z.array(
      z.object({ name: textValue, number: z.int().min(1), validFrom: civilDateValue, source: textValue }),
    ),
    madeBy: textValue,
    approvedBy: textValue.optional(),
    approvedOn: civilDateValue.optional(),
  })
  .refine(
    ({ lines, totalFen }) =>
      sumOf(lines) === totalFen && lines.every((line) => sumOf(line.shares) <= line.amountFen),
    'sums differ',
  )
  .refine(
    ({ lines, summary }) => sumOf(lines.flatMap((line) => line.shares)) === sumOf(summary),
    'summary differs',
  );

export type SubsidySheetData = z.input<typeof subsidySheetSchema>;

const sumOf = (rows: readonly { amountFen: number }[]): number =>
  rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
