import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../../src-main/entities.ts';
import type { Reader, SqlValue } from '../../../src-main/platform/database/handles.ts';
import { migrations } from '../../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../../src-main/platform/database/open.ts';
import { civilDate } from '../../../src-main/platform/dates.ts';
import { statementPeriod } from '../../../src-main/timebank/booking-period.ts';
import { balanceAt } from '../../../src-main/timebank/closing/balance-store.ts';
import { listCertificates } from '../../../src-main/timebank/closing/certificate-store.ts';
import { figuresOf } from '../../../src-main/timebank/closing/closing-store.ts';
import { entryRowsAfter } from '../../../src-main/timebank/closing/entry-rows-store.ts';
import { liabilityAt, liabilityMonths } from '../../../src-main/timebank/closing/liability-store.ts';
import { closingNotesOf, closingReportFacts } from '../../../src-main/timebank/closing/report-store.ts';
import {
  lastServedOn,
  minutesRecordedSince,
  serviceMinutesOf,
} from '../../../src-main/timebank/hours-store.ts';
import {
  coinAccountsOf,
  coinsOwed,
  entriesOf,
  headOf,
  trialBalance,
} from '../../../src-main/timebank/ledger-store.ts';
import { findMembers, type MemberFilter } from '../../../src-main/timebank/member-store.ts';
import {
  findReview,
  reviewCounts,
  type ReviewFilter,
} from '../../../src-main/timebank/rules/review-store.ts';
import { servedSpans } from '../../../src-main/timebank/served-store.ts';
import { statementFacts, statementMembers } from '../../../src-main/timebank/statement-store.ts';
import { hoursOf } from '../../../src-main/timebank/rules/hours-list-store.ts';
import { memberId, writeLedger } from '../../bench/support/many-entries.ts';
import { rawSql } from '../../support/raw-sql.ts';

/*
 * What is asked every day is answered from an index, on a file that was never analysed and on one that was: with a million
 * entries a scan that slips in turns a millisecond into a second, and no other test would notice.
 */
const large = new Set([
  'ledger_entries',
  'ledger_transactions',
  'service_records',
  'ledger_lots',
  'ledger_lot_uses',
  'timebank_review_items',
]);

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plans-'));
  file = join(folder, 'ledger.sqlite');
  await writeLedger(file, { entries: 12_000, members: 150 });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const month = '2026-06';
const period = statementPeriod(month, civilDate('2026-07-01'))!;
const range = { from: period.from, to: period.to };
const page = { offset: 40, limit: 20 };
const one = memberId(7);
const few = [memberId(1), memberId(2), memberId(3)];
const frame = {
  organisation: 'x',
  closedBy: 'x',
  closedOn: civilDate('2026-07-01'),
  now: '2026-07-01T02:00:00.000Z',
};
const members = (more: Partial<MemberFilter>) => (tx: Reader) =>
  findMembers(tx, { text: '', sort: 'name', descending: false, page, ...more });
const review = (more: Partial<ReviewFilter>) => (tx: Reader) => findReview(tx, { page, ...more });

interface Question {
  name: string;
  ask: (tx: Reader) => Promise<unknown>;
  /** Tables that it reads wholly on purpose, with the reason in the comment beside it. */
  whole?: string[];
  /** A page of a list: nothing is sorted for it. */
  unsorted?: boolean;
}

const questions: Question[] = [
  { name: 'head', ask: headOf },
  { name: 'balances of a few', ask: (tx) => coinAccountsOf(tx, few) },
  { name: 'entries of a month', ask: (tx) => entriesOf(tx, one, range, page), unsorted: true },
  { name: 'all entries of a member', ask: (tx) => entriesOf(tx, one, {}, page), unsorted: true },
  { name: 'points of a member', ask: (tx) => entriesOf(tx, one, range, page, 'point'), unsorted: true },
  { name: 'statement of one', ask: (tx) => statementFacts(tx, period, [one]) },
  { name: 'statements of a few', ask: (tx) => statementFacts(tx, period, few) },
  // Hours to date of everybody are the sum of every row there is: read from an index that holds nothing else.
  { name: 'statements of all', ask: (tx) => statementFacts(tx, period), whole: ['service_records'] },
  {
    name: 'who gets a statement',
    ask: (tx) => statementMembers(tx, period, { onlyWithMovement: true, order: 'grid' }),
  },
  { name: 'trial balance', ask: trialBalance },
  { name: 'coins owed', ask: coinsOwed },
  { name: 'figures of a closing', ask: (tx) => figuresOf(tx, month) },
  {
    // The total of permanent hours on the report: the same index.
    name: 'closing report',
    ask: (tx) => closingReportFacts(tx, { month, level: 'first', number: 'x' }, frame),
    whole: ['service_records'],
  },
  { name: 'what is open before a closing', ask: (tx) => closingNotesOf(tx, month, '2026-07-01', frame.now) },
  { name: 'liability by month', ask: (tx) => liabilityMonths(tx, month, 24) },
  { name: 'liability', ask: (tx) => liabilityAt(tx, month, 5_000, frame.now) },
  {
    name: 'balance as of one day, known on another',
    ask: (tx) =>
      balanceAt(tx, {
        memberId: one,
        servedThrough: civilDate('2026-05-31'),
        knownOn: civilDate('2026-06-15'),
      }),
  },
  { name: 'hours of a few', ask: (tx) => serviceMinutesOf(tx, few) },
  { name: 'permanent hours of a member', ask: (tx) => hoursOf(tx, one, page), unsorted: true },
  {
    name: 'what a few served on a day',
    ask: (tx) => servedSpans(tx, { memberIds: few, from: '2026-06-10', to: '2026-06-10' }),
  },
  { name: 'what a few served in a month', ask: (tx) => servedSpans(tx, { memberIds: few, ...range }) },
  { name: 'last service', ask: (tx) => lastServedOn(tx, one) },
  { name: 'hours of this month', ask: (tx) => minutesRecordedSince(tx, '2026-05-31T16:00:00.000Z') },
  { name: 'a piece of an export', ask: (tx) => entryRowsAfter(tx, 1_000, 6_000) },
  { name: 'certificates', ask: (tx) => listCertificates(tx, { page }), unsorted: true },
  { name: 'certificates of a member', ask: (tx) => listCertificates(tx, { memberId: one, page }) },
  { name: 'members by name', ask: members({}), unsorted: true },
  { name: 'members by name, backwards', ask: members({ descending: true }), unsorted: true },
  { name: 'members by number', ask: members({ sort: 'volunteerNumber' }), unsorted: true },
  { name: 'members by day of joining', ask: members({ sort: 'joinedOn' }), unsorted: true },
  // Sorted by a count: every member is looked at, each through an index.
  { name: 'members by coins', ask: members({ sort: 'coinMinutes' }) },
  { name: 'members by hours', ask: members({ sort: 'serviceMinutes' }) },
  // How many there are is counted from an index.
  { name: 'review list', ask: review({}), unsorted: true, whole: ['timebank_review_items'] },
  { name: 'review list, what is open', ask: review({ state: 'open' }), unsorted: true },
  { name: 'review list of a member', ask: review({ memberId: one }) },
  { name: 'review counts', ask: reviewCounts, whole: ['timebank_review_items'] },
];

describe.each(['never analysed', 'analysed'])('on a file %s', (state) => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  beforeAll(async () => {
    if (state === 'never analysed') await rawSql(file, 'DELETE FROM sqlite_stat1');
    else await rawSql(file, 'ANALYZE');
    database = await openDatabase({ file, entities, migrations, now: frame.now });
  });
  afterAll(() => database.close());

  it.each(questions)('$name', async ({ ask, whole = [], unsorted }) => {
    const asked: { sql: string; params: readonly SqlValue[] }[] = [];
    await database.read((tx) => ask(recording(tx, asked)));
    expect(asked.length).toBeGreaterThan(0);
    const faults: string[] = [];
    for (const { sql, params } of asked) {
      const plan = (await rawSql<{ detail: string }>(file, `EXPLAIN QUERY PLAN ${sql}`, [...params])).map(
        ({ detail }) => detail,
      );
      // A walk along an index that stops at its first rows is no scan.
      const stops = / ORDER BY [^()]* LIMIT \S+(?: OFFSET \?)?$/.test(sql.trim()) && !plan.some(sorting);
      const scanned = (stops ? [] : plan)
        .map((step) => /^SCAN (\w+)/.exec(step)?.[1])
        .map((alias) => tableOf(sql, alias ?? ''))
        .filter((table) => large.has(table) && !whole.includes(table));
      const sorts = unsorted === true && / LIMIT \?/.test(sql) && plan.some(sorting);
      if (scanned.length > 0 || sorts) faults.push(`${sql}\n${plan.join('\n')}`);
    }
    expect(faults).toEqual([]);
  });
});

const sorting = (step: string) => /TEMP B-TREE FOR .*ORDER BY/.test(step);

/** The same reader, and a note of what it was asked. */
function recording(tx: Reader, asked: { sql: string; params: readonly SqlValue[] }[]): Reader {
  const note =
    (name: 'all' | 'get') =>
    (sql: string, params: readonly SqlValue[] = []) => {
      asked.push({ sql, params });
      return tx[name](sql, params);
    };
  return { ...tx, find: tx.find.bind(tx), all: note('all'), get: note('get') } as Reader;
}

function tableOf(sql: string, alias: string): string {
  const named = [...sql.matchAll(/\b(?:FROM|JOIN|,)\s+(\w+)(?:\s+AS\s+(\w+))?/g)];
  return named.find((match) => (match[2] ?? match[1]) === alias)?.[1] ?? alias;
}
