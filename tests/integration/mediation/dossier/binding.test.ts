import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import {
  attach,
  bindDossier,
  closedCase,
  completeDossier,
  misplaced,
  pagesOf,
  readDossier,
} from './dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

describe('binding a dossier', () => {
  it('puts every paper where its catalogue says it begins, and counts the pages of the file', async () => {
    const file = await closedCase(desk);
    const before = await readDossier(desk, file.id);
    expect(before.completeness.present).toBeLessThan(before.completeness.must);
    const dossier = await completeDossier(desk, file.id);
    expect(dossier.rows.filter((row) => row.state === 'missing')).toEqual([]);
    expect(dossier.completeness.present).toBe(dossier.completeness.must);

    const bound = await bindDossier(desk, file.id);
    const after = await readDossier(desk, file.id);
    expect(after.bound).toMatchObject({ documentId: bound.id, current: true, pages: bound.pages });
    const pages = pagesOf(bound.bytesOf);
    expect(pages).toHaveLength(bound.pages);
    expect(misplaced(bound.bytesOf, after.bound!)).toEqual([]);
    expect(after.bound!.contents[0]).toMatchObject({ from: 1 });
    if (process.env['KEEP_PDF']) await writeFile(process.env['KEEP_PDF'], bound.bytesOf);
    expect(pages.at(-1)).toContain(`共计${bound.pages}页`);
    expect(pages[0]).toContain(file.title);
  });

  it('takes the latest issue of a paper, the signed original first, and is out of date after it', async () => {
    const file = await closedCase(desk);
    await completeDossier(desk, file.id);
    await bindDossier(desk, file.id);
    const first = (await readDossier(desk, file.id)).bound!;
    desk.clock.set('2026-09-03T01:30:00.000Z');
    const again = await desk.call('mediation.issuePaper', { caseId: file.id, paper: 'acceptanceForm' });
    const changed = await readDossier(desk, file.id);
    expect(changed.bound).toMatchObject({ documentId: first.documentId, current: false });
    const forms = changed.rows
      .flatMap((row) => row.items)
      .filter((item) => item.title.includes('受理登记表'));
    expect(forms.map((item) => [item.included, item.leftOut])).toEqual([
      [false, 'superseded'],
      [true, null],
    ]);
    await attach(desk, { caseId: file.id, documentId: again.documentId });
    const bound = await bindDossier(desk, file.id);
    const contents = (await readDossier(desk, file.id)).bound!.contents.map((one) => one.title);
    expect(contents).toContain('人民调解受理登记表（签字原件）');
    expect(bound.number).toContain('第2次装订');
  });

  it('shows a draft with its mark on every page, and registers nothing by it', async () => {
    const file = await closedCase(desk);
    await completeDossier(desk, file.id);
    const before = await desk.call('documents.list', {});
    const draft = await desk.call('mediation.previewDossier', { caseId: file.id });
    const bytes = Buffer.from(draft.base64, 'base64');
    if (process.env['KEEP_PDF']) await writeFile(process.env['KEEP_PDF'], bytes);
    const pages = pagesOf(bytes);
    expect(pages).toHaveLength(draft.pages);
    for (const page of pages) expect(page).toContain('草稿');
    expect((await desk.call('documents.list', {})).total).toBe(before.total);
    expect((await readDossier(desk, file.id)).bound).toBeNull();
  });

  it('keeps the order and the choices of people: left out with a reason, moved inside its row', async () => {
    const file = await closedCase(desk);
    await completeDossier(desk, file.id);
    const row = (await readDossier(desk, file.id)).rows.find((one) => one.code === 'application')!;
    const items = [...row.items].reverse().map(({ kind, id }) => ({ kind, id, included: null, reason: '' }));
    await desk.call('mediation.arrangeDossierRow', { caseId: file.id, row: 'application', items });
    await bindDossier(desk, file.id);
    const titles = async () => (await readDossier(desk, file.id)).bound!.contents.map((one) => one.title);
    expect((await titles()).slice(0, 2)).toEqual(['人民调解受理登记表', '人民调解申请书']);
    const leaveOut = (reason: string) =>
      desk.ask('mediation.arrangeDossierRow', {
        caseId: file.id,
        row: 'application',
        items: [{ ...items[0]!, included: false, reason }, items[1]!],
      });
    expect(await leaveOut('')).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    expect(await leaveOut('登记有误')).toMatchObject({ ok: true });
    await bindDossier(desk, file.id);
    expect(await titles()).not.toContain('人民调解受理登记表');
    // An order of half a row says nothing of the rest: somebody else added to it meanwhile.
    const half = { caseId: file.id, row: 'application', items: items.slice(0, 1) };
    expect(await desk.ask('mediation.arrangeDossierRow', half)).toMatchObject({
      ok: false,
      error: { code: 'record.stale' },
    });
  });

  it('lists a damaged scan instead of losing the dossier, and takes a stranger’s PDF page by page', async () => {
    const file = await closedCase(desk);
    await completeDossier(desk, file.id);
    const papers = await desk.call('documents.list', { owner: `case:${file.id}` });
    const { pdf } = await desk.call('documents.read', { id: papers.rows[0]!.id });
    await attach(desk, {
      caseId: file.id,
      row: 'other',
      title: '外来文件',
      file: { name: 'a.pdf', base64: pdf.base64 },
    });
    const broken = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200, 7)]).toString('base64');
    await attach(desk, {
      caseId: file.id,
      row: 'other',
      title: '坏文件',
      file: { name: 'b.pdf', base64: broken },
    });
    const bound = await bindDossier(desk, file.id);
    const { contents } = (await readDossier(desk, file.id)).bound!;
    expect(contents.find((one) => one.title === '外来文件')).toMatchObject({ pages: pdf.pages });
    expect(contents.find((one) => one.title === '坏文件')).toMatchObject({ from: null, pages: 0 });
    expect(pagesOf(bound.bytesOf)[1]).toContain('电子文件不能并入');
  });
});
