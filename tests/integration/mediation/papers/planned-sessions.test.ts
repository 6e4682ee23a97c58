import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { accept, agreementForm, caseForm, register } from '../case-kit.ts';
import { draftText, sessionForm } from './paper-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const planForm = (partyIds: string[], over = {}) => ({
  plannedOn: '2026-07-10',
  startsAt: '14:00',
  endsAt: '15:30',
  place: '尧化街道调解室',
  partyIds,
  matters: '带身份证\n带维修单据',
  ...over,
});
const traffic = (over = {}) => ({
  documentNumber: '第1号',
  liabilities: [],
  insurances: [
    {
      kind: 'compulsory' as const,
      insurer: '某财险公司',
      policyNumber: 'P1',
      toldOn: null,
      sessionOn: null,
      ...over,
    },
  ],
});
const dues = (caseId: string) =>
  desk.sql<{ action: string; due_on: string }>(
    'SELECT action, due_on FROM case_dues WHERE case_id = ? ORDER BY due_on, action',
    [caseId],
  );
const plans = async (caseId: string) => (await desk.call('mediation.readPlannedSessions', { caseId })).plans;

test('a planned session stands on the notice, is waited for, and becomes the record', async () => {
  const file = await accept(desk, await register(desk));
  const [first, second] = file.parties;
  expect(await draftText(desk, file.id, 'sessionNotice')).not.toContain('2026年7月10日');
  const { id } = await desk.call('mediation.planSession', { caseId: file.id, plan: planForm([second!.id]) });

  const notice = await draftText(desk, file.id, 'sessionNotice');
  expect(notice).toContain('李雷：');
  expect(notice).not.toContain('王小明、李雷：');
  for (const words of ['2026年7月10日', '14:00', '尧化街道调解室', '带身份证', '带维修单据'])
    expect(notice).toContain(words);
  expect(await dues(file.id)).toContainEqual({ action: 'holdSession', due_on: '2026-07-10' });
  expect((await desk.call('mediation.readCase', { id: file.id })).nextDueOn).toBe('2026-07-10');

  desk.clock.set('2026-07-10T08:30:00.000Z');
  const session = sessionForm({ heldOn: '2026-07-10', startsAt: '14:05', endsAt: '15:00' });
  const held = await desk.call('mediation.recordSession', { caseId: file.id, session, planId: id });
  expect(await plans(file.id)).toMatchObject([{ id, state: 'held', sessionId: held.id }]);
  expect((await dues(file.id)).map((one) => one.action)).not.toContain('holdSession');
  expect(first).toBeDefined();
  // It became one record and no second one.
  expect(await desk.ask('mediation.recordSession', { caseId: file.id, session, planId: id })).toMatchObject({
    ok: false,
    error: { code: 'case.planEnded' },
  });
});

test('a plan is moved or cancelled with the reason; what it was stays', async () => {
  const file = await accept(desk, await register(desk));
  const ids = file.parties.map((party) => party.id);
  const { id } = await desk.call('mediation.planSession', { caseId: file.id, plan: planForm(ids) });
  const moved = await desk.call('mediation.moveSession', {
    caseId: file.id,
    planId: id,
    version: 1,
    plan: planForm(ids, { plannedOn: '2026-07-12' }),
    reason: '一方出差',
  });
  expect(await draftText(desk, file.id, 'sessionNotice')).toContain('2026年7月12日');
  expect(await dues(file.id)).toContainEqual({ action: 'holdSession', due_on: '2026-07-12' });
  await desk.call('mediation.cancelSession', {
    caseId: file.id,
    planId: moved.id,
    version: 1,
    reason: '双方已和解',
  });
  expect((await plans(file.id)).map(({ state, reason }) => [state, reason])).toEqual([
    ['moved', '一方出差'],
    ['cancelled', '双方已和解'],
  ]);
  expect((await dues(file.id)).some((one) => one.due_on === '2026-07-12')).toBe(false);
  const again = { caseId: file.id, planId: id, version: 2, reason: '再取消' };
  expect(await desk.ask('mediation.cancelSession', again)).toMatchObject({
    error: { code: 'case.planEnded' },
  });
  await expect(desk.sql(`UPDATE planned_sessions SET place = '别处'`)).rejects.toThrow('case.planEnded');
  await expect(desk.sql('DELETE FROM planned_sessions')).rejects.toThrow('case.planEnded');
});

test('no session is planned in the past, without anybody, before acceptance or after the end', async () => {
  const fresh = await register(desk);
  const ids = fresh.parties.map((party) => party.id);
  const plan = (over = {}, caseId = fresh.id, party = ids) =>
    desk.ask('mediation.planSession', { caseId, plan: planForm(party, over) });
  expect(await plan()).toMatchObject({ error: { code: 'case.stageForbids' } });
  const file = await accept(desk, fresh);
  expect(await plan({ plannedOn: '2026-06-30' })).toMatchObject({
    error: { fields: { 'plan.plannedOn': {} } },
  });
  expect(await plan({ endsAt: '13:00' })).toMatchObject({ error: { fields: { 'plan.endsAt': {} } } });
  expect(await plan({}, file.id, [])).toMatchObject({ error: { code: 'input.invalid' } });
  const stranger = (await register(desk)).parties[0]!.id;
  expect(await plan({}, file.id, [stranger])).toMatchObject({ error: { fields: { 'plan.partyIds': {} } } });
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.terminateCase', {
    id: file.id,
    version,
    reason: 'noAgreement',
    on: '2026-07-01',
    routesNotified: true,
  });
  expect(await plan()).toMatchObject({ error: { code: 'case.stageForbids' } });
});

test('before a planned session of a traffic case the insurer is told: on the notice, the sheet and among the dues', async () => {
  const form = caseForm({ disputeType: 'traffic', disputeSubType: '' });
  const file = await accept(desk, await register(desk, form));
  await desk.call('mediation.saveTraffic', { caseId: file.id, traffic: traffic() });
  await desk.call('mediation.planSession', {
    caseId: file.id,
    plan: planForm(file.parties.map((one) => one.id)),
  });

  const notice = await draftText(desk, file.id, 'insurerNotice');
  for (const words of ['某财险公司：', '2026年7月10日', '尧化街道调解室']) expect(notice).toContain(words);
  expect(await dues(file.id)).toContainEqual({ action: 'notifyInsurer', due_on: '2026-07-07' });
  const term = async () =>
    (await desk.call('mediation.readDeadlines', { caseId: file.id })).terms.find(
      (one) => one.purpose === 'insurerNotice',
    );
  expect(await term()).toMatchObject({ dueOn: '2026-07-07', doneOn: null, state: 'running' });

  desk.clock.set('2026-07-08T01:30:00.000Z');
  const told = traffic({ toldOn: '2026-07-08', sessionOn: '2026-07-10' });
  await desk.call('mediation.saveTraffic', { caseId: file.id, version: 1, traffic: told });
  expect((await dues(file.id)).map((one) => one.action)).not.toContain('notifyInsurer');
  expect(await term()).toMatchObject({ doneOn: '2026-07-08', state: 'doneLate' });
  // The checker counts by the same rule of the reference data.
  const agreement = agreementForm(file.parties);
  const codes = async () =>
    (await desk.call('mediation.checkAgreement', { caseId: file.id, agreement })).findings.map(
      (one) => one.code,
    );
  expect(await codes()).toContain('trafficInsurerToldLate');
  const inTime = traffic({ toldOn: '2026-07-07', sessionOn: '2026-07-10' });
  await desk.call('mediation.saveTraffic', { caseId: file.id, version: 2, traffic: inTime });
  expect(await codes()).not.toContain('trafficInsurerToldLate');
});
