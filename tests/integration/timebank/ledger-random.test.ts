import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/platform/app-error.ts';
import type { TransactionRow } from '../../../src-main/timebank/ledger.ts';
import { coinsOwed, post, postReversal, trialBalance } from '../../../src-main/timebank/ledger-store.ts';
import { verifyLedger } from '../../../src-main/timebank/ledger-verify.ts';
import { move, openBooks, userId, type Books } from './books.ts';

const memberCount = 40;
const operations = 10_000;

type Operation =
  | { kind: 'credit'; to: number; minutes: number; overcap: number }
  | { kind: 'transfer'; from: number; to: number; minutes: number }
  | { kind: 'donate'; from: number; minutes: number }
  | { kind: 'reverse'; pick: number }
  | { kind: 'tick'; milliseconds: number };

const who = fc.nat(memberCount - 1);
const amount = fc.integer({ min: 1, max: 600 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('credit' as const),
      to: who,
      minutes: amount,
      overcap: fc.nat(60),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('transfer' as const), from: who, to: who, minutes: amount }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('donate' as const), from: who, minutes: amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), pick: fc.nat() }) },
  // Also backwards: the clock of an office PC is set by hand.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      milliseconds: fc.integer({ min: -3_600_000, max: 86_400_000 }),
    }),
  },
);

describe(`the ledger after ${operations} random operations`, () => {
  let books: Books;
  /** The same bookkeeping in a few lines of JavaScript, to compare with. */
  const balances = new Map<string, number>();
  const booked: { row: TransactionRow; reversed: boolean }[] = [];
  const refused = { floor: 0, twice: 0, reversal: 0 };

  beforeAll(async () => {
    books = await openBooks(memberCount);
    const sequence = fc.sample(operation, { numRuns: operations, seed: 20_260_701 });
    // Many units of work, as in life, but a commit each would only measure the disk.
    for (let start = 0; start < sequence.length; start += 50) {
      await books.database.write(async (tx) => {
        for (const next of sequence.slice(start, start + 50)) {
          await tx.run('SAVEPOINT one');
          try {
            await perform(next, tx);
            await tx.run('RELEASE one');
          } catch (error) {
            await tx.run('ROLLBACK TO one');
            await tx.run('RELEASE one');
            count(error);
          }
        }
      });
    }
  }, 180_000);
  afterAll(() => books.close());

  async function perform(
    next: Operation,
    tx: Parameters<Parameters<Books['database']['write']>[0]>[0],
  ): Promise<void> {
    const context = { tx, now: books.clock.now(), actor: { userId } };
    const account = (index: number) => books.members[index]!.account;
    const blank = {
      id: books.ids.next(),
      servedOn: '2026-06-01',
      text: 'x',
      sourceClass: null,
      sheetLineId: null,
      rule: '',
      inputs: {},
      reversesId: null,
      reason: '',
    };
    switch (next.kind) {
      case 'tick':
        return books.clock.advance(next.milliseconds);
      case 'credit': {
        const entries = [
          ...move('issue:service', account(next.to), next.minutes),
          ...(next.overcap > 40 ? move('issue:service', 'pool:overcap', next.overcap) : []),
        ];
        return keep(await post(context, [{ ...blank, kind: 'credit', entries }]));
      }
      case 'transfer':
        if (next.from === next.to) return;
        return keep(
          await post(context, [
            { ...blank, kind: 'transfer', entries: move(account(next.from), account(next.to), next.minutes) },
          ]),
        );
      case 'donate':
        return keep(
          await post(context, [
            { ...blank, kind: 'donation', entries: move(account(next.from), 'pool:donated', next.minutes) },
          ]),
        );
      case 'reverse': {
        const target = booked[next.pick % Math.max(1, booked.length)];
        if (!target) return;
        const { reversal } = await postReversal(context, {
          id: blank.id,
          transactionId: target.row.id,
          reason: '登记有误',
        });
        expect(target.reversed, `seq ${target.row.seq} was reversed twice`).toBe(false);
        expect(target.row.reverses_id, `reversal ${target.row.seq} was reversed`).toBeNull();
        target.reversed = true;
        return keep([reversal]);
      }
    }
  }

  function keep(rows: TransactionRow[]): void {
    for (const row of rows) {
      booked.push({ row, reversed: false });
      for (const { account, amount } of JSON.parse(row.entries) as { account: string; amount: number }[]) {
        balances.set(account, (balances.get(account) ?? 0) + amount);
      }
    }
  }

  function count(error: unknown): void {
    const text = String(error instanceof AppError ? error.code : error);
    if (text.includes('ledger.insufficientBalance')) refused.floor += 1;
    else if (text.includes('ledger.alreadyReversed')) refused.twice += 1;
    else if (text.includes('ledger.isReversal')) refused.reversal += 1;
    else throw error;
  }

  it('really met every kind of refusal, so that the rest proves something', () => {
    expect(booked.length).toBeGreaterThan(5_000);
    expect(Math.min(refused.floor, refused.twice, refused.reversal)).toBeGreaterThan(20);
  });

  it('holds only transactions that sum to zero, by SQL of another connection', async () => {
    expect(
      await books.sql('SELECT transaction_seq FROM ledger_entries GROUP BY 1 HAVING sum(amount) <> 0'),
    ).toEqual([]);
    expect(
      await books.sql(
        'SELECT seq FROM ledger_transactions WHERE seq NOT IN (SELECT transaction_seq FROM ledger_entries)',
      ),
    ).toEqual([]);
  });

  it('shows on every account the sum of its entries, and the sum a few lines of JavaScript come to', async () => {
    const sums = await books.sql<{ account_id: string; total: number }>(
      'SELECT account_id, sum(amount) AS total FROM ledger_entries GROUP BY 1',
    );
    const codes = new Map(
      (await books.sql<{ id: string; code: string }>('SELECT id, code FROM ledger_accounts')).map((a) => [
        a.code,
        a.id,
      ]),
    );
    const shown = await books.database.read(trialBalance);
    const summed = new Map(sums.map((row) => [row.account_id, row.total]));
    for (const { code, balance } of shown) {
      const id = codes.get(code)!;
      expect(balance, code).toBe(summed.get(id) ?? 0);
      expect(balance, code).toBe(balances.get(id) ?? 0);
    }
    expect(shown.reduce((sum, row) => sum + row.balance, 0)).toBe(0);
    const owed = shown.filter(({ kind }) => kind === 'member').reduce((sum, row) => sum + row.balance, 0);
    expect(await books.database.read(coinsOwed)).toBe(owed);
  });

  it('never let an account that may not be overdrawn fall below zero on the way', async () => {
    const below = await books.sql(
      'SELECT 1 FROM ledger_entries JOIN ledger_accounts ON id = account_id WHERE floor IS NOT NULL AND balance_after < floor',
    );
    expect(below).toEqual([]);
  });

  it('verifies: numbers, chain, entries, balances', async () => {
    const report = await books.database.read(verifyLedger);
    expect(report).toMatchObject({
      intact: true,
      problems: [],
      transactions: booked.length,
      head: booked.at(-1)?.row.hash,
    });
  });

  it('was booked in an order of time that never runs backwards, though the clock did', async () => {
    const [odd] = await books.sql<{ n: number }>(
      'SELECT count(*) AS n FROM ledger_transactions a JOIN ledger_transactions b ON b.seq = a.seq + 1 WHERE b.recorded_at < a.recorded_at',
    );
    expect(odd?.n).toBe(0);
  });
});
