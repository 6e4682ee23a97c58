import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

let desk: TestDesk;
let folder: string;
let members: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statements-'));
  desk = await openDesk({ now: '2026-05-04T02:00:00.000Z' });
  desk.folder = folder;
  const { areas } = await desk.call('platform.readReference', {});
  const communities = areas.filter(({ level }) => level === 'community').slice(0, 2);
  members = [];
  for (const [index, name] of ['骆某', '李某', '马某', '杜某'].entries()) {
    members.push(await addMember(desk, name, { areaId: communities[index % 2]?.id ?? null }));
  }
  // Three of the four moved in May.
  await book(
    desk,
    sheet(
      '2026-05-04',
      members.slice(0, 3).map((id, n) => line(id, '09:00', '10:00', 30 + n)),
    ),
  );
  desk.clock.set('2026-06-02T02:00:00.000Z');
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

type Choice = { month?: string; onlyWithMovement?: boolean; large?: boolean; order?: 'number' | 'grid' };

async function run(choice: Choice = {}) {
  const { jobId } = await desk.call('timebank.issueStatementFiles', { month: '2026-05', ...choice });
  expect(jobId).not.toBeNull();
  await desk.application.idle();
  const job = await desk.call('platform.readJob', { id: jobId! });
  return { job, made: await desk.call('timebank.readStatementFiles', { jobId: jobId! }) };
}
const pdfs = async () => (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort();
const numbers = async () =>
  (
    await desk.sql<{ volunteer_number: string }>(
      'SELECT volunteer_number FROM members ORDER BY volunteer_number',
    )
  ).map((row) => row.volunteer_number);

describe('statements as files of their own', () => {
  it('lie in the folder under volunteer number and month, each the registered paper byte for byte', async () => {
    const { job, made } = await run();
    expect(job).toMatchObject({ state: 'done', done: 4, total: 4, errorCode: null });
    expect(await pdfs()).toEqual((await numbers()).map((number) => `${number} 2026-05.pdf`));
    expect(made).toMatchObject({ folder, asked: 4, total: 4, already: 0, index: '对账单目录 2026-05.csv' });
    for (const row of made.rows) {
      const bytes = await readFile(join(folder, row.file));
      const [document] = await desk.sql<{ sha256: string; number: string }>(
        'SELECT sha256, number FROM documents WHERE id = ?',
        [row.documentId],
      );
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(document!.sha256);
      expect(row.number).toBe(document!.number);
    }
    // The same paper as the member’s own, and an assertion of the books like any other.
    const single = await desk.call('timebank.issueStatement', { memberId: members[0]!, month: '2026-05' });
    expect(made.rows.map((row) => row.documentId)).toContain(single.documentId);
    expect(await desk.sql('SELECT 1 FROM statement_assertions')).toHaveLength(4);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('come in the order of handing out, with a list of them for mail merge', async () => {
    const { made } = await run({ order: 'grid', onlyWithMovement: true });
    expect(made.rows.map((row) => row.name)).toHaveLength(3);
    const places = made.rows.map((row) => row.place);
    expect(places).toEqual([...places].sort((a, b) => a.localeCompare(b, 'zh-CN')));
    const list = (await readFile(join(folder, made.index!), 'utf8'))
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n');
    expect(list[0]).toBe('序号,网格,志愿者编号,姓名,文件,对账单编号,页数');
    expect(list.slice(1)).toEqual(
      made.rows.map((row, index) =>
        [index + 1, row.place, row.volunteerNumber, row.name, row.file, row.number, row.pages].join(','),
      ),
    );
  });

  it('written a second time change nothing: no new number, no second file', async () => {
    const first = await run();
    const before = await desk.sql('SELECT number FROM issued_numbers');
    const second = await run();
    expect(second.made).toMatchObject({ total: 4, already: 4 });
    expect(second.made.rows.map(({ documentId }) => documentId)).toEqual(
      first.made.rows.map(({ documentId }) => documentId),
    );
    expect(await desk.sql('SELECT number FROM issued_numbers')).toEqual(before);
    expect(await pdfs()).toHaveLength(4);
  });

  it('never take the place of another file', async () => {
    const [number] = await numbers();
    await writeFile(join(folder, `${number} 2026-05.pdf`), 'somebody else’s');
    const { made } = await run();
    expect(made.rows[0]!.file).toBe(`${number} 2026-05 (2).pdf`);
    expect(await readFile(join(folder, `${number} 2026-05.pdf`), 'utf8')).toBe('somebody else’s');
  });

  it('of a running month carry their day and are papers of that day', async () => {
    await book(desk, sheet('2026-06-01', [line(members[0]!, '09:00', '10:00', 60)]));
    const { made } = await run({ month: '2026-06', onlyWithMovement: true, large: true });
    expect(made.rows.map(({ file }) => file)).toEqual([
      `${made.rows[0]!.volunteerNumber} 2026-06 截至2026-06-02 大字.pdf`,
    ]);
  });

  it('stop when asked to: what was written stays and is listed, and the next run goes on from there', async () => {
    for (let index = 0; index < 40; index += 1) await addMember(desk, `成员${index}`);
    desk.clock.set('2026-07-02T02:00:00.000Z');
    const { jobId } = await desk.call('timebank.issueStatementFiles', { month: '2026-06' });
    for (;;) {
      const { state, done } = await desk.call('platform.readJob', { id: jobId! });
      if (done > 0 || state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await desk.call('platform.cancelJob', { id: jobId! }).catch(() => undefined);
    await desk.application.idle();
    expect(await desk.call('platform.readJob', { id: jobId! })).toMatchObject({ state: 'cancelled' });
    const made = await desk.call('timebank.readStatementFiles', { jobId: jobId!, page: { limit: 100 } });
    expect(made.total).toBeGreaterThan(0);
    expect(made.total).toBeLessThan(made.asked);
    expect(await pdfs()).toEqual(made.rows.map(({ file }) => file).sort());
    expect(made.index).not.toBeNull();
    const rest = await run({ month: '2026-06' });
    expect(rest.made).toMatchObject({ total: 44, already: made.total });
    expect(await pdfs()).toHaveLength(44);
  });

  it('tell when the folder takes no file, which holds for the administrator of the machine too', async () => {
    desk.folder = join(folder, 'no folder at all');
    await writeFile(desk.folder, '');
    expect((await run()).job).toMatchObject({ state: 'failed', errorCode: 'folder.notWritable' });
    expect(await readFile(desk.folder, 'utf8')).toBe('');
    desk.folder = folder;
  });

  it('tell when the folder is gone; what was issued is not issued twice', async () => {
    desk.folder = join(folder, 'gone');
    expect((await run()).job).toMatchObject({ state: 'failed', errorCode: 'folder.notWritable' });
    desk.folder = folder;
    expect((await run()).made.total).toBe(4);
    expect(await desk.sql(`SELECT 1 FROM documents WHERE kind = 'timebank.statement'`)).toHaveLength(4);
  });

  it('are not begun when no folder is chosen, nobody moved, or somebody else asks what was written', async () => {
    desk.folder = undefined;
    expect(await desk.call('timebank.issueStatementFiles', { month: '2026-05' })).toEqual({ jobId: null });
    desk.folder = folder;
    const { jobId } = await desk.call('timebank.issueStatementFiles', {
      month: '2026-04',
      onlyWithMovement: true,
    });
    await desk.application.idle();
    expect(await desk.call('platform.readJob', { id: jobId! })).toMatchObject({
      state: 'failed',
      errorCode: 'record.notFound',
    });
    const other = await desk.as(['clerk']);
    expect(await other.ask('timebank.readStatementFiles', { jobId: jobId! })).toMatchObject({
      error: { code: 'export.gone' },
    });
  });

  it('leave who got them in the audit trail, and no name in it', async () => {
    const { made } = await run();
    const rows = await desk.sql<{ about: string; details: string }>(
      `SELECT about, details FROM audit_rows WHERE route = 'timebank.issueStatementFiles' AND client = 'job'`,
    );
    expect(rows.flatMap((row) => JSON.parse(row.about) as string[]).sort()).toEqual(
      members.map((id) => `member:${id}`).sort(),
    );
    expect(JSON.stringify(rows)).not.toContain(made.rows[0]!.name);
    expect(JSON.stringify(rows)).not.toContain(folder);
  });
});
