/** Data of 积分·时长对账单. Three counts — time coins, permanent hours, points — never share a balance. */
import { z } from 'zod';
import { civilDateValue, instantValue, minutesValue, textValue } from '../../platform/documents/values.ts';
import { minutes } from '../../platform/minutes.ts';

export const STATEMENT_NAME = '积分·时长对账单';

/** Title of many statements as one document. */
export const batchTitle = (statements: number): string => `${STATEMENT_NAME}（${statements}份）`;

const positiveMinutes = minutesValue.refine((value) => value >= 0, 'negative');

export const coinLineSchema = z.object({
  /** 记账日期. */
  postedOn: civilDateValue,
  /** 服务日期, when it is about a service. */
  serviceOn: civilDateValue.optional(),
  text: textValue,
  /** 来源类别 as the region names it, e.g. 信用时数 / 荣誉时数. */
  source: textValue.optional(),
  in: positiveMinutes.default(minutes(0)),
  out: positiveMinutes.default(minutes(0)),
});

export const hoursLineSchema = z.object({
  serviceOn: civilDateValue,
  text: textValue,
  source: textValue.optional(),
  /** Negative for a reversal. */
  minutes: minutesValue,
});

export const pointsLineSchema = z.object({
  postedOn: civilDateValue,
  text: textValue,
  in: z.int().min(0).default(0),
  out: z.int().min(0).default(0),
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A statement that does not tie out is refused before it is printed. */
const tiesOut = (value: { opening: number; closing: number; lines: { in: number; out: number }[] }) =>
  value.opening + sum(value.lines.map((line) => line.in)) - sum(value.lines.map((line) => line.out)) ===
  value.closing;

export const statementSchema = z.object({
  /** Who keeps the ledger, e.g. 尧化街道时间银行. */
  organisation: textValue,
  statementNumber: textValue.optional(),
  /** Account of the ledger that the coins stand on: for the self-audit, not printed. */
  account: textValue.optional(),
  member: z.object({
    name: textValue,
    kind: z.enum(['person', 'group']).default('person'),
    /** Used in place of the ID number in public (MZ/T 061-2015). */
    volunteerNumber: textValue,
    /** Already masked, e.g. 320***********1234. */
    maskedId: textValue.optional(),
    /** Area: street, community, grid. */
    grid: textValue.optional(),
  }),
  /** Both days inclusive. */
  period: z
    .object({ from: civilDateValue, to: civilDateValue })
    .refine((value) => value.from <= value.to, 'ends before it begins'),
  /** 时间币, in minutes; running balances are computed from the lines, which must lead from opening to closing. */
  coins: z
    .object({ opening: minutesValue, closing: minutesValue, lines: z.array(coinLineSchema) })
    .refine(tiesOut, 'opening + in - out is not closing'),
  /** 服务时长: the permanent record, never spent. `totalToDate` is at the end of the period. */
  hours: z.object({ lines: z.array(hoursLineSchema), totalToDate: minutesValue }),
  /** 积分: whole points; left out when the organisation keeps none. */
  points: z
    .object({
      opening: z.int(),
      closing: z.int(),
      lines: z.array(pointsLineSchema),
      /** Points that lapse after the period, soonest first. */
      expiring: z.array(z.object({ on: civilDateValue, points: z.int().min(1) })).default([]),
    })
    .refine(tiesOut, 'opening + in - out is not closing')
    .optional(),
  /** Head of the SHA-256 chain when the statement was made, 64 hex digits. */
  ledger: z.object({ headHash: z.string().regex(/^[0-9a-f]{64}$/), asOf: instantValue }),
  issuer: z.object({
    /** Who issues and seals the statement. */
    name: textValue,
    responsible: textValue.optional(),
    handler: textValue.optional(),
    contact: textValue.optional(),
  }),
  issuedOn: civilDateValue,
  /** Rule notes of the region, e.g. the storage limit in force; printed after the fixed notes. */
  notes: z.array(textValue).default([]),
  /** Large print for elderly readers. */
  large: z.boolean().default(false),
});

/** Many statements as one document; each begins on a new page with its own page numbers. */
export const statementBatchSchema = z.object({
  statements: z.array(statementSchema).min(1),
});

/** What a handler hands in. */
export type StatementData = z.input<typeof statementSchema>;
export type StatementBatchData = z.input<typeof statementBatchSchema>;
/** What the template gets. */
export type Statement = z.output<typeof statementSchema>;
