import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMinutes, minutes } from '../../../src-main/platform/minutes.ts';
import { addMember, book, line, sheet } from '../../integration/timebank/play.ts';
import { close, ended, twoMonths } from '../../integration/timebank/closing/closing-kit.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { checkFile, solid, solidTextOf, textOf } from '../pdf-tools.ts';

/* What was printed, read back by another program and tied to the entries of the ledger by SQL of another connection. */
let desk: TestDesk;
let wang: string;
let group: string;

beforeAll(async () => {
  desk = await openDesk({ now: '2026-05-01T02:00:00.000Z' });
  ({ wang } = await twoMonths(desk));
  desk.clock.set('2026-06-28T02:00:00.000Z');
  group = await addMember(desk, '尧化门志愿服务队', { kind: 'group' });
  await book(desk, sheet('2026-06-27', [line(group, '09:00', '12:00', 180)]));
  desk.clock.set('2026-07-01T02:00:00.000Z');
  await close(desk, '2026-05');
}, 120_000);
afterAll(() => desk.close());

async function bytesOf(documentId: string): Promise<Uint8Array> {
  const { pdf } = await desk.call('documents.read', { id: documentId });
  const bytes = Buffer.from(pdf.base64, 'base64');
  checkFile(bytes);
  return bytes;
}

/** Kept for looking at, where a folder is named. */
function look(name: string, bytes: Uint8Array): void {
  const folder = process.env['FENGQIAO_LOOK'];
  if (folder) writeFileSync(`${folder}/${name}.pdf`, bytes);
}

const hours = (value: number) => solid(formatMinutes(minutes(value)));

describe('the closing report', () => {
  it('prints the chain head and balances that SQL finds in the entries', async () => {
    const bytes = await bytesOf(await close(desk, '2026-06'));
    look('closing', bytes);
    const text = solidTextOf(bytes);
    const [last] = await desk.sql<{ seq: number; hash: string }>(
      'SELECT seq, hash FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
    );
    expect(text).toContain(last!.hash);
    expect(text).toContain(`第${last!.seq}号`);
    const [owed] = await desk.sql<{ total: number }>(
      `SELECT sum(amount) AS total FROM ledger_entries JOIN ledger_accounts ON id = account_id WHERE kind = 'member'`,
    );
    const [pool] = await desk.sql<{ total: number }>(
      `SELECT sum(amount) AS total FROM ledger_entries WHERE account_id = 'pool:donated'`,
    );
    expect(text).toContain(`成员账户合计2${hours(owed!.total)}`);
    expect(text).toContain(`捐赠池（捐赠）1${hours(pool!.total)}`);
    expect(text).toContain(`待兑时间币${hours(owed!.total)}`);
    expect(text).toContain('结账期间2026年6月1日至2026年6月30日');
    expect(text).toContain('初结');
  });

  it('of another run over the same month has the same figures: nothing in it depends on when it was made', async () => {
    const heads = async () =>
      (
        await desk.sql<{ snapshot: string }>(
          `SELECT snapshot FROM documents WHERE kind = 'timebank.closingReport' ORDER BY issued_at`,
        )
      )
        .map(
          ({ snapshot }) =>
            JSON.parse(snapshot) as { period: { from: string }; totals: unknown; ledger: { head: string } },
        )
        .filter(({ period }) => period.from === '2026-06-01')
        .map(({ totals, ledger }) => ({ totals, head: ledger.head }));
    desk.clock.set('2026-07-03T02:00:00.000Z');
    await desk.call('timebank.withdrawClosing', { month: '2026-06', reason: '试算' });
    await close(desk, '2026-06');
    const [before, after] = await heads();
    expect(after).toEqual(before);
  });
});

describe('the list for the notice board', () => {
  it('masks names, keeps volunteer numbers, and sums what was booked in the month', async () => {
    const issued = await desk.call('timebank.issueBoardList', { month: '2026-06' });
    const bytes = await bytesOf(issued.documentId);
    look('board', bytes);
    const text = solidTextOf(bytes);
    expect(text).not.toContain('王秀英');
    expect(text).toContain('王*英');
    expect(text).toContain('尧化门志愿服务队');
    const [sum] = await desk.sql<{ total: number }>(
      `SELECT sum(minutes) AS total FROM service_records WHERE recorded_at >= '2026-05-31T16:00:00.000Z' AND recorded_at < '2026-06-30T16:00:00.000Z'`,
    );
    expect(text).toContain(`合计2人${hours(sum!.total)}`);
    const { volunteerNumber } = await desk.call('timebank.readMember', { id: wang });
    expect(text).toContain(`${volunteerNumber}王*英3小时3小时0分5小时5小时`);
    // From Friday 3 July: seven working days, not seven days, which would take it down on Friday the 10th.
    expect(issued.postedTo).toBe('2026-07-14');
    expect(text).toContain('2026年7月14日（7个工作日）');
    expect(issued.calendarKnown).toBe(true);
  });

  it('is not made of a month that is still open', async () => {
    const answer = await desk.ask('timebank.issueBoardList', { month: '2026-07' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'closing.notClosed' } });
  });
});

describe('the certificate of volunteer service', () => {
  it('has the four groups of fields, ties to the permanent record, and says that the national system prevails', async () => {
    const asked = {
      ...{ memberId: wang, from: '2026-05-01', to: '2026-06-30', purpose: '评优' },
      ...{ remarks: '含夜间巡逻', responsible: '周主任' },
    };
    const issued = await desk.call('timebank.issueCertificate', asked);
    const bytes = await bytesOf(issued.documentId);
    look('certificate', bytes);
    const text = solidTextOf(bytes);
    const [sum] = await desk.sql<{ total: number }>(
      `SELECT sum(minutes) AS total FROM service_records WHERE member_id = ? AND served_on BETWEEN '2026-05-01' AND '2026-06-30'`,
      [wang],
    );
    for (const part of [
      '姓名王秀英',
      '证件类型居民身份证',
      '证件号码320102195003071234',
      `合计${hours(sum!.total)}，服务内容如下`,
      `证明编号：${issued.number}`,
      '以全国志愿服务信息系统为准',
      '本证明用于：评优。',
      '备注：含夜间巡逻',
      '周主任',
      '经办人',
      '负责人',
      '（公章）',
    ]) {
      expect(text).toContain(part);
    }
    // The article that lists its contents could not be read: the Order is not named.
    expect(text).not.toContain('67号');
    const { rows } = await desk.call('timebank.listCertificates', { memberId: wang });
    expect(rows).toMatchObject([{ number: issued.number, minutes: sum!.total, stillTrue: true }]);
  });

  it('is not issued without an ID number unless whoever issues it says so', async () => {
    const asked = { memberId: group, from: '2026-05-01', to: '2026-06-30' };
    expect(await desk.ask('timebank.issueCertificate', asked)).toMatchObject({
      error: { code: 'certificate.noIdNumber' },
    });
    const { documentId } = await desk.call('timebank.issueCertificate', { ...asked, withoutIdNumber: true });
    expect(solidTextOf(await bytesOf(documentId))).toContain('证件号码（未登记）');
  });

  it('is refused for a time without service, and its register shows when the record changed since', async () => {
    const empty = { memberId: wang, from: '2025-01-01', to: '2025-12-31' };
    expect(await desk.ask('timebank.issueCertificate', empty)).toMatchObject({
      error: { code: 'certificate.noHours' },
    });
    const [credit] = await desk.sql<{ id: string }>('SELECT id FROM ledger_transactions WHERE seq = 1');
    await desk.call('timebank.reverseTransaction', { transactionId: credit!.id, reason: '重复登记' });
    const { rows } = await desk.call('timebank.listCertificates', { memberId: wang });
    expect(rows).toMatchObject([{ stillTrue: false }]);
  });
});

describe('statement, self-audit and leaflet', () => {
  it('a statement shows the reversal in the open month, opens with the last closing, and prints again the same bytes', async () => {
    desk.clock.set('2026-08-02T02:00:00.000Z');
    const issue = () => desk.call('timebank.issueStatement', { memberId: wang, month: '2026-07' });
    const { documentId } = await issue();
    expect((await issue()).documentId).toBe(documentId);
    const text = solidTextOf(await bytesOf(documentId));
    expect(text).toContain('期初余额（2026年7月1日）5小时');
    expect(text).toContain('冲正第1号');
    expect(text).toContain('期末余额（2026年7月31日）3小时');
    const rows = await desk.sql<{ opening: number; closing: number }>(
      'SELECT opening, closing FROM statement_assertions WHERE document_id = ?',
      [documentId],
    );
    expect(rows).toEqual([{ opening: 300, closing: 180 }]);
  });

  it('all statements by grid in one file assert every account once', async () => {
    const { jobId } = await desk.call('timebank.issueStatementBatch', { month: '2026-06', order: 'grid' });
    const job = await ended(desk, jobId);
    expect(job.state).toBe('done');
    const [count] = await desk.sql<{ n: number }>(
      'SELECT count(*) AS n FROM statement_assertions WHERE document_id = ?',
      [job.resultId],
    );
    expect(count!.n).toBe(3);
  });

  it('the self-audit report says what was looked at and that all agrees', async () => {
    const { jobId } = await desk.call('timebank.startSelfAudit', {});
    const bytes = await bytesOf((await ended(desk, jobId)).resultId!);
    look('audit', bytes);
    const text = solidTextOf(bytes);
    expect(text).toContain('全部一致，未发现问题');
    const [counted] = await desk.sql<{ n: number }>('SELECT count(*) AS n FROM ledger_transactions');
    expect(text).toContain(`记账笔数${counted!.n}笔`);
  });

  it.each([false, true])(
    'the leaflet is one page that explains the three counts (large: %s)',
    async (large) => {
      const pdf = await desk.call('timebank.readLeaflet', { large });
      const bytes = Buffer.from(pdf.base64, 'base64');
      look(large ? 'leaflet-large' : 'leaflet', bytes);
      expect(pdf.pages).toBe(1);
      expect(textOf(bytes)).toContain('怎样看懂对账单');
      expect(solidTextOf(bytes)).toContain('期初余额＋本期存入－本期支出＝期末余额');
    },
  );
});
