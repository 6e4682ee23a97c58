import type { TFunction } from 'i18next';
import type { TermStep } from '../../../../src-main/contract/mediation/deadlines.ts';
import { dateText } from '../../../i18n/format.ts';

/** One step of counting as a sentence; dates are written as people write them. */
export function stepText({ step, params }: TermStep, t: TFunction<'deadlines'>): string {
  if (step === 'length') {
    const unit = params['unit'] === 'months' || params['unit'] === 'workingDays' ? params['unit'] : 'days';
    return t('step.length', { length: t(`unit.${unit}`, { n: params['n'] ?? '' }) });
  }
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? dateText(value) : value,
    ]),
  );
  return t(`step.${step}`, shown);
}
