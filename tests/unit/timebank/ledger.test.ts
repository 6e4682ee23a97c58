import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalText,
  mergeEntries,
  reversalOf,
  type TransactionRow,
} from '../../../src-main/timebank/ledger.ts';

const row: TransactionRow = {
  seq: 7,
  id: 't7',
  kind: 'credit',
  served_on: '2026-07-13',
  recorded_at: '2026-07-15T02:00:00.000Z',
  text: '周一巡查',
  source_class: 'sheet',
  sheet_line_id: 'line',
  occasion: null,
  hold_id: null,
  rule: 'credit@3201/2019-07-17',
  inputs: '{}',
  reverses_id: null,
  reason: '',
  late_reason: '',
  created_by: 'user',
  entries: '[{"account":"issue:service","amount":-60},{"account":"a","amount":60}]',
  prev_hash: '0'.repeat(64),
  hash: 'f'.repeat(64),
};

describe('the text that a hash seals', () => {
  it('changes with every field but the hash itself, so that none can be altered unseen', () => {
    const before = canonicalText(row);
    for (const name of Object.keys(row) as (keyof TransactionRow)[]) {
      const changed = canonicalText({
        ...row,
        [name]: typeof row[name] === 'number' ? 8 : 'other',
      });
      expect(changed === before, name).toBe(name === 'hash');
    }
  });

  it('tells apart texts moved from one field into the next', () => {
    expect(canonicalText({ ...row, rule: 'ab', inputs: 'c' })).not.toBe(
      canonicalText({ ...row, rule: 'a', inputs: 'bc' }),
    );
    expect(canonicalText({ ...row, reason: '","' })).not.toBe(
      canonicalText({ ...row, reason: '', rule: `${row.rule}","` }),
    );
  });
});

describe('entries of a transaction', () => {
  it('become one for each account, without zeros, still summing to zero (property)', () => {
    const entry = fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd'),
      amount: fc.integer({ min: -9999, max: 9999 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (some) => {
        const all = [...some, { account: 'z', amount: -some.reduce((sum, { amount }) => sum + amount, 0) }];
        const merged = mergeEntries(all);
        expect(new Set(merged.map(({ account }) => account)).size).toBe(merged.length);
        expect(merged.every(({ amount }) => amount !== 0)).toBe(true);
        expect(merged.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
        for (const account of 'abcdz') {
          const sum = (list: typeof all) =>
            list.filter((e) => e.account === account).reduce((total, e) => total + e.amount, 0);
          expect(sum(merged)).toBe(sum(all));
        }
      }),
    );
  });

  it('that do not sum to zero are refused before they reach the database', () => {
    expect(() => mergeEntries([{ account: 'a', amount: 5 }])).toThrow(RangeError);
  });

  it('are turned round one by one in a reversal, which keeps the date and the source of the service', () => {
    const reversal = reversalOf(row, 't8', '同一小时登记两次');
    expect(reversal).toMatchObject({
      kind: 'reversal',
      reversesId: 't7',
      servedOn: '2026-07-13',
      sourceClass: 'sheet',
      sheetLineId: null,
    });
    expect(reversal.entries).toEqual([
      { account: 'issue:service', amount: 60 },
      { account: 'a', amount: -60 },
    ]);
  });
});
