import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  journalName,
  journalWriter,
  type JournalAccount,
  type JournalFormat,
} from '../../../../src-main/timebank/closing/journal.ts';

const service: JournalAccount = { id: 'a', code: 'issue:service', unit: 'minute', volunteerNumber: null };
const coin: JournalAccount = {
  id: 'b',
  code: 'member:m1:coin',
  unit: 'minute',
  volunteerNumber: '尧志2026-1',
};
const credit = {
  seq: 7,
  kind: 'credit',
  recordedAt: '2026-06-30T16:30:00.000Z',
  servedOn: '2026-06-30',
  text: '巡查; "一" | 二\n三 \\',
  entries: [
    { account: 'a', amount: -60 },
    { account: 'b', amount: 60 },
  ],
};

const written = (format: JournalFormat) => {
  const writer = journalWriter(format, [service, coin]);
  return [
    writer.head('账簿'),
    writer.transaction(credit),
    writer.assertions('2026-07-31', '2026-08-01', 'balances', [{ account: 'b', balance: 60 }]),
  ].join('');
};

describe('the journal for other ledger programs', () => {
  it('dates a booking by the civil date in China and closes nothing early', () => {
    expect(written('hledger')).toContain('2026-07-01 (7) credit 巡查；');
    expect(written('beancount')).toContain('2026-07-01 * "credit 巡查；');
  });

  it('would notice a text that breaks out of its line, its quotes or into a comment', () => {
    for (const format of ['hledger', 'ledger'] as const) {
      expect(written(format)).toContain('credit 巡查； "一" ｜ 二 三 \\\n    ; served: 2026-06-30\n');
    }
    expect(written('beancount')).toContain('"credit 巡查； \\"一\\" ｜ 二 三 \\\\"\n');
  });

  it('asserts at the end of the day, which beancount writes as the beginning of the next', () => {
    expect(written('ledger')).toContain(
      '2026-07-31 balances\n    Liabilities:Member:V尧志2026-2D-1:Coin  0 MINUTE = 60 MINUTE\n',
    );
    expect(written('beancount')).toContain(
      '2026-08-01 balance Liabilities:Member:V尧志2026-2D-1:Coin  60 MINUTE\n',
    );
  });

  it('never gives two accounts one name, whatever volunteer numbers people invent', () => {
    const number = fc.string({
      minLength: 1,
      maxLength: 12,
      unit: fc.constantFrom('-', '2', 'D', ':', ' ', '_', '尧', 'é'),
    });
    fc.assert(
      fc.property(number, number, (one, other) => {
        const name = (volunteerNumber: string) => journalName({ code: 'member:x:coin', volunteerNumber });
        expect(name(one) === name(other)).toBe(one === other);
        expect(name(one)).toMatch(/^Liabilities:Member:V[\p{L}\p{Nd}-]+:Coin$/u);
      }),
    );
  });

  it('refuses an account that it was not told of', () => {
    expect(() => journalWriter('ledger', [service]).transaction(credit)).toThrow('no such account');
  });
});
