import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentTemplates } from '../../src-main/document-templates.ts';
import { entities } from '../../src-main/entities.ts';
import { fixedClock } from '../../src-main/platform/clock.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { civilDate } from '../../src-main/platform/dates.ts';
import { createEngine } from '../../src-main/platform/documents/engine.ts';
import { createDocumentPool } from '../../src-main/platform/documents/pool.ts';
import { createIds } from '../../src-main/platform/ids.ts';
import { statementPeriod } from '../../src-main/timebank/booking-period.ts';
import { bookClosing, figuresOf, locksOf } from '../../src-main/timebank/closing/closing-store.ts';
import { journalWriter } from '../../src-main/timebank/closing/journal.ts';
import { writeJournal } from '../../src-main/timebank/closing/journal-store.ts';
import { selfAudit } from '../../src-main/timebank/closing/self-audit-store.ts';
import { coinAccountsOf, headOf, post, trialBalance } from '../../src-main/timebank/ledger-store.ts';
import { statementData, type StatementFrame } from '../../src-main/timebank/statement.ts';
import { statementFacts, statementMembers } from '../../src-main/timebank/statement-store.ts';
import { LedgerTransactions } from '../../src-main/timebank/entities.ts';
import { isInstalled, programs } from '../prove/programs.ts';
import { accountId, all, benchUser, exec, memberId, open, writeLedger } from './support/many-entries.ts';
import { plainPdfkit } from './support/plain-pdfkit.ts';

/*
 * The time bank at full size beside its peers, in one run: raw SQL by the driver on the same file, hledger and ledger on
 * the exported journal, a bare pdfkit loop. Read the ratios; goals are those of stack.md. BENCH_ENTRIES (1,000,000) and
 * BENCH_MEMBERS (5,000) scale it; BENCH_PROGRAMS=0 leaves the other programs out, which need minutes and gigabytes.
 */
const entriesCount = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const membersCount = Number(process.env.BENCH_MEMBERS ?? 5_000);
const root = resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'bench-ledger-'));
const file = join(folder, 'ledger.sqlite');

const [making, made] = await timed(() => writeLedger(file, { entries: entriesCount, members: membersCount }));
const megabytes = Math.round((await stat(file)).size / 1e6);
console.log(
  `${entriesCount} entries, ${membersCount} members, ${megabytes} MB, made in ${(making / 1000).toFixed(0)} s`,
);
const database = await openDatabase({ file, entities, migrations, now: made.now });
const raw = await open(file);
const clock = fixedClock(made.now);
const ids = createIds(clock);
const period = statementPeriod(made.month, civilDate('2026-07-01'))!;
const pick = (index: number) => (index * 7_919) % membersCount;

try {
  await balances();
  await statements();
  await trial();
  await otherPrograms();
  await batch();
  await audit();
  await closing();
  await booking();
} finally {
  await new Promise<void>((done) => raw.close(() => done()));
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

async function balances() {
  const ours = await each(300, (index) => database.read((tx) => coinAccountsOf(tx, [memberId(pick(index))])));
  const peer = await each(300, (index) =>
    all(
      raw,
      'SELECT balance_after FROM ledger_entries WHERE account_id = ? ORDER BY account_seq DESC LIMIT 1',
      [accountId(pick(index))],
    ),
  );
  const summed = await each(20, (index) =>
    all(raw, 'SELECT sum(amount) FROM ledger_entries WHERE account_id = ?', [accountId(pick(index))]),
  );
  report(
    'balance of a member',
    ours,
    [
      ['raw SQL, one look-up', peer],
      ['raw SQL, sum', summed],
    ],
    1,
  );
}

async function statements() {
  const ours = await each(100, (index) =>
    database.read((tx) => statementFacts(tx, period, [memberId(pick(index))])),
  );
  const peer = await each(100, (index) =>
    all(
      raw,
      `SELECT * FROM ledger_entries JOIN ledger_transactions ON seq = transaction_seq WHERE account_id = ?
         AND recorded_at >= '2026-05-31T16:00:00.000Z' AND recorded_at < '2026-06-30T16:00:00.000Z' ORDER BY seq`,
      [accountId(pick(index))],
    ),
  );
  report('statement data of a member', ours, [['raw SQL, lines alone', peer]], 5);
}

async function trial() {
  const ours = await each(5, () => database.read(trialBalance));
  const peer = await each(2, () =>
    all(raw, 'SELECT account_id, sum(amount) FROM ledger_entries GROUP BY account_id'),
  );
  report(`trial balance of ${membersCount} members`, ours, [['raw SQL, sums', peer]], 100);
}

async function otherPrograms() {
  if (process.env.BENCH_PROGRAMS === '0') return;
  for (const program of programs.filter((one) => one.format !== 'beancount' && isInstalled(one))) {
    const journal = join(folder, `journal.${program.extension}`);
    const [writing, counts] = await timed(() => exportTo(journal, program.format));
    console.log(
      `  journal for ${program.format}: ${counts.transactions} transactions, ${counts.assertions} assertions, written in ${(writing / 1000).toFixed(1)} s`,
    );
    const start = process.hrtime.bigint();
    const args =
      program.format === 'hledger'
        ? ['-f', journal, 'balance', '--flat', '-N']
        : ['-f', journal, 'balance', '--flat', '--no-total'];
    const result = spawnSync(program.commands[0]!, args, {
      env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
      maxBuffer: 1e9,
      timeout: 600_000,
    });
    const time = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(
      `  ${program.format}, balances of the journal: ${result.status === 0 ? `${(time / 1000).toFixed(1)} s` : `gave up after ${(time / 1000).toFixed(0)} s`}`,
    );
  }
}

async function exportTo(path: string, format: 'hledger' | 'ledger' | 'beancount') {
  const out = createWriteStream(path);
  const counts = await writeJournal(
    {
      read: database.read,
      write: (text) => (out.write(text) ? undefined : new Promise((done) => out.once('drain', () => done()))),
    },
    (accounts) => journalWriter(format, accounts),
    'bench',
  );
  await new Promise<void>((done) => out.end(done));
  return counts;
}

async function batch() {
  const frame: StatementFrame = {
    organisation: '尧化街道时间银行',
    handler: '协调员',
    period,
    head: await database.read(async (tx) => (await headOf(tx)).hash),
    now: made.now,
    today: civilDate('2026-07-01'),
    sourceNames: { signInOut: '信用时数', sheet: '签到表', lateEntry: '荣誉时数' },
    notes: { person: [], group: [] },
    large: false,
  };
  const pool = createDocumentPool({
    entry: pathToFileURL(join(root, 'tests/support/document-worker.mjs')),
    fontsDir: join(root, 'resources/fonts'),
    size: 1,
  });
  // As the job does it: fifty members are read and handed over while those before them are drawn.
  const members = await database.read((tx) =>
    statementMembers(tx, period, { onlyWithMovement: false, order: 'number' }),
  );
  async function* pieces(count: number) {
    for (let at = 0; at < count; at += 50) {
      const some = members.slice(at, at + 50).map(({ id }) => id);
      const facts = await database.read((tx) => statementFacts(tx, period, some));
      yield { statements: facts.map((one) => statementData(one, frame)) };
    }
  }
  const request = { kind: 'timebank.statementBatch', createdAt: made.now };
  const total = members.length;
  await pool.renderPieces({ ...request, title: '', total }, pieces(50));
  const [drawing, drawn] = await timed(() =>
    pool.renderPieces({ ...request, title: '', total }, pieces(total)),
  );
  await pool.close();
  const engine = createEngine({ fontsDir: join(root, 'resources/fonts'), templates: documentTemplates });
  const { value: data } = await pieces(50).next();
  const sample = engine.layout({ ...request, data }).pages;
  await plainPdfkit(sample.slice(0, 5));
  const [peer] = await timed(() => plainPdfkit(sample));
  const scaled = (peer * drawn.pages) / sample.length;
  console.log(
    `statements of all: ${total} statements on ${drawn.pages} pages, ${(drawn.bytes.length / 1e6).toFixed(1)} MB, ` +
      `${Math.round(process.memoryUsage().rss / 1e6)} MB of memory with the worker`,
  );
  report(
    'batch PDF of all statements',
    drawing,
    [[`bare pdfkit loop (${sample.length} pages, scaled)`, scaled]],
    scaled / 2,
  );
}

async function audit() {
  const [ours, result] = await timed(() => selfAudit(database.read));
  if (!result.intact) throw new Error(result.problems.slice(0, 5).join('; '));
  const peer = await each(1, async () => {
    await all(raw, 'SELECT transaction_seq FROM ledger_entries GROUP BY 1 HAVING sum(amount) <> 0');
    await all(raw, 'SELECT account_id, sum(amount) FROM ledger_entries GROUP BY 1');
  });
  report('self-audit', ours, [['raw SQL, sums alone', peer]], (10_000 * entriesCount) / 1_000_000);
}

async function closing() {
  const start = process.hrtime.bigint();
  let months = 0;
  const seal = async (month: string) =>
    database.write((tx) =>
      bookClosing(
        { tx, now: made.now, actor: { userId: benchUser } },
        { id: ids.next(), month, act: 'first', reason: '', documentId: null },
      ),
    );
  for (let month = '2024-07'; month <= made.month; month = next(month), months += 1) await seal(month);
  const ours = Number(process.hrtime.bigint() - start) / 1e6 / months;
  const figures = await database.read((tx) => figuresOf(tx, made.month));
  const peer = await each(1, () =>
    all(raw, 'SELECT account_id, sum(amount) FROM ledger_entries WHERE transaction_seq <= ? GROUP BY 1', [
      figures.throughSeq,
    ]),
  );
  console.log(`closed through ${(await database.read(locksOf)).closedThrough}, ${months} months`);
  report('month close', ours, [['raw SQL, sums', peer]], 1_000);
}

async function booking() {
  const transaction = (index: number) => ({
    id: ids.next(),
    kind: 'credit' as const,
    servedOn: '2026-07-01',
    text: '社区巡查',
    sourceClass: 'sheet' as const,
    sheetLineId: null,
    rule: 'bench',
    inputs: {},
    entries: [
      { account: 'issue:service', amount: -60 },
      { account: accountId(pick(index)), amount: 60 },
    ],
    reversesId: null,
    reason: '',
  });
  const ours = await each(200, (index) =>
    database.write((tx) => post({ tx, now: made.now, actor: { userId: benchUser } }, [transaction(index)])),
  );
  await exec(raw, 'PRAGMA synchronous = FULL');
  const peer = await each(200, async (index) => {
    const head = await database.read(headOf);
    await all(
      raw,
      `INSERT INTO ledger_transactions (seq, id, kind, served_on, recorded_at, text, source_class, rule, inputs, reason, late_reason, created_by, entries, prev_hash, hash)
       VALUES (?, ?, 'credit', '2026-07-01', ?, 'x', 'sheet', '', '{}', '', '', ?, ?, ?, ?)`,
      [
        head.seq + 1,
        ids.next(),
        made.now,
        benchUser,
        JSON.stringify(transaction(index).entries),
        head.hash,
        'a'.repeat(64),
      ],
    );
  });
  // TypeORM's own way to the same row, in a transaction of its own, with the same triggers.
  const orm = await each(200, (index) =>
    database.write(async (tx) => {
      const head = await headOf(tx);
      const { entries, ...rest } = transaction(index);
      await tx.repository(LedgerTransactions).insert({
        ...{
          seq: head.seq + 1,
          id: rest.id,
          kind: rest.kind,
          served_on: rest.servedOn,
          recorded_at: made.now,
          text: rest.text,
        },
        ...{
          source_class: rest.sourceClass,
          rule: rest.rule,
          inputs: '{}',
          reason: '',
          late_reason: '',
          created_by: benchUser,
        },
        ...{ entries: JSON.stringify(entries), prev_hash: head.hash, hash: 'b'.repeat(64) },
      });
    }),
  );
  report(
    'single booking, durable',
    ours,
    [
      ['raw SQL, one INSERT with the same triggers', peer],
      ['repository.insert with the same triggers', orm],
    ],
    2 * peer,
  );
}

/** Median milliseconds of one. */
async function each(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push((await timed(() => work(index)))[0]);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = process.hrtime.bigint();
  const result = await work();
  return [Number(process.hrtime.bigint() - start) / 1e6, result];
}

function report(name: string, ours: number, peers: [string, number][], goal: number) {
  const beside = peers.map(
    ([peer, time]) => `${peer} ${time.toFixed(2)} ms (ratio ${(ours / time).toFixed(2)})`,
  );
  console.log(
    `${name}: ${ours.toFixed(2)} ms; ${beside.join('; ')}; goal ≤ ${goal.toFixed(0)} ms ${ours <= goal ? 'met' : 'NOT met'}`,
  );
}

function next(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
