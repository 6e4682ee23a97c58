import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planCorrection, type Free } from '../../../src-main/timebank/work/correction-plan.ts';

const entry = (account: string, amount: number) => ({ account, amount });
const service = (minutes: number, coins = minutes) => [
  entry('recipient', -minutes),
  entry('redeemed:service', minutes),
  entry('issue:service', -minutes),
  entry('helper', coins),
  ...(coins < minutes ? [entry('pool:overcap', minutes - coins)] : []),
];
const free = (of: Record<string, number>): Free[] =>
  Object.entries(of).map(([account, available]) => ({ account, available }));

it('coins that are still there are reversed first, as everybody expects to read it', () => {
  const plan = planCorrection(service(60), service(90), free({ helper: 60, recipient: 30 }));
  expect(plan).toEqual({ order: 'reverseFirst' });
});

it('coins that were spent need only the difference (they had to be there whole)', () => {
  const plan = planCorrection(service(90), service(60), free({ helper: 30, recipient: 60 }));
  expect(plan).toEqual({ order: 'bookFirst', advances: [] });
});

it('where both sides have spent theirs, the payer is lent what he lacks for a moment', () => {
  const plan = planCorrection(service(60), service(90), free({ helper: 0, recipient: 30 }));
  expect(plan).toEqual({ order: 'bookFirst', advances: [{ account: 'recipient', amount: 60 }] });
});

it('names whose difference is missing, and how much of it', () => {
  expect(planCorrection(service(90), service(60), free({ helper: 10, recipient: 0 }))).toEqual({
    ...{ order: 'impossible', account: 'helper', missing: 20 },
  });
  expect(planCorrection(service(60), service(90), free({ helper: 60, recipient: 10 }))).toEqual({
    ...{ order: 'impossible', account: 'recipient', missing: 20 },
  });
  expect(planCorrection(service(60), [], free({ helper: 59 }))).toMatchObject({ missing: 1 });
});

it('no step of a plan takes an account below zero, and what is impossible lacks the difference itself (property)', () => {
  const amounts = fc.integer({ min: 0, max: 200 });
  const booking = fc
    .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }))
    .map(([minutes, coins]) => service(minutes, Math.min(coins, minutes)));
  const accounts = fc.record({ helper: amounts, recipient: amounts, 'pool:overcap': amounts });
  fc.assert(
    fc.property(booking, fc.option(booking, { nil: [] }), accounts, (before, after, has) => {
      const plan = planCorrection(before, after, free(has));
      const balances = new Map(Object.entries(has));
      const end = (account: string) =>
        (balances.get(account) ?? 0) +
        after.reduce((sum, one) => (one.account === account ? sum + one.amount : sum), 0) -
        before.reduce((sum, one) => (one.account === account ? sum + one.amount : sum), 0);
      if (plan.order === 'impossible') {
        expect(end(plan.account)).toBe(-plan.missing);
        return;
      }
      const apply = (entries: typeof before, sign = 1) => {
        for (const { account, amount } of entries) {
          const left = balances.get(account);
          if (left === undefined) continue;
          balances.set(account, left + sign * amount);
          if (sign * amount < 0) expect(left + sign * amount).toBeGreaterThanOrEqual(0);
        }
      };
      const ends = Object.keys(has).map((account) => [account, end(account)]);
      const advances = plan.order === 'bookFirst' ? [...plan.advances] : [];
      apply(advances);
      if (plan.order === 'reverseFirst') apply(before, -1);
      apply(after);
      if (plan.order === 'bookFirst') apply(before, -1);
      apply(advances, -1);
      expect([...balances]).toEqual(ends);
    }),
  );
});
