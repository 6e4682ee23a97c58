/** Plays a random life of a time bank through the real stores on a real file. */
import { AppError } from '../../src-main/platform/app-error.ts';
import type { Writer } from '../../src-main/platform/database/handles.ts';
import { addDays, civilDateOfInstant, monthOf, type CivilDate } from '../../src-main/platform/dates.ts';
import { bookClosing, firstBookedMonth, locksOf } from '../../src-main/timebank/closing/closing-store.ts';
import { nextActs } from '../../src-main/timebank/closing/closing.ts';
import { decideCredit, type CreditRules } from '../../src-main/timebank/credit.ts';
import { hold, release } from '../../src-main/timebank/hold-store.ts';
import type { Entry, LotOpened, NewTransaction } from '../../src-main/timebank/ledger.ts';
import { pointsAccountOf, post, postReversal } from '../../src-main/timebank/ledger-store.ts';
import { openLotsOf, spendPoints } from '../../src-main/timebank/lot-store.ts';
import { userId, type Books } from '../integration/timebank/books.ts';
import type { Operation, Step } from './operations.ts';

export interface Played {
  done: Record<string, number>;
  /** Error codes of what the books refused. */
  refused: Record<string, number>;
}

const rules: CreditRules = {
  rule: 'play',
  perEventMinutes: 300,
  perDayMinutes: null,
  storedMinutes: 6_000,
  lifetimeMinutes: null,
  groups: 'donateOnly',
  points: { rule: 'play', perHour: null, sources: [], expiry: { kind: 'none' as const } },
};
const coefficients = [
  [1, 1],
  [3, 2],
  [1, 2],
  [4, 3],
] as const;

interface Life {
  books: Books;
  /** Ids of holds that were made, and of transactions. */
  holds: { id: string; member: number; amount: number }[];
  booked: string[];
}

interface Context {
  tx: Writer;
  now: string;
  actor: { userId: string };
  services: { ids: Books['ids'] };
}

const turn = 200;

/** Every step in order; a refusal undoes that step alone and is counted. */
export async function play(
  books: Books,
  steps: readonly Step[],
  progress?: (done: number) => void,
): Promise<Played> {
  const life: Life = { books, holds: [], booked: [] };
  const played: Played = { done: {}, refused: {} };
  let month = '';
  for (let start = 0; start < steps.length; start += turn) {
    await books.database.write(async (tx) => {
      for (const { after, operation } of steps.slice(start, start + turn)) {
        books.clock.advance(after);
        const today = monthOf(civilDateOfInstant(books.clock.now()));
        if (month !== '' && month !== today) await attempt(tx, 'closing', closeMonths);
        month = today;
        await attempt(tx, operation.kind, (context) => perform(context, life, operation));
      }
    });
    progress?.(Math.min(steps.length, start + turn));
  }
  return played;

  async function attempt(
    tx: Writer,
    name: string,
    work: (context: Context) => Promise<boolean>,
  ): Promise<void> {
    const context = { tx, now: books.clock.now(), actor: { userId }, services: { ids: books.ids } };
    await tx.run('SAVEPOINT step');
    try {
      if (await work(context)) played.done[name] = (played.done[name] ?? 0) + 1;
      await tx.run('RELEASE step');
    } catch (error) {
      await tx.run('ROLLBACK TO step');
      await tx.run('RELEASE step');
      const code = error instanceof AppError ? error.code : /[a-z]+\.[a-zA-Z]+$/.exec(String(error))?.[0];
      if (code === undefined) throw error;
      played.refused[code] = (played.refused[code] ?? 0) + 1;
    }
  }
}

/** What is over is closed; what was closed two months ago is closed for good. */
async function closeMonths({ tx, now, actor, services }: Context): Promise<boolean> {
  for (;;) {
    const locks = await locksOf(tx);
    const acts = nextActs(locks, await firstBookedMonth(tx), monthOf(civilDateOfInstant(now)));
    const act =
      acts.first !== null
        ? 'first'
        : acts.final !== null && acts.final < locks.closedThrough
          ? 'final'
          : null;
    if (act === null) return true;
    await closing({ tx, now, actor, services }, acts[act]!, act);
  }
}

const closing = (context: Context, month: string, act: 'first' | 'final' | 'withdrawal') =>
  bookClosing(context, {
    id: context.services.ids.next(),
    month,
    act,
    reason: act === 'withdrawal' ? '漏记' : '',
    documentId: null,
  });

async function perform(context: Context, life: Life, next: Operation): Promise<boolean> {
  const { books } = life;
  const today = civilDateOfInstant(context.now);
  const at = (share: number) => Math.floor(share * books.members.length);
  const coin = (share: number) => books.members[at(share)]!.account;
  const points = (share: number) => pointsAccountOf(context, books.members[at(share)]!.id);
  const book = async (transaction: Partial<NewTransaction> & Pick<NewTransaction, 'kind' | 'entries'>) => {
    const [row] = await post(context, [{ ...blank(books.ids.next(), today), ...transaction }]);
    life.booked.push(row!.id);
    return true;
  };
  const move = (from: string, to: string, amount: number): Entry[] => [
    { account: from, amount: -amount },
    { account: to, amount },
  ];
  switch (next.kind) {
    case 'credit': {
      const entries = earned(life, next.member, next.minutes, next.coefficient, coin(next.member), today);
      if (entries.length === 0) return false;
      return book({
        kind: 'credit',
        servedOn: addDays(today, -next.daysAgo),
        text: `巡查；“第${next.minutes}次” | 半;行`,
        sourceClass: 'sheet',
        entries,
        ...(next.daysAgo > 0 && next.explained ? { lateReason: '补录' } : {}),
      });
    }
    case 'hold': {
      const id = books.ids.next();
      await hold(context, {
        id,
        accountId: coin(next.member),
        amount: next.amount,
        purpose: 'request',
        purposeId: id,
        expiresAt: context.now,
      });
      life.holds.push({ id, member: next.member, amount: next.amount });
      return true;
    }
    case 'complete': {
      const held = life.holds[Math.floor(next.pick * life.holds.length)];
      if (!held || at(held.member) === at(next.helper)) return false;
      // Sometimes more than was reserved: to be refused.
      const minutes = Math.max(1, Math.floor(held.amount * (next.share * 1.2)));
      return book({
        kind: 'service',
        holdId: held.id,
        occasion: `request:${held.id}`,
        entries: [
          ...move(coin(held.member), 'redeemed:service', minutes),
          ...earned(life, next.helper, minutes, next.coefficient, coin(next.helper), today),
        ],
      });
    }
    case 'release': {
      const held = life.holds[Math.floor(next.pick * life.holds.length)];
      if (!held) return false;
      await release(context, held.id, next.lapsed ? 'expired' : 'void');
      return true;
    }
    case 'transfer':
      if (at(next.member) === at(next.other)) return false;
      return book({ kind: 'transfer', entries: move(coin(next.member), coin(next.other), next.amount) });
    case 'donation':
      return book({ kind: 'donation', entries: move(coin(next.member), 'pool:donated', next.amount) });
    case 'poolGrant':
      return book({
        kind: 'poolGrant',
        entries: move(next.overcap ? 'pool:overcap' : 'pool:donated', coin(next.member), next.amount),
      });
    case 'grant':
      return book({ kind: 'grant', entries: move('issue:fund', coin(next.member), next.amount) });
    case 'redemption':
      return book({ kind: 'redemption', entries: move(coin(next.member), 'redeemed:goods', next.amount) });
    case 'points': {
      const opens = Array.from({ length: next.lots }, (_, index): LotOpened => [
        next.points,
        index === 2 ? null : addDays(today, next.days + index),
      ]);
      const amount = next.points * next.lots;
      return book({
        kind: 'points',
        entries: [
          { account: 'issue:points', amount: -amount },
          { account: await points(next.member), amount, opens },
        ],
      });
    }
    case 'spend': {
      const accountId = await points(next.member);
      const entry = await spendPoints(context.tx, { accountId, points: next.points, today });
      return book({
        kind: next.donate ? 'donation' : 'redemption',
        entries: [
          entry,
          { account: next.donate ? 'points:donated' : 'points:redeemed', amount: next.points },
        ],
      });
    }
    case 'conversion':
      return book({
        kind: 'conversion',
        entries: [
          ...move(coin(next.member), 'redeemed:points', next.amount),
          { account: 'issue:points', amount: -next.amount },
          {
            account: await points(next.member),
            amount: next.amount,
            opens: [[next.amount, addDays(today, next.days)]],
          },
        ],
      });
    case 'expiry': {
      const account = await points(next.member);
      const expired = (await openLotsOf(context.tx, account)).filter(
        ({ expiresOn }) => expiresOn !== null && expiresOn < today,
      );
      const amount = expired.reduce((sum, { left }) => sum + left, 0);
      if (amount === 0) return false;
      return book({
        kind: 'expiry',
        entries: [
          { account, amount: -amount, lots: expired.map(({ id, left }) => [id, left] as const) },
          { account: 'points:expired', amount },
        ],
      });
    }
    case 'reversal': {
      const transactionId = life.booked[Math.floor(next.pick * life.booked.length)];
      if (transactionId === undefined) return false;
      const id = books.ids.next();
      await postReversal(context, { id, transactionId, reason: '登记有误' });
      life.booked.push(id);
      return true;
    }
    case 'withdrawal': {
      const locks = await locksOf(context.tx);
      if (locks.closedThrough <= locks.finalThrough) return false;
      await closing(context, locks.closedThrough, 'withdrawal');
      return true;
    }
  }
}

/** A credit by the program's own rule: coins, the part over a cap, everything of a group to the pool. */
function earned(
  life: Life,
  member: number,
  servedMinutes: number,
  pick: number,
  account: string,
  bookedOn: CivilDate,
): Entry[] {
  const [numerator, denominator] = coefficients[Math.floor(pick * coefficients.length)]!;
  const index = Math.floor(member * life.books.members.length);
  const { coinMinutes, donatedMinutes, pool } = decideCredit(
    {
      servedMinutes,
      coefficient: { rule: 'play', numerator, denominator },
      sourceClass: 'sheet',
      bookedOn,
      memberKind: index % 10 === 9 ? 'group' : 'person',
      already: { eventMinutes: 0, dayMinutes: 0, storedMinutes: 5_700 },
    },
    rules,
  );
  const worth = coinMinutes + donatedMinutes;
  if (worth === 0) return [];
  return [
    { account: 'issue:service', amount: -worth },
    { account, amount: coinMinutes },
    ...(pool ? [{ account: pool, amount: donatedMinutes }] : []),
  ];
}

function blank(id: string, today: string): Omit<NewTransaction, 'kind' | 'entries'> {
  return {
    id,
    servedOn: today,
    text: '',
    sourceClass: null,
    sheetLineId: null,
    rule: 'play',
    inputs: {},
    reversesId: null,
    reason: '',
  };
}
