/** Other people's ledger programs (Debian: hledger, ledger, beancount), asked for balances. */
import { spawnSync } from 'node:child_process';
import type { JournalFormat } from '../../src-main/timebank/closing/journal.ts';

/** Name of the account → balance. An account that a program does not mention stands at zero. */
export type Balances = ReadonlyMap<string, number>;

export interface Program {
  format: JournalFormat;
  /** What must be on the path. */
  commands: readonly string[];
  extension: string;
  /** Reads the file and checks every assertion in it; throws with the program's own words. */
  check(file: string): void;
  /** Balances at the end of the day before `nextDay`. */
  balances(file: string, nextDay: string): Balances;
}

export const programs: readonly Program[] = [
  {
    format: 'hledger',
    commands: ['hledger'],
    extension: 'journal',
    check: (file) =>
      void run('hledger', ['-f', file, 'check', 'accounts', 'commodities', 'balancednoautoconversion']),
    balances: (file, nextDay) =>
      rowsOf(
        run('hledger', ['-f', file, 'balance', '--flat', '--no-total', '-E', '-e', nextDay, '-O', 'csv']),
        (line) => {
          const [account, amount] = [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((cell) => cell[1]!);
          return account === 'account' || account === undefined ? undefined : [account, amount ?? ''];
        },
      ),
  },
  {
    format: 'ledger',
    commands: ['ledger'],
    extension: 'ledger',
    check: (file) => void run('ledger', ['-f', file, '--pedantic', 'stats']),
    balances: (file, nextDay) =>
      rowsOf(
        run('ledger', [
          ...['-f', file, 'balance', '--flat', '--no-total', '--empty', '-e', nextDay],
          ...['--balance-format', '%(account)\t%(quantity(total))\n'],
        ]),
        (line) => line.split('\t') as [string, string],
      ),
  },
  {
    format: 'beancount',
    commands: ['bean-check', 'bean-query'],
    extension: 'beancount',
    check: (file) => void run('bean-check', [file]),
    balances: (file, nextDay) =>
      rowsOf(
        run('bean-query', [
          ...['-q', '-f', 'csv', file],
          `SELECT account, sum(number) AS total WHERE date < ${nextDay} GROUP BY account`,
        ]),
        (line) => {
          const [account, amount] = line.split(',').map((cell) => cell.trim());
          return account === 'account' ? undefined : [account ?? '', amount ?? ''];
        },
      ),
  },
];

export function isInstalled(program: Program): boolean {
  return program.commands.every((name) => spawnSync(name, ['--version']).error === undefined);
}

function rowsOf(text: string, read: (line: string) => [string, string] | undefined): Balances {
  const balances = new Map<string, number>();
  for (const line of text.split('\n')) {
    const row = line.trim() === '' ? undefined : read(line);
    if (!row || row[0] === '') continue;
    const amount = Number(row[1].replace(/[A-Z\s]/g, '') || '0');
    if (!Number.isSafeInteger(amount)) throw new Error(`not a whole amount: ${line}`);
    balances.set(row[0], amount);
  }
  return balances;
}

function run(command: string, args: readonly string[]): string {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0)
    throw new Error(`${command} refuses: ${(result.stderr + result.stdout).slice(0, 2_000)}`);
  return result.stdout;
}
