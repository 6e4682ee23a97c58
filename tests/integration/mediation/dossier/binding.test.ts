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
});
