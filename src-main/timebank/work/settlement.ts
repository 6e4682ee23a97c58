import { creditEntries } from '../credit-entries.ts';
import { decideCredit, type CreditDecision, type CreditInputs, type CreditRules } from '../credit.ts';
import type { Entry } from '../ledger.ts';

/** What a service between two members books: what the recipient pays and what the helper gets. */
export interface Settlement {
  /** Coins that the recipient pays: what the service is worth, before any cap of the helper’s. */
  chargedMinutes: number;
  credit: CreditDecision;
}

/**
 * Both legs by the one decision function of credit.ts. The recipient pays what the service is worth (minutes ×
 * coefficient); a cap cuts only what the helper may keep, the cut goes to the pool and is never given back to him.
 */
export function settle(inputs: CreditInputs, rules: CreditRules): Settlement {
  const credit = decideCredit(inputs, rules);
  return { chargedMinutes: credit.coinMinutes + credit.donatedMinutes, credit };
}

/** Coins that a planned service needs on the recipient’s account: the same arithmetic without anybody’s caps. */
export function chargeOf(
  service: Pick<CreditInputs, 'servedMinutes' | 'coefficient' | 'bookedOn'>,
  rules: CreditRules,
): number {
  const already = { eventMinutes: 0, dayMinutes: 0, storedMinutes: 0 };
  return settle({ ...service, memberKind: 'person', sourceClass: 'signInOut', already }, rules)
    .chargedMinutes;
}

export interface HelperAccounts {
  coin: string;
  /** Null when the service gives no points. */
  points: string | null;
}

/** The recipient’s coins are redeemed (no `recipient`: nobody pays), the helper’s are issued: legs of one transaction. */
export function entriesOf(
  { chargedMinutes, credit }: Settlement,
  accounts: { recipient: string | null; helper: HelperAccounts },
): Entry[] {
  return [
    ...(accounts.recipient === null
      ? []
      : [
          { account: accounts.recipient, amount: -chargedMinutes },
          { account: 'redeemed:service', amount: chargedMinutes },
        ]),
    ...creditEntries(credit, accounts.helper),
  ];
}
