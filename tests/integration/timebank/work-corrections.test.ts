import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';
import { account, people, served } from './work-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error.code : undefined;
};

async function bookedLine(minutes: number) {
  const member = await addMember(desk, '赵明');
  await book(desk, sheet('2026-06-22', [line(member, '09:00', '12:00', minutes)]));
  const [entry] = (await desk.call('timebank.listEntries', { memberId: member })).rows;
  return { member, transactionId: entry!.transactionId };
}

it('a sheet line asked about is reversed and booked anew, both linked, hours and coins alike', async () => {
  const { member, transactionId } = await bookedLine(60);
  const ask = { memberId: member, transactionId, words: '其实做了一个半小时' };
  expect(await refused(desk.call('timebank.askCorrection', { ...ask, wantedMinutes: 60 }))).toBe(
    'correction.sameMinutes',
  );
  const asked = await desk.call('timebank.askCorrection', { ...ask, wantedMinutes: 90 });
  expect(await refused(desk.call('timebank.askCorrection', { ...ask, wantedMinutes: 100 }))).toBe(
    'correction.alreadyAsked',
  );
  const made = await desk.call('timebank.makeCorrection', { ...asked, answer: '签到表核对属实' });
  expect(made.bookedSeq).toBe(made.reversalSeq + 1);
  expect(await account(desk, member)).toEqual({ balance: 90, held: 0 });
  expect((await desk.call('timebank.readMember', { id: member })).serviceMinutes).toBe(90);
  const { rows } = await desk.call('timebank.listCorrections', { memberId: member });
  expect(rows).toMatchObject([
    {
      state: 'made',
      minutes: 60,
      wantedMinutes: 90,
      reversalSeq: made.reversalSeq,
      bookedSeq: made.bookedSeq,
    },
  ]);
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  expect(
    await refused(desk.call('timebank.makeCorrection', { id: asked.id, version: 2, answer: '再来' })),
  ).toBe('correction.checked');
});

it('a correction that was not right is refused with the reason and changes nothing', async () => {
  const { member, transactionId } = await bookedLine(60);
  const asked = await desk.call('timebank.askCorrection', {
    memberId: member,
    transactionId,
    wantedMinutes: 600,
    words: '做了一整天',
  });
  await desk.call('timebank.refuseCorrection', { ...asked, answer: '签到表上只有一小时' });
  expect(await account(desk, member)).toMatchObject({ balance: 60 });
  await expect(desk.sql(`UPDATE corrections SET state = 'made' WHERE id = ?`, [asked.id])).rejects.toThrow(
    'correction.checked',
  );
});

it('of a service between two members the recipient pays what it is worth now', async () => {
  const who = await people(desk);
  const done = await desk.call('timebank.completeRequest', await served(desk, who, 60));
  const asked = await desk.call('timebank.askCorrection', {
    memberId: who.helper,
    transactionId: done.transactionId,
    wantedMinutes: 90,
    words: '少记半小时',
  });
  await desk.call('timebank.makeCorrection', { ...asked, answer: '双方确认' });
  expect(await account(desk, who.recipient)).toEqual({ balance: 90, held: 0 });
  expect(await account(desk, who.helper)).toEqual({ balance: 90, held: 0 });
});

it('of what was no service of that member is refused', async () => {
  const who = await people(desk);
  const done = await desk.call('timebank.completeRequest', await served(desk, who, 60));
  expect(
    await refused(
      desk.call('timebank.askCorrection', {
        memberId: who.recipient,
        transactionId: done.transactionId,
        wantedMinutes: 30,
        words: '不对',
      }),
    ),
  ).toBe('correction.notService');
});

const spend = (memberId: string, minutes: number) =>
  desk.call('timebank.donateCoins', { memberId, minutes, reason: '捐给困难老人' });

async function asked(memberId: string, transactionId: string, wantedMinutes: number) {
  return desk.call('timebank.askCorrection', { memberId, transactionId, wantedMinutes, words: '记错了' });
}

it('what was spent since stays spent: a correction needs only the difference, not the whole booking', async () => {
  const { member, transactionId } = await bookedLine(90);
  await spend(member, 60);
  const made = await desk.call('timebank.makeCorrection', {
    ...(await asked(member, transactionId, 60)),
    answer: '签到表核对',
  });
  expect(await account(desk, member)).toEqual({ balance: 0, held: 0 });
  expect((await desk.call('timebank.readMember', { id: member })).serviceMinutes).toBe(60);
  const [reversal, booked] = await desk.sql<{ reverses_id: string; inputs: string; id: string }>(
    'SELECT id, reverses_id, inputs FROM ledger_transactions WHERE seq IN (?, ?) ORDER BY seq = ? DESC',
    [made.reversalSeq, made.bookedSeq, made.reversalSeq],
  );
  // Each names the other.
  expect(reversal!.reverses_id).toBe(transactionId);
  expect(JSON.parse(reversal!.inputs)).toMatchObject({ replacedBy: booked!.id });
  expect(JSON.parse(booked!.inputs)).toMatchObject({ corrects: expect.any(Number) });
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
});

it('when both sides have spent theirs, what the payer lacks for a moment is lent and taken back', async () => {
  const who = await people(desk, 90);
  const done = await desk.call('timebank.completeRequest', await served(desk, who, 60));
  await spend(who.helper, 60);
  expect(await account(desk, who.recipient)).toMatchObject({ balance: 30 });
  await desk.call('timebank.makeCorrection', {
    ...(await asked(who.helper, done.transactionId, 90)),
    answer: '双方确认',
  });
  expect(await account(desk, who.recipient)).toEqual({ balance: 0, held: 0 });
  expect(await account(desk, who.helper)).toEqual({ balance: 30, held: 0 });
  const [adjust] = await desk.sql<{ balance: number }>(
    `SELECT sum(amount) AS balance FROM ledger_entries WHERE account_id = 'adjust'`,
  );
  expect(adjust).toEqual({ balance: 0 });
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
});

it('says how much is missing when even the difference is spent, and books nothing', async () => {
  const { member, transactionId } = await bookedLine(90);
  await spend(member, 80);
  const correction = await asked(member, transactionId, 60);
  const answer = await desk.ask('timebank.makeCorrection', { ...correction, answer: '核对' });
  expect(answer).toMatchObject({ error: { code: 'correction.helperShort', params: { missing: 20 } } });
  expect(await account(desk, member)).toEqual({ balance: 10, held: 0 });

  const who = await people(desk, 90);
  const done = await desk.call('timebank.completeRequest', await served(desk, who, 60));
  await spend(who.recipient, 30);
  const more = await asked(who.helper, done.transactionId, 90);
  expect(await desk.ask('timebank.makeCorrection', { ...more, answer: '核对' })).toMatchObject({
    error: { code: 'correction.recipientShort', params: { missing: 30 } },
  });
});

it('no correction lifts a service over the limit of its event, nor counts what it replaces twice', async () => {
  const [rule] = (await desk.call('timebank.readRules', {})).inForce.filter(({ code }) => code === 'credit');
  if (rule?.rule.code !== 'credit') throw new Error('no rule of credit');
  await desk.call('timebank.saveRule', {
    rule: { code: 'credit', body: { ...rule.rule.body, perEventMinutes: 120, perDayMinutes: 150 } },
    ...{ validFrom: '2026-07-01', source: '通知', reason: '试行每次上限' },
  });
  const { member, transactionId } = await bookedLine(60);
  await book(desk, sheet('2026-06-22', [line(member, '13:00', '14:00', 40)]));
  await desk.call('timebank.makeCorrection', {
    ...(await asked(member, transactionId, 180)),
    answer: '签到表核对属实',
  });
  // 40 of the 120 minutes of the event were used by the other line: 80 are left of 180, the rest goes to the pool.
  expect(await account(desk, member)).toEqual({ balance: 120, held: 0 });
  const { rows } = await desk.call('timebank.listEntries', { memberId: member });
  const why = await desk.call('timebank.explainCredit', { transactionId: rows.at(-1)!.transactionId });
  expect(why).toMatchObject({
    ...{ result: 'same', already: { eventMinutes: 40, dayMinutes: 40, storedMinutes: 40 } },
    booked: { coinMinutes: 80, donatedMinutes: 100 },
  });
});

it('two sheets of one activity on one day share the limit of the event', async () => {
  const [rule] = (await desk.call('timebank.readRules', {})).inForce.filter(({ code }) => code === 'credit');
  if (rule?.rule.code !== 'credit') throw new Error('no rule of credit');
  await desk.call('timebank.saveRule', {
    rule: { code: 'credit', body: { ...rule.rule.body, perEventMinutes: 120 } },
    ...{ validFrom: '2026-07-01', source: '通知', reason: '试行每次上限' },
  });
  const { member } = await bookedLine(90);
  await book(desk, sheet('2026-06-22', [line(member, '13:00', '14:00', 60)]));
  expect(await account(desk, member)).toMatchObject({ balance: 120 });
  await book(desk, sheet('2026-06-22', [line(member, '15:00', '16:00', 60)], { activity: '老年大学助教' }));
  expect(await account(desk, member)).toMatchObject({ balance: 180 });
});
