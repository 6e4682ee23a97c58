import type { RuleBody } from '../contract/timebank/rule-bodies.ts';

/** Who may earn, by age (timebank.md §1.2: 18+, 60–70 with women from 50, minors with a guardian or in groups). */
export type EarnerRules = RuleBody<'credit'>['earners'] & { rule: string };

/** What speaks against somebody of this age earning; a doubt for people to explain, never a block. */
export function earnerProblem(
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
