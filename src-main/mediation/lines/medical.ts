import { addDays, civilDate, daysBetween, type CivilDate } from '../../platform/dates.ts';

/**
 * Days of a claim’s course: 提交理赔天数 = handed in − effect of the agreement; 理赔流转天数 = paid − handed in. `null`
 * while one of the two days is missing. Negative when a claim was handed in before the agreement took effect.
 */
export function claimDays(days: {
  effectiveOn: string | null;
  submittedOn: string | null;
  paidOn: string | null;
}): { submitDays: number | null; payDays: number | null } {
  const between = (from: string | null, to: string | null) =>
    from === null || to === null ? null : daysBetween(civilDate(from), civilDate(to));
  return {
    submitDays: between(days.effectiveOn, days.submittedOn),
    payDays: between(days.submittedOn, days.paidOn),
  };
}

/** Autopsy where the cause of death is disputed: within 48 hours, 7 days for a frozen body (条例 art. 26). */
export function autopsyBy(diedOn: string | null, frozen: boolean): CivilDate | null {
  return diedOn === null ? null : addDays(civilDate(diedOn), frozen ? 7 : 2);
}
