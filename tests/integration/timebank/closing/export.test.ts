import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate, monthRange } from '../../../../src-main/platform/dates.ts';
import { writeJournal } from '../../../../src-main/timebank/closing/journal-store.ts';
import { journalWriter, type JournalFormat } from '../../../../src-main/timebank/closing/journal.ts';
import { verifyLedger } from '../../../../src-main/timebank/ledger-verify.ts';
import { playOf } from '../../../prove/operations.ts';
import { play, type Played } from '../../../prove/play.ts';
import { isInstalled, programs } from '../../../prove/programs.ts';
import { openBooks, userId, type Books } from '../books.ts';
import { readBeancount, readPlain, type Parsed } from './journal-parsers.ts';

let books: Books;
let folder: string;
let played: Played;
const journals = new Map<JournalFormat, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  books = await openBooks(12);
  await books.sql(`INSERT INTO user_roles (user_id, role) VALUES (?, 'administrator')`, [userId]);
  played = await play(books, playOf(7, 1_200, 120));
  for (const { format } of programs) {
    const pieces: string[] = [];
    await writeJournal(
      { read: books.database.read, write: (text) => void pieces.push(text) },
      (accounts) => journalWriter(format, accounts),
      '测试',
    );
    journals.set(format, pieces.join(''));
  }
}, 180_000);
afterAll(async () => {
  await books.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the exported ledger', () => {
  it('comes from a life that met refusals, closings, lots and holds, and still verifies', async () => {
    for (const kind of ['credit', 'complete', 'reversal', 'expiry', 'spend', 'closing']) {
      expect(played.done[kind], kind).toBeGreaterThan(0);
    }
    for (const code of ['ledger.insufficientBalance', 'ledger.holdBroken', 'ledger.monthClosed']) {
      expect(played.refused[code], code).toBeGreaterThan(0);
    }
    expect(await books.database.read(verifyLedger)).toMatchObject({ intact: true, problems: [] });
  });

  it.each(['hledger', 'ledger', 'beancount'] as const)(
    'read by a parser of our own, %s balances, asserts the truth, and ends where SQL ends',
    async (format) => {
      const text = journals.get(format)!;
      const parsed: Parsed = format === 'beancount' ? readBeancount(text) : readPlain(text);
      const [stored] = await books.sql<{ n: number }>('SELECT count(*) AS n FROM ledger_transactions');
      expect(parsed.transactions).toBe(stored!.n);
      expect(parsed.failures).toEqual([]);
      expect(parsed.assertions).toBeGreaterThan(50);
      const sums = await books.sql<{ code: string; number: string | null; total: number }>(
        `SELECT account.code, members.volunteer_number AS number, sum(amount) AS total FROM ledger_entries
         JOIN ledger_accounts AS account ON account.id = account_id LEFT JOIN members ON members.id = account.member_id GROUP BY account.id`,
      );
      for (const { code, number, total } of sums) {
        const tail = code.split(':').at(-1)!.toLowerCase();
        const name = [...parsed.balances.keys()].find((known) =>
          number === null
            ? known.toLowerCase() === `equity:${code}`
            : known.includes(`V${number}:`) && known.toLowerCase().endsWith(tail),
        );
        expect(parsed.balances.get(name ?? ''), `${code} ${number}`).toBe(total);
      }
    },
  );

  it.each(programs.filter(isInstalled))(
    '$format itself accepts it, and refuses it when one figure is changed',
    async (program) => {
      const file = join(folder, `whole.${program.extension}`);
      const text = journals.get(program.format)!;
      await writeFile(file, text);
      program.check(file);
      const day = monthRange('2026-07').to;
      const theirs = program.balances(file, addDays(civilDate(day), 1));
      const rows = await books.sql<{ total: number }>(
        `SELECT sum(amount) AS total FROM ledger_entries JOIN ledger_transactions ON seq = transaction_seq
         WHERE account_id = 'issue:service' AND strftime('%Y-%m-%d', recorded_at, '+8 hours') <= ?`,
        [day],
      );
      expect(theirs.get('Equity:Issue:Service')).toBe(rows[0]!.total);

      const broken = join(folder, `broken.${program.extension}`);
      const at = text.lastIndexOf(
        program.format === 'beancount' ? ' balance Equity:Issue:Service' : 'Equity:Issue:Service  0',
      );
      await writeFile(broken, text.slice(0, at) + text.slice(at).replace(/-(\d+) MINUTE\n/, '-1$1 MINUTE\n'));
      expect(() => program.check(broken)).toThrow(/refuses/);
    },
  );
});
