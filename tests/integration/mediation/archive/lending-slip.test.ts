import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { archived, pagesOf } from '../dossier/dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

it('the slip of a loan says who has which dossier until when; asked for again, it is the same paper', async () => {
  const { archiveId } = await archived(desk);
  const loan = await desk.call('mediation.lendDossier', {
    archiveId,
    kind: 'loan',
    person: '赵法官',
    organisation: '栖霞区人民法院',
    purpose: '审理执行案件',
    takenOn: '2026-09-02',
    dueOn: '2026-09-20',
  });
  const listed = async () => (await desk.call('mediation.listLoans', { show: 'all' })).rows[0]!;
  const { archiveNumber, title, slipId } = await listed();
  expect(slipId).toBeNull();
  const { documentId } = await desk.call('mediation.issueLendingSlip', { loanId: loan.id });
  expect(await desk.call('mediation.issueLendingSlip', { loanId: loan.id })).toEqual({ documentId });
  expect((await listed()).slipId).toBe(documentId);
  const { pdf, number } = await desk.call('documents.read', { id: documentId });
  const [page, ...more] = pagesOf(Buffer.from(pdf.base64, 'base64'));
  expect(more).toEqual([]);
  for (const words of [
    '档案借阅单',
    '赵法官',
    '栖霞区人民法院',
    '审理执行案件',
    archiveNumber,
    title,
    number,
  ])
    expect(page).toContain(words.replace(/\s/gu, ''));
  expect(page).toContain('2026年9月20日');
});

it('the archive is narrowed to a year, and offers the years that there are', async () => {
  const { archiveId } = await archived(desk);
  const list = (year?: number) => desk.call('mediation.listArchive', year === undefined ? {} : { year });
  expect((await list()).years).toEqual([2026]);
  expect((await list(2026)).rows.map((row) => row.id)).toEqual([archiveId]);
  expect(await list(2025)).toMatchObject({ rows: [], total: 0, years: [2026] });
});
