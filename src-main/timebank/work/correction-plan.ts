import type { Entry } from '../ledger.ts';

/** What an account that must not fall below zero has to spare, in its unit. */
export interface Free {
  account: string;
  available: number;
}

/** How a booking is replaced so that nobody has to have more than the difference. */
type CorrectionPlan =
  /** Reversed, then booked anew: the usual course. */
  | { order: 'reverseFirst' }
  /**
   * Booked anew, then reversed: what was earned has been spent already. `advances`: what payers lack between the two,
   * given out of `adjust` before and taken back after, so that it sums to nothing.
   */
  | { order: 'bookFirst'; advances: readonly { account: string; amount: number }[] }
  /** Even the difference is spent. */
  | { order: 'impossible'; account: string; missing: number };

/**
 * Plans the replacement of one booking by another. `free` are the accounts with a floor (members, pools); an account
 * that is not among them may go anywhere. Entries in minutes or points, each account at most once in either booking.
 */
export function planCorrection(
  before: readonly Pick<Entry, 'account' | 'amount'>[],
  after: readonly Pick<Entry, 'account' | 'amount'>[],
  free: readonly Free[],
): CorrectionPlan {
  const amountIn = (entries: typeof before, account: string) =>
    entries.reduce((sum, entry) => (entry.account === account ? sum + entry.amount : sum), 0);
  const accounts = free.map(({ account, available }) => ({
    account,
    available,
    old: amountIn(before, account),
    fresh: amountIn(after, account),
  }));
  for (const { account, available, old, fresh } of accounts) {
    const end = available - old + fresh;
    // Where nothing changes, or something is added, nobody is asked for anything, however little is there.
    if (end < 0 && fresh < old) return { order: 'impossible', account, missing: -end };
  }
  if (accounts.every(({ available, old }) => old <= 0 || available >= old)) return { order: 'reverseFirst' };
  const advances = accounts.flatMap(({ account, available, fresh }) =>
    available + fresh < 0 ? [{ account, amount: -(available + fresh) }] : [],
  );
  return { order: 'bookFirst', advances };
}
