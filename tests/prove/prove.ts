/*
 * Proof by others: a random life of a time bank is exported, and hledger, ledger and beancount each compute every
 * balance at every month end. Called by scripts/prove.mjs. FENGQIAO_PROVE_OPERATIONS and FENGQIAO_PROVE_SEED change the play.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, civilDate, monthRange } from '../../src-main/platform/dates.ts';
import { monthsBetween } from '../../src-main/timebank/closing/closing.ts';
import { accountsOf, writeJournal } from '../../src-main/timebank/closing/journal-store.ts';
import { journalName, journalWriter } from '../../src-main/timebank/closing/journal.ts';
import { verifyLedger } from '../../src-main/timebank/ledger-verify.ts';
import { openBooks, userId } from '../integration/timebank/books.ts';
import { playOf } from './operations.ts';
import { play } from './play.ts';
import { isInstalled, programs } from './programs.ts';

const operations = Number(process.env.FENGQIAO_PROVE_OPERATIONS ?? 20_000);
const seed = Number(process.env.FENGQIAO_PROVE_SEED ?? 20_260_601);
const months = 14;
const say = (text: string) => void process.stdout.write(`${text}\n`);

const missing = programs.filter((program) => !isInstalled(program));
if (missing.length > 0) {
  process.stderr.write(
    `Not installed: ${missing.map(({ format }) => format).join(', ')}. Run "npm run prove".\n`,
  );
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'fengqiao-prove-'));
const books = await openBooks(60);
let differences = 0;
try {
  await books.sql(`INSERT INTO user_roles (user_id, role) VALUES (?, 'administrator')`, [userId]);
  say(`Playing ${operations} operations over ${months} months (seed ${seed}).`);
  const played = await play(books, playOf(seed, operations, months * 30.42));
  say(`Booked: ${list(played.done)}.`);
  say(`Refused, as it should be: ${list(played.refused)}.`);
  const report = await books.database.read(verifyLedger);
  if (!report.intact) throw new Error(`the ledger does not verify: ${report.problems.join('; ')}`);
  const expected = await expectedBalances();

  for (const program of programs) {
    const file = join(folder, `ledger.${program.extension}`);
    const counts = await exportTo(file, program.format);
    program.check(file);
    let compared = 0;
    let wrong = 0;
    for (const { day, balances } of expected) {
      const theirs = program.balances(file, addDays(day, 1));
      for (const [name, balance] of balances) {
        compared += 1;
        if ((theirs.get(name) ?? 0) === balance) continue;
        wrong += 1;
        say(`  ${program.format} ${day} ${name}: ${theirs.get(name) ?? 0}, the program says ${balance}`);
      }
      for (const name of theirs.keys()) if (!balances.has(name)) wrong += 1;
    }
    differences += wrong;
    say(
      `${program.format}: ${counts.transactions} transactions, ${counts.entries} entries, ${counts.assertions} assertions hold; ` +
        `${compared} balances at ${expected.length} month ends compared, ${wrong} differences.`,
    );
  }
} finally {
  await books.close();
  await rm(folder, { recursive: true, force: true });
}
say(`${differences} differences.`);
process.exitCode = differences === 0 ? 0 : 1;

async function exportTo(file: string, format: (typeof programs)[number]['format']) {
  const out = createWriteStream(file);
  const counts = await writeJournal(
    {
      read: books.database.read,
      write: (text) => (out.write(text) ? undefined : new Promise((done) => out.once('drain', () => done()))),
    },
    (accounts) => journalWriter(format, accounts),
    'Fengqiao Desk',
  );
  await new Promise<void>((done) => out.end(done));
  return counts;
}

/** What the program itself says: the balance on the last entry of each account before each month's end. */
async function expectedBalances() {
  const accounts = await books.database.read(accountsOf);
  const [range] = await books.sql<{ first: string; last: string }>(
    `SELECT strftime('%Y-%m', min(recorded_at), '+8 hours') AS first, strftime('%Y-%m', max(recorded_at), '+8 hours') AS last FROM ledger_transactions`,
  );
  const ends = monthsBetween(range!.first, range!.last).map((month) => monthRange(month).to);
  return Promise.all(
    ends.map(async (day) => {
      const rows = await books.sql<{ account_id: string; balance_after: number }>(
        `SELECT account_id, balance_after FROM (SELECT entry.account_id, entry.balance_after,
           row_number() OVER (PARTITION BY entry.account_id ORDER BY entry.account_seq DESC) AS back
         FROM ledger_entries AS entry JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
         WHERE strftime('%Y-%m-%d', header.recorded_at, '+8 hours') <= ?) WHERE back = 1`,
        [day],
      );
      const byAccount = new Map(rows.map((row) => [row.account_id, row.balance_after]));
      const balances = new Map(
        accounts.map((account) => [journalName(account), byAccount.get(account.id) ?? 0]),
      );
      return { day: civilDate(day), balances };
    }),
  );
}

function list(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
