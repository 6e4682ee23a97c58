import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProvableKind } from '../../../../src-main/contract/mediation/record-files.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { accept, register } from '../case-kit.ts';
import { inEffect, readPerformance } from '../performance-kit.ts';
import { archived, readDossier, scan } from './dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const slip = (name: string) => ({ name, base64: scan });
const filesOf = async (caseId: string) => (await desk.call('mediation.listRecordFiles', { caseId })).rows;
const inRow = async (caseId: string, code: string) =>
  (await readDossier(desk, caseId)).rows.find((row) => row.code === code)?.items.map((item) => item.title);

describe('files that prove a record', () => {
  it('come with the receipt in one command, can be looked at, and stand in the dossier', async () => {
    const file = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const receipt = { itemKey: item!.key, amountFen: 40_000, paidOn: '2026-07-01' };
    const { id } = await desk.call('mediation.recordReceipt', {
      caseId: file.id,
      receipt,
      files: [slip('../转账回单.png'), slip('收条 照片.png')],
    });
    const [first, second] = await filesOf(file.id);
    expect(first).toMatchObject({ kind: 'entry', recordId: id, name: '转账回单.png', viewable: true });
    expect(second).toMatchObject({ recordId: id, name: '收条 照片.png' });
    const seen = await desk.call('mediation.viewAttachment', { attachmentId: first!.id });
    expect(seen).toMatchObject({ mediaType: 'image/png', base64: scan });
    expect(await inRow(file.id, 'performance')).toEqual(['转账回单', '收条 照片']);

    await desk.call('mediation.withdrawAttachment', {
      attachmentId: first!.id,
      version: 1,
      reason: '传错了',
    });
    expect((await filesOf(file.id)).map((one) => one.name)).toEqual(['收条 照片.png']);
  });

  it('go with stops of the clock, extensions, visits, court and confirmation, each into its row', async () => {
    const running = await accept(desk, await register(desk));
    const terms = await desk.call('mediation.readDeadlines', { caseId: running.id });
    const dueOn = terms.terms.find((term) => term.purpose === 'mediate')!.dueOn!;
    await desk.call('mediation.recordExtension', {
      caseId: running.id,
      extension: {
        toOn: `${dueOn.slice(0, 4)}-12-31`,
        agreedOn: '2026-07-01',
        agreedByAll: true,
        reason: '还要鉴定',
      },
      files: [slip('延期同意书.png')],
    });
    expect(await inRow(running.id, 'extension')).toEqual(['延期同意书']);

    const file = await inEffect(desk);
    await desk.call('mediation.recordVisit', {
      caseId: file.id,
      visit: {
        visitedOn: '2026-07-01',
        manner: 'atHome',
        visitors: '主任',
        performance: 'notDue',
        findings: '都好',
      },
      files: [slip('回访照片.png')],
    });
    await desk.call('mediation.recordConfirmation', {
      caseId: file.id,
      count: 0,
      step: { event: 'apply', on: '2026-07-01', court: '栖霞区法院' },
    });
    await desk.call('mediation.recordConfirmation', {
      caseId: file.id,
      count: 1,
      step: { event: 'accept', on: '2026-07-01', court: '栖霞区法院', number: '调确1号' },
      files: [slip('受理通知书.png')],
    });
    await desk.call('mediation.saveCourtStep', {
      caseId: file.id,
      step: { kind: 'lawsuit', filedOn: '2026-07-01', court: '栖霞区法院' },
      files: [slip('起诉状副本.png')],
    });
    expect(await inRow(file.id, 'visit')).toEqual(['回访照片']);
    expect(await inRow(file.id, 'confirmation')).toEqual(['受理通知书', '起诉状副本']);
  });

  it('are added later through the system’s dialog; a cancelled one changes nothing', async () => {
    const file = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const { id } = await desk.call('mediation.recordReceipt', {
      caseId: file.id,
      receipt: { itemKey: item!.key, amountFen: 100, paidOn: '2026-07-01' },
    });
    const target = { caseId: file.id, kind: 'entry' as const, recordId: id };
    expect(await desk.call('mediation.attachRecordFile', target)).toEqual({ id: null });
    desk.opens = { name: '回单.png', bytes: Buffer.from(scan, 'base64') };
    const made = await desk.call('mediation.attachRecordFile', target);
    expect((await filesOf(file.id)).map((one) => one.id)).toEqual([made.id]);
  });

  it('are refused for a record of another case, for none, and for an empty file: nothing of the record is kept', async () => {
    const one = await inEffect(desk);
    const other = await accept(desk, await register(desk));
    const [item] = (await readPerformance(desk, one.id)).items;
    const receipt = { itemKey: item!.key, amountFen: 100, paidOn: '2026-07-01' };
    const { id } = await desk.call('mediation.recordReceipt', { caseId: one.id, receipt });
    desk.opens = { name: '回单.png', bytes: Buffer.from(scan, 'base64') };
    const ask = (caseId: string, kind: ProvableKind, recordId: string) =>
      desk.ask('mediation.attachRecordFile', { caseId, kind, recordId });
    for (const answer of [
      await ask(other.id, 'entry', id),
      await ask(one.id, 'visit', id),
      await ask(one.id, 'entry', randomUUID()),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'record.notFound' } });
    const before = (await readPerformance(desk, one.id)).totals.paidFen;
    const empty = await desk.ask('mediation.recordReceipt', {
      caseId: one.id,
      receipt,
      files: [{ name: '空.png', base64: '====' }],
    });
    expect(empty.ok).toBe(false);
    expect((await readPerformance(desk, one.id)).totals.paidFen).toBe(before);
  });

  it('come no more into a dossier that is in the archive', async () => {
    const { file } = await archived(desk);
    const entry = (await readPerformance(desk, file.id)).items[0]!.entries[0]!;
    desk.opens = { name: '回单.png', bytes: Buffer.from(scan, 'base64') };
    expect(
      await desk.ask('mediation.attachRecordFile', { caseId: file.id, kind: 'entry', recordId: entry.id }),
    ).toMatchObject({ ok: false, error: { code: 'dossier.archived' } });
    expect((await desk.call('mediation.listRecordFiles', { caseId: file.id })).frozen).toBe(true);
  });
});

describe('the packet for the court', () => {
  it('takes what is issued on the case by itself, the latest issue of each, and the rest by hand', async () => {
    const file = await inEffect(desk);
    const ready = async () =>
      (await readPerformance(desk, file.id)).confirmation.papers
        .filter((paper) => paper.ready)
        .map((paper) => [paper.code, paper.attached.length]);
    expect(await ready()).toEqual([['agreement', 1]]);
    const issue = (paper: 'confirmationApplication' | 'mediationCertificate') =>
      desk.call('mediation.issuePaper', { caseId: file.id, paper });
    await issue('confirmationApplication');
    const again = await issue('confirmationApplication');
    await issue('mediationCertificate');
    await desk.call('mediation.saveConfirmationPapers', { caseId: file.id, version: 0, ready: ['identity'] });
    expect(await ready()).toEqual([
      ['application', 1],
      ['agreement', 1],
      ['certificate', 1],
      ['identity', 0],
    ]);
    const { papers } = (await readPerformance(desk, file.id)).confirmation;
    expect(papers[0]!.attached[0]!.id).toBe(again.documentId);
  });
});
