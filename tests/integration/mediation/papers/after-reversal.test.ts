import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { closedCase, readDossier } from '../dossier/dossier-kit.ts';
import { inEffect, readPerformance } from '../performance-kit.ts';
import { draftText } from './paper-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const receipt = (caseId: string, itemKey: string, amountFen: number, paidOn: string) =>
  desk.call('mediation.recordReceipt', { caseId, receipt: { itemKey, amountFen, paidOn, evidence: '收条' } });

test('a receipt that was reversed lowers no other receipt and no urging letter, whatever day it is reversed', async () => {
  const file = await inEffect(desk);
  const item = (await readPerformance(desk, file.id)).items[0]!;
  desk.clock.set('2026-07-05T01:30:00.000Z');
  const wrong = await receipt(file.id, item.key, 30_000, '2026-07-01');
  const right = await receipt(file.id, item.key, 20_000, '2026-07-05');
  await desk.call('mediation.recordUrging', {
    caseId: file.id,
    urging: { itemKeys: [item.key], on: '2026-07-05', content: '请按期付款。' },
  });
  desk.clock.set('2026-07-06T01:30:00.000Z');
  await desk.call('mediation.reversePerformanceEntry', { entryId: wrong.id, reason: '记错了案件' });

  expect(await draftText(desk, file.id, 'receipt', right.id)).toContain('尚有人民币捌佰元整（¥800.00）未付');
  const { urgings } = await readPerformance(desk, file.id);
  expect(await draftText(desk, file.id, 'urgingLetter', urgings[0]!.id)).toContain('800.00');
});

test('a later receipt is no business of an earlier one, nor one of the same day recorded after it', async () => {
  const file = await inEffect(desk);
  const item = (await readPerformance(desk, file.id)).items[0]!;
  desk.clock.set('2026-07-05T01:30:00.000Z');
  const first = await receipt(file.id, item.key, 10_000, '2026-07-05');
  desk.clock.set('2026-07-05T01:31:00.000Z');
  const second = await receipt(file.id, item.key, 20_000, '2026-07-05');
  const early = await receipt(file.id, item.key, 5_000, '2026-07-03');

  expect(await draftText(desk, file.id, 'receipt', early.id)).toContain('¥950.00）未付');
  expect(await draftText(desk, file.id, 'receipt', first.id)).toContain('¥850.00）未付');
  expect(await draftText(desk, file.id, 'receipt', second.id)).toContain('¥650.00）未付');
});

test('a performance that was reversed counts neither for the dossier nor for its score', async () => {
  const file = await inEffect(desk);
  const item = (await readPerformance(desk, file.id)).items[0]!;
  const told = async () => {
    const { rows, score } = await readDossier(desk, file.id);
    return {
      needs: rows.map((row) => [row.code, row.state]),
      reasons: score.reasons.map((one) => [one.code, one.met]),
    };
  };
  const before = await told();
  const { id } = await receipt(file.id, item.key, 30_000, '2026-07-01');
  expect(await told()).not.toEqual(before);
  await desk.call('mediation.reversePerformanceEntry', { entryId: id, reason: '记错了案件' });
  expect(await told()).toEqual(before);
});

test('the closing report tells refused items apart from performed ones and names its days as papers do', async () => {
  desk.clock.set('2026-07-01T01:30:00.000Z');
  const file = await inEffect(desk);
  await desk.call('mediation.recordSession', {
    caseId: file.id,
    session: { heldOn: '2026-07-01', startsAt: '09:00', endsAt: '10:30', place: '调解室', minutes: '谈。' },
  });
  desk.clock.set('2026-09-02T01:30:00.000Z');
  const { items } = await readPerformance(desk, file.id);
  await receipt(file.id, items[0]!.key, 100_000, '2026-07-20');
  await desk.call('mediation.recordItemResult', {
    caseId: file.id,
    result: { itemKey: items[1]!.key, result: 'refused', on: '2026-09-01', note: '拒绝付第二期' },
  });
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.closeCase', { id: file.id, version, outcome: 'notPerformed', on: '2026-09-01' });

  const text = await draftText(desk, file.id, 'closingReport');
  expect(text).toContain('共3项，已履行1项，拒绝履行1项，尚未履行1项');
  expect(text).not.toContain('已了结');
  expect(text).toContain('第1次调解（2026年7月1日）');
  expect(text).not.toContain('2026-07-01');
});

test('all performed, the closing report says so and nothing of refusals', async () => {
  const file = await closedCase(desk);
  const text = await draftText(desk, file.id, 'closingReport');
  expect(text).toContain('共3项，已全部履行');
  expect(text).not.toContain('拒绝');
});

test('a record of a return visit ticks how satisfied each party is', async () => {
  const file = await closedCase(desk);
  const [first, second] = file.parties;
  const say = (partyId: string, level: 'verySatisfied' | 'fair', on: string) =>
    desk.call('mediation.recordSatisfaction', {
      caseId: file.id,
      version: 0,
      satisfaction: { partyId, level, on },
    });
  await say(first!.id, 'verySatisfied', '2026-09-02');
  const visit = (partyIds: string[]) =>
    desk.call('mediation.recordVisit', {
      caseId: file.id,
      visit: {
        visitedOn: '2026-09-02',
        manner: 'phone',
        visitors: '主任',
        partyIds,
        performance: 'full',
        findings: '都好。',
      },
    });
  const one = await visit([first!.id]);
  expect(await draftText(desk, file.id, 'returnVisit', one.id)).toContain('√满意□基本满意□不满意');

  await say(second!.id, 'fair', '2026-09-02');
  const both = await visit([first!.id, second!.id]);
  expect(await draftText(desk, file.id, 'returnVisit', both.id)).toContain(
    '√满意（王小明）√基本满意（李雷）□不满意',
  );
  // Whoever was not visited said nothing on this visit.
  expect(await draftText(desk, file.id, 'returnVisit', one.id)).not.toContain('李雷）');
});
