import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../../src-main/contract/index.ts';

const bin = resolve(import.meta.dirname, '../../../scripts/fengqiao.mjs');
const password = 'correct horse battery';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'terminal-'));
  const made = await fengqiao([
    'init',
    '--committee',
    '尧化街道人民调解委员会',
    '--mark',
    '尧',
    '--data',
    dataDir,
  ]);
  expect(made.code, made.err).toBe(0);
}, 300_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function fengqiao(
  args: string[],
  options: { stdin?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, FENGQIAO_PASSWORD: password, ...options.env };
  const child = spawn(process.execPath, [bin, ...args], { env });
  child.stdin.end(options.stdin ?? '');
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out, err };
}

describe('fengqiao --help', () => {
  it.each([
    [['--help']],
    [['init', '--help']],
    [['routes', '--help']],
    [['call', '--help']],
    [['export', '--help']],
    [['demo', '--help']],
  ])('%j says how to use it', async (args) => {
    const { code, out } = await fengqiao(args);
    expect(code).toBe(0);
    expect(out).toContain('Usage: fengqiao');
  });

  it('an unknown command or option is refused with the help, exit 2', async () => {
    expect(await fengqiao(['fly'])).toMatchObject({ code: 2 });
    expect(await fengqiao(['call', 'people.readStatus', '--fast'])).toMatchObject({ code: 2 });
    expect(await fengqiao(['call'])).toMatchObject({ code: 2 });
  });
});

describe('fengqiao routes', () => {
  it('--json lists every route of the contract with kind, roles and both schemas', async () => {
    const { code, out } = await fengqiao(['routes', '--json']);
    expect(code).toBe(0);
    const list = JSON.parse(out) as {
      name: string;
      kind: string;
      roles: unknown;
      input: object;
      output: object;
    }[];
    expect(list.map((route) => route.name).sort()).toEqual(Object.keys(routes).sort());
    for (const route of list) {
      expect(['query', 'command']).toContain(route.kind);
      expect(route.roles, route.name).toBeTruthy();
      // Of one kind, or one of several.
      for (const schema of [route.input, route.output])
        expect(Object.keys(schema), route.name).toSatisfy(
          (keys: string[]) => keys.includes('type') || keys.includes('anyOf'),
        );
    }
  });
});

describe('fengqiao call', () => {
  const call = (route: string, input: unknown, extra: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    fengqiao(['call', route, '--json', '-', '--data', dataDir, ...extra], {
      stdin: JSON.stringify(input),
      env,
    });

  it('prints the envelope and exits 0', async () => {
    const { code, out } = await call('people.searchParties', {}, ['--user', 'admin']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ok: true, value: { rows: [], total: 0 } });
  });

  it('exits 2 on a refusal: no session, wrong password, bad input, unknown route', async () => {
    for (const [answer, expected] of [
      [await call('people.searchParties', {}), 'session.required'],
      [
        await call('people.searchParties', {}, ['--user', 'admin'], { FENGQIAO_PASSWORD: 'wrong password' }),
        'session.wrongPassword',
      ],
      [await call('people.saveParty', { party: {} }, ['--user', 'admin']), 'input.invalid'],
      [await call('people.fly', {}, ['--user', 'admin']), 'route.unknown'],
    ] as const) {
      expect(answer.code).toBe(2);
      expect(JSON.parse(answer.out)).toMatchObject({ ok: false, error: { code: expected } });
    }
  });

  it('the same --command-id writes once, also from a file', async () => {
    const file = join(dataDir, 'party.json');
    await writeFile(file, JSON.stringify({ party: { name: '王𬍛' } }));
    const args = ['call', 'people.saveParty', '--json', file, '--user', 'admin', '--data', dataDir];
    const id = ['--command-id', '01890000-0000-7000-8000-000000000002'];
    const first = await fengqiao([...args, ...id]);
    const second = await fengqiao([...args, ...id]);
    expect(first.code).toBe(0);
    expect(second.out).toBe(first.out);
    const found = await call('people.searchParties', { text: '𬍛' }, ['--user', 'admin']);
    expect(JSON.parse(found.out)).toMatchObject({ value: { total: 1 } });
  });

  it('input that is no JSON, or no password at all, is told in a sentence', async () => {
    const wrong = await fengqiao(['call', 'people.readStatus', '--json', '-', '--data', dataDir], {
      stdin: '{',
    });
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('not JSON') as string });
    const silent = await call('people.listUsers', {}, ['--user', 'admin'], { FENGQIAO_PASSWORD: '' });
    expect(silent).toMatchObject({ code: 2, err: expect.stringContaining('FENGQIAO_PASSWORD') as string });
  });
});

describe('fengqiao export', () => {
  const exportTo = (folder: string, extra: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    fengqiao(['export', '--to', folder, '--user', 'admin', '--data', dataDir, ...extra], { env });

  it('writes journals and tables into a folder that it makes, and nothing over another file', async () => {
    const folder = join(dataDir, 'exported', 'ledger');
    const first = await exportTo(folder);
    expect(first.code, first.err).toBe(0);
    const files = (await readdir(folder)).sort();
    expect(files.map((name) => name.replace(/^.*\./, ''))).toEqual(
      ['beancount', 'csv', 'journal', 'ledger'].sort(),
    );
    for (const name of files) expect(first.out).toContain(name);
    expect(
      await readFile(
        join(
          folder,
          files.find((name) => name.endsWith('.journal'))!,
        ),
        'utf8',
      ),
    ).toContain('account Equity:Issue:Service');
    const again = await exportTo(folder, ['--format', 'beancount,xlsx']);
    expect(again.code, again.err).toBe(0);
    expect((await readdir(folder)).filter((name) => !files.includes(name)).join()).toMatch(
      /^时间银行账簿 \S+\.xlsx$/,
    );
  });

  it('writes statements as files of their own, with their list', async () => {
    const input = JSON.stringify({ member: { name: '骆某', joinedOn: '2020-01-05' } });
    const args = ['call', 'timebank.saveMember', '--json', '-', '--user', 'admin', '--data', dataDir];
    expect((await fengqiao(args, { stdin: input })).code).toBe(0);
    const folder = join(dataDir, 'exported', 'statements');
    const month = new Date().toISOString().slice(0, 7);
    const made = await exportTo(folder, ['--statements', month, '--all-members']);
    expect(made.code, made.err).toBe(0);
    expect(made.out).toContain('1 of 1 statements');
    const files = (await readdir(folder)).sort();
    expect(files).toHaveLength(2);
    expect(files.find((name) => name.endsWith('.pdf'))).toContain(month);
    // The same route by itself, with the folder named on the command line.
    const call = [
      'call',
      'timebank.issueStatementFiles',
      '--json',
      '-',
      '--user',
      'admin',
      '--data',
      dataDir,
    ];
    const body = JSON.stringify({ month });
    expect((await fengqiao(call, { stdin: body })).out).toContain('dialog.unavailable');
    const other = join(dataDir, 'exported', 'called');
    expect((await fengqiao([...call, '--to', other], { stdin: body })).code).toBe(0);
    expect(await readdir(other)).toHaveLength(2);
  });

  it('says what is wrong: no folder, no such format, no session, a month that has not begun', async () => {
    expect(await fengqiao(['export', '--data', dataDir])).toMatchObject({ code: 2 });
    const folder = join(dataDir, 'exported', 'refused');
    expect(await exportTo(folder, ['--format', 'word'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no format “word”') as string,
    });
    expect(await exportTo(folder, [], { FENGQIAO_PASSWORD: 'wrong password' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('session.wrongPassword') as string,
    });
    expect(await exportTo(folder, ['--statements', '2099-12'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('period.notBegun') as string,
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('fengqiao demo', () => {
  it('plays both lines into a fresh file, writes the PDFs and says what happened', async () => {
    const out = join(dataDir, 'demo');
    const { code, out: told, err } = await fengqiao(['demo', '--out', out]);
    expect(code, err).toBe(0);
    const cases = await readdir(join(out, 'cases'));
    expect(cases.filter((name) => name.includes('调解协议书')).length).toBeGreaterThanOrEqual(10);
    expect(cases.filter((name) => name.includes('申请书')).length).toBeGreaterThanOrEqual(10);
    expect(cases.filter((name) => name.includes('登记表')).length).toBeGreaterThanOrEqual(10);
    expect((await readdir(join(out, 'statements'))).length).toBeGreaterThanOrEqual(2);
    expect(told).toContain('sums and chain intact');
    expect(told).not.toContain('BROKEN');
  }, 300_000);

  it('does not write into a folder that holds a centre’s file', async () => {
    expect(await fengqiao(['demo', '--data', dataDir])).toMatchObject({
      code: 2,
      err: expect.stringContaining('already holds') as string,
    });
  });
});
