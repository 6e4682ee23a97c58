import type {
  CompensationInput,
  CompensationResult,
  CompensationStep,
  FigureFields,
} from '../../contract/mediation/compensation.ts';
import { adultYears, dependantsFen } from './dependants.ts';
import { roundHalfUp, shareOf } from './fractions.ts';

export type YearFigures = Pick<FigureFields, 'urbanIncomeFen' | 'urbanConsumptionFen' | 'monthlyWageFen'>;

const LAW = '人身损害赔偿解释（2022-05-01）';

/** Months of the average wage for a funeral. */
const FUNERAL_MONTHS = 6;
const DAYS_OF_YEAR = 365;

/**
 * A compensation step by step, for reference: what the parties agree is theirs. All amounts in 分; each step is exact
 * or rounded half up to 分 once, the share of the paying side again. Disability and death exclude each other: of both,
 * death is counted.
 */
export function compensation(input: CompensationInput, figures: YearFigures): CompensationResult {
  const steps = [...expenses(input), ...lasting(input, figures)].filter((step) => step.amountFen > 0);
  const totalFen = steps.reduce((sum, step) => sum + step.amountFen, 0);
  const sharedFen = shareOf(totalFen, input.share);
  return { steps, totalFen, sharedFen, dueFen: Math.max(0, sharedFen - input.paidFen) };
}

function expenses(input: CompensationInput): CompensationStep[] {
  const daily = (item: 'lostIncome' | 'meal' | 'nutrition', days: number, dailyFen: number) =>
    step(item, days * dailyFen, { days, dailyFen }, LAW);
  const { careDays, careDailyFen, carers, longCareYears, longCarePercent } = input;
  const longCare = percentOf(
    BigInt(careDailyFen) * BigInt(DAYS_OF_YEAR) * BigInt(longCareYears) * BigInt(carers),
    longCarePercent,
  );
  return [
    step('medical', input.medicalFen, {}, LAW),
    daily('lostIncome', input.lostIncomeDays, input.lostIncomeDailyFen),
    step('care', careDays * careDailyFen * carers, { days: careDays, dailyFen: careDailyFen, carers }, LAW),
    step(
      'longCare',
      longCare,
      { years: longCareYears, dailyFen: careDailyFen, carers, percent: longCarePercent, days: DAYS_OF_YEAR },
      LAW,
    ),
    step('transport', input.transportFen, {}, LAW),
    daily('meal', input.hospitalDays, input.mealDailyFen),
    daily('nutrition', input.nutritionDays, input.nutritionDailyFen),
    ...input.aids.map(({ name, priceFen, everyYears, years }) => {
      const pieces = Math.ceil(years / everyYears);
      return step('aid', priceFen * pieces, { priceFen, pieces, years, everyYears }, LAW, name);
    }),
    ...input.others.map(({ name, amountFen }) => step('other', amountFen, {}, 'as entered', name)),
  ];
}

/** 残疾 or 死亡赔偿金 with the living costs of dependants, which the law counts into it, and the funeral. */
function lasting(input: CompensationInput, figures: YearFigures): CompensationStep[] {
  const { died, age, disabilityPercent, dependants } = input;
  const years = adultYears(age);
  const incomeFen = figures.urbanIncomeFen;
  const steps: CompensationStep[] = [];
  if (died) {
    steps.push(step('death', incomeFen * years, { incomeFen, years, age }, LAW));
  } else if (disabilityPercent !== null) {
    const amount = percentOf(BigInt(incomeFen) * BigInt(years), disabilityPercent);
    const params = { incomeFen, years, age, percent: disabilityPercent };
    steps.push(step('disability', amount, params, LAW));
  }
  const lossPercent = died ? 100 : (disabilityPercent ?? 0);
  if (dependants.length > 0 && lossPercent > 0) {
    const consumptionFen = figures.urbanConsumptionFen;
    const counted = dependantsFen(dependants, consumptionFen, lossPercent);
    const params = {
      consumptionFen,
      percent: lossPercent,
      years: counted.years,
      capped: counted.cappedYears,
      count: dependants.length,
    };
    const names = dependants.map((one) => one.name).join('、');
    steps.push(step('dependants', counted.amountFen, params, LAW, names));
  }
  if (died && input.funeral) {
    const wageFen = figures.monthlyWageFen;
    steps.push(step('funeral', wageFen * FUNERAL_MONTHS, { wageFen, months: FUNERAL_MONTHS }, LAW));
  }
  return steps;
}

const percentOf = (amount: bigint, percent: number): number =>
  Number(roundHalfUp(amount * BigInt(percent), 100n));

const step = (
  item: CompensationStep['item'],
  amountFen: number,
  params: CompensationStep['params'],
  source: string,
  name = '',
): CompensationStep => ({ item, name, amountFen, params, source });
