import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { ImportField } from '../../../../src-main/contract/mediation/register.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { register } from '../case-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());

const headings = [
  '案号',
  '申请人',
  '被申请人',
  '纠纷类型',
  '申请日期',
  '受理日期',
  '结案日期',
  '结果',
  '履行情况',
  '协议金额（元）',
  '调解员',
  '案件来源',
  '联系电话',
];
type Line = Partial<Record<string, string>>;
const line = (n: number, over: Line = {}): string[] => {
  const cells: Line = {
    案号: `（2021）尧人调字第${n}号`,
    申请人: `王小${n}`,
    被申请人: '某物业有限公司',
    纠纷类型: '物业纠纷',
    申请日期: '2021.3.5',
    受理日期: '2021年3月8日',
    结案日期: '20210401',
    结果: '调解成功',
    履行情况: '已履行',
    '协议金额（元）': '1.2万',
    调解员: '主任',
    案件来源: '申请',
    联系电话: '13812345678',
    ...over,
  };
  return headings.map((heading) => cells[heading] ?? '');
};
const csv = (lines: readonly string[][]) =>
  [headings, ...lines]
    .map((cells) => cells.map((cell) => (/[,"\n]/.test(cell) ? `"${cell}"` : cell)).join(','))
    .join('\r\n');
const base64 = (text: string | Buffer) => Buffer.from(text as string).toString('base64');

async function open(content: string | Buffer, name = '登记簿.csv') {
  const { file } = await desk.call('mediation.openRegisterFile', { file: { name, base64: base64(content) } });
  return file!;
}
async function check(file: { fileId: string; mapping: (ImportField | null)[] }, over = {}) {
  await desk.call('mediation.checkImport', { fileId: file.fileId, mapping: file.mapping, ...over });
  await desk.application.idle();
  return desk.call('mediation.readImport', { fileId: file.fileId, page: { offset: 0, limit: 500 } });
}
async function accept(fileId: string, leaveOut = 0) {
  const { jobId } = await desk.call('mediation.acceptImport', { fileId, leaveOut });
  await desk.application.idle();
  return desk.call('platform.readJob', { id: jobId });
}
const written = async () =>
  Promise.all(
    ['cases', 'case_parties', 'parties', 'issued_numbers', 'case_origins', 'import_mappings'].map(
      async (table) => (await desk.sql<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n,
    ),
  );
const problemsOf = (report: RouteOutput<'mediation.readImport'>) =>
  Object.fromEntries(
    report.rows
      .filter((row) => row.state === 'bad')
      .map((row) => [row.line, row.problems.map((one) => one.code)]),
  );

describe('importing an old register', () => {
  it('guesses the columns, takes old closed cases over with their outcome, and says where they came from', async () => {
    const file = await open(
      csv([line(1), line(2, { 结果: '调解不成', 履行情况: '', '协议金额（元）': '' })]),
    );
    expect(file.remembered).toBe(false);
    expect(file.mapping).toEqual([
      'number',
      'applicants',
      'respondents',
      'disputeType',
      'appliedOn',
      'acceptedOn',
      'closedOn',
      'result',
      'performance',
      'amount',
      'mediator',
      'source',
      'applicantPhone',
    ]);
    const report = await check(file);
    expect(report.counts).toEqual({ lines: 2, good: 2, bad: 0, known: 0 });
    expect(await accept(file.fileId)).toMatchObject({ state: 'done' });

    const [closed] = (await desk.call('mediation.listCases', { text: '第1号' })).rows;
    expect(closed).toMatchObject({
      number: '（2021）尧人调字第1号',
      stage: 'closed',
      outcome: 'performed',
      title: '王小1与某物业有限公司物业纠纷',
      disputeType: 'property',
      appliedOn: '2021-03-05',
      acceptedOn: '2021-03-08',
      closedOn: '2021-04-01',
      amountFen: 1_200_000,
      mediators: ['主任'],
      nextAction: null,
    });
    const view = await desk.call('mediation.readCase', { id: closed!.id });
    expect(view.parties.map((party) => [party.role, party.kind, party.phone])).toEqual([
      ['applicant', 'person', '138****5678'],
      ['respondent', 'organisation', ''],
    ]);
    const origin = await desk.call('mediation.readCaseOrigin', { caseId: closed!.id });
    expect(origin.imported).toMatchObject({
      fileName: '登记簿.csv',
      line: 2,
      mediator: '主任',
      importedBy: '主任',
    });
    const [failed] = (await desk.call('mediation.listCases', { text: '第2号' })).rows;
    expect(failed).toMatchObject({ stage: 'terminated', amountFen: null });
    // One entry of the directory for one body; found by initials at once.
    expect(await desk.sql(`SELECT id FROM parties WHERE kind = 'organisation'`)).toHaveLength(1);
    expect((await desk.call('mediation.search', { text: 'wyyxgs' })).hits).toHaveLength(2);
    // A late session keeps the amount that no agreement here explains.
    await desk.call('mediation.recordSession', {
      caseId: closed!.id,
      session: { heldOn: '2021-03-20', startsAt: '08:00', endsAt: '09:00', place: '室', minutes: '补记' },
    });
    expect((await desk.call('mediation.listCases', { text: '第1号' })).rows[0]!.amountFen).toBe(1_200_000);
  });

  it('reads GB18030, a title above the headings, and XLSX with days and numbers as cells', async () => {
    const gbk = await open(
      Buffer.from(
        'b0b8bac52cc9eac7ebc8cb2cc9eac7ebc8d5c6da0d0a4e31a1a22cd5c5c8fd2c323032312d332d350d0a',
        'hex',
      ),
    );
    expect(gbk.headers).toEqual(['案号', '申请人', '申请日期']);
    const bytes = await writeXlsxFile([
      [{ value: '2021年调解登记簿', type: String }],
      headings.map((value) => ({ value, type: String })),
      line(1).map((value, index) =>
        index === 4
          ? { value: 44_260, type: Number, format: 'yyyy-mm-dd' }
          : index === 9
            ? { value: 12_000.5, type: Number }
            : { value, type: String },
      ),
    ]).toBuffer();
    const file = await open(bytes, '登记簿.xlsx');
    const report = await check(file);
    expect(report.rows).toMatchObject([{ line: 3, state: 'good' }]);
    await accept(file.fileId);
    expect((await desk.call('mediation.listCases', {})).rows[0]).toMatchObject({
      appliedOn: '2021-03-05',
      amountFen: 1_200_050,
    });
  });

  it('reports what the law does not allow a case to be, and what cannot be read, with the value masked', async () => {
    const bad: [Line, string[]][] = [
      [{ 受理日期: '' }, ['agreementWithoutAcceptance']],
      [{ 受理日期: '', 结果: '终止', 履行情况: '', '协议金额（元）': '' }, ['endWithoutAcceptance']],
      [{ 结案日期: '2021-03-01' }, ['datesReversed']],
      [{ 受理日期: '2021-03-01' }, ['datesReversed']],
      [{ 结案日期: '' }, ['openWithAgreement']],
      [{ 结果: '', 履行情况: '' }, ['resultMissing']],
      [{ 结果: '不予受理', 履行情况: '' }, ['declinedButAccepted', 'amountWithoutAgreement']],
      [{ 结果: '调解不成', 履行情况: '' }, ['amountWithoutAgreement']],
      [{ 案号: '' }, ['numberMissing']],
      [{ 申请日期: '2021.2.30' }, ['dateUnreadable']],
      [{ 申请日期: '2027-01-01' }, ['dateInFuture', 'datesReversed']],
      [{ 申请日期: '', 受理日期: '' }, ['dateMissing', 'agreementWithoutAcceptance']],
      [{ 申请人: '', 被申请人: '' }, ['partyMissing']],
      [{ 纠纷类型: '胡说' }, ['typeUnknown']],
      [{ 案件来源: '天上' }, ['sourceUnknown']],
      [{ 结果: '还行' }, ['resultUnknown']],
      [{ '协议金额（元）': '约一万' }, ['amountUnreadable']],
      [{ 联系电话: `${'13812345678 '.repeat(5)}` }, ['textTooLong']],
    ];
    const lines = bad.map(([over], index) => line(index + 10, over));
    lines.push(line(100), line(100), line(101, { 案号: '' }));
    const file = await open(csv(lines));
    const report = await check(file);
    const found = problemsOf(report);
    for (const [index, [over, codes]] of bad.entries()) {
      expect(found[index + 2], JSON.stringify(over)).toEqual(codes);
    }
    expect(found[bad.length + 3]).toEqual(['numberTwice']);
    const twice = report.rows.find((row) => row.line === bad.length + 3)!;
    expect(twice.problems[0]!.params).toEqual({ first: bad.length + 2 });
    expect(JSON.stringify(report.rows.map((row) => row.problems))).not.toMatch(/13812345678/);
    expect(report.reasons.find((one) => one.code === 'datesReversed')!.count).toBe(3);
    const one = await desk.call('mediation.readImport', {
      fileId: file.fileId,
      only: 'bad',
      reason: 'typeUnknown',
    });
    expect(one.rows.map((row) => row.problems[0]!.value)).toEqual(['胡说']);
  });

  it('counts the lines in which the usual value is taken for what they do not say', async () => {
    const file = await open(
      csv([
        line(1),
        line(2, { 纠纷类型: '' }),
        line(3, { 案件来源: '' }),
        line(4, { 纠纷类型: '', 案件来源: '' }),
      ]),
    );
    const { assumed, counts } = await check(file);
    expect(counts).toMatchObject({ good: 4, bad: 0 });
    expect(assumed).toEqual([
      { field: 'disputeType', count: 2 },
      { field: 'source', count: 2 },
    ]);
    const whole = await open(csv([line(5)]));
    expect((await check(whole)).assumed).toEqual([]);
  });

  it('writes nothing before acceptance, nothing at all when one line cannot be written, and bad lines never silently', async () => {
    const empty = await written();
    const file = await open(csv([line(1), line(2, { 纠纷类型: '胡说' }), line(3)]));
    await check(file);
    expect(await written()).toEqual(empty);
    for (const leaveOut of [0, 2]) {
      const refused = await desk.ask('mediation.acceptImport', { fileId: file.fileId, leaveOut });
      expect(refused).toMatchObject({ ok: false, error: { code: 'import.badLines', params: { bad: 1 } } });
    }
    expect(await written()).toEqual(empty);
    // Somebody takes one of the numbers between the dry run and the acceptance.
    await desk.sql(
      `INSERT INTO issued_numbers SELECT committee_id, 'case', 2021, NULL, '（2021）尧人调字第3号', 'x', '2026-01-01', NULL FROM users LIMIT 1`,
    );
    const before = await written();
    expect(await accept(file.fileId, 1)).toMatchObject({ state: 'failed', errorCode: 'import.notChecked' });
    expect(await written()).toEqual(before);
    expect((await check(file)).rows.map((row) => row.state)).toEqual(['good', 'bad', 'bad']);
    expect(await accept(file.fileId, 2)).toMatchObject({ state: 'done' });
    expect((await desk.call('mediation.listCases', {})).total).toBe(1);
    const again = await desk.ask('mediation.acceptImport', { fileId: file.fileId, leaveOut: 2 });
    expect(again).toMatchObject({ ok: false, error: { code: 'import.alreadyAccepted' } });
  });

  it('gives numbers only when told to, after those of the paper', async () => {
    const file = await open(csv([line(1, { 案号: '' }), line(9, { 案号: '（2021）尧人调字第1号' })]));
    expect((await check(file, { assignNumbers: true })).counts).toMatchObject({ good: 2 });
    await accept(file.fileId);
    const numbers = (await desk.call('mediation.listCases', { sort: 'number', descending: false })).rows.map(
      (row) => row.number,
    );
    expect(numbers).toEqual(['（2021）尧人调字第1号', '（2021）尧人调字第2号']);
  });

  it('does not take a number from a case that was typed here, and knows its own by day, title and people', async () => {
    await register(desk);
    const lines = [
      line(1, { 案号: '', 受理日期: '', 结案日期: '', 结果: '', 履行情况: '', '协议金额（元）': '' }),
    ];
    const file = await open(csv(lines));
    expect((await check(file)).counts).toMatchObject({ good: 1 });
    await accept(file.fileId);
    const again = await open(csv(lines));
    expect(again.remembered).toBe(true);
    expect((await check(again)).counts).toMatchObject({ known: 1, good: 0 });
  });

  it('refuses what is no register, and keeps an opened file from other accounts', async () => {
    for (const content of ['', '案号,申请人', 'PK\u0003\u0004nonsense']) {
      const answer = await desk.ask('mediation.openRegisterFile', {
        file: { name: 'x.xlsx', base64: base64(content || ' ') },
      });
      expect(answer).toMatchObject({ ok: false, error: { code: 'import.unreadable' } });
    }
    const file = await open(csv([line(1)]));
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('mediation.readImport', { fileId: file.fileId })).toMatchObject({
      error: { code: 'import.gone' },
    });
    for (const roles of [['auditor'], ['coordinator']] as const) {
      const other = await desk.as([...roles]);
      expect(await other.ask('mediation.openRegisterFile', {})).toMatchObject({
        error: { code: 'session.roleMissing' },
      });
    }
  });

  it('10,000 lines with 200 bad ones: every one named, nothing before acceptance, nothing the second time', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => {
      const n = index + 1;
      if (n % 50 > 0) return line(n);
      return line(n, n % 100 === 0 ? { 申请日期: '某日' } : { 纠纷类型: '胡说' });
    });
    const content = csv(lines);
    const empty = await written();
    const file = await open(content);
    const report = await check(file);
    expect(report.counts).toEqual({ lines: 10_000, good: 9_800, bad: 200, known: 0 });
    const bad = await desk.call('mediation.readImport', {
      fileId: file.fileId,
      only: 'bad',
      page: { offset: 0, limit: 500 },
    });
    expect(bad.rows.map((row) => [row.line, row.problems.map((one) => [one.field, one.code])])).toEqual(
      Array.from({ length: 200 }, (_, index) => {
        const n = (index + 1) * 50;
        return [n + 1, [n % 100 === 0 ? ['appliedOn', 'dateUnreadable'] : ['disputeType', 'typeUnknown']]];
      }),
    );
    expect(await written()).toEqual(empty);
    expect(await accept(file.fileId, 200)).toMatchObject({ state: 'done', done: 9_800 });
    const [after] = [await written()];
    expect(after[0]).toBe(9_800);
    expect((await desk.call('mediation.search', { text: '王小4321' })).hits).toHaveLength(1);

    const second = await open(content);
    expect((await check(second)).counts).toEqual({ lines: 10_000, good: 0, bad: 200, known: 9_800 });
    expect(await accept(second.fileId, 200)).toMatchObject({ state: 'done' });
    expect(await written()).toEqual(after);
    expect((await desk.call('mediation.readImport', { fileId: second.fileId })).written).toBe(0);
  }, 180_000);
});
