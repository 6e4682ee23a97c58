import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { solid, solidTextOf } from '../../pdf/pdf-tools.ts';
import { accept, caseForm, register } from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const figures = {
  region: '32',
  year: 2025,
  urbanIncomeFen: 6_000_000,
  urbanConsumptionFen: 3_600_000,
  monthlyWageFen: 950_000,
  source: '省统计局公报（测试数据）',
  validFrom: '2026-01-01',
};

it('the counted compensation is a paper of its case: what was counted with, whence, unverified, for reference', async () => {
  const file = await accept(
    desk,
    await register(desk, caseForm({ disputeType: 'traffic', disputeSubType: '' })),
  );
  expect(await desk.ask('mediation.issueCompensationSheet', { caseId: file.id })).toMatchObject({
    error: { code: 'record.notFound' },
  });
  await desk.call('mediation.saveFigures', { figures });
  const input = {
    region: '32',
    year: 2025,
    age: 40,
    disabilityPercent: 10,
    medicalFen: 1_234_567,
    lostIncomeDays: 90,
    lostIncomeDailyFen: 20_000,
    dependants: [{ name: '小王', age: 8, supporters: 2 }],
    aids: [{ name: '轮椅', priceFen: 150_000, everyYears: 3, years: 10 }],
    share: { numerator: 7, denominator: 10 },
    paidFen: 500_000,
    note: '按主要责任计算',
  };
  await desk.call('mediation.saveCompensation', { caseId: file.id, input });
  const { result } = await desk.call('mediation.calculateCompensation', { input });
  const draft = await desk.call('mediation.previewCompensationSheet', { caseId: file.id });
  expect(solidTextOf(Buffer.from(draft.base64, 'base64'))).toContain('草稿');

  const issued = await desk.call('mediation.issueCompensationSheet', { caseId: file.id });
  const { pdf } = await desk.call('documents.read', { id: issued.documentId });
  const text = solidTextOf(Buffer.from(pdf.base64, 'base64'));
  const yuan = (fen: number) =>
    (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  for (const words of [
    '仅供调解参考，以当事人约定为准',
    '2025年度',
    '60,000.00元',
    figures.source,
    '未核实',
    '残疾赔偿金',
    '被扶养人生活费',
    '小王',
    '轮椅',
    '7/10',
    yuan(result.totalFen),
    yuan(result.dueFen),
    issued.number,
  ])
    expect(text).toContain(solid(words));
  // Filed on its case: among its papers, on its timeline, and within what the dossier binds.
  const view = await desk.call('mediation.readCase', { id: file.id });
  expect(view.timeline.find((one) => one.params['documentId'] === issued.documentId)).toMatchObject({
    what: 'paperIssued',
    params: { kind: 'mediation.compensationSheet' },
  });
  // The paper keeps the figures it was counted with, whatever is entered later.
  expect(await desk.sql(`SELECT json_extract(snapshot, '$.figures.verified') AS v FROM documents`)).toEqual([
    { v: 0 },
  ]);
});

it('is not issued for a case that was terminated', async () => {
  const file = await accept(
    desk,
    await register(desk, caseForm({ disputeType: 'traffic', disputeSubType: '' })),
  );
  await desk.call('mediation.saveFigures', { figures });
  await desk.call('mediation.saveCompensation', {
    caseId: file.id,
    input: { region: '32', year: 2025, age: 40, disabilityPercent: 10 },
  });
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.terminateCase', {
    id: file.id,
    version,
    reason: 'noAgreement',
    on: '2026-07-01',
    routesNotified: true,
  });
  expect(await desk.ask('mediation.issueCompensationSheet', { caseId: file.id })).toMatchObject({
    error: { code: 'case.stageForbids' },
  });
});
