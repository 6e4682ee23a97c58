import sqlite3 from 'sqlite3';
import { entities } from '../../../src-main/entities.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';
import { migrations } from '../../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../../src-main/platform/database/open.ts';
import { genesis, sha256 } from '../../../src-main/platform/hash.ts';
import { canonicalText, type TransactionRow } from '../../../src-main/timebank/ledger.ts';
import { randomOf } from '../../prove/operations.ts';

/*
 * A ledger of any size, row for row as the program would have booked it (hashes, balances, permanent hours), written
 * with the triggers away and put back afterwards: a million entries through the triggers would take ten minutes.
 */
export const benchUser = 'bench-user';
export const memberId = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
export const accountId = (index: number) => `00000000-0001-7000-8000-${String(index).padStart(12, '0')}`;

export interface ManyEntries {
  /** Last month that is over, and the first instant after it. */
  month: string;
  now: string;
  transactions: number;
}

const first = civilDate('2024-07-01');
const days = 730;

export async function writeLedger(
  file: string,
  size: { entries: number; members: number },
): Promise<ManyEntries> {
  const started = '2024-06-01T00:00:00.000Z';
  await (await openDatabase({ file, entities, migrations, now: started })).close();
  const database = await open(file);
  const triggers = await all<{ sql: string; name: string }>(
    database,
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (tbl_name LIKE 'ledger%' OR tbl_name IN ('members', 'service_records'))`,
  );
  await exec(database, `PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;`);
  await exec(database, triggers.map(({ name }) => `DROP TRIGGER ${name};`).join(''));
  await exec(
    database,
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
       VALUES ('c', 1, '尧化街道', 'street', '尧', '320113', NULL, '', '', NULL, NULL, '${started}');
     INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
       VALUES ('${benchUser}', 1, 'c', 'u', '协调员', NULL, 1, '', 0, NULL, '${started}');`,
  );
  const members = Array.from({ length: size.members }, (_, index) => [
    memberId(index),
    accountId(index),
    index,
  ]);
  await insert(
    database,
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, id_type, id_number, phone, address,
       guardian, skills, joined_on, state, created_at, updated_at)
     SELECT json_extract(value, '$[0]'), 1, 'person', '志愿者' || json_extract(value, '$[2]'), 'x', 'x',
       printf('尧志2024%05d', json_extract(value, '$[2]')), 'unknown', 'unknown', '', '', '', '', '', '2024-06-01', 'active', '${started}', '${started}'
     FROM json_each(?)`,
    members,
  );
  await insert(
    database,
    `INSERT INTO ledger_accounts SELECT json_extract(value, '$[1]'), 'member:' || json_extract(value, '$[0]') || ':coin', 'member', 'minute',
       json_extract(value, '$[0]'), 0, '${started}' FROM json_each(?)`,
    members,
  );
  await writeTransactions(database, size);
  await exec(database, triggers.map(({ sql }) => `${sql};`).join('\n'));
  await exec(database, 'COMMIT; ANALYZE;');
  await new Promise<void>((done) => database.close(() => done()));
  return { month: '2026-06', now: '2026-07-01T02:00:00.000Z', transactions: size.entries / 2 };
}

async function writeTransactions(database: sqlite3.Database, size: { entries: number; members: number }) {
  const next = randomOf(11);
  const count = Math.floor(size.entries / 2);
  const standing = new Map<string, { seq: number; balance: number }>();
  const move = (account: string, amount: number) => {
    const before = standing.get(account) ?? { seq: 0, balance: 0 };
    const after = { seq: before.seq + 1, balance: before.balance + amount };
    standing.set(account, after);
    return after;
  };
  let previous = genesis;
  let headers: unknown[][] = [];
  let lines: unknown[][] = [];
  let hours: unknown[][] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const day = addDays(first, Math.floor(((seq - 1) * days) / count));
    const member = Math.floor(next() * size.members);
    const minutes = 30 + Math.floor(next() * 180);
    const account = accountId(member);
    const spends = next() < 0.1 && (standing.get(account)?.balance ?? 0) >= minutes;
    const [from, to] = spends ? [account, 'redeemed:goods'] : ['issue:service', account];
    const row: Omit<TransactionRow, 'hash'> = {
      seq,
      id: `00000000-0002-7000-8000-${String(seq).padStart(12, '0')}`,
      kind: spends ? 'redemption' : 'credit',
      served_on: day,
      recorded_at: `${day}T02:00:00.000Z`,
      text: spends ? '兑换日用品' : '社区巡查',
      source_class: spends ? null : 'sheet',
      sheet_line_id: null,
      occasion: `bench:${seq}`,
      hold_id: null,
      rule: 'bench',
      inputs: JSON.stringify(spends ? {} : { servedMinutes: minutes }),
      reverses_id: null,
      reason: '',
      late_reason: '',
      created_by: benchUser,
      entries: JSON.stringify([
        { account: from, amount: -minutes },
        { account: to, amount: minutes },
      ]),
      prev_hash: previous,
    };
    previous = sha256(canonicalText(row));
    headers.push([...columns.map((column) => row[column]), previous]);
    for (const [position, [moved, amount]] of [[from, -minutes] as const, [to, minutes] as const].entries()) {
      const after = move(moved, amount);
      lines.push([seq, position, moved, amount, after.seq, after.balance]);
    }
    if (!spends)
      hours.push([`h${seq}`, memberId(member), `bench:${seq}`, day, row.recorded_at, minutes, row.id]);
    if (headers.length === 5_000 || seq === count) {
      await flush(database, headers, lines, hours);
      [headers, lines, hours] = [[], [], []];
    }
  }
}

const columns = [
  ...([
    'seq',
    'id',
    'kind',
    'served_on',
    'recorded_at',
    'text',
    'source_class',
    'sheet_line_id',
    'occasion',
  ] as const),
  ...([
    'hold_id',
    'rule',
    'inputs',
    'reverses_id',
    'reason',
    'late_reason',
    'created_by',
    'entries',
    'prev_hash',
  ] as const),
];

async function flush(
  database: sqlite3.Database,
  headers: unknown[][],
  lines: unknown[][],
  hours: unknown[][],
) {
  const values = (count: number) =>
    Array.from({ length: count }, (_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  await insert(
    database,
    `INSERT INTO ledger_transactions (${columns.join(', ')}, hash) SELECT ${values(columns.length + 1)} FROM json_each(?)`,
    headers,
  );
  await insert(database, `INSERT INTO ledger_entries SELECT ${values(6)} FROM json_each(?)`, lines);
  await insert(
    database,
    `INSERT INTO service_records (id, member_id, occasion, service_type, served_on, recorded_at, minutes, source_class, activity, rule, transaction_id)
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), 'patrol', json_extract(value, '$[3]'),
       json_extract(value, '$[4]'), json_extract(value, '$[5]'), 'sheet', '社区巡查', 'bench', json_extract(value, '$[6]') FROM json_each(?)`,
    hours,
  );
}

export function open(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(database)));
  });
}

export function all<T>(database: sqlite3.Database, sql: string, params: unknown[] = []): Promise<T[]> {
  return new Promise((resolve, reject) =>
    database.all(sql, params, (error, rows) => (error ? reject(error) : resolve(rows as T[]))),
  );
}

export function exec(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(error) : resolve())));
}

const insert = (database: sqlite3.Database, sql: string, rows: readonly unknown[][]) =>
  all(database, sql, [JSON.stringify(rows)]);
