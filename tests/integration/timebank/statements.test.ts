import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

interface Snapshot {
  statementNumber?: string;
  member: { name: string; volunteerNumber: string };
  period: { from: string; to: string };
  coins: {
    opening: number;
    closing: number;
    lines: { postedOn: string; text: string; in: number; out: number; source?: string }[];
  };
  hours: { lines: { minutes: number }[]; totalToDate: number };
  ledger: { headHash: string };
  notes: string[];
}

describe('statements', () => {
  let desk: TestDesk;
  let luo: string;
  beforeEach(async () => {
    desk = await openDesk({ now: '2026-05-04T02:00:00.000Z' });
    luo = await addMember(desk, '骆某');
  });
  afterEach(() => desk.close());

  const at = (instant: string) => desk.clock.set(instant);
  const patrol = (servedOn: string, minutes = 60) =>
    book(desk, sheet(servedOn, [line(luo, '09:00', '10:00', minutes)]));
  const issue = (month: string, large = false) =>
    desk.call('timebank.issueStatement', { memberId: luo, month, large });
  const snapshot = async (documentId: string): Promise<Snapshot> => {
    const [row] = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents WHERE id = ?', [
      documentId,
    ]);
    return JSON.parse(row!.snapshot) as Snapshot;
  };
  const batch = async (input: { month: string; onlyWithMovement?: boolean }) => {
    const { jobId } = await desk.call('timebank.issueStatementBatch', input);
    await desk.application.idle();
    return desk.call('platform.readJob', { id: jobId });
  };

  it('follow one another: the closing of a month is the opening of the next, whatever was served when', async () => {
    await patrol('2026-05-04');
    // 23:59 in Shanghai on 31 May, and two minutes later in June: both for services in May.
    at('2026-05-31T15:59:00.000Z');
    await patrol('2026-05-11');
    at('2026-05-31T16:01:00.000Z');
    const { id } = await patrol('2026-05-18', 45);
    at('2026-06-20T02:00:00.000Z');
    const { transactionId } = (await desk.call('timebank.readSheet', { id })).lines[0]!;
    await desk.call('timebank.reverseTransaction', { transactionId: transactionId!, reason: '当日缺勤' });
    at('2026-07-02T02:00:00.000Z');
    await patrol('2026-07-01');

    const months = [];
    at('2026-08-01T02:00:00.000Z');
    for (const month of ['2026-04', '2026-05', '2026-06', '2026-07'])
      months.push(await snapshot((await issue(month)).documentId));
    expect(months.map(({ coins }) => [coins.opening, coins.closing])).toEqual([
      [0, 0],
      [0, 120],
      [120, 120],
      [120, 180],
    ]);
    expect(months[1]!.coins.lines.map((one) => one.postedOn)).toEqual(['2026-05-04', '2026-05-31']);
    expect(months[2]!.coins.lines).toMatchObject([
      { postedOn: '2026-06-01', in: 45, source: '签到表' },
      { out: 45, text: '冲正第3号：周一社区卫生和治安巡查（当日缺勤）' },
    ]);
    expect(months.map(({ hours }) => hours.totalToDate)).toEqual([0, 120, 120, 180]);
    const head = (await desk.call('timebank.readTrialBalance', {})).head;
    expect(months.map(({ ledger }) => ledger.headHash)).toEqual([head, head, head, head]);
    // The account on the screen says the same as the paper.
    const june = await desk.call('timebank.listEntries', {
      memberId: luo,
      from: '2026-06-01',
      to: '2026-06-30',
      page: { limit: 1 },
    });
    expect(june).toMatchObject({
      opening: 120,
      closing: 120,
      total: 2,
      rows: [{ minutes: 45, balance: 165 }],
    });
  });

  it('of a month that is over are the same document for ever, byte for byte', async () => {
    await patrol('2026-05-04');
    at('2026-06-01T02:00:00.000Z');
    const first = await issue('2026-05');
    at('2026-07-01T02:00:00.000Z');
    await patrol('2026-06-29');
    expect(await issue('2026-05')).toEqual(first);
    expect(first.number).toBe('尧账单2026-000001');
    const read = await desk.call('documents.read', { id: first.documentId });
    expect(read).toMatchObject({
      owner: `member:${luo}`,
      title: '骆某 2026年5月 积分·时长对账单',
      number: first.number,
    });
    expect(Buffer.from(read.pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    // Large print is another paper, with its own number; it too is made once.
    const large = await issue('2026-05', true);
    expect(large.documentId).not.toBe(first.documentId);
    expect(await issue('2026-05', true)).toEqual(large);
  });

  it('of a running month end today and are a new document each time, on its last day too', async () => {
    at('2026-05-31T02:00:00.000Z');
    await patrol('2026-05-25');
    const before = await issue('2026-05');
    expect((await snapshot(before.documentId)).period).toEqual({ from: '2026-05-01', to: '2026-05-31' });
    await book(desk, sheet('2026-05-30', [line(luo, '14:00', '15:00', 60)]));
    expect((await snapshot((await issue('2026-05')).documentId)).coins.closing).toBe(120);
    at('2026-06-01T02:00:00.000Z');
    const final = await issue('2026-05');
    expect(final.documentId).not.toBe(before.documentId);
    expect((await snapshot(final.documentId)).coins.closing).toBe(120);
  });

  it('of a month that has not begun are refused', async () => {
    for (const route of [
      'timebank.issueStatement',
      'timebank.previewStatement',
      'timebank.issueStatementBatch',
    ] as const) {
      const input =
        route === 'timebank.issueStatementBatch' ? { month: '2026-06' } : { memberId: luo, month: '2026-06' };
      expect(await desk.ask(route, input), route).toMatchObject({ error: { code: 'period.notBegun' } });
    }
  });

  it('stay closed when the machine’s clock is set back into a month that was already stated', async () => {
    at('2026-06-02T02:00:00.000Z');
    await patrol('2026-06-01');
    const may = await issue('2026-05');
    at('2026-05-20T02:00:00.000Z');
    await patrol('2026-05-18');
    at('2026-06-03T02:00:00.000Z');
    expect(await issue('2026-05')).toEqual(may);
    const { rows } = await desk.call('timebank.listEntries', {
      memberId: luo,
      from: '2026-05-01',
      to: '2026-05-31',
    });
    expect(rows).toEqual([]);
    expect((await desk.call('timebank.listEntries', { memberId: luo, from: '2026-06-01' })).closing).toBe(
      120,
    );
  });

  it('can be looked at as a draft, which is neither numbered nor kept', async () => {
    await patrol('2026-05-04');
    const draft = await desk.call('timebank.previewStatement', { memberId: luo, month: '2026-05' });
    expect(draft.pages).toBeGreaterThan(0);
    expect((await desk.call('documents.list', {})).total).toBe(0);
    expect(await desk.sql('SELECT * FROM issued_numbers WHERE kind = ?', ['statement'])).toEqual([]);
  });

  it('for everybody are one PDF that agrees with each single one, once a month', async () => {
    const ids = [luo];
    for (const name of ['李某', '马某', '杜某']) ids.push(await addMember(desk, name));
    const team = await addMember(desk, '巡逻队', { kind: 'group' });
    await book(
      desk,
      sheet(
        '2026-05-04',
        [...ids.slice(0, 3), team].map((id, n) => line(id, '09:00', '10:00', 30 + n)),
      ),
    );
    at('2026-06-01T02:00:00.000Z');
    const late = await addMember(desk, '六月才来');
    const job = await batch({ month: '2026-05' });
    expect(job).toMatchObject({ state: 'done', done: 5, total: 5 });
    const { statements } = (await snapshot(job.resultId!)) as unknown as { statements: Snapshot[] };
    expect(
      statements.map(({ member, coins, hours }) => [member.name, coins.closing, hours.totalToDate]),
    ).toEqual([
      ['骆某', 30, 30],
      ['李某', 31, 31],
      ['马某', 32, 32],
      ['杜某', 0, 0],
      ['巡逻队', 0, 33],
    ]);
    expect(statements[4]!.notes.join()).toContain('33分按规则转入捐赠池');
    const { statementNumber: _, ...single } = await snapshot((await issue('2026-05')).documentId);
    expect(single).toEqual(statements[0]);
    expect(await batch({ month: '2026-05' })).toMatchObject({ state: 'done', resultId: job.resultId });

    const moved = await batch({ month: '2026-05', onlyWithMovement: true });
    expect(
      ((await snapshot(moved.resultId!)) as unknown as { statements: Snapshot[] }).statements.length,
    ).toBe(4);
    expect(await batch({ month: '2026-06', onlyWithMovement: true }), 'nobody moved in June').toMatchObject({
      state: 'failed',
      errorCode: 'record.notFound',
    });
    expect(late).toBeTruthy();
  });

  it('for everybody leave nothing behind when the job is cancelled', async () => {
    at('2026-06-01T02:00:00.000Z');
    const { jobId } = await desk.call('timebank.issueStatementBatch', { month: '2026-05' });
    await desk.call('platform.cancelJob', { id: jobId });
    await desk.application.idle();
    expect(await desk.call('platform.readJob', { id: jobId })).toMatchObject({
      state: 'cancelled',
      resultId: null,
    });
    expect((await desk.call('documents.list', {})).total).toBe(0);
    expect(await desk.sql(`SELECT * FROM issued_numbers WHERE kind = 'statement'`)).toEqual([]);
  });
});
