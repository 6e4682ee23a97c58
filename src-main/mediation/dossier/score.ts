import type { ScoreReason } from '../../contract/mediation/dossier.ts';
import { anyHolds, type Condition, type DossierFacts } from './facts.ts';

/** A record of dossier-quality.json. */
export interface QualityRule {
  code: string;
  name: string;
  source: string;
  check: QualityCheck;
  points: number;
  when: readonly Condition[];
}

/** What the checks look at. Dates are civil dates. */
export interface ScoreInput {
  facts: DossierFacts;
  /** Rows that must be there and are not. */
  missing: number;
  appliedOn: string;
  acceptedOn: string | null;
  rightsNotifiedOn: string | null;
  /** Days of the joint sessions. */
  sessionDays: readonly string[];
  concludedOn: string | null;
  endedOn: string | null;
  /** End of the term of mediation, extensions counted in. */
  dueOn: string | null;
  everyPartyConsents: boolean;
  hasSignedCopy: boolean;
  performanceEntries: number;
  lateEntries: number;
  hasSituation: boolean;
}

export type QualityCheck = keyof typeof checks;

const checks = {
  mustComplete: (input: ScoreInput) => input.missing === 0,
  /** An agreement is in effect when every act is there (人民调解法 art. 29), an oral one at once (art. 30). */
  signaturesComplete: (input: ScoreInput) => input.facts.effectiveOn !== null,
  signedCopy: (input: ScoreInput) => input.hasSignedCopy,
  rightsNotified: (input: ScoreInput) =>
    input.rightsNotifiedOn !== null && input.sessionDays.every((day) => input.rightsNotifiedOn! <= day),
  consentsRecorded: (input: ScoreInput) => input.everyPartyConsents,
  datesInOrder: (input: ScoreInput) => isAscending(courseOf(input)),
  withinTerm: (input: ScoreInput) => {
    const end = input.concludedOn ?? input.endedOn;
    return input.dueOn === null || (end !== null && end <= input.dueOn);
  },
  sessionRecorded: (input: ScoreInput) => input.facts.jointSessions > 0,
  visitMade: (input: ScoreInput) => input.facts.visits > 0,
  performanceRecorded: (input: ScoreInput) => input.performanceEntries > 0,
  noLateEntries: (input: ScoreInput) => input.lateEntries === 0,
  situationWritten: (input: ScoreInput) => input.hasSituation,
} satisfies Record<string, (input: ScoreInput) => boolean>;

/** Points out of 100: those of the checks that are met, of those that speak of this case. 0 when none does. */
export function scoreOf(
  rules: readonly QualityRule[],
  input: ScoreInput,
): { points: number; reasons: ScoreReason[] } {
  const reasons = rules
    .filter((rule) => anyHolds(rule.when, input.facts))
    .map(({ code, name, points, source, check }) => ({
      code,
      name,
      points,
      source,
      met: checks[check](input),
    }));
  const possible = sum(reasons);
  const earned = sum(reasons.filter((reason) => reason.met));
  return { points: possible === 0 ? 0 : Math.floor((100 * earned + possible / 2) / possible), reasons };
}

/** The days of a case in the order in which they must lie; several sessions by their first and last. */
function courseOf(input: ScoreInput): (string | null)[] {
  const days = [...input.sessionDays].sort();
  return [
    input.appliedOn,
    input.acceptedOn,
    days[0] ?? null,
    input.concludedOn,
    input.facts.effectiveOn,
    input.endedOn,
  ];
}

function isAscending(days: readonly (string | null)[]): boolean {
  const known = days.filter((day) => day !== null);
  return known.every((day, index) => index === 0 || known[index - 1]! <= day);
}

const sum = (reasons: readonly ScoreReason[]): number =>
  reasons.reduce((total, reason) => total + reason.points, 0);
