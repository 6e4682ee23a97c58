import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Envelope } from '../../../src-main/contract/errors.ts';
import { openDesk, testPassword, type TestDesk } from '../../support/desk.ts';
import { rawSql } from '../../support/raw-sql.ts';
import { people, published, wish } from './work-kit.ts';

/*
 * Two windows, or a window and a terminal, at the same coin at the same moment: exactly one wins, the other is told why.
 * Real processes on one data folder; nothing but the database stands between them.
 */
const bin = resolve(import.meta.dirname, '../../../scripts/fengqiao.mjs');
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'race-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

// The terminals read the machine’s clock, so the desk that prepares the ground stands on it too.
const now = () => new Date().toISOString();
const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);

async function terminal(route: string, input: unknown): Promise<Envelope> {
  const child = spawn(
    process.execPath,
    [bin, 'call', route, '--json', '-', '--user', 'admin', '--data', dataDir],
    { env: { ...process.env, FENGQIAO_PASSWORD: testPassword } },
  );
  child.stdin.end(JSON.stringify(input));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  await new Promise((done) => child.on('close', done));
  try {
    return JSON.parse(out) as Envelope;
  } catch {
    throw new Error(`no answer from the terminal: ${err}`);
  }
}

const codes = (answers: Envelope[]) => answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort();

async function prepare<T>(work: (desk: TestDesk) => Promise<T>): Promise<T> {
  const desk = await openDesk({ dataDir, now: now() });
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

it('two terminals take the same request: one has it, the other hears that it is taken', async () => {
  const { id, who } = await prepare(async (desk) => {
    const who = await people(desk);
    return { who, ...(await published(desk, who.recipient, { wantedOn: tomorrow() })) };
  });
  const answers = await Promise.all([
    terminal('timebank.takeRequest', { id, helperId: who.helper }),
    terminal('timebank.takeRequest', { id, helperId: who.other }),
  ]);
  expect(codes(answers)).toEqual(['ok', 'request.alreadyTaken']);
  const file = join(dataDir, 'fengqiao.sqlite');
  expect(await rawSql(file, `SELECT state FROM requests`)).toEqual([{ state: 'taken' }]);
  expect(await rawSql(file, `SELECT count(*) AS n FROM request_events WHERE step = 'take'`)).toEqual([
    { n: 1 },
  ]);
}, 180_000);

it('two terminals reserve the same coins: one request is published, the other is refused for want of coins', async () => {
  const drafts = await prepare(async (desk) => {
    const who = await people(desk, 120);
    return Promise.all(
      ['陪同就医', '读报'].map((title) =>
        desk.call('timebank.saveRequest', { request: wish(who.recipient, { title, wantedOn: tomorrow() }) }),
      ),
    );
  });
  const answers = await Promise.all(
    drafts.map(({ id, version }) => terminal('timebank.publishRequest', { id, version })),
  );
  expect(codes(answers)).toEqual(['ledger.insufficientBalance', 'ok']);
  const held = await rawSql(join(dataDir, 'fengqiao.sqlite'), 'SELECT amount, state FROM ledger_holds');
  expect(held).toEqual([{ amount: 90, state: 'held' }]);
}, 180_000);

it('two windows on one folder, again and again: never two helpers, never coins reserved twice', async () => {
  const first = await openDesk({ dataDir, now: now() });
  const second = await openDesk({ dataDir, now: now(), initialise: false });
  try {
    await second.call('people.signIn', { username: 'admin', password: testPassword });
    const who = await people(first, 240);
    for (let round = 0; round < 5; round += 1) {
      const { id } = await published(first, who.recipient, { wantedOn: tomorrow() });
      const answers = await Promise.all([
        first.ask('timebank.takeRequest', { id, helperId: who.helper }),
        second.ask('timebank.takeRequest', { id, helperId: who.other }),
      ]);
      expect(codes(answers), `round ${round}`).toEqual(['ok', 'request.alreadyTaken']);
      const { version } = await first.call('timebank.readRequest', { id });
      await first.call('timebank.cancelRequest', { id, version, reason: '下一轮' });
    }
    const drafts = await Promise.all(
      [1, 2, 3].map(() =>
        first.call('timebank.saveRequest', { request: wish(who.recipient, { wantedOn: tomorrow() }) }),
      ),
    );
    const answers = await Promise.all(
      drafts.map(({ id, version }, index) =>
        (index % 2 === 0 ? first : second).ask('timebank.publishRequest', { id, version }),
      ),
    );
    expect(codes(answers)).toEqual(['ledger.insufficientBalance', 'ok', 'ok']);
  } finally {
    await second.close();
    await first.close();
  }
}, 120_000);
