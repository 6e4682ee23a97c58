import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { databaseFile } from '../../src-main/application.ts';
import { entities } from '../../src-main/entities.ts';
import { indexCases, keepSearchWords, pendingCases } from '../../src-main/mediation/search/index-store.ts';
import { openGateway, type Database } from '../../src-main/platform/database/gateway.ts';
import { openDesk, testPassword } from '../support/desk.ts';
import {
  insertCases,
  makeCase,
  random,
  sentencesOfPublishedCases,
  writeCases,
  type Ground,
} from './support/many-cases.ts';
import { readHaystacks, searchDiffers } from './support/plain-scan.ts';
import { exportTimes, listTimes } from './support/register-times.ts';

/*
 * Searching in 100,000 cases (`npm run bench -- search`), or in as many as FENGQIAO_BENCH_CASES says (1000000): the
 * whole road of a call in the main process, beside a LIKE scan and SQLite's own trigram index on the same file in the
 * same run. Same machine: read the ratios. It ends with the goals.
 * FENGQIAO_BENCH_FOLDER keeps the file there: a second run asks anew without writing a million cases again.
 */
const count = Number(process.env['FENGQIAO_BENCH_CASES'] ?? 100_000);
const QUERIES = 40;

const scanned = `(title LIKE ? OR facts LIKE ? OR requests LIKE ?
  OR EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = cases.id AND p.name LIKE ?)
  OR EXISTS (SELECT 1 FROM mediation_sessions s WHERE s.case_id = cases.id AND s.minutes LIKE ?))`;
const likeSql = `SELECT seq FROM cases WHERE ${scanned} ORDER BY seq DESC LIMIT 50`;
const trigramSql = 'SELECT rowid FROM temp.raw_words WHERE raw_words MATCH ? ORDER BY rowid DESC LIMIT 50';

const folder = process.env['FENGQIAO_BENCH_FOLDER'];
const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'bench-search-')));
await mkdir(dataDir, { recursive: true });
const notes = join(dataDir, `search-${count}.json`);
const sentences = await sentencesOfPublishedCases();
console.log(`${count} cases`);
if (!existsSync(notes)) writeFileSync(notes, JSON.stringify(await makeFile()));
const { file, base, index, indexSeconds, insertCost } = JSON.parse(readFileSync(notes, 'utf8')) as Made;
print('index built in', `${indexSeconds.toFixed(1)} s`);
print('index size', `${mb(index)} MB = ${(index / base).toFixed(2)} × base (${mb(base)} MB)`);
print(
  'one case written, without / with its words',
  `${insertCost.bare.toFixed(2)} / ${insertCost.indexed.toFixed(2)} ms`,
);

const raw = await openRaw();
const rawStarted = performance.now();
await raw.all(`CREATE VIRTUAL TABLE temp.raw_words USING fts5 (body, content = '', tokenize = 'trigram')`);
await raw.all(`INSERT INTO temp.raw_words (rowid, body) SELECT seq, title || ' ' || facts || ' ' || requests || ' ' ||
  ifnull((SELECT group_concat(name, ' ') FROM case_parties WHERE case_id = cases.id), '') || ' ' ||
  ifnull((SELECT group_concat(minutes, ' ') FROM mediation_sessions WHERE case_id = cases.id), '') FROM cases`);
print('raw FTS5 (trigram) built in', `${((performance.now() - rawStarted) / 1_000).toFixed(1)} s`);

const desk = await openDesk({ dataDir, initialise: false });
await desk.call('people.signIn', { username: 'admin', password: testPassword });
const queries = await queriesOf(11);
// As in a program that has been open for a minute: other words first, and the very first search by itself.
const others = Object.values(await queriesOf(12)).flatMap((texts) => texts.slice(0, 12));
const first = await times(others.slice(0, 1), (text) => desk.call('mediation.search', { text }), false);
print('the very first search', `${first.p50.toFixed(1)} ms`);
for (const text of others) await desk.call('mediation.search', { text });
const p95s: number[] = [];
const mismatches: string[] = [];
const haystacks = await readHaystacks(raw.all);
for (const [kind, texts] of Object.entries(queries)) {
  const ours = await times(texts, (text) => desk.call('mediation.search', { text }));
  const like = await times(texts.slice(0, 6), (text) => raw.all(likeSql, like5(text)));
  const fts =
    [...texts[0]!].length < 3 ? null : await times(texts, (text) => raw.all(trigramSql, [`"${text}"`]));
  for (const text of texts) {
    const wrong = await searchDiffers(desk, haystacks, text);
    if (wrong !== null) mismatches.push(wrong);
  }
  p95s.push(ours.p95);
  print(
    kind,
    `${line(ours)} | LIKE ${line(like)} | raw FTS ${fts ? line(fts) : 'cannot'} | ${(like.p50 / ours.p50).toFixed(0)} × faster than LIKE`,
  );
}
const small = count <= 100_000;
const lists = await listTimes(desk, small ? raw.all : null);
const listWorst = Math.max(...lists.map((one) => one.ms));
for (const one of lists.sort((a, b) => b.ms - a.ms).slice(0, 8))
  print(`list ${one.what}`, `${one.ms.toFixed(1)} ms`);
for (const one of lists) if (one.wrong !== null) mismatches.push(`list ${one.what}: ${one.wrong}`);
const sheet = small ? await exportTimes(desk) : null;
if (sheet) {
  print(
    `XLSX of ${sheet.rows} cases, all columns`,
    `${sheet.seconds.toFixed(1)} s; longest pause ${sheet.pause.toFixed(0)} ms, were it made in this thread ${sheet.pauseHere.toFixed(0)} ms`,
  );
}

const goal = count > 100_000 ? 20 : 10;
const worstP95 = Math.max(...p95s.slice(0, -1));
console.log('');
judge(`search p95 ≤ ${goal} ms (all but the worst case)`, worstP95, worstP95 <= goal);
judge('0 mismatches against a plain scan', mismatches.length, mismatches.length === 0);
for (const wrong of mismatches.slice(0, 20)) console.log(`        ${wrong}`);
judge('index ≤ 0.35 × base', index / base, index / base <= 0.35);
if (small) judge('case list, any filter or order, first page ≤ 30 ms', listWorst, listWorst <= 30);
if (sheet) {
  const share = sheet.pause / sheet.pauseHere;
  judge('longest pause while exporting ≤ 0.1 × making the file in the main process', share, share <= 0.1);
}
await desk.close();
await raw.close();
if (folder === undefined) await rm(dataDir, { recursive: true, force: true });

interface Made {
  file: string;
  /** Bytes of the file without, and of the index. */
  base: number;
  index: number;
  indexSeconds: number;
  insertCost: { bare: number; indexed: number };
}

async function makeFile(): Promise<Made> {
  const empty = await openDesk({ dataDir, initialise: !existsSync(join(dataDir, databaseFile)) });
  const [user] = await empty.sql<{ id: string; committee_id: string }>('SELECT id, committee_id FROM users');
  const { file } = empty;
  await empty.close();
  const ground = { committeeId: user!.committee_id, userId: user!.id };
  const gateway = await openGateway({ file, entities });
  const written = await gateway.read((tx) => tx.get('SELECT 1 FROM cases LIMIT 1'));
  if (!written) await writeCases(gateway, ground, count, (done) => console.log(`  ${done} written`));
  const base = await sizeOf(gateway);
  const started = performance.now();
  for (;;) {
    const left = await gateway.write(async (tx) => {
      const seqs = await pendingCases(tx, 1_000);
      await indexCases(tx, seqs);
      return seqs.length;
    });
    if (left === 0) break;
  }
  const indexSeconds = (performance.now() - started) / 1_000;
  const index = (await sizeOf(gateway)) - base;
  const insertCost = await insertCosts(gateway, ground);
  await gateway.close();
  return { file, base, index, indexSeconds, insertCost };
}

async function queriesOf(seed: number): Promise<Record<string, string[]>> {
  const next = random(seed);
  const text = sentences.join('');
  const piece = (size: number) => {
    for (;;) {
      const at = Math.floor(next() * (text.length - size));
      const found = text.slice(at, at + size);
      if (/^[\u4e00-\u9fff]+$/.test(found)) return found;
    }
  };
  const list = (size: number) => Array.from({ length: QUERIES }, () => piece(size));
  const names = await raw.all<{ name: string }>(
    'SELECT DISTINCT name FROM case_parties WHERE length(name) = 2 ORDER BY name LIMIT ?',
    [QUERIES],
  );
  return {
    'two-character word': list(2),
    'three characters': list(3),
    'six characters': list(6),
    'two-character name': names.map((row) => row.name),
    'one character': [...'王李张刘陈杨黄赵吴周'],
    'no hit': Array.from({ length: QUERIES }, (_, index) => `龘靐${index}`),
    'worst case (pairs common, words absent)': await worstWords(text),
  };
}

/** Three characters whose two pairs are each in as many cases as possible, and which never stand together. */
async function worstWords(text: string): Promise<string[]> {
  const sample = await raw.all<{ facts: string }>('SELECT facts FROM cases ORDER BY seq DESC LIMIT 1500');
  const pairs = new Map<string, number>();
  for (const { facts } of sample) {
    for (const pair of new Set(facts.match(/(?=([\u4e00-\u9fff]{2}))/gu) ? pairsOf(facts) : [])) {
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  const common = [...pairs].sort((a, b) => b[1] - a[1]).slice(0, 150);
  const words: [string, number][] = [];
  for (const [one, n] of common) {
    for (const [other, m] of common) {
      const word = one + other.slice(1);
      if (one[1] === other[0] && !text.includes(word)) words.push([word, Math.min(n, m)]);
    }
  }
  return words
    .sort((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([word]) => word);
}

function pairsOf(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)).filter((pair) =>
    /^[\u4e00-\u9fff]{2}$/.test(pair),
  );
}

async function insertCosts(gateway: Database, ground: Ground): Promise<Made['insertCost']> {
  const next = random(3);
  const cost = async (from: number, indexed: boolean) => {
    const made = Array.from({ length: 150 }, (_, at) => makeCase(from + at, ground, sentences, next));
    const begun = performance.now();
    for (const one of made) {
      await gateway.write(async (tx) => {
        await insertCases(tx, [one]);
        if (indexed) await keepSearchWords(tx, one.row.seq);
      });
    }
    return (performance.now() - begun) / made.length;
  };
  await cost(count + 1, true);
  const indexed = await cost(count + 1_001, true);
  const bare = await cost(count + 2_001, false);
  await gateway.write(async (tx) => indexCases(tx, await pendingCases(tx, 1_000)));
  return { bare, indexed };
}

interface Times {
  p50: number;
  p95: number;
}

async function times<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<unknown>,
  warm = true,
): Promise<Times> {
  const taken: number[] = [];
  if (warm) await work(inputs[0] as T);
  for (const input of inputs) {
    const begun = performance.now();
    await work(input);
    taken.push(performance.now() - begun);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

interface Raw {
  all<R>(sql: string, params?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

async function openRaw(): Promise<Raw> {
  const database = new sqlite3.Database(file);
  const all = <R>(sql: string, params: unknown[] = []) =>
    new Promise<R[]>((done, fail) =>
      database.all(sql, params, (error, rows) => (error ? fail(error) : done(rows as R[]))),
    );
  return { all, close: () => new Promise<void>((done) => database.close(() => done())) };
}

function like5(text: string): string[] {
  return Array.from({ length: 5 }, () => `%${text}%`);
}

async function sizeOf(gateway: Database): Promise<number> {
  await gateway.read((tx) => tx.get('SELECT 1'));
  const [pages] = await gateway.read((tx) =>
    tx.all<{ bytes: number }>(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
    ),
  );
  if (!pages) throw new Error('a file has pages');
  return pages.bytes;
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function line({ p50, p95 }: Times): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
}

function print(what: string, value: string): void {
  console.log(`${what.padEnd(44)} ${value}`);
}

function judge(what: string, value: number, met: boolean): void {
  console.log(`${met ? 'met    ' : 'NOT MET'} ${what}: ${Number(value.toFixed(2))}`);
}
