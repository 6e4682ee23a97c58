/** Data of 月度结账报告. */
import { z } from 'zod';
import { civilDateValue, instantValue, minutesValue, textValue } from '../../platform/documents/values.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const closingReportSchema = z.object({
  organisation: textValue,
  number: textValue,
  level: z.enum(['first', 'final']),
  period: z.object({ from: civilDateValue, to: civilDateValue }),
  closedOn: civilDateValue,
  closedBy: textValue,
  ledger: z.object({
    /** Transactions of the month, and the number of the last one. */
    transactions: z.int().min(0),
    throughSeq: z.int().min(0),
    head: hash,
    balancesHash: hash,
    asOf: instantValue,
  }),
  /** Papers and reservations sealed so far, and the last link of their chain. */
  seals: z.object({ links: z.int().min(0), head: hash }).optional(),
  /** Every account of the bank, and all of the members' together; the sum of each unit is zero. */
  totals: z
    .array(
      z.object({
        unit: z.enum(['minute', 'point']),
        account: textValue,
        accounts: z.int(),
        balance: z.int(),
      }),
    )
    .refine(
      (rows) =>
        (['minute', 'point'] as const).every(
          (unit) => rows.filter((row) => row.unit === unit).reduce((sum, row) => sum + row.balance, 0) === 0,
        ),
      'does not sum to zero',
    ),
  /** What was booked in the month, by kind: net change of the members' accounts. */
  flows: z.array(z.object({ kind: textValue, count: z.int(), minutes: minutesValue, points: z.int() })),
  /** Services of earlier, closed months that were booked in this one. */
  late: z.object({ count: z.int(), minutes: minutesValue }),
  hours: z.object({ month: minutesValue, total: minutesValue }),
  liability: z.object({
    owed: minutesValue,
    redemption: z.int().nullable(),
    held: minutesValue,
    creditors: z.int(),
    largest: minutesValue,
    waiting: z.object({ medianDays: z.int(), requests: z.int() }).nullable(),
  }),
  /** The last months, oldest first, this one included. */
  history: z.array(
    z.object({
      month: textValue,
      owed: minutesValue,
      issued: minutesValue,
      redeemed: minutesValue,
      pooled: minutesValue,
    }),
  ),
});

export type ClosingReportData = z.input<typeof closingReportSchema>;
export type ClosingReport = z.output<typeof closingReportSchema>;
