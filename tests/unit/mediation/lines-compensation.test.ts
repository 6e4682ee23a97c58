import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compensationInput,
  type CompensationInput,
} from '../../../src-main/contract/mediation/compensation.ts';
import { compensation } from '../../../src-main/mediation/lines/compensation.ts';
import { adultYears, dependantsFen, supportYears } from '../../../src-main/mediation/lines/dependants.ts';
import type { z } from 'zod';

/** Made-up figures of a region: 60,000 元 income, 36,000 元 consumption a year, 9,500 元 wage a month. */
const figures = { urbanIncomeFen: 6_000_000, urbanConsumptionFen: 3_600_000, monthlyWageFen: 950_000 };
const input = (over: Partial<z.input<typeof compensationInput>> = {}): CompensationInput =>
  compensationInput.parse({ region: '32', year: 2025, age: 40, ...over });
const amountOf = (over: Partial<z.input<typeof compensationInput>>, item: string) =>
  compensation(input(over), figures).steps.find((step) => step.item === item)?.amountFen ?? 0;

describe('for how many years is paid', () => {
  it.each([
    [0, 20],
    [59, 20],
    [60, 20],
    [61, 19],
    [70, 10],
    [74, 6],
    [75, 5],
    [95, 5],
  ])('a victim of %i: %i years', (age, years) => expect(adultYears(age)).toBe(years));

  it.each([
    [0, 18],
    [17, 1],
    [18, 20],
    [60, 20],
    [65, 15],
    [75, 5],
  ])('a dependant of %i: %i years', (age, years) => expect(supportYears(age)).toBe(years));
});

describe('what is paid, counted by hand', () => {
  it.each<[string, Partial<z.input<typeof compensationInput>>, string, number]>([
    // 60,000 × 20 × 10 %
    ['grade ten at 40', { disabilityPercent: 10 }, 'disability', 12_000_000],
    // 60,000 × 19 × 100 %
    ['grade one at 61', { age: 61, disabilityPercent: 100 }, 'disability', 114_000_000],
    // 60,000 × 5 × 30 %
    ['grade eight at 80', { age: 80, disabilityPercent: 30 }, 'disability', 9_000_000],
    // 60,000 × 15
    ['death at 65', { age: 65, died: true }, 'death', 90_000_000],
    // 9,500 × 6
    ['a funeral', { died: true, funeral: true }, 'funeral', 5_700_000],
    ['no funeral for the living', { disabilityPercent: 10, funeral: true }, 'funeral', 0],
    // 36,000 × 8 ÷ 2
    [
      'a child of 10, two parents',
      { died: true, dependants: [{ name: '甲', age: 10, supporters: 2 }] },
      'dependants',
      14_400_000,
    ],
    // 36,000 × 1 × 30 % ÷ 2
    [
      'a child of 17 and 30 per cent',
      { disabilityPercent: 30, dependants: [{ name: '甲', age: 17, supporters: 2 }] },
      'dependants',
      540_000,
    ],
    ['no dependants without lasting harm', { dependants: [{ name: '甲', age: 10 }] }, 'dependants', 0],
    // 45 days × 180.50
    ['lost income', { lostIncomeDays: 45, lostIncomeDailyFen: 18_050 }, 'lostIncome', 812_250],
    // 20 days × 120 × 2 carers
    ['two carers', { careDays: 20, careDailyFen: 12_000, carers: 2 }, 'care', 480_000],
    // 120 × 365 × 5 × 50 %
    [
      'half care for five years',
      { careDailyFen: 12_000, longCareYears: 5, longCarePercent: 50 },
      'longCare',
      10_950_000,
    ],
    // 20 days × 50
    ['meals in hospital', { hospitalDays: 20, mealDailyFen: 5_000 }, 'meal', 100_000],
    ['nutrition', { nutritionDays: 30, nutritionDailyFen: 3_000 }, 'nutrition', 90_000],
    // 20 years, one every 4: five pieces of 8,000
    ['an aid', { aids: [{ name: '假肢', priceFen: 800_000, everyYears: 4, years: 20 }] }, 'aid', 4_000_000],
    // 21 years, one every 4: a sixth is begun
    [
      'an aid begun',
      { aids: [{ name: '假肢', priceFen: 800_000, everyYears: 4, years: 21 }] },
      'aid',
      4_800_000,
    ],
  ])('%s', (_, over, item, amountFen) => expect(amountOf(over, item)).toBe(amountFen));

  it('caps three dependants at one standard a year, and says for how many years', () => {
    const three = [10, 12, 70].map((age) => ({ age, supporters: 1 }));
    expect(dependantsFen(three, 3_600_000, 100)).toEqual({
      amountFen: 36_000_000,
      years: 10,
      cappedYears: 8,
    });
  });

  it('rounds half up to 分 once, at the end', () => {
    expect(dependantsFen([{ age: 17, supporters: 3 }], 1_000_001, 100).amountFen).toBe(333_334);
    expect(dependantsFen([{ age: 17, supporters: 2 }], 3, 100).amountFen).toBe(2);
    expect(
      dependantsFen(
        [
          { age: 17, supporters: 3 },
          { age: 17, supporters: 3 },
          { age: 17, supporters: 3 },
        ],
        1_000_001,
        100,
      ).amountFen,
    ).toBe(1_000_001);
  });

  it('takes the share of the paying side from the whole, then what was paid; never below nothing', () => {
    const result = compensation(
      input({ medicalFen: 1_000_001, share: { numerator: 7, denominator: 10 }, paidFen: 100_000 }),
      figures,
    );
    expect(result).toMatchObject({ totalFen: 1_000_001, sharedFen: 700_001, dueFen: 600_001 });
    expect(compensation(input({ medicalFen: 100, paidFen: 500 }), figures).dueFen).toBe(0);
  });

  it('counts death alone where both are entered', () => {
    const items = compensation(input({ died: true, disabilityPercent: 50 }), figures).steps;
    expect(items.map((step) => step.item)).toEqual(['death']);
  });
});

describe('whatever is entered', () => {
  const dependant = fc.record({
    age: fc.integer({ min: 0, max: 110 }),
    supporters: fc.integer({ min: 1, max: 20 }),
  });

  it('dependants never get more than one standard a year, and one more of them never lowers the sum', () => {
    fc.assert(
      fc.property(
        fc.array(dependant, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 10_000_000_000 }),
        fc.integer({ min: 1, max: 100 }),
        (dependants, standard, percent) => {
          const all = dependantsFen(dependants, standard, percent);
          expect(all.amountFen).toBeLessThanOrEqual(standard * all.years);
          expect(dependantsFen(dependants.slice(1), standard, percent).amountFen).toBeLessThanOrEqual(
            all.amountFen,
          );
        },
      ),
    );
  });

  it('the total is the sum of its steps, and shares of a whole add up to it within one 分 each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (medicalFen, denominator, wanted) => {
          const numerator = Math.min(wanted, denominator);
          const part = (share: number) =>
            compensation(input({ medicalFen, share: { numerator: share, denominator } }), figures);
          const [one, other] = [part(numerator), part(denominator - numerator)];
          expect(one.steps.reduce((sum, step) => sum + step.amountFen, 0)).toBe(one.totalFen);
          expect(Math.abs(one.sharedFen + other.sharedFen - one.totalFen)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('stays within exact integers at the largest values the contract lets through', () => {
    const largest = compensation(
      input({
        died: true,
        age: 20,
        careDays: 36_600,
        careDailyFen: 100_000_000,
        carers: 4,
        longCareYears: 20,
        aids: Array.from({ length: 20 }, () => ({
          name: '器具',
          priceFen: 10_000_000_000,
          everyYears: 1,
          years: 120,
        })),
      }),
      { urbanIncomeFen: 10_000_000_000, urbanConsumptionFen: 10_000_000_000, monthlyWageFen: 1 },
    );
    expect(Number.isSafeInteger(largest.totalFen)).toBe(true);
  });
});
