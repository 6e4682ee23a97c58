import type { Clause } from '../../../src-main/contract/mediation/agreement-values.ts';
import type { CheckInput } from '../../../src-main/mediation/checks/input.ts';
import { goodInput, type person } from './sample.ts';

export type Change = (input: CheckInput) => void;

export const payment = (input: CheckInput): Clause => input.agreement.clauses[0]!;
export const act = (input: CheckInput): Clause => input.agreement.clauses[1]!;
export const withParty =
  (index: number, party: ReturnType<typeof person>): Change =>
  (input) =>
    void (input.parties = input.parties.map((one, at) => (at === index ? party : one)));
export const plan =
  (...instalments: Clause['instalments']): Change =>
  (input) =>
    void (payment(input).instalments = instalments);
export const part = (amountFen: number | null, dueOn: string | null, dueText = '') => ({
  amountFen,
  dueOn,
  dueText,
});
export const both =
  (...changes: Change[]): Change =>
  (input) =>
    changes.forEach((change) => change(input));
export const text =
  (words: string): Change =>
  (input) =>
    void (act(input).text = words);
export const agent = { kind: 'agent', name: '赵律师', relation: '律师', scope: 'general' } as const;

/** The good agreement with one change. */
export function changed(change: Change): CheckInput {
  const input = structuredClone(goodInput());
  change(input);
  return input;
}
