import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchivedCase } from '../../../../src-main/shells/cli/demo-dossier.ts';
import { playMediation, type DemoCases } from '../../../../src-main/shells/cli/demo-mediation.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { misplaced, pagesOf } from './dossier-kit.ts';

const readJson = async (path: string) =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../../..', path), 'utf8')) as never;

let desk: TestDesk;
let archived: ArchivedCase[];
beforeAll(async () => {
  desk = await openDesk({ now: '2026-09-01T01:00:00.000Z' });
  const seeds: DemoCases = await readJson('seeds/demo/cases.json');
  const stage = { call: desk.call as never, setClock: (instant: string) => desk.clock.set(instant) };
  ({ archived } = await playMediation(
    stage,
    seeds,
    () => undefined,
    () => true,
  ));
}, 600_000);
afterAll(() => desk.close());

it('carries every published case from intake to the archive', async () => {
  const published: { cases: { id: string }[] } = await readJson('tests/fixtures/published-cases.json');
  expect(archived).toHaveLength(published.cases.length);
  const { rows, total } = await desk.call('mediation.listArchive', { page: { limit: 100 } });
  expect(total).toBe(published.cases.length);
  expect(rows.every((row) => row.state === 'archived')).toBe(true);
  expect(new Set(rows.map((row) => row.archiveNumber)).size).toBe(total);
});

it('binds each with a catalogue that names the pages on which the papers really begin', async () => {
  for (const one of archived) {
    const { pdf, pages } = await desk.call('documents.read', { id: one.documentId });
    const bytes = Buffer.from(pdf.base64, 'base64');
    expect(misplaced(bytes, one.dossier.bound!), one.title).toEqual([]);
    const text = pagesOf(bytes);
    expect(text, one.title).toHaveLength(pages);
    expect(text.at(-1), one.title).toContain(`共计${pages}页`);
    expect(one.dossier.completeness.present, one.title).toBe(one.dossier.completeness.must);
  }
}, 300_000);

it('has the agreement in the dossier of each that agreed, and the notice of other routes in each that did not', async () => {
  for (const one of archived) {
    const { stage } = await desk.call('mediation.readCase', { id: one.caseId });
    const titles = one.dossier.bound!.contents.map((entry) => entry.title);
    expect(titles.includes('人民调解协议书'), one.title).toBe(stage === 'closed');
    expect(titles.includes('终止调解通知书'), one.title).toBe(stage === 'terminated');
  }
});
