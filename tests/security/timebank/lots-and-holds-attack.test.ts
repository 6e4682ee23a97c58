import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hold, release } from '../../../src-main/timebank/hold-store.ts';
import type { Entry, NewTransaction } from '../../../src-main/timebank/ledger.ts';
import { pointsAccountOf, postReversal } from '../../../src-main/timebank/ledger-store.ts';
import { verifyLedger } from '../../../src-main/timebank/ledger-verify.ts';
import { openLotsOf, spendPoints } from '../../../src-main/timebank/lot-store.ts';
import { move, openBooks, userId, type Books } from '../../integration/timebank/books.ts';

/*
 * Points with an expiry, and minutes that are reserved. The attacker is a till with a bug, a second window that spends
 * the same minute, and a nephew with a SQLite tool.
 */
const today = '2026-06-01';
let books: Books;
let points: string;

beforeEach(async () => {
  books = await openBooks(2);
  points = await books.database.write((tx) =>
    pointsAccountOf({ tx, now: books.clock.now(), services: { ids: books.ids } }, books.members[0]!.id),
  );
});
afterEach(() => books.close());

const earn = (amount: number, expiresOn: string | null, more: Partial<NewTransaction> = {}) =>
  books.book({
    kind: 'points',
    entries: [
      { account: 'issue:points', amount: -amount },
      { account: points, amount, opens: [[amount, expiresOn]] },
    ],
    ...more,
  });
const spend = async (amount: number, day = today) => {
  const entry = await books.database.read((tx) =>
    spendPoints(tx, { accountId: points, points: amount, today: day }),
  );
  return books.book({ kind: 'redemption', entries: [entry, { account: 'points:redeemed', amount }] });
};
const left = async () =>
  (await books.database.read((tx) => openLotsOf(tx, points))).map((lot) => [lot.left, lot.expiresOn]);
const audit = () => books.database.read(verifyLedger);
const context = (tx: Parameters<Parameters<Books['database']['write']>[0]>[0]) => ({
  tx,
  now: books.clock.now(),
  actor: { userId },
});

describe('lots of points', () => {
  it('earned, spent first to expire first, given back to their lot by a reversal; the audit agrees', async () => {
    await earn(10, '2028-12-31');
    await earn(5, '2026-12-31');
    const [bought] = await spend(7);
    expect(await left()).toEqual([[8, '2028-12-31']]);
    await books.database.write((tx) =>
      postReversal(context(tx), { id: books.ids.next(), transactionId: bought!.id, reason: '退货' }),
    );
    expect(await left()).toEqual([
      [10, '2028-12-31'],
      [5, '2026-12-31'],
    ]);
    await expect(spend(16)).rejects.toThrow(/insufficientBalance/);
    await expect(spend(11, '2027-01-01')).rejects.toThrow(/insufficientBalance/);
    expect(await audit()).toMatchObject({ intact: true, problems: [] });
  });

  it('a credit of points that was spent meanwhile can only be taken back out of what is left', async () => {
    const [first] = await earn(10, '2026-12-31');
    await spend(10);
    const back = () =>
      books.database.write((tx) =>
        postReversal(context(tx), { id: books.ids.next(), transactionId: first!.id, reason: '重复' }),
      );
    await expect(back()).rejects.toThrow(/insufficientBalance/);
    await earn(12, '2028-12-31');
    await back();
    expect(await left()).toEqual([[2, '2028-12-31']]);
    expect(await audit()).toMatchObject({ intact: true });
  });

  it('the till spends without lots, with too few, with those of another, twice from one, or opens more than it books', async () => {
    await earn(10, '2026-12-31');
    const mine = '1-1-0';
    const bad: Entry[] = [
      { account: points, amount: -5 },
      { account: points, amount: -5, lots: [[mine, 4]] },
      { account: points, amount: -5, lots: [['9-9-9', 5]] },
      {
        account: points,
        amount: -5,
        lots: [
          [mine, 2],
          [mine, 3],
        ],
      },
      {
        account: points,
        amount: -5,
        lots: [
          [mine, 6],
          [mine, -1],
        ],
      },
      { account: points, amount: -5, lots: [[mine, 5]], opens: [[1, null]] },
    ];
    for (const entry of bad) {
      await expect(
        books.book({ kind: 'redemption', entries: [entry, { account: 'points:redeemed', amount: 5 }] }),
        JSON.stringify(entry),
      ).rejects.toThrow(/ledger\.(lotBroken|insufficientBalance)|opens lots/);
    }
    for (const opens of [
      [[9, null]],
      [
        [12, null],
        [-2, null],
      ],
      [[10, '31.12.2026']],
      [],
      [[10]],
    ]) {
      await expect(
        books.book({
          kind: 'points',
          entries: [
            { account: 'issue:points', amount: -10 },
            { account: points, amount: 10, opens } as unknown as Entry,
          ],
        }),
        JSON.stringify(opens),
      ).rejects.toThrow(/ledger\.lotBroken/);
    }
    const coin = books.members[0]!.account;
    await expect(
      books.book({
        entries: [
          { account: 'issue:service', amount: -5 },
          { account: coin, amount: 5, opens: [[5, null]] },
        ],
      }),
    ).rejects.toThrow(/ledger\.lotBroken/);
    expect(await left()).toEqual([[10, '2026-12-31']]);
  });

  it('hours become points only by both their accounts: minutes cannot be booked as points', async () => {
    const coin = books.members[0]!.account;
    await books.book({ kind: 'credit', entries: move('issue:service', coin, 60) });
    await expect(
      books.book({
        kind: 'conversion',
        entries: [
          { account: coin, amount: -60 },
          { account: points, amount: 60, opens: [[60, null]] },
        ],
      }),
    ).rejects.toThrow(/ledger\.unbalanced/);
    await books.book({
      kind: 'conversion',
      entries: [
        ...move(coin, 'redeemed:points', 60),
        { account: 'issue:points', amount: -1 },
        { account: points, amount: 1, opens: [[1, '2026-12-31']] },
      ],
    });
    expect(await audit()).toMatchObject({ intact: true });
  });

  it('the nephew edits, deletes or adds lots: refused; with the triggers gone the audit names the row', async () => {
    await earn(10, '2026-12-31');
    await spend(4);
    for (const attack of [
      `UPDATE ledger_lots SET expires_on = NULL`,
      `DELETE FROM ledger_lots`,
      `UPDATE ledger_lot_uses SET amount = 1, used_after = 1`,
      `DELETE FROM ledger_lot_uses`,
      `INSERT INTO ledger_lots VALUES ('1-1-0', '${points}', 1, 99, NULL)`,
      `INSERT OR REPLACE INTO ledger_lots SELECT id, account_id, transaction_seq, 99, NULL FROM ledger_lots`,
      `INSERT INTO ledger_lot_uses VALUES ('1-1-0', 2, 2, -4, 0)`,
      `INSERT OR REPLACE INTO ledger_lot_uses VALUES ('1-1-0', 1, 2, 1, 1)`,
    ]) {
      await expect(books.sql(attack), attack).rejects.toThrow(/ledger\.(appendOnly|lotBroken)/);
    }
    await books.sql('DROP TRIGGER ledger_lots_no_update');
    await books.sql(`UPDATE ledger_lots SET expires_on = '2036-12-31'`);
    expect((await audit()).problems).toEqual(['ledger_lots 1-1-0: is not what its transaction opened']);
    await books.sql(`UPDATE ledger_lots SET expires_on = '2026-12-31'`);
    await books.sql('DROP TRIGGER ledger_lot_uses_no_delete');
    await books.sql('DELETE FROM ledger_lot_uses');
    expect((await audit()).problems).toEqual([
      'ledger_transactions seq 2: its lots are not all there',
      `ledger_accounts member:${books.members[0]!.id}:points: balance 6, its lots hold 10`,
    ]);
  });
});

describe('reserved minutes', () => {
  let coin: string;
  const reserve = (amount: number, purposeId = 'r1') => {
    const id = books.ids.next();
    return books.database
      .write((tx) =>
        hold(context(tx), {
          id,
          accountId: coin,
          amount,
          purpose: 'request',
          purposeId,
          expiresAt: '2026-06-08T00:00:00.000Z',
        }),
      )
      .then(() => id);
  };

  beforeEach(async () => {
    coin = books.members[0]!.account;
    await books.book({ kind: 'credit', entries: move('issue:service', coin, 120) });
  });

  it('cannot be reserved or spent a second time, and come back when the reservation is given back', async () => {
    const id = await reserve(90);
    await expect(reserve(31, 'r2')).rejects.toThrow(/insufficientBalance/);
    await expect(books.book({ entries: move(coin, books.members[1]!.account, 31) })).rejects.toThrow(
      /insufficientBalance/,
    );
    await books.book({ entries: move(coin, books.members[1]!.account, 30) });
    await books.database.write((tx) => release(context(tx), id, 'void'));
    await books.book({ entries: move(coin, books.members[1]!.account, 90) });
    expect(await audit()).toMatchObject({ intact: true });
  });

  it('are posted once, by a transaction that takes no more than was reserved', async () => {
    const id = await reserve(90);
    const serve = (amount: number) =>
      books.book({ kind: 'service', holdId: id, entries: move(coin, 'redeemed:service', amount) });
    await expect(serve(91)).rejects.toThrow(/ledger\.holdBroken/);
    await expect(
      books.book({ kind: 'service', holdId: id, entries: move('issue:service', coin, 5) }),
    ).rejects.toThrow(/ledger\.holdBroken/);
    await serve(75);
    await expect(serve(15)).rejects.toThrow(/ledger\.holdBroken/);
    await expect(books.database.write((tx) => release(context(tx), id, 'void'))).rejects.toThrow(
      /holdBroken/,
    );
    await books.book({ entries: move(coin, books.members[1]!.account, 45) });
    expect(await audit()).toMatchObject({ intact: true });
  });

  it('the nephew frees, forges or forgets a reservation: refused, or named by the audit', async () => {
    const id = await reserve(90);
    for (const attack of [
      `DELETE FROM ledger_holds`,
      `UPDATE ledger_holds SET amount = 1`,
      `UPDATE ledger_holds SET state = 'posted', resolved_at = 'x'`,
      `UPDATE ledger_holds SET state = 'void'`,
      `INSERT OR REPLACE INTO ledger_holds SELECT id, account_id, 1, purpose, purpose_id, state, held_by, held_at, expires_at, NULL, NULL FROM ledger_holds`,
      `INSERT INTO ledger_holds SELECT 'x', account_id, 1, purpose, purpose_id, state, held_by, held_at, expires_at, NULL, NULL FROM ledger_holds`,
      `INSERT INTO ledger_holds SELECT 'y', 'issue:service', 1, purpose, 'other', state, held_by, held_at, expires_at, NULL, NULL FROM ledger_holds`,
    ]) {
      await expect(books.sql(attack), attack).rejects.toThrow(/ledger\.(appendOnly|holdBroken)/);
    }
    await books.sql('DROP TRIGGER ledger_holds_once');
    await books.sql(`UPDATE ledger_holds SET state = 'posted', resolved_at = 'x'`);
    expect((await audit()).problems).toEqual([
      `ledger_holds ${id}: does not agree with the transaction that posted it`,
    ]);
  });

  it('one occasion is booked once', async () => {
    const grant = () =>
      books.book({ kind: 'grant', occasion: 'grant:1', entries: move('issue:fund', coin, 60) });
    await grant();
    await expect(grant()).rejects.toThrow(/ledger\.alreadyBooked/);
  });
});
