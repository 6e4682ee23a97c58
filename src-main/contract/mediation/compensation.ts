import { z } from 'zod';
import { civilDate, fen, id, optionalText, text, version } from '../values.ts';
import { fraction } from './line-values.ts';

/** Bounded so that no product leaves the safe integers. */
const dailyFen = fen.max(100_000_000);
const figure = fen.min(1).max(10_000_000_000);
const days = z.int().min(0).max(36_600);
const years = z.int().min(0).max(120);

/** Yearly figures of a region’s statistics, on which compensation is counted; all in 分. */
export const figureFields = z.strictObject({
  /** Prefix of a region code: `32` Jiangsu, `3201` Nanjing. */
  region: z.string().regex(/^(\d{2}|\d{4}|\d{6})$/, 'field.region'),
  /** The year that the figures are of (上一年度). */
  year: z.int().min(2000).max(2099),
  /** 城镇居民人均可支配收入. */
  urbanIncomeFen: figure,
  /** 城镇居民人均消费支出. */
  urbanConsumptionFen: figure,
  /** 职工月平均工资. */
  monthlyWageFen: figure,
  /** 住院伙食补助, 营养费 per day, where the region has a standard. */
  mealFen: fen.nullable().default(null),
  nutritionFen: fen.nullable().default(null),
  source: text(200),
  validFrom: civilDate,
});
export type FigureFields = z.output<typeof figureFields>;

export const figureView = figureFields.extend({
  /** `null` for a figure of the reference data, which is not edited here. */
  id: id.nullable(),
  version: version.nullable(),
  verified: z.boolean(),
});
export type FigureView = z.output<typeof figureView>;

export const dependant = z.strictObject({
  name: text(40),
  age: z.int().min(0).max(130),
  /** How many support this person, the victim included. */
  supporters: z.int().min(1).max(20).default(1),
});

export const compensationInput = z.strictObject({
  /** Of `figureView`; which year and region is used is the mediator’s choice. */
  region: z.string().max(6),
  year: z.int().min(2000).max(2099),
  died: z.boolean().default(false),
  /** Age of the victim in completed years. */
  age: z.int().min(0).max(130),
  /** Coefficient of disability in whole per cent: grade 1 = 100 … grade 10 = 10; `null`: no disability. */
  disabilityPercent: z.int().min(1).max(100).nullable().default(null),
  funeral: z.boolean().default(false),
  dependants: z.array(dependant).max(20).default([]),
  medicalFen: fen.default(0),
  lostIncomeDays: days.default(0),
  lostIncomeDailyFen: dailyFen.default(0),
  careDays: days.default(0),
  careDailyFen: dailyFen.default(0),
  carers: z.int().min(1).max(4).default(1),
  /** Care after that, in years; at most 20. */
  longCareYears: z.int().min(0).max(20, 'field.tooBig').default(0),
  /** How much care is needed then, in per cent. */
  longCarePercent: z.int().min(0).max(100).default(100),
  transportFen: fen.default(0),
  hospitalDays: days.default(0),
  mealDailyFen: dailyFen.default(0),
  nutritionDays: days.default(0),
  nutritionDailyFen: dailyFen.default(0),
  aids: z
    .array(
      z.strictObject({
        name: text(60),
        priceFen: fen.max(10_000_000_000),
        /** A new one every so many years, for so many years. */
        everyYears: z.int().min(1).max(60),
        years,
      }),
    )
    .max(20)
    .default([]),
  others: z
    .array(z.strictObject({ name: text(60), amountFen: fen }))
    .max(20)
    .default([]),
  /** The share of the side that pays. */
  share: fraction.default({ numerator: 1, denominator: 1 }),
  /** Already paid, taken off at the end. */
  paidFen: fen.default(0),
  note: optionalText(500),
});
export type CompensationInput = z.output<typeof compensationInput>;

export const compensationItems = [
  'medical',
  'lostIncome',
  'care',
  'longCare',
  'transport',
  'meal',
  'nutrition',
  'aid',
  'disability',
  'death',
  'dependants',
  'funeral',
  'other',
] as const;

/** One step of the reference sheet; the sentence is `lines.compensation.step.<item>`, filled from `params`. */
export const compensationStep = z.object({
  item: z.enum(compensationItems),
  /** Name of an aid, of another item, or of all dependants. */
  name: z.string(),
  amountFen: z.int(),
  /** Numbers of the formula; money ends in `Fen`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  source: z.string(),
});
export type CompensationStep = z.output<typeof compensationStep>;

export const compensationResult = z.object({
  steps: z.array(compensationStep),
  totalFen: z.int(),
  /** total × share, half up to 分. */
  sharedFen: z.int(),
  /** Less what was paid, never below 0. */
  dueFen: z.int(),
});
export type CompensationResult = z.output<typeof compensationResult>;
