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
