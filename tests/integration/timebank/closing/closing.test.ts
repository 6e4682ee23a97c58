import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { book, line, sheet } from '../play.ts';
import { close, ended, twoMonths } from './closing-kit.ts';

let desk: TestDesk;
let wang: string;
let liu: string;
beforeEach(async () => {
  desk = await openDesk({ now: '2026-05-01T02:00:00.000Z' });
  ({ wang, liu } = await twoMonths(desk));
});
afterEach(() => desk.close());

const refusal = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { error?: { code: string } }) => error.error?.code ?? 'unexpected',
  );

describe('closing a month', () => {
  it('goes in order, without gaps, and never before the month is over', async () => {
    expect((await desk.call('timebank.listClosings', {})).next).toEqual({
      first: '2026-05',
      final: null,
      withdrawal: null,
    });
    const june = { month: '2026-06', level: 'first' as const };
    expect(await refusal(desk.call('timebank.closeMonth', june))).toBe('closing.notNext');
    await close(desk, '2026-05');
    await close(desk, '2026-06');
    expect(await refusal(desk.call('timebank.closeMonth', { month: '2026-07', level: 'first' }))).toBe(
      'closing.notNext',
    );
    const { months, next } = await desk.call('timebank.listClosings', {});
    expect(months.map(({ month, state }) => [month, state])).toEqual([
      ['2026-07', 'open'],
      ['2026-06', 'first'],
      ['2026-05', 'first'],
    ]);
    expect(next).toEqual({ first: null, final: '2026-05', withdrawal: '2026-06' });
  });

  it('stores what the books say: last transaction, chain head, totals that sum to zero', async () => {
    await close(desk, '2026-05');
    const [row] = await desk.sql<{ through_seq: number; head: string; totals: string }>(
      'SELECT * FROM ledger_closings',
    );
    const [last] = await desk.sql<{ seq: number; hash: string }>(
      `SELECT seq, hash FROM ledger_transactions WHERE recorded_at < '2026-05-31T16:00:00.000Z' ORDER BY seq DESC LIMIT 1`,
    );
    expect(row).toMatchObject({ through_seq: last!.seq, head: last!.hash });
    expect(JSON.parse(row!.totals)).toEqual([
      { unit: 'minute', account: 'issue:service', accounts: 1, balance: -180 },
      { unit: 'minute', account: 'member', accounts: 2, balance: 180 },
    ]);
  });

  it('keeps coordinators from the final closing, and everybody from withdrawing one', async () => {
    const coordinator = await desk.as(['coordinator']);
    await close(coordinator, '2026-05');
    expect(await refusal(coordinator.call('timebank.closeMonth', { month: '2026-05', level: 'final' }))).toBe(
      'session.roleMissing',
    );
    expect(
      await refusal(coordinator.call('timebank.withdrawClosing', { month: '2026-05', reason: '漏' })),
    ).toBe('session.roleMissing');
    await close(desk, '2026-05', 'final');
    expect(await refusal(desk.call('timebank.withdrawClosing', { month: '2026-05', reason: '漏' }))).toBe(
      'closing.notNext',
    );
  });

  it('is withdrawn by an administrator with a reason, and closed again with another report', async () => {
    const first = await close(desk, '2026-05');
    const answer = await desk.call('timebank.withdrawClosing', { month: '2026-05', reason: '漏了一张表' });
    expect(answer).toEqual({ month: '2026-05', closedThrough: null });
    const [may] = (await desk.call('timebank.listClosings', {})).months.slice(-1);
    expect(may).toMatchObject({ month: '2026-05', state: 'open', withdrawals: [{ reason: '漏了一张表' }] });
    const second = await close(desk, '2026-05');
    expect(second).not.toBe(first);
  });

  it('is not closed twice by two people at once', async () => {
    const other = await desk.as(['coordinator']);
    const jobs = await Promise.all([
      desk.call('timebank.closeMonth', { month: '2026-05', level: 'first' }),
      other.call('timebank.closeMonth', { month: '2026-05', level: 'first' }),
    ]);
    const states = await Promise.all(jobs.map(({ jobId }) => ended(desk, jobId)));
    expect(states.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
    expect(await desk.sql('SELECT act FROM ledger_closings')).toEqual([{ act: 'first' }]);
    expect(await desk.sql(`SELECT 1 FROM documents WHERE kind = 'timebank.closingReport'`)).toHaveLength(1);
  });

  it('says beforehand what is still open', async () => {
    await desk.call('timebank.saveSheet', { sheet: sheet('2026-05-19', [line(wang, '14:00', '15:00', 60)]) });
    const check = await desk.call('timebank.checkClosing', { month: '2026-05' });
    expect(check).toMatchObject({
      transactions: 2,
      throughSeq: 2,
      notes: [{ code: 'sheetsEntered', count: 1 }],
    });
  });
});

describe('a service of a closed month', () => {
  it('needs a reason, is booked visibly in the open month, and leaves the closed one as it was', async () => {
    await close(desk, '2026-05');
    const late = sheet('2026-05-19', [line(wang, '14:00', '15:00', 60)]);
    const { id, version } = await desk.call('timebank.saveSheet', { sheet: late });
    expect(await refusal(desk.call('timebank.approveSheet', { id, version }))).toBe('ledger.monthClosed');
    expect((await desk.call('timebank.readSheet', { id })).state).toBe('entered');
    await desk.call('timebank.approveSheet', { id, version, lateReason: '纸质签到表月底后才送来' });
    const [row] = await desk.sql<{ recorded_at: string; late_reason: string }>(
      'SELECT recorded_at, late_reason FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
    );
    expect(row).toEqual({ recorded_at: '2026-07-01T02:00:00.000Z', late_reason: '纸质签到表月底后才送来' });
    const job = await desk.call('timebank.startSelfAudit', {});
    expect(await ended(desk, job.jobId)).toMatchObject({ state: 'done' });
    const [report] = await desk.sql<{ snapshot: string }>(
      `SELECT snapshot FROM documents WHERE kind = 'timebank.auditReport'`,
    );
    expect(JSON.parse(report!.snapshot)).toMatchObject({ problems: [], closings: 1 });
  });

  it('after the final closing only an administrator may book it', async () => {
    await close(desk, '2026-05');
    await close(desk, '2026-05', 'final');
    const coordinator = await desk.as(['coordinator']);
    const late = sheet('2026-05-19', [line(liu, '14:00', '15:00', 60)]);
    const { id, version } = await coordinator.call('timebank.saveSheet', { sheet: late });
    const approve = { id, version, lateReason: '漏记' };
    expect(await refusal(coordinator.call('timebank.approveSheet', approve))).toBe('ledger.monthFinal');
    await desk.call('timebank.approveSheet', approve);
  });

  it('a reversal of it needs no more than its own reason', async () => {
    await close(desk, '2026-05');
    const [credit] = await desk.sql<{ id: string }>('SELECT id FROM ledger_transactions WHERE seq = 1');
    await desk.call('timebank.reverseTransaction', { transactionId: credit!.id, reason: '重复登记' });
    expect((await desk.call('timebank.verifyLedger', {})).intact).toBe(true);
  });

  it('would notice a clock set back into a closed month', async () => {
    await close(desk, '2026-05');
    await close(desk, '2026-06');
    desk.clock.set('2026-06-15T02:00:00.000Z');
    expect(await refusal(book(desk, sheet('2026-06-14', [line(wang, '14:00', '15:00', 60)])))).toBe(
      'ledger.monthClosed',
    );
  });
});

describe('the self-audit as a job', () => {
  it('finds in its worker what it finds here, says how far it is, and leaves nothing when it is cancelled', async () => {
    const progress: [number, number][] = [];
    desk.connection.onEvent((event) => {
      if (event.name === 'job.progress' && event.payload.kind === 'timebank.selfAudit')
        progress.push([event.payload.done, event.payload.total]);
    });
    await desk.sql('DROP TRIGGER ledger_transactions_no_update');
    await desk.sql(`UPDATE ledger_transactions SET text = '别的活动' WHERE seq = 1`);
    const { jobId } = await desk.call('timebank.startSelfAudit', {});
    const { resultId } = await ended(desk, jobId);
    const { problems } = await desk.call('timebank.readAuditReport', { documentId: resultId! });
    expect(problems).toEqual((await desk.call('timebank.verifyLedger', {})).problems);
    expect(problems).toEqual(['ledger_transactions seq 1: hash does not match the row']);
    expect(progress).toContainEqual([3, 3]);

    const again = await desk.call('timebank.startSelfAudit', {});
    await desk.call('platform.cancelJob', { id: again.jobId });
    expect((await ended(desk, again.jobId)).state).toBe('cancelled');
    const reports = await desk.sql(`SELECT id FROM documents WHERE kind = 'timebank.auditReport'`);
    expect(reports).toHaveLength(1);
  });
});

describe('balances as of a date of service, as known on a day', () => {
  it('count a late entry for the day it was about, but not before it was known', async () => {
    await close(desk, '2026-05');
    const late = sheet('2026-05-19', [line(wang, '14:00', '15:00', 60)]);
    const { id, version } = await desk.call('timebank.saveSheet', { sheet: late });
    await desk.call('timebank.approveSheet', { id, version, lateReason: '补记' });
    const at = (servedThrough?: string, knownOn?: string) =>
      desk.call('timebank.readBalanceAt', {
        memberId: wang,
        ...(servedThrough ? { servedThrough } : {}),
        ...(knownOn ? { knownOn } : {}),
      });
    expect(await at()).toMatchObject({ coinMinutes: 360, serviceMinutes: 360, points: 0 });
    expect(await at('2026-05-31')).toMatchObject({ coinMinutes: 180, serviceMinutes: 180 });
    expect(await at('2026-05-31', '2026-06-30')).toMatchObject({ coinMinutes: 120, serviceMinutes: 120 });
    expect(await at(undefined, '2026-05-31')).toMatchObject({ coinMinutes: 120, serviceMinutes: 120 });
    expect(await at('2026-05-17')).toMatchObject({ coinMinutes: 0, serviceMinutes: 0 });
  });
});

describe('what was known on a past day', () => {
  it('is a trial balance of that day: a late entry and a reversal are in it from the day of booking on', async () => {
    desk.clock.set('2026-07-10T02:00:00.000Z');
    await book(desk, sheet('2026-06-20', [line(liu, '14:00', '15:00', 45)]));
    desk.clock.set('2026-07-20T02:00:00.000Z');
    const [credit] = await desk.sql<{ id: string }>('SELECT id FROM ledger_transactions WHERE seq = 1');
    await desk.call('timebank.reverseTransaction', { transactionId: credit!.id, reason: '重复登记' });
    const trial = async (knownOn?: string) => {
      const { rows, sums, transactions, head } = await desk.call(
        'timebank.readTrialBalance',
        knownOn === undefined ? {} : { knownOn },
      );
      expect(sums).toEqual({ minute: 0, point: 0 });
      const of = (id: string) => rows.find(({ code }) => code === `member:${id}:coin`)?.amount;
      const [stored] = await desk.sql<{ hash: string }>(
        'SELECT hash FROM ledger_transactions WHERE seq = ?',
        [transactions],
      );
      expect(head).toBe(stored?.hash ?? '0'.repeat(64));
      return [of(wang), of(liu), transactions];
    };
    expect(await trial('2026-05-19')).toEqual([0, 0, 0]);
    expect(await trial('2026-05-20')).toEqual([120, 60, 2]);
    expect(await trial('2026-06-30')).toEqual([300, 60, 3]);
    expect(await trial('2026-07-09')).toEqual([300, 60, 3]);
    expect(await trial('2026-07-10')).toEqual([300, 105, 4]);
    expect(await trial('2026-07-19')).toEqual([300, 105, 4]);
    expect(await trial('2026-07-20')).toEqual([180, 105, 5]);
    expect(await trial()).toEqual([180, 105, 5]);
    // A member's balance says the same, and takes the reversal away from the day of service.
    const at = async (servedThrough: string | undefined, knownOn: string) => {
      const answer = await desk.call('timebank.readBalanceAt', {
        memberId: wang,
        ...(servedThrough === undefined ? {} : { servedThrough }),
        knownOn,
      });
      return [answer.coinMinutes, answer.serviceMinutes, answer.throughSeq];
    };
    expect(await at(undefined, '2026-07-19')).toEqual([300, 300, 4]);
    expect(await at(undefined, '2026-07-20')).toEqual([180, 180, 5]);
    expect(await at('2026-05-31', '2026-07-19')).toEqual([120, 120, 4]);
    expect(await at('2026-05-31', '2026-07-20')).toEqual([0, 0, 5]);
    expect(await at('2026-05-17', '2026-07-20')).toEqual([0, 0, 5]);
  });
});

describe('a self-audit', () => {
  it('tells the page what its report says', async () => {
    const { jobId } = await desk.call('timebank.startSelfAudit', {});
    const { resultId } = await ended(desk, jobId);
    const report = await desk.call('timebank.readAuditReport', { documentId: resultId! });
    expect(report).toEqual({ intact: true, transactions: 3, entries: 6, problems: [] });
    await desk.sql('DROP TRIGGER ledger_entries_no_update');
    await desk.sql('UPDATE ledger_entries SET balance_after = 1 WHERE transaction_seq = 1 AND position = 1');
    desk.clock.set('2026-07-01T02:05:00.000Z');
    const again = await desk.call('timebank.startSelfAudit', {});
    const broken = await desk.call('timebank.readAuditReport', {
      documentId: (await ended(desk, again.jobId)).resultId!,
    });
    expect(broken.intact).toBe(false);
    expect(broken.problems.join()).toContain('ledger_entries 1/1');
    // Another paper is not read through this door.
    const paper = await desk.call('timebank.issueStatement', { memberId: liu, month: '2026-06' });
    expect(await desk.ask('timebank.readAuditReport', { documentId: paper.documentId })).toMatchObject({
      error: { code: 'record.notFound' },
    });
  });
});

describe('liability', () => {
  it('owes what was issued and not redeemed, month by month', async () => {
    const { rows, redemption, creditors, largest, waiting } = await desk.call('timebank.readLiability', {});
    expect(rows).toEqual([
      { month: '2026-05', owed: 180, issued: 180, redeemed: 0, pooled: 0, points: 0 },
      { month: '2026-06', owed: 360, issued: 180, redeemed: 0, pooled: 0, points: 0 },
      { month: '2026-07', owed: 360, issued: 0, redeemed: 0, pooled: 0, points: 0 },
    ]);
    expect({ redemption, creditors, largest, waiting }).toEqual({
      redemption: 0,
      creditors: 2,
      largest: 300,
      waiting: null,
    });
  });
});
