import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../support/desk.ts';
import { rawSql } from '../../support/raw-sql.ts';

const writer = resolve(import.meta.dirname, '../../support/acknowledging-writer.ts');

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
  await (await openDesk({ dataDir })).close();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs the writer; `onOk` may end it. Answers what it acknowledged and its last word. */
async function run(
  command: string,
  args: string[],
  onOk: (count: number, kill: () => void) => void = () => undefined,
): Promise<{ acknowledged: string[]; refused: string | undefined }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  let refused: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ok ')) {
      acknowledged.push(line.slice(3));
      onOk(acknowledged.length, () => void child.kill('SIGKILL'));
    }
    if (line.startsWith('refused ')) refused = line.slice(8);
  }
  return { acknowledged, refused };
}

/** Everything that was acknowledged is there, nothing half-done is, and the trail tells of each row exactly once. */
async function expectWhole(acknowledged: string[]): Promise<void> {
  const desk = await openDesk({ dataDir, initialise: false });
  const [check] = await desk.sql<{ integrity_check: string }>('PRAGMA integrity_check');
  expect(check?.integrity_check).toBe('ok');
  const parties = new Set((await desk.sql<{ id: string }>('SELECT id FROM parties')).map((row) => row.id));
  expect(acknowledged.filter((id) => !parties.has(id))).toEqual([]);
  const count = async (text: string) => (await desk.sql<{ n: number }>(text))[0]?.n;
  expect(await count(`SELECT COUNT(*) AS n FROM commands WHERE route = 'people.saveParty'`)).toBe(
    parties.size,
  );
  expect(await count(`SELECT COUNT(*) AS n FROM audit_rows WHERE route = 'people.saveParty'`)).toBe(
    parties.size,
  );
  await desk.call('people.signIn', { username: 'admin', password: 'correct horse battery' });
  expect(await desk.call('platform.verifyAudit', {})).toMatchObject({ intact: true });
  await desk.close();
}

describe('kill -9 between and within writes', () => {
  it.each([1, 7, 40])(
    'after %i acknowledged rows: all of them are there, none is half-done',
    async (rows) => {
      const { acknowledged } = await run(
        process.execPath,
        ['--import', 'tsx', writer, dataDir],
        (count, kill) => {
          if (count === rows) setTimeout(kill, rows % 3);
        },
      );
      expect(acknowledged.length).toBeGreaterThanOrEqual(rows);
      await expectWhole(acknowledged);
    },
    60_000,
  );
});

describe.runIf(process.platform !== 'win32')('a disk that fills up', () => {
  it('refuses the write that does not fit by its own code, keeps all before it, and works again with room', async () => {
    // `ulimit -f` counts 1 KiB blocks in bash: every file of this process may grow to 3 MB, as on a full disk.
    const limited = `trap '' XFSZ; ulimit -f 3000; exec "$0" --import tsx "$1" "$2" 150`;
    const { acknowledged, refused } = await run('bash', ['-c', limited, process.execPath, writer, dataDir]);
    expect(refused).toBe('database.full');
    expect(acknowledged.length).toBeGreaterThan(20);
    await expectWhole(acknowledged);
    expect(
      (await rawSql<{ n: number }>(join(dataDir, 'fengqiao.sqlite'), 'SELECT COUNT(*) AS n FROM parties'))[0]
        ?.n,
    ).toBe(acknowledged.length);
  }, 120_000);
});
