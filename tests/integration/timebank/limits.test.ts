import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RuleBody } from '../../../src-main/contract/timebank/rule-bodies.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { assess, relate } from './circle-kit.ts';
import { addMember, book, coins, line, sheet } from './play.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function limited(limits: Partial<RuleBody<'credit'>>) {
  const [rule] = (await desk.call('timebank.readRules', {})).inForce.filter(({ code }) => code === 'credit');
  if (rule?.rule.code !== 'credit') throw new Error('no rule of credit');
  await desk.call('timebank.saveRule', {
    rule: { code: 'credit', body: { ...rule.rule.body, storedMinutes: null, ...limits } },
    ...{ validFrom: '2026-07-01', source: '通知', reason: '试行上限' },
  });
}
const pool = async (code: 'overcapMinutes' | 'donatedMinutes') =>
  (await desk.call('timebank.readPools', {}))[code];
const served = (memberId: string, day: string, minutes: number) =>
  book(desk, sheet(`2026-06-${day}`, [line(memberId, '08:00', '12:00', minutes)]));
const lastOf = async (memberId: string) =>
  (await desk.call('timebank.listEntries', { memberId })).rows.at(-1)!;

it('a limit of a life counts what was ever earned: spending frees nothing, a reversal and a correction do', async () => {
  const member = await addMember(desk, '王志明');
  await served(member, '20', 120);
  await limited({ lifetimeMinutes: 150 });
  await desk.call('timebank.donateCoins', { memberId: member, minutes: 100, reason: '献爱心' });
  await served(member, '21', 60);
  expect([await coins(desk, member), await pool('overcapMinutes')]).toEqual([50, 30]);
  const cut = await lastOf(member);
  expect(await desk.call('timebank.explainCredit', { transactionId: cut.transactionId })).toMatchObject({
    result: 'same',
    already: { storedMinutes: 20, lifetimeMinutes: 120 },
    steps: [{ kind: 'coefficient' }, { kind: 'lifetimeCap', before: 60, after: 30, limit: 150 }],
  });
  // Corrected, a service does not stand in its own way.
  const asked = await desk.call('timebank.askCorrection', {
    ...{ memberId: member, transactionId: cut.transactionId, wantedMinutes: 25, words: '多记了' },
  });
  await desk.call('timebank.makeCorrection', { ...asked, answer: '属实' });
  expect([await coins(desk, member), await pool('overcapMinutes')]).toEqual([45, 0]);
  await served(member, '22', 60);
  expect([await coins(desk, member), await pool('overcapMinutes')]).toEqual([50, 55]);
  await desk.call('timebank.reverseTransaction', {
    ...{ transactionId: (await lastOf(member)).transactionId, reason: '查无此事' },
  });
  await served(member, '23', 3);
  expect([await coins(desk, member), await pool('overcapMinutes')]).toEqual([48, 0]);
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
});

it('nothing that is given goes past the limit of the account; what an heir cannot store goes to the pool, in sight', async () => {
  const giver = await addMember(desk, '王志明');
  const elder = await addMember(desk, '周奶奶', { birthDate: '1940-01-01' });
  await served(giver, '20', 200);
  await served(elder, '20', 60);
  await relate(desk, giver, elder);
  await assess(desk, elder);
  await limited({ storedMinutes: 100 });
  await desk.call('timebank.donateCoins', { memberId: giver, minutes: 50, reason: '献爱心' });
  const full = { error: { code: 'ledger.accountFull', params: { roomMinutes: 40, limitMinutes: 100 } } };
  const gift = { fromId: giver, toId: elder, minutes: 41, reason: '赠母亲' };
  expect(await desk.ask('timebank.transferCoins', gift)).toMatchObject(full);
  const grant = { memberId: elder, minutes: 41, reason: '独居' };
  expect(await desk.ask('timebank.grantFromPool', { ...grant, pool: 'pool:donated' })).toMatchObject(full);
  expect(await desk.ask('timebank.issueFund', grant)).toMatchObject(full);
  expect(
    await desk.ask('timebank.issueFundList', { reason: '独居', rows: [{ memberId: elder, minutes: 41 }] }),
  ).toMatchObject({ error: { ...full.error, fields: { 'rows.0.minutes': { code: 'field.tooBig' } } } });
  await desk.call('timebank.transferCoins', { ...gift, minutes: 10 });

  const asked = { id: giver, disposal: 'heir' as const, heirId: elder, onDay: '2026-06-30' };
  expect(await desk.call('timebank.previewEnding', asked)).toMatchObject({
    rest: { coinMinutes: 140 },
    excessMinutes: 110,
  });
  const { version } = await desk.call('timebank.readMembership', { memberId: giver });
  await desk.call('timebank.endMember', {
    ...{ id: giver, version },
    ending: { kind: 'died', onDay: '2026-06-30', disposal: 'heir', heirId: elder, reason: '家属告知' },
  });
  expect([await coins(desk, giver), await coins(desk, elder), await pool('overcapMinutes')]).toEqual([
    0, 100, 110,
  ]);
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
});
