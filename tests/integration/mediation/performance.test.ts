import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, caseForm, register } from './case-kit.ts';
import { inEffect, performAll, readPerformance } from './performance-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());
const read = (id: string) => desk.call('mediation.readCase', { id });
const at = (day: string) => desk.clock.set(`${day}T01:30:00.000Z`);
const refused = async (route: string, input: unknown) => {
  const answer = await desk.ask(route, input);
  return answer.ok ? null : answer.error;
};

describe('performance of an agreement (人民调解法 art. 31)', () => {
  it('schedules instalments and acts, takes part payments, and knows at any time what is open', async () => {
    const file = await inEffect(desk);
    let view = await readPerformance(desk, file.id);
    expect(view.items.map((item) => [item.kind, item.amountFen, item.dueOn, item.state])).toEqual([
      ['payment', 100_000, '2026-07-20', 'open'],
      ['payment', 50_000, '2026-09-01', 'open'],
      ['act', null, '2026-07-10', 'open'],
    ]);
    const [first, , act] = view.items as [(typeof view.items)[0], unknown, (typeof view.items)[0]];
    expect(await read(file.id)).toMatchObject({ nextAction: 'followPerformance', nextDueOn: '2026-07-10' });

    at('2026-07-11');
    expect(await read(file.id)).toMatchObject({ nextAction: 'urgePerformance', nextDueOn: '2026-07-10' });
    await desk.call('mediation.recordItemResult', {
      caseId: file.id,
      result: { itemKey: act.key, result: 'done', on: '2026-07-11' },
    });
    const pay = (amountFen: number, over = {}) => ({
      caseId: file.id,
      receipt: {
        itemKey: first.key,
        amountFen,
        paidOn: '2026-07-11',
        manner: '现金',
        evidence: '收条',
        ...over,
      },
    });
    await desk.call('mediation.recordReceipt', pay(30_000));
    view = await readPerformance(desk, file.id);
    expect(view.items[0]).toMatchObject({ state: 'partPaid', paidFen: 30_000, openFen: 70_000 });
    expect(view.totals).toMatchObject({ totalFen: 150_000, paidFen: 30_000, openFen: 120_000, done: 1 });

    // Nobody books more than is open by a slip of the finger; on purpose it is recorded as such.
    expect(await refused('mediation.recordReceipt', pay(70_001))).toMatchObject({
      code: 'performance.overpaid',
      params: { openFen: 70_000 },
    });
    await desk.call('mediation.recordReceipt', pay(70_001, { overpayment: true }));
    view = await readPerformance(desk, file.id);
    expect(view.items[0]).toMatchObject({ state: 'done', overFen: 1, openFen: 0, doneOn: '2026-07-11' });

    at('2026-07-21');
    expect((await readPerformance(desk, file.id)).items[1]!.state).toBe('open');
    at('2026-08-26');
    expect((await readPerformance(desk, file.id)).items[1]!.state).toBe('soon');
    at('2026-09-02');
    expect((await readPerformance(desk, file.id)).items[1]!.state).toBe('overdue');
  });

  it('corrects a mistake by a reversal with its reason, once, and never by changing what was written', async () => {
    const file = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const receipt = { itemKey: item!.key, amountFen: 100_000, paidOn: '2026-07-01' };
    const { id } = await desk.call('mediation.recordReceipt', { caseId: file.id, receipt });
    const reversal = await desk.call('mediation.reversePerformanceEntry', {
      entryId: id,
      reason: '记错了案件',
    });
    const view = await readPerformance(desk, file.id);
    expect(view.items[0]).toMatchObject({ paidFen: 0, state: 'open' });
    expect(view.items[0]!.entries).toMatchObject([
      { kind: 'receipt', reversed: true },
      { kind: 'reversal', reason: '记错了案件' },
    ]);
    expect(
      await refused('mediation.reversePerformanceEntry', { entryId: id, reason: '再一次' }),
    ).toMatchObject({
      code: 'performance.alreadyReversed',
    });
    expect(
      await refused('mediation.reversePerformanceEntry', { entryId: reversal.id, reason: '反悔' }),
    ).toMatchObject({ code: 'performance.isReversal' });
  });

  it('the file itself refuses to change, remove, replace or misplace a receipt, whoever holds the pen', async () => {
    const file = await inEffect(desk);
    const other = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const receipt = { itemKey: item!.key, amountFen: 100_000, paidOn: '2026-07-01' };
    const { id } = await desk.call('mediation.recordReceipt', { caseId: file.id, receipt });
    const columns = `case_id, clause_id, instalment, kind, amount_fen, done_on, manner, evidence, file_id, reason,
      overpayment, reverses_id, late, recorded_by, recorded_at`;
    const copy = (id_: string, over: string) =>
      `INSERT ${over} INTO performance_entries (id, ${columns}) SELECT '${id_}', ${columns} FROM performance_entries`;
    for (const attack of [
      `UPDATE performance_entries SET amount_fen = 1`,
      `DELETE FROM performance_entries`,
      copy(id, 'OR REPLACE'),
      `INSERT INTO performance_entries (id, ${columns}) SELECT 'x', '${other.id}', clause_id, instalment, kind, amount_fen,
        done_on, manner, evidence, file_id, reason, overpayment, reverses_id, late, recorded_by, recorded_at
        FROM performance_entries`,
      `INSERT INTO performance_entries (id, ${columns}) SELECT 'y', case_id, clause_id, instalment + 1, 'reversal', NULL,
        done_on, '', '', NULL, 'steal', 0, id, 0, recorded_by, recorded_at FROM performance_entries`,
    ]) {
      await expect(desk.sql(attack), attack).rejects.toThrow();
    }
    expect((await readPerformance(desk, file.id)).items[0]!.paidFen).toBe(100_000);
  });

  it('records urging and looks again a week later; a refusal stands with its reason', async () => {
    const file = await inEffect(desk);
    const [first, second, act] = (await readPerformance(desk, file.id)).items;
    at('2026-07-22');
    await performItem(file.id, act!.key);
    const urging = {
      itemKeys: [first!.key],
      on: '2026-07-22',
      manner: '电话',
      content: '请于三日内付清第一期。',
    };
    await desk.call('mediation.recordUrging', { caseId: file.id, urging });
    expect(await read(file.id)).toMatchObject({ nextAction: 'visit', nextDueOn: '2026-07-17' });
    const view = await readPerformance(desk, file.id);
    expect(view.urgings).toMatchObject([{ content: '请于三日内付清第一期。', late: false }]);

    const no = { itemKey: second!.key, result: 'refused' as const, on: '2026-07-22' };
    expect(await refused('mediation.recordItemResult', { caseId: file.id, result: no })).toMatchObject({
      fields: { 'result.note': { code: 'field.required' } },
    });
    await desk.call('mediation.recordItemResult', { caseId: file.id, result: { ...no, note: '称无力支付' } });
    expect((await readPerformance(desk, file.id)).items[1]).toMatchObject({ state: 'refused' });
    const [due] = await desk.sql<{ due_on: string }>(
      `SELECT due_on FROM case_dues WHERE action = 'followPerformance'`,
    );
    expect(due!.due_on).toBe('2026-07-29');
  });

  it('nothing is recorded before effect, on another case’s item, or before the case began', async () => {
    const early = await accept(desk, await register(desk, caseForm()));
    const file = await inEffect(desk);
    const [item, , act] = (await readPerformance(desk, file.id)).items;
    const receipt = { itemKey: item!.key, amountFen: 1, paidOn: '2026-07-01' };
    expect(await refused('mediation.recordReceipt', { caseId: early.id, receipt })).toMatchObject({
      code: 'case.stageForbids',
      params: { reason: 'notInEffect' },
    });
    const other = await inEffect(desk);
    expect(await refused('mediation.recordReceipt', { caseId: other.id, receipt })).toMatchObject({
      fields: { 'receipt.itemKey': { code: 'field.unknownReference' } },
    });
    for (const paidOn of ['2026-06-28', '2026-07-02']) {
      expect(
        (await refused('mediation.recordReceipt', { caseId: file.id, receipt: { ...receipt, paidOn } }))
          ?.fields,
      ).toHaveProperty(['receipt.paidOn']);
    }
    expect(
      await refused('mediation.recordReceipt', {
        caseId: file.id,
        receipt: { ...receipt, itemKey: act!.key },
      }),
    ).toMatchObject({ code: 'performance.noPayment' });
    const done = { itemKey: item!.key, result: 'done', on: '2026-07-01' };
    expect(await refused('mediation.recordItemResult', { caseId: file.id, result: done })).toMatchObject({
      code: 'performance.receiptNeeded',
    });
  });

  it('an auditor reads and writes nothing; a coordinator does not even read', async () => {
    const file = await inEffect(desk);
    const [item] = (await readPerformance(desk, file.id)).items;
    const auditor = await desk.as(['auditor']);
    await auditor.call('mediation.readPerformance', { caseId: file.id });
    const receipt = { itemKey: item!.key, amountFen: 1, paidOn: '2026-07-01' };
    expect(await auditor.ask('mediation.recordReceipt', { caseId: file.id, receipt })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    const coordinator = await desk.as(['coordinator']);
    expect(await coordinator.ask('mediation.readPerformance', { caseId: file.id })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
  });
});

describe('closing', () => {
  it('says why an outcome is refused, and closes as performed only when everything is done', async () => {
    const file = await inEffect(desk);
    const close = (outcome: string) => ({ id: file.id, version: file.version, outcome, on: '2026-07-01' });
    for (const [outcome, reason] of [
      ['performed', 'openItems'],
      ['lawsuit', 'noLawsuit'],
      ['judiciallyConfirmed', 'notConfirmed'],
    ]) {
      expect(await refused('mediation.closeCase', close(outcome!)), outcome).toMatchObject({
        code: 'case.closingForbids',
        params: { reason },
      });
    }
    await performAll(desk, file.id, '2026-07-01');
    expect(await refused('mediation.closeCase', close('performing'))).toMatchObject({
      params: { reason: 'nothingOpen' },
    });
    await desk.call('mediation.closeCase', {
      ...close('performed'),
      outcome: 'performed',
      prevention: [{ kind: 'groupFight', cases: 1, persons: 12 }],
    });
    const view = await readPerformance(desk, file.id);
    expect(view.outcomeCodes).toEqual(['performed']);
    expect(view.prevention).toEqual([{ kind: 'groupFight', cases: 1, persons: 12 }]);
  });

  it('an outcome that says so closes with something open; receipts, visits and courts still come in, marked late', async () => {
    const file = await inEffect(desk);
    await desk.call('mediation.closeCase', {
      id: file.id,
      version: file.version,
      outcome: 'performing',
      on: '2026-07-01',
    });
    at('2026-07-21');
    await performAll(desk, file.id, '2026-07-21');
    const view = await readPerformance(desk, file.id);
    expect(view.totals.done).toBe(3);
    expect(view.items[0]!.entries[0]!.late).toBe(true);
    const visit = {
      planKey: 'due:2026-07-20',
      visitedOn: '2026-07-21',
      manner: 'phone' as const,
      visitors: '主任',
      performance: 'full' as const,
      findings: '第一期已付清，双方无新的纠纷。',
    };
    await desk.call('mediation.recordVisit', { caseId: file.id, visit });
    const after = await readPerformance(desk, file.id);
    expect(after.visits).toMatchObject([{ late: true, planKey: 'due:2026-07-20' }]);
    expect(after.visitPlan.find((one) => one.key === 'due:2026-07-20')!.visitedOn).toBe('2026-07-21');
    expect((await read(file.id)).stage).toBe('closed');
    const rows = await desk.call('platform.listAudit', { page: { limit: 5 } });
    expect(rows.rows[0]!.route).toBe('mediation.recordVisit');
  });
});

describe('return visits, satisfaction, courts', () => {
  it('plans seven days after each day of performance and thirty after effect; each is fulfilled once', async () => {
    const file = await inEffect(desk);
    const view = await readPerformance(desk, file.id);
    expect(view.visitPlan.map((one) => [one.key, one.dueOn])).toEqual([
      ['due:2026-07-10', '2026-07-17'],
      ['due:2026-07-20', '2026-07-27'],
      ['effect', '2026-07-31'],
      ['due:2026-09-01', '2026-09-08'],
    ]);
    at('2026-07-12');
    const visit = {
      planKey: 'due:2026-07-10',
      visitedOn: '2026-07-12',
      manner: 'atHome' as const,
      visitors: '主任',
      partyIds: [file.parties[0]!.id],
      performance: 'partly' as const,
      findings: '水管已修。',
      hiddenRisk: '墙面仍有争议',
      measures: '约定下周复查',
    };
    const saved = await desk.call('mediation.recordVisit', { caseId: file.id, visit });
    expect(await refused('mediation.recordVisit', { caseId: file.id, visit })).toMatchObject({
      fields: { 'visit.planKey': { code: 'field.taken' } },
    });
    await desk.call('mediation.recordVisit', {
      caseId: file.id,
      visitId: saved.id,
      version: 1,
      visit: { ...visit, findings: '水管已修好。' },
    });
    expect(
      await refused('mediation.recordVisit', { caseId: file.id, visitId: saved.id, version: 1, visit }),
    ).toMatchObject({ code: 'record.stale' });
    const early = { ...visit, planKey: 'due:2026-07-20' };
    expect(await refused('mediation.recordVisit', { caseId: file.id, visit: early })).toMatchObject({
      fields: { 'visit.visitedOn': { code: 'field.dateTooEarly' } },
    });
    await expect(desk.sql('DELETE FROM return_visits')).rejects.toThrow();
  });

  it('keeps each party’s satisfaction, and refuses who saw an older answer', async () => {
    const file = await inEffect(desk);
    const satisfaction = { partyId: file.parties[0]!.id, level: 'satisfied' as const, on: '2026-07-01' };
    await desk.call('mediation.recordSatisfaction', { caseId: file.id, version: 0, satisfaction });
    expect(
      await refused('mediation.recordSatisfaction', { caseId: file.id, version: 0, satisfaction }),
    ).toMatchObject({ code: 'record.stale' });
    const view = await readPerformance(desk, file.id);
    expect(view.satisfaction.map((one) => one.level)).toEqual(['satisfied', null]);
  });

  it('a lawsuit after the agreement, with its result, allows that outcome and is counted', async () => {
    const file = await inEffect(desk);
    const step = { kind: 'lawsuit' as const, filedOn: '2026-07-01', court: '栖霞区人民法院' };
    const bad = { ...step, result: 'completed' as const, resultOn: '2026-07-01' };
    expect(await refused('mediation.saveCourtStep', { caseId: file.id, step: bad })).toMatchObject({
      fields: { 'step.result': { code: 'field.invalid' } },
    });
    const saved = await desk.call('mediation.saveCourtStep', { caseId: file.id, step });
    at('2026-08-20');
    await desk.call('mediation.saveCourtStep', {
      caseId: file.id,
      stepId: saved.id,
      version: 1,
      step: { ...step, result: 'upheld', resultOn: '2026-08-20', number: '（2026）苏0113民初1号' },
    });
    await desk.call('mediation.closeCase', {
      id: file.id,
      version: file.version,
      outcome: 'lawsuit',
      on: '2026-08-20',
    });
    expect((await readPerformance(desk, file.id)).outcomeCodes).toEqual(['lawsuit.upheld']);
  });
});

describe('judicial confirmation (人民调解法 art. 33)', () => {
  const step = (event: string, on: string, over = {}) => ({ event, on, court: '栖霞区人民法院', ...over });

  it('counts down, goes from application to ruling, and takes a wrong step back with its reason', async () => {
    const file = await inEffect(desk);
    const urgency = async (day: string) => {
      at(day);
      return (await readPerformance(desk, file.id)).confirmation.urgency;
    };
    expect(await urgency('2026-07-20')).toBe('calm');
    expect(await urgency('2026-07-21')).toBe('warn');
    expect(await urgency('2026-07-31')).toBe('last');
    expect(await urgency('2026-08-01')).toBe('over');

    at('2026-07-30');
    const record = (count: number, one: object) =>
      desk.ask('mediation.recordConfirmation', { caseId: file.id, count, step: one });
    expect(await record(0, step('confirm', '2026-07-30'))).toMatchObject({
      error: { code: 'confirmation.stepForbidden', params: { state: 'undecided' } },
    });
    expect(await record(0, step('apply', '2026-07-30'))).toMatchObject({ value: { state: 'applied' } });
    expect(await record(0, step('apply', '2026-07-30'))).toMatchObject({ error: { code: 'record.stale' } });
    expect(await record(1, step('undo', '2026-07-30'))).toMatchObject({
      error: { fields: { 'step.note': { code: 'field.required' } } },
    });
    expect(await record(1, step('undo', '2026-07-30', { note: '日期记错' }))).toMatchObject({
      value: { state: 'undecided' },
    });
    expect(await record(2, step('apply', '2026-07-29'))).toMatchObject({ value: { state: 'applied' } });
    at('2026-08-03');
    expect(await record(3, step('accept', '2026-08-03', { number: '调确字第1号' }))).toMatchObject({
      ok: true,
    });
    expect(await record(4, step('confirm', '2026-08-03'))).toMatchObject({ value: { state: 'confirmed' } });
    const { confirmation, outcomeCodes } = await readPerformance(desk, file.id);
    expect(confirmation.events.map((one) => one.undone)).toEqual([true, false, false, false, false]);
    expect(confirmation).toMatchObject({ urgency: 'settled', next: ['enforce', 'undo'] });
    expect(outcomeCodes).toEqual(['confirmationApplied', 'confirmed']);
    for (const attack of ['UPDATE confirmation_events SET court = 1', 'DELETE FROM confirmation_events']) {
      await expect(desk.sql(attack)).rejects.toThrow();
    }
  });

  it('is too late the day after the thirtieth, but an application made in time may be entered afterwards', async () => {
    const file = await inEffect(desk);
    at('2026-08-10');
    const apply = (on: string) =>
      desk.ask('mediation.recordConfirmation', { caseId: file.id, count: 0, step: step('apply', on) });
    expect(await apply('2026-08-01')).toMatchObject({
      error: { code: 'confirmation.tooLate', params: { latest: '2026-07-31' } },
    });
    expect(await apply('2026-07-31')).toMatchObject({ ok: true });
  });

  it('keeps which papers of the packet are ready', async () => {
    const file = await inEffect(desk);
    const save = (version: number, ready: string[]) =>
      desk.ask('mediation.saveConfirmationPapers', { caseId: file.id, version, ready });
    expect(await save(0, ['application', 'identity'])).toMatchObject({ ok: true });
    expect(await save(0, ['application'])).toMatchObject({ error: { code: 'record.stale' } });
    expect(await save(1, ['weather'])).toMatchObject({ error: { fields: { ready: {} } } });
    const { papers } = (await readPerformance(desk, file.id)).confirmation;
    // The agreement was issued here: it is in the packet by itself.
    expect(papers.filter((one) => one.ready).map((one) => one.code)).toEqual([
      'application',
      'agreement',
      'identity',
    ]);
    expect(papers.find((one) => one.code === 'certificate')).toMatchObject({ required: true, ready: false });
  });
});

async function performItem(caseId: string, itemKey: string): Promise<void> {
  await desk.call('mediation.recordItemResult', {
    caseId,
    result: { itemKey, result: 'done', on: '2026-07-10' },
  });
}
