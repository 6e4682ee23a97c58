import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, acceptInput, register } from './case-kit.ts';
import { closedCase } from './dossier/dossier-kit.ts';
import { inEffect, readPerformance } from './performance-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

describe('what was prevented', () => {
  const suicide = { kind: 'suicide' as const, cases: 1, persons: 2 };

  it('is corrected after the end, with the version that was seen, and audited with both counts', async () => {
    const file = await closedCase(desk);
    const correct = (version: number, prevention: object[]) =>
      desk.ask('mediation.correctPrevention', { caseId: file.id, version, prevention });
    expect(await correct(file.version, [suicide])).toMatchObject({ ok: true });
    expect((await readPerformance(desk, file.id)).prevention).toEqual([suicide]);
    expect(await correct(file.version, [])).toMatchObject({ error: { code: 'record.stale' } });
    expect(await correct(file.version + 1, [suicide, suicide])).toMatchObject({
      error: { code: 'input.invalid' },
    });
    expect(await correct(file.version + 1, [])).toMatchObject({ ok: true });
    expect((await readPerformance(desk, file.id)).prevention).toEqual([]);
    const rows = await desk.sql<{ details: string }>(
      `SELECT details FROM audit_rows WHERE route = 'mediation.correctPrevention' ORDER BY seq`,
    );
    expect(rows.map((row) => JSON.parse(row.details) as unknown)).toEqual([
      { prevention: [suicide], was: [] },
      { prevention: [], was: [suicide] },
    ]);
  });

  it('is counted for a case that ended without agreement too, but not before the end, nor by a clerk', async () => {
    const file = await accept(desk, await register(desk));
    const ask = (person: Pick<TestDesk, 'ask'>, version: number) =>
      person.ask('mediation.correctPrevention', { caseId: file.id, version, prevention: [suicide] });
    expect(await ask(desk, file.version)).toMatchObject({
      error: { code: 'case.stageForbids', params: { reason: 'notOver' } },
    });
    const { version } = await desk.call('mediation.terminateCase', {
      id: file.id,
      version: file.version,
      reason: 'noAgreement',
      on: '2026-07-01',
      routesNotified: true,
    });
    expect(await ask(await desk.as(['clerk']), version)).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect(await ask(desk, version)).toMatchObject({ ok: true });
  });
});

describe('the timeline', () => {
  it('tells what was paid, visited and taken to court in its order, and nothing that was taken back', async () => {
    const file = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const pay = (amountFen: number) =>
      desk.call('mediation.recordReceipt', {
        caseId: file.id,
        receipt: { itemKey: item!.key, amountFen, paidOn: '2026-07-01' },
      });
    const wrong = await pay(999);
    await desk.call('mediation.reversePerformanceEntry', { entryId: wrong.id, reason: '记错' });
    await pay(40_000);
    await desk.call('mediation.recordConfirmation', {
      caseId: file.id,
      count: 0,
      step: { event: 'apply', on: '2026-07-01', court: '栖霞区法院' },
    });
    const { timeline } = await desk.call('mediation.readCase', { id: file.id });
    const after = timeline.slice(timeline.findIndex((one) => one.what === 'agreementEffective') + 1);
    expect(after.map(({ what, params }) => [what, params])).toEqual([
      ['receipt', { amountFen: '40000' }],
      ['confirmation', { step: 'apply', court: '栖霞区法院' }],
    ]);
  });
});

describe('consent at acceptance', () => {
  it('is kept for each party with its own day and manner; the day of acceptance where none was given', async () => {
    const file = await register(desk);
    const input = await acceptInput(desk, file);
    await desk.call('mediation.acceptCase', {
      ...input,
      consents: [
        { partyId: file.parties[0]!.id, consents: true, on: '2026-06-29', manner: 'written' },
        { partyId: file.parties[1]!.id, consents: true, manner: 'phone' },
      ],
    });
    const { consents } = await desk.call('mediation.readProceedings', { caseId: file.id });
    expect(consents.map(({ partyId, on, manner }) => [partyId, on, manner])).toEqual([
      [file.parties[0]!.id, '2026-06-29', 'written'],
      [file.parties[1]!.id, '2026-06-30', 'phone'],
    ]);
  });
});
