import { inputsOf, type StoredCredit } from '../credit-entries.ts';
import type { PointActions } from '../../contract/timebank/rule-bodies.ts';
import { decideCredit, type CreditDecision, type CreditInputs, type CreditRules } from '../credit.ts';
import { decideDeeds, type DeedDecision, type StoredDeed } from '../point-actions.ts';

/** What began an account, as it was stored with the booking. */
export interface StoredStart {
  startingMinutes: number;
}

/** Is what a member began with what the rule says? `startingMinutes` is undefined when the rule is on file no longer. */
export function explainStart(
  booked: Pick<Booked, 'coinMinutes'>,
  startingMinutes: number | undefined,
): Explanation['result'] {
  if (startingMinutes === undefined) return 'ruleGone';
  return booked.coinMinutes === startingMinutes ? 'same' : 'differs';
}

/**
 * Decides the points of a booked deed once more, from what was stored with it and by the table that it names. What was
 * booked before the standing was kept with a deed cannot be recomputed (`stepsOnly`).
 */
export function explainDeed(
  stored: StoredDeed,
  booked: Pick<Booked, 'points'>,
  rules: PointActions | undefined,
): { result: Explanation['result']; recomputed: DeedDecision | undefined } {
  const { action, times, measured, already } = stored;
  if (!already) return { result: 'stepsOnly', recomputed: undefined };
  if (!rules?.actions.some(({ code }) => code === action))
    return { result: 'ruleGone', recomputed: undefined };
  const byAction = new Map([[action, already.actionPoints]]);
  const recomputed = decideDeeds([{ action, times, measured }], { ...already, byAction }, rules);
  return { result: recomputed.points === booked.points ? 'same' : 'differs', recomputed };
}

/** What a credit gave, as its entries say. */
export interface Booked {
  coinMinutes: number;
  donatedMinutes: number;
  points: number;
}

export interface Explanation {
  result: 'same' | 'differs' | 'ruleGone' | 'stepsOnly' | 'noCredit';
  inputs: CreditInputs | undefined;
  recomputed: CreditDecision | undefined;
}

/**
 * Decides a booked credit once more, from what was stored with it and by the rule that it names, and says whether that
 * still gives what the entries say. `rules` is undefined when the rule is on file no longer: then nothing is claimed.
 */
export function explain(
  stored: Partial<StoredCredit>,
  rule: string,
  booked: Booked,
  rules: CreditRules | undefined,
): Explanation {
  const inputs = inputsOf(stored, rule);
  if (!inputs) return { result: 'noCredit', inputs, recomputed: undefined };
  if (!rules) return { result: 'ruleGone', inputs, recomputed: undefined };
  const recomputed = decideCredit(inputs, rules);
  const same =
    recomputed.coinMinutes === booked.coinMinutes &&
    recomputed.donatedMinutes === booked.donatedMinutes &&
    recomputed.points === booked.points;
  return { result: same ? 'same' : 'differs', inputs, recomputed };
}
