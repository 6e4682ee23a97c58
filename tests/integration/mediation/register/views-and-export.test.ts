import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { agreed, caseForm, partyForm, register } from '../case-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

async function exported(input: Parameters<typeof desk.call<'mediation.exportCases'>>[1]) {
  const { jobId } = await desk.call('mediation.exportCases', input);
  await desk.application.idle();
  const { rows } = await desk.call('mediation.saveExport', { jobId });
  return { rows, ...desk.saved.at(-1)! };
}

describe('saved filters', () => {
  it('are kept with columns and order, replaced under their id, never two of one name', async () => {
    const view = {
      filter: { stages: ['closed' as const], text: '漏水' },
      columns: ['number' as const, 'title' as const],
      sort: 'title' as const,
      descending: false,
    };
    const first = await desk.call('mediation.saveCaseView', { name: '已结漏水', view });
    expect(await desk.ask('mediation.saveCaseView', { name: '已结漏水', view })).toMatchObject({
      error: { code: 'record.duplicate' },
    });
    expect(await desk.call('mediation.saveCaseView', { ...first, name: '改名', view })).toMatchObject({
      version: 2,
    });
    const { rows } = await desk.call('mediation.listCaseViews', {});
    expect(rows).toMatchObject([{ name: '改名', version: 2, view }]);
    await desk.call('mediation.deleteCaseView', { id: first.id });
    expect((await desk.call('mediation.listCaseViews', {})).rows).toEqual([]);
  });
});

describe('export', () => {
  it('holds exactly what the filter shows, in its order, personal data masked', async () => {
    await agreed(desk, caseForm({ title: '乙案' }));
    await register(desk, caseForm({ title: '甲案' }));
    await register(desk, caseForm({ title: '别的', parties: [partyForm({ name: '孙七' })] }));
    const file = await exported({
      filter: { text: '案' },
      columns: ['title', 'parties', 'phones', 'appliedOn', 'amount', 'stage'],
      sort: 'title',
      descending: false,
      format: 'csv',
    });
    expect(file.rows).toBe(2);
    expect(file.name).toBe('案件登记簿 2026-07-01.csv');
    const text = Buffer.from(file.bytes).toString('utf8');
    expect(text).toBe(
      '\uFEFF案件名称,当事人,联系电话,申请日期,协议金额（元）,案件状态\r\n' +
        '乙案,王小明、李雷,138****5678,2026-06-29,1234.56,已达成协议\r\n' +
        '甲案,王小明、李雷,138****5678,2026-06-29,,已登记\r\n',
    );
  });

  it('lets no name become a formula, in either format', async () => {
    const names = ['=1+1', '+86', '-2', '@SUM(A1)', '"a",b'];
    for (const title of names) await register(desk, caseForm({ title }));
    const csv = await exported({ columns: ['title'], format: 'csv' });
    const lines = Buffer.from(csv.bytes).toString('utf8').split('\r\n').slice(1, -1);
    expect(lines.sort()).toEqual(['"""a"",b"', "'+86", "'-2", "'=1+1", "'@SUM(A1)"].sort());
    const xlsx = await exported({ columns: ['title', 'appliedOn'], format: 'xlsx' });
    const sheet = await readSheet(Buffer.from(xlsx.bytes));
    expect(sheet.slice(1).map((row) => row[0])).toEqual(expect.arrayContaining(names));
    expect(sheet[1]![1]).toBeInstanceOf(Date);
    expect((sheet[1]![1] as unknown as Date).toISOString()).toBe('2026-06-29T00:00:00.000Z');
  });

  it('is audited without what was typed, and says so when the dialog is closed', async () => {
    await register(desk);
    desk.cancelDialogs = true;
    const { jobId } = await desk.call('mediation.exportCases', {
      filter: { text: '王小明' },
      columns: ['title'],
      format: 'csv',
    });
    await desk.application.idle();
    expect(await desk.call('mediation.saveExport', { jobId })).toEqual({ savedAs: null, rows: 1 });
    const { rows } = await desk.call('platform.listAudit', { about: 'cases' });
    expect(rows.map((row) => row.route)).toEqual(['mediation.saveExport', 'mediation.exportCases']);
    expect(JSON.stringify(rows)).not.toContain('王小明');
  });
});
