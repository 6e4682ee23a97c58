import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-main/platform/hash.ts';
import { canonicalTextInSql } from '../../../src-main/timebank/ledger-checks.ts';
import { canonicalText, type TransactionRow } from '../../../src-main/timebank/ledger.ts';
import { postReversal } from '../../../src-main/timebank/ledger-store.ts';
import { verifyLedger } from '../../../src-main/timebank/ledger-verify.ts';
import { move, openBooks, userId, type Books } from '../../integration/timebank/books.ts';

/*
 * The attacker has the file and any SQLite tool: a clerk’s nephew who sells hours at three yuan, or a careless script.
 * Every statement below comes from a raw connection with SQLite’s default pragmas; nothing of the program is in the way
 * but what stands in the file itself.
 */
describe('hours cannot be forged with a SQLite tool', () => {
  let books: Books;
  let mine: string;
  let other: string;

  beforeEach(async () => {
    books = await openBooks(3);
    [mine, other] = [books.members[0]!.account, books.members[1]!.account];
    await books.book(
      { id: 'served-1', kind: 'credit', occasion: 'served:1', entries: move('issue:service', mine, 60) },
      { kind: 'credit', entries: move('issue:service', other, 90) },
    );
    await books.database.write((tx) =>
      tx.run(
        `INSERT INTO service_records (id, member_id, occasion, service_type, served_on, recorded_at, minutes, source_class, activity, rule, transaction_id, reverses_id)
         VALUES ('hours-1', ?, 'served:1', 'patrol', '2026-06-01', '2026-06-01T01:00:00.000Z', 60, 'sheet', '巡查', '', 'served-1', NULL)`,
        [books.members[0]!.id],
      ),
    );
  });
  afterEach(() => books.close());

  const refused = (text: string, why: RegExp, params: unknown[] = []) =>
    expect(books.sql(text, params), text).rejects.toThrow(why);
  const untouched = async () => {
    const report = await books.database.read(verifyLedger);
    expect(report).toMatchObject({ intact: true, transactions: 2, entries: 4 });
    expect(await books.sql('SELECT minutes FROM service_records')).toEqual([{ minutes: 60 }]);
  };

  /** The next row as the program would write it, with what the attacker changes; its hash is right unless he says so. */
  async function forged(entries: unknown, changes: Partial<TransactionRow> = {}): Promise<TransactionRow> {
    const [last] = await books.sql<TransactionRow>(
      'SELECT * FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
    );
    const row = {
      seq: last!.seq + 1,
      id: books.ids.next(),
      kind: 'credit' as const,
      served_on: '2026-06-01',
      recorded_at: '2026-06-01T01:00:00.000Z',
      text: '买来的时间',
      source_class: null,
      sheet_line_id: null,
      occasion: null,
      hold_id: null,
      rule: '',
      inputs: '{}',
      reverses_id: null,
      reason: '',
      late_reason: '',
      created_by: userId,
      entries: JSON.stringify(entries),
      prev_hash: last!.hash,
      ...changes,
    };
    return { hash: sha256(canonicalText(row)), ...row, ...changes };
  }

  async function slipIn(row: object, verb = 'INSERT'): Promise<unknown> {
    const names = Object.keys(row);
    return books.sql(
      `${verb} INTO ledger_transactions (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(row),
    );
  }

  it('the forger’s own row is one the database would take if it were honest: otherwise these tests prove nothing', async () => {
    await slipIn(await forged(move('issue:service', mine, 5)));
    expect(await books.database.read(verifyLedger)).toMatchObject({ intact: true, transactions: 3 });
  });

  it('he raises his credit: UPDATE of transactions, entries, accounts, hours', async () => {
    await refused('UPDATE ledger_transactions SET text = text', /ledger\.appendOnly/);
    await refused('UPDATE OR REPLACE ledger_transactions SET seq = 1 WHERE seq = 2', /ledger\.appendOnly/);
    await refused(
      'UPDATE ledger_entries SET amount = 600, balance_after = 600 WHERE account_id = ?',
      /ledger\.appendOnly/,
      [mine],
    );
    await refused('UPDATE OR IGNORE ledger_entries SET balance_after = 600', /ledger\.appendOnly/);
    await refused('UPDATE ledger_accounts SET floor = NULL WHERE id = ?', /ledger\.appendOnly/, [mine]);
    await refused('UPDATE service_records SET minutes = 6000', /hours\.appendOnly/);
    await untouched();
  });

  it('he makes a debt vanish: DELETE, also of everything', async () => {
    for (const table of ['ledger_transactions', 'ledger_entries', 'ledger_accounts']) {
      await refused(`DELETE FROM ${table}`, /ledger\.appendOnly/);
    }
    await refused('DELETE FROM service_records', /hours\.appendOnly/);
    await refused('DELETE FROM members', /member\.neverDeleted/);
    await untouched();
  });

  it('he replaces a row, because REPLACE deletes without firing delete triggers', async () => {
    const [first] = await books.sql<TransactionRow>('SELECT * FROM ledger_transactions WHERE seq = 1');
    const richer = { ...first!, entries: JSON.stringify(move('issue:service', mine, 6000)) };
    for (const verb of ['REPLACE', 'INSERT OR REPLACE', 'INSERT OR IGNORE']) {
      await expect(slipIn(richer, verb)).rejects.toThrow(/ledger\.appendOnly/);
      await expect(
        slipIn(await forged(move('issue:service', mine, 1), { id: first!.id }), verb),
      ).rejects.toThrow(/ledger\.appendOnly/);
    }
    await refused(
      'REPLACE INTO ledger_entries SELECT transaction_seq, position, account_id, 600, account_seq, 600 FROM ledger_entries',
      /ledger\.appendOnly/,
    );
    await refused(
      'INSERT OR REPLACE INTO ledger_accounts SELECT id, code, kind, unit, member_id, floor, created_at FROM ledger_accounts',
      /ledger\.appendOnly/,
    );
    await refused(
      `INSERT INTO ledger_accounts SELECT id, code, kind, unit, member_id, 0, created_at FROM ledger_accounts WHERE true
       ON CONFLICT DO UPDATE SET floor = NULL`,
      /ledger\.appendOnly/,
    );
    await refused(
      'REPLACE INTO service_records SELECT id, member_id, sheet_line_id, occasion, service_type, served_on, recorded_at, 6000, source_class, activity, rule, transaction_id, reverses_id FROM service_records',
      /hours\.appendOnly/,
    );
    await refused('REPLACE INTO members SELECT * FROM members', /member\.numberTaken/);
    await refused(
      'UPDATE OR REPLACE members SET volunteer_number = (SELECT min(volunteer_number) FROM members)',
      /member\.numberTaken/,
    );
    await refused(`UPDATE members SET id = 'somebody-else'`, /member\.numberTaken/);
    await untouched();
  });

  it('he books hours from nowhere: unbalanced, one-sided, zero, doubled, fractional or shapeless entries', async () => {
    const cases: [unknown, RegExp][] = [
      [
        [
          { account: 'issue:service', amount: -60 },
          { account: mine, amount: 600 },
        ],
        /ledger\.unbalanced/,
      ],
      [[{ account: mine, amount: 60 }], /ledger\.malformed/],
      [[], /ledger\.malformed/],
      [
        [
          { account: mine, amount: 0 },
          { account: other, amount: 0 },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          { account: mine, amount: 60 },
          { account: mine, amount: -60 },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          { account: 'issue:service', amount: -0.5 },
          { account: mine, amount: 0.5 },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          { account: 'issue:service', amount: '-60' },
          { account: mine, amount: '60' },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          { account: 'issue:service', amount: -60, x: 1 },
          { account: mine, amount: 60 },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          ['issue:service', -60],
          [mine, 60],
        ],
        /ledger\.malformed/,
      ],
      [{ account: mine, amount: 60 }, /ledger\.malformed/],
      [
        [
          { account: 'issue:service', amount: -4e12 },
          { account: mine, amount: 4e12 },
        ],
        /ledger\.malformed/,
      ],
      [
        [
          { account: 'issue:service', amount: -60 },
          { account: 'member:ghost:coin', amount: 60 },
        ],
        /ledger\.accountUnknown/,
      ],
    ];
    for (const [entries, why] of cases) {
      for (const verb of ['INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE', 'INSERT OR FAIL']) {
        await expect(slipIn(await forged(entries), verb), JSON.stringify(entries)).rejects.toThrow(why);
      }
    }
    await expect(slipIn(await forged([], { entries: 'not json' }))).rejects.toThrow(/ledger\.malformed/);
    await untouched();
  });

  it('he adds an entry without a transaction, or a third one to an old transaction', async () => {
    const insert = (
      seq: number,
      position: number,
      account: string,
      minutes: number,
      accountSeq: number,
      balance: number,
    ) =>
      `INSERT INTO ledger_entries VALUES (${seq}, ${position}, '${account}', ${minutes}, ${accountSeq}, ${balance})`;
    await refused(insert(3, 0, mine, 600, 2, 660), /ledger\.entryWithoutHeader/);
    await refused(insert(1, 2, other, 600, 2, 690), /ledger\.entryWithoutHeader/);
    await refused(insert(1, -1, other, 600, 2, 690), /ledger\.entryWithoutHeader/);
    await refused(insert(1, 1, mine, 600, 2, 660), /ledger\.appendOnly/);
    await untouched();
  });

  it('he spends what he does not have', async () => {
    for (const verb of ['INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE']) {
      await expect(slipIn(await forged(move(mine, other, 61), { kind: 'transfer' }), verb)).rejects.toThrow(
        /ledger\.insufficientBalance/,
      );
      await expect(slipIn(await forged(move('pool:overcap', mine, 1)), verb)).rejects.toThrow(
        /ledger\.insufficientBalance/,
      );
    }
    await slipIn(await forged(move(mine, other, 60), { kind: 'transfer' }));
    await expect(slipIn(await forged(move(mine, other, 1), { kind: 'transfer' }))).rejects.toThrow(
      /ledger\.insufficientBalance/,
    );
  });

  it('he opens himself an account that may be overdrawn, or one in the name of another', async () => {
    const open = (id: string, code: string, kind: string, member: string | null, floor: number | null) =>
      books.sql('INSERT INTO ledger_accounts VALUES (?, ?, ?, ?, ?, ?, ?)', [
        id,
        code,
        kind,
        'minute',
        member,
        floor,
        'now',
      ]);
    const me = books.members[0]!.id;
    await expect(open('x', `member:${me}:second`, 'member', me, null)).rejects.toThrow(
      /ledger\.accountMalformed/,
    );
    await expect(open('x', `member:${me}:coin`, 'member', me, 0)).rejects.toThrow(/ledger\.appendOnly/);
    await expect(open('x', 'pool:mine', 'pool', null, null)).rejects.toThrow(/ledger\.accountMalformed/);
    await expect(open('x', `member:${books.members[1]!.id}:z`, 'member', me, 0)).rejects.toThrow(
      /ledger\.accountMalformed/,
    );
    await expect(open('x', 'member:ghost:coin', 'member', 'ghost', 0)).rejects.toThrow(
      /ledger\.accountMalformed/,
    );
  });

  it('he puts a row between others, renumbers, breaks or forks the chain, or dates it back into a closed month', async () => {
    const fair = move('issue:service', mine, 5);
    for (const seq of [1, 2, 4, 99, -1])
      await expect(slipIn(await forged(fair, { seq }))).rejects.toThrow(/ledger\.(outOfSequence|appendOnly)/);
    const { seq: _, ...unnumbered } = await forged(fair);
    await expect(slipIn(unnumbered)).rejects.toThrow(/ledger\.outOfSequence/);
    const [first] = await books.sql<TransactionRow>('SELECT * FROM ledger_transactions WHERE seq = 1');
    for (const prev_hash of ['0'.repeat(64), first!.hash, 'x']) {
      await expect(slipIn(await forged(fair, { prev_hash }))).rejects.toThrow(/ledger\.chainBroken/);
    }
    for (const hash of ['', 'A'.repeat(64), 'g'.repeat(64), 'a'.repeat(63)]) {
      await expect(slipIn(await forged(fair, { hash }))).rejects.toThrow(/ledger\.chainBroken/);
    }
    await expect(slipIn(await forged(fair, { recorded_at: '2026-05-31T23:59:59.999Z' }))).rejects.toThrow(
      /ledger\.outOfSequence/,
    );
    await untouched();
  });

  it('he reverses a debit twice, reverses a reversal, reverses without a reason or only in part', async () => {
    const [first] = await books.sql<TransactionRow>('SELECT * FROM ledger_transactions WHERE seq = 1');
    const back = move(mine, 'issue:service', 60).reverse();
    const reversal = { kind: 'reversal' as const, reverses_id: first!.id, reason: '重复登记' };
    await expect(slipIn(await forged(back, { ...reversal, reason: ' ' }))).rejects.toThrow(
      /ledger\.reasonMissing/,
    );
    await expect(slipIn(await forged(back, { ...reversal, kind: 'credit' }))).rejects.toThrow(
      /ledger\.malformed/,
    );
    await expect(slipIn(await forged(back, { ...reversal, reverses_id: null }))).rejects.toThrow(
      /ledger\.malformed/,
    );
    await expect(slipIn(await forged(back, { ...reversal, reverses_id: 'nowhere' }))).rejects.toThrow(
      /ledger\.reversalUnknown/,
    );
    await expect(slipIn(await forged(move(mine, 'issue:service', 6).reverse(), reversal))).rejects.toThrow(
      /ledger\.reversalDiffers/,
    );
    await expect(slipIn(await forged(move(other, 'issue:service', 60).reverse(), reversal))).rejects.toThrow(
      /ledger\.reversalDiffers/,
    );
    await untouched();

    await slipIn(await forged(back, reversal));
    const undoing = move('issue:service', mine, 60);
    for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE']) {
      await expect(slipIn(await forged(back, reversal), verb)).rejects.toThrow(/ledger\.alreadyReversed/);
    }
    const [done] = await books.sql<TransactionRow>('SELECT * FROM ledger_transactions WHERE seq = 3');
    await expect(slipIn(await forged(undoing, { ...reversal, reverses_id: done!.id }))).rejects.toThrow(
      /ledger\.isReversal/,
    );
    expect(await books.database.read(verifyLedger)).toMatchObject({ intact: true, transactions: 3 });
  });

  it('the program meets the same guard: a second reversal is refused with its code', async () => {
    const [first] = await books.sql<{ id: string }>('SELECT id FROM ledger_transactions WHERE seq = 1');
    const reverse = () =>
      books.database.write((tx) =>
        postReversal(
          { tx, now: books.clock.now(), actor: { userId } },
          { id: books.ids.next(), transactionId: first!.id, reason: '错' },
        ),
      );
    await reverse();
    await expect(reverse()).rejects.toMatchObject({ code: 'ledger.alreadyReversed' });
  });

  it('he writes himself permanent hours backwards: a negative record, a reversal of another’s, a second reversal', async () => {
    await books.book({
      ...{ id: 'undone-1', kind: 'reversal', reversesId: 'served-1', reason: '错' },
      entries: move(mine, 'issue:service', 60).sort((a, b) => b.account.localeCompare(a.account)),
    });
    const insert = (id: string, member: string, minutes: number, reverses: string | null) =>
      books.sql(
        `INSERT INTO service_records VALUES (?, ?, NULL, NULL, 'patrol', '2026-06-01', '2026-06-01T01:00:00.000Z', ?, 'sheet', '巡查', '', 'undone-1', ?)`,
        [id, member, minutes, reverses],
      );
    const [me, you] = [books.members[0]!.id, books.members[1]!.id];
    await expect(insert('h', me, -60, null)).rejects.toThrow(/hours\.(malformed|notBooked)/);
    await expect(insert('h', me, 60, 'hours-1')).rejects.toThrow(/hours\.malformed/);
    await expect(insert('h', 'ghost', 60, null)).rejects.toThrow(/hours\.(malformed|notBooked)/);
    await expect(insert('h', you, -60, 'hours-1')).rejects.toThrow(/hours\.reversalDiffers/);
    await expect(insert('h', me, -30, 'hours-1')).rejects.toThrow(/hours\.reversalDiffers/);
    await insert('h', me, -60, 'hours-1');
    await expect(insert('h2', me, -60, 'hours-1')).rejects.toThrow(/hours\.appendOnly/);
    await expect(insert('h3', me, -60, 'h')).rejects.toThrow(/hours\.(malformed|reversalDiffers|notBooked)/);
  });

  it('he gives himself hours that nobody booked, or more than was booked, or the same booking twice', async () => {
    const [me, you] = [books.members[0]!.id, books.members[1]!.id];
    await books.book({
      ...{ id: 'served-2', kind: 'credit', occasion: 'served:2', inputs: { servedMinutes: 90 } },
      entries: move('issue:service', mine, 90),
    });
    const insert = (record: {
      occasion?: string | null;
      minutes?: number;
      booking: string | null;
      servedOn?: string;
    }) =>
      books.sql(
        `INSERT INTO service_records VALUES ('h', ?, NULL, ?, 'patrol', ?, '2026-06-01T01:00:00.000Z', ?, 'sheet', '巡查', '', ?, NULL)`,
        [me, record.occasion ?? null, record.servedOn ?? '2026-06-01', record.minutes ?? 90, record.booking],
      );
    const second = { occasion: 'served:2', booking: 'served-2' };
    for (const forged of [
      { booking: null },
      { booking: 'nowhere' },
      { booking: 'served-1' },
      { ...second, occasion: 'served:3' },
      { ...second, minutes: 900 },
      { ...second, servedOn: '2026-05-01' },
    ])
      await expect(insert(forged), JSON.stringify(forged)).rejects.toThrow('hours.notBooked');
    await insert(second);
    await expect(insert(second)).rejects.toThrow('hours.appendOnly');
    expect(await books.sql('SELECT DISTINCT member_id FROM service_records')).not.toContainEqual({
      member_id: you,
    });
  });

  it('he takes the triggers away first: the database can no longer refuse, but the self-audit names the row', async () => {
    await books.sql('DROP TRIGGER ledger_transactions_no_update');
    await books.sql('DROP TRIGGER ledger_entries_no_update');
    await books.sql(`UPDATE ledger_transactions SET text = '别的活动' WHERE seq = 1`);
    await books.sql('UPDATE ledger_entries SET amount = 600, balance_after = 600 WHERE account_id = ?', [
      mine,
    ]);
    const { intact, problems } = await books.database.read(verifyLedger);
    expect(intact).toBe(false);
    expect(problems).toContain('ledger_transactions seq 1: hash does not match the row');
    expect(problems).toContain('ledger_entries 1/1: is not what its transaction says');
    expect(problems).toContain('ledger_transactions seq 1: promises 2/0 entries/sum, 2/540 are stored');
  });

  it('he books with a wrong hash of the right shape: taken, and found', async () => {
    await slipIn(await forged(move('issue:service', mine, 5), { hash: 'a'.repeat(64) }));
    const { problems } = await books.database.read(verifyLedger);
    expect(problems).toEqual(['ledger_transactions seq 3: hash does not match the row']);
  });

  it('he cuts off the end of the ledger: entries left over and a missing head are seen', async () => {
    await books.sql('DROP TRIGGER ledger_transactions_no_delete');
    await books.sql('DELETE FROM ledger_transactions WHERE seq = 2');
    const { intact, problems } = await books.database.read(verifyLedger);
    expect(intact).toBe(false);
    expect(problems).toEqual(['ledger_entries: 4 rows stored, 2 belong to a transaction']);
  });

  it('he rewrites one account consistently from end to end: each of his rows is named', async () => {
    await books.book({ entries: move(mine, other, 10) });
    for (const trigger of [
      'ledger_entries_no_update',
      'ledger_entries_no_delete',
      'service_records_no_update',
    ]) {
      await books.sql(`DROP TRIGGER ${trigger}`);
    }
    await books.sql('UPDATE ledger_entries SET balance_after = balance_after + 600 WHERE account_id = ?', [
      mine,
    ]);
    expect((await books.database.read(verifyLedger)).problems).toEqual([
      'ledger_entries 1/1: does not continue its account, balance 660, recomputed 60',
    ]);
    await books.sql('UPDATE ledger_entries SET balance_after = balance_after - 600 WHERE account_id = ?', [
      mine,
    ]);
    await books.sql('DELETE FROM ledger_entries WHERE transaction_seq = 1 AND account_id = ?', [mine]);
    expect((await books.database.read(verifyLedger)).problems).toEqual([
      'ledger_transactions seq 1: promises 2/0 entries/sum, 1/-60 are stored',
      'ledger_entries 3/0: does not continue its account, balance 50, recomputed -10',
    ]);
  });

  it('a text with every awkward character is sealed alike by SQLite and by the program', async () => {
    const awkward = `"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028\u2029é𠮷𰻝'\`$[}]`;
    await books.book({
      text: awkward,
      reason: awkward,
      inputs: { awkward },
      entries: move('issue:service', mine, 5),
    });
    const [row] = await books.sql<TransactionRow & { sealed: string }>(
      `SELECT *, ${canonicalTextInSql} AS sealed FROM ledger_transactions ORDER BY seq DESC LIMIT 1`,
    );
    expect(row!.text).toBe(awkward);
    expect(row!.sealed).toBe(canonicalText(row!));
    expect(await books.database.read(verifyLedger)).toMatchObject({ intact: true, transactions: 3 });
  });
});
