import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import { solidTextOf } from '../../pdf/pdf-tools.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type CovenantForm = RouteInput<'mediation.saveCovenant'>['covenant'];

const covenant = (over: Partial<CovenantForm> = {}): CovenantForm => {
  const units = ['某小区业主委员会', '某物业服务有限公司'].map((name) => ({
    id: randomUUID(),
    name,
    representative: '负责人',
    phone: '13812345678',
  }));
  return {
    kind: 'covenant',
    title: '楼道公共空间使用',
    madeOn: '2026-06-30',
    units,
    clauses: [
      { id: randomUUID(), kind: 'act', text: '每月清理一次楼道', debtorIds: [units[1]!.id], creditorIds: [] },
    ],
    items: [{ text: '张贴公告', owner: '物业公司', dueOn: '2026-07-15' }],
    ...over,
  };
};
const read = (id: string) => desk.call('mediation.readCovenant', { id });

describe('a covenant', () => {
  it.each([
    ['covenant', '公约'],
    ['responsibility', '责任书'],
    ['commitment', '承诺书'],
    ['minutes', '纪要'],
  ] as const)('of the kind %s is issued as a paper that says so', async (kind, word) => {
    const votes = kind === 'minutes' ? [{ matter: '清理楼道', inFavour: 2, against: 0, abstained: 0 }] : [];
    const { id } = await desk.call('mediation.saveCovenant', { covenant: covenant({ kind, votes }) });
    const draft = await desk.call('mediation.previewCovenant', { id });
    expect(solidTextOf(Buffer.from(draft.base64, 'base64'))).toContain(word);
    const { documentId, number } = await desk.call('mediation.issueCovenant', { id, version: 1 });
    const paper = await desk.call('documents.read', { id: documentId });
    const text = solidTextOf(Buffer.from(paper.pdf.base64, 'base64'));
    for (const part of [word, '楼道公共空间使用', '每月清理一次楼道', '张贴公告', number.replace(/\s/g, '')])
      expect(text).toContain(part);
    expect(await read(id)).toMatchObject({ number, issuedDocumentId: documentId, version: 2 });
  });

  it('says the same for ever once it is issued; its items are followed all the same', async () => {
    const { id } = await desk.call('mediation.saveCovenant', { covenant: covenant() });
    await desk.call('mediation.issueCovenant', { id, version: 1 });
    expect(await desk.ask('mediation.saveCovenant', { id, version: 2, covenant: covenant() })).toMatchObject({
      ok: false,
      error: { code: 'agreement.alreadyIssued' },
    });
    await expect(desk.sql(`UPDATE covenants SET title = '别的'`)).rejects.toThrow('agreement.alreadyIssued');
    await expect(desk.sql('DELETE FROM covenant_units')).rejects.toThrow('agreement.alreadyIssued');
    const { items } = await read(id);
    const due = async () => [
      (await desk.call('mediation.listCovenants', { onlyDue: true })).total,
      (await desk.call('mediation.readWorkbench', {})).elsewhere.covenants,
    ];
    expect(await due()).toEqual([0, 0]);
    const [day] = items
      .map((item) => item.dueOn)
      .filter((on) => on !== null)
      .sort();
    desk.clock.set(`${day}T01:30:00.000Z`);
    expect(await due()).toEqual([1, 1]);
    const done = items.map((item) => ({ ...item, doneOn: '2026-07-01', note: '已张贴' }));
    await desk.call('mediation.followCovenant', { id, version: 2, items: done });
    expect(await due()).toEqual([0, 0]);
    const open = await desk.call('mediation.listCovenants', { onlyOpen: true });
    expect(open.total).toBe(0);
    expect((await desk.call('mediation.listCovenants', { text: '业主委员会' })).rows).toMatchObject([
      { id, openItems: 0, units: 2 },
    ]);
    const future = items.map((item) => ({ ...item, doneOn: '2099-07-02' }));
    expect(await desk.ask('mediation.followCovenant', { id, version: 3, items: future })).toMatchObject({
      ok: false,
      error: { fields: { 'items.0.doneOn': { code: 'field.dateInFuture' } } },
    });
  });

  it('without a clause or a resolution is not issued', async () => {
    const { id } = await desk.call('mediation.saveCovenant', { covenant: covenant({ clauses: [] }) });
    expect(await desk.ask('mediation.issueCovenant', { id, version: 1 })).toMatchObject({
      ok: false,
      error: {
        code: 'agreement.hasErrors',
        fields: { clauses: { code: 'findings.covenantClausesMissing' } },
      },
    });
    expect(await desk.sql('SELECT COUNT(*) AS n FROM issued_numbers')).toEqual([{ n: 0 }]);
  });

  it('points at its own units only, and its phones are masked and come back unharmed', async () => {
    const form = covenant();
    const foreign = form.clauses!.map((clause) => ({ ...clause, debtorIds: [randomUUID()] }));
    expect(
      await desk.ask('mediation.saveCovenant', { covenant: { ...form, clauses: foreign } }),
    ).toMatchObject({ ok: false, error: { fields: { 'covenant.clauses.0.debtorIds': {} } } });
    const { id } = await desk.call('mediation.saveCovenant', { covenant: form });
    const shown = await read(id);
    expect(shown.units[0]!.phone).toBe('138****5678');
    const units = shown.units.map((unit) => ({ ...unit }));
    await desk.call('mediation.saveCovenant', { id, version: 1, covenant: { ...form, units } });
    expect(await desk.sql('SELECT DISTINCT phone FROM covenant_units')).toEqual([{ phone: '13812345678' }]);
    expect(await desk.ask('mediation.saveCovenant', { covenant: form })).toMatchObject({
      ok: false,
      error: { code: 'record.duplicate' },
    });
  });
});
