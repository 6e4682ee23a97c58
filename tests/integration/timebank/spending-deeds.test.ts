import { afterEach, expect, it } from 'vitest';
import { openDesk, Refused, testPassword, type TestDesk } from '../../support/desk.ts';
import { close } from './closing/closing-kit.ts';
import { addMember, book, line, sheet } from './play.ts';

let desk: TestDesk;
afterEach(() => desk.close());

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error.code : undefined;
};

const preview = ({
  words: _,
  ...deed
}: {
  memberId: string;
  action: string;
  doneOn: string;
  words: string;
}) => deed;

/** Linqing’s published table: 10 points a report, 45 a day. */
async function linqing() {
  desk = await openDesk({ initialise: false });
  await desk.call('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某', region: '371581' },
    administrator: { username: 'admin', displayName: '主任', password: testPassword },
  });
  return addMember(desk, '王志明');
}

it('reports give points by the region’s table until the day is full; what was reversed makes room again', async () => {
  const memberId = await linqing();
  expect((await desk.call('timebank.readPointActions', {})).dayPoints).toBe(45);
  const report = { memberId, action: 'report', doneOn: '2026-06-30', words: '路灯损坏' };
  expect(await desk.call('timebank.recordDeed', { ...report, times: 3 })).toMatchObject({
    points: 30,
    cut: 0,
  });
  // The same notebook entered by a second clerk must not stand twice unseen.
  expect((await desk.call('timebank.previewDeed', { ...preview(report), times: 2 })).sameDay).toEqual({
    times: 3,
    points: 30,
  });
  expect(await desk.ask('timebank.recordDeed', { ...report, times: 2 })).toMatchObject({
    error: { code: 'points.deedStands', params: { times: 3, points: 30 }, fields: { again: {} } },
  });
  const second = await desk.call('timebank.recordDeed', { ...report, times: 2, again: true });
  expect(second).toMatchObject({ points: 15, cut: 5 });
  expect(await refused(desk.call('timebank.recordDeed', { ...report, times: 1, again: true }))).toBe(
    'points.capReached',
  );
  expect((await desk.call('timebank.readSpendable', { memberId })).points).toBe(45);
  await desk.call('timebank.reverseTransaction', {
    transactionId: second.transactionId!,
    reason: '重复上报',
  });
  expect(await desk.call('timebank.recordDeed', { ...report, times: 1, again: true })).toMatchObject({
    points: 10,
    cut: 0,
  });
  expect((await desk.call('timebank.readSpendable', { memberId })).points).toBe(40);
  expect(await desk.call('timebank.recordDeed', { ...report, times: 1, doneOn: '2026-07-01' })).toMatchObject(
    {
      points: 10,
    },
  );
  expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
});

it('a deed that the table does not have, or of tomorrow, is refused', async () => {
  const memberId = await linqing();
  const deed = { memberId, times: 1, words: '试' };
  expect(
    await refused(desk.call('timebank.recordDeed', { ...deed, action: 'fly', doneOn: '2026-07-01' })),
  ).toBe('input.invalid');
  expect(
    await refused(desk.call('timebank.recordDeed', { ...deed, action: 'report', doneOn: '2026-07-02' })),
  ).toBe('input.invalid');
});

it('a deed of long ago needs a reason, which stays with it, and stands on the review list; so does one of a closed month', async () => {
  const memberId = await linqing();
  desk.clock.set('2026-06-20T01:30:00.000Z');
  await book(desk, sheet('2026-06-18', [line(memberId, '09:00', '10:00', 60)]));
  desk.clock.set('2026-07-03T01:30:00.000Z');
  const deed = { memberId, action: 'report', times: 1, words: '井盖破损' };
  const late = { ...deed, doneOn: '2026-05-03' };
  expect(await desk.ask('timebank.recordDeed', late)).toMatchObject({
    error: { code: 'points.lateReasonMissing', params: { days: 61 }, fields: { lateReason: {} } },
  });
  const { transactionId } = await desk.call('timebank.recordDeed', { ...late, lateReason: '社区台账补登' });
  const { rows } = await desk.call('timebank.listReview', {});
  expect(rows).toMatchObject([
    {
      rule: 'lateEntry',
      memberId,
      servedOn: '2026-05-03',
      params: { days: 61 },
      transactionIds: [transactionId],
    },
  ]);
  const recent = { ...deed, doneOn: '2026-06-30' };
  await desk.call('timebank.recordDeed', recent);
  await close(desk, '2026-06');
  const another = { ...recent, again: true };
  expect(await refused(desk.call('timebank.recordDeed', another))).toBe('points.lateReasonMissing');
  await desk.call('timebank.recordDeed', { ...another, lateReason: '照片当日已报，台账漏登' });
  expect(
    await desk.sql(
      `SELECT served_on, late_reason FROM ledger_transactions WHERE kind = 'points' ORDER BY seq`,
    ),
  ).toEqual([
    { served_on: '2026-05-03', late_reason: '社区台账补登' },
    { served_on: '2026-06-30', late_reason: '' },
    { served_on: '2026-06-30', late_reason: '照片当日已报，台账漏登' },
  ]);
  expect((await desk.call('timebank.listReview', {})).total).toBe(1);
  await close(desk, '2026-06', 'final');
  const coordinator = await desk.as(['coordinator']);
  expect(await refused(coordinator.call('timebank.recordDeed', { ...another, lateReason: '再补' }))).toBe(
    'ledger.monthFinal',
  );
});

it('why this number: a deed is decided once more from what stood before it, and a wrong table is seen', async () => {
  const memberId = await linqing();
  const report = { memberId, action: 'report', doneOn: '2026-06-30', words: '路灯损坏' };
  await desk.call('timebank.recordDeed', { ...report, times: 4 });
  const { transactionId } = await desk.call('timebank.recordDeed', { ...report, times: 2, again: true });
  expect(await desk.call('timebank.explainCredit', { transactionId: transactionId! })).toMatchObject({
    result: 'same',
    steps: [],
    deed: {
      times: 2,
      steps: [
        { kind: 'action', after: 20 },
        { kind: expect.stringMatching(/[dD]ayCap/), after: 5, limit: 45 },
      ],
    },
    booked: { coinMinutes: 0, points: 5 },
    recomputed: { points: 5 },
  });
});
