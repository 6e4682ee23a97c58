import type { RuleBody } from '../contract/timebank/rule-bodies.ts';
import { ageOn, isCivilDate } from '../platform/dates.ts';

/** Who may earn, by age (timebank.md §1.2: 18+, 60–70 with women from 50, minors with a guardian or in groups). */
export type EarnerRules = RuleBody<'credit'>['earners'] & { rule: string };

/** What is known of whoever serves. */
export interface Earner {
  name: string;
  kind: 'person' | 'group';
  gender: 'male' | 'female' | 'unknown';
  birthDate: string | null;
  /** A guardian is on file. */
  guarded: boolean;
  joinedOn: string;
}

/** A doubt with the parameters of its sentence, and the rule that it stands on; no rule: the record must be true. */
export interface EarnerDoubt {
  code: string;
  params: Record<string, string | number>;
  rule: string | undefined;
}

/**
 * What speaks against a member earning by a service of a day, whichever way it comes (sheet, request, file): for people
 * to explain, never a block.
 */
export function earnerDoubts(
  who: Earner,
  servedOn: string,
  rules: { doubts: { rule: string; guardianBelowAge: number }; earners: EarnerRules },
  /** Serves in the name of a group that the person belongs to. */
  inGroup?: boolean,
): EarnerDoubt[] {
  const { name, joinedOn, gender, guarded } = who;
  const found: EarnerDoubt[] = [];
  if (servedOn < joinedOn)
    found.push({ code: 'sheet.beforeJoining', params: { name, joinedOn }, rule: undefined });
  const age =
    isCivilDate(who.birthDate) && isCivilDate(servedOn) ? ageOn(who.birthDate, servedOn) : undefined;
  if (age === undefined) return found;
  if (age < rules.doubts.guardianBelowAge && !guarded)
    found.push({ code: 'sheet.minorWithoutGuardian', params: { name, age }, rule: rules.doubts.rule });
  const wrong =
    who.kind === 'person' ? earnerProblem({ age, gender, guarded, inGroup }, rules.earners) : null;
  if (wrong !== null)
    found.push({ code: wrong.code, params: { name, age, ...wrong.params }, rule: rules.earners.rule });
  return found;
}

function earnerProblem(
  who: {
    age: number;
    gender: 'male' | 'female' | 'unknown';
    guarded: boolean;
    /** Serves in the name of a group that the person belongs to. */
    inGroup?: boolean | undefined;
  },
  rules: EarnerRules,
): { code: string; params: Record<string, number> } | null {
  const from = who.gender === 'female' ? (rules.womenFromAge ?? rules.fromAge) : rules.fromAge;
  const minor = who.age < 18;
  const inGroup = minor && rules.minors === 'groupsOnly' && who.inGroup === true;
  if (minor && rules.minors === 'groupsOnly' && !inGroup) return { code: 'sheet.minorAlone', params: {} };
  const admitted = inGroup || (minor && rules.minors === 'withGuardian' && who.guarded);
  if (from !== null && who.age < from && !admitted) return { code: 'sheet.tooYoung', params: { from } };
  if (rules.toAge !== null && who.age > rules.toAge)
    return { code: 'sheet.tooOld', params: { to: rules.toAge } };
  return null;
}
