import type { RestWay } from '../../contract/timebank/rule-bodies.ts';
import type { Entry } from '../ledger.ts';
import type { OpenLot } from '../lots.ts';

/** What stands on the accounts of one member. Minutes and points. */
export interface Rest {
  coin: { account: string; minutes: number };
  /** No account: he never had points. Lots in the order in which they were opened. */
  points: { account: string; lots: readonly OpenLot[] } | null;
}

/** Where it goes: the accounts of the heir, as far as there is `room` for the coins, or the pools. */
export type Receiver = { kind: 'pool' } | { kind: 'member'; coin: string; points: string; room: number };

/**
 * The entries that empty both accounts of a member, each unit summing to zero. Lots keep their last day when they go to
 * another member; points whose last day is over lapse, whoever gets the rest. Nothing to move gives no entries.
 */
export function restEntries(rest: Rest, receiver: Receiver, today: string): Entry[] {
  const entries: Entry[] = [];
  const { coin, points } = rest;
  if (coin.minutes > 0) {
    const kept = receiver.kind === 'pool' ? 0 : Math.min(coin.minutes, receiver.room);
    entries.push({ account: coin.account, amount: -coin.minutes });
    if (receiver.kind === 'pool') entries.push({ account: 'pool:donated', amount: coin.minutes });
    else {
      if (kept > 0) entries.push({ account: receiver.coin, amount: kept });
      if (coin.minutes > kept) entries.push({ account: 'pool:overcap', amount: coin.minutes - kept });
    }
  }
  const lots = points?.lots.filter(({ left }) => left > 0) ?? [];
  if (!points || lots.length === 0) return entries;
  const usable = lots.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today);
  const total = pointsIn(lots);
  const good = pointsIn(usable);
  entries.push({
    account: points.account,
    amount: -total,
    lots: lots.map(({ id, left }) => [id, left] as const),
  });
  if (good > 0) {
    entries.push(
      receiver.kind === 'pool'
        ? { account: 'points:donated', amount: good }
        : {
            account: receiver.points,
            amount: good,
            opens: usable.map(({ left, expiresOn }) => [left, expiresOn] as const),
          },
    );
  }
  if (total > good) entries.push({ account: 'points:expired', amount: total - good });
  return entries;
}

export const pointsIn = (lots: readonly OpenLot[]): number => lots.reduce((sum, { left }) => sum + left, 0);

/** Whether there is anything to move. */
export function isEmpty({ coin, points }: Rest): boolean {
  return coin.minutes === 0 && pointsIn(points?.lots ?? []) === 0;
}

/** What the transaction that closes an account is called on a statement. */
export function closureText(way: Exclude<RestWay, 'keep'> | 'merge', receiver: string): string {
  if (way === 'donate') return '账户处置：余额转入捐赠池';
  return way === 'heir' ? `账户处置：余额转给 ${receiver}` : `重复成员合并：并入 ${receiver}`;
}
