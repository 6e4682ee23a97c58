import { afterEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

let desk: TestDesk;
afterEach(() => desk.close());

const hours = (memberId: string) => desk.call('timebank.listHours', { memberId });

it('hours without a coin are listed with the booking that explains them, page by page', async () => {
  desk = await openDesk();
  // A group may only donate: no coin line, so its entries say nothing of these hours.
  const group = await addMember(desk, '夕阳红巡逻队', { kind: 'group' });
  await book(desk, sheet('2026-06-18', [line(group, '09:00', '11:00', 120)]));
  await book(desk, sheet('2026-06-25', [line(group, '09:00', '10:00', 60)], { activity: '又一次巡查' }));
  expect((await desk.call('timebank.listEntries', { memberId: group })).total).toBe(0);
  const { rows, total, minutes } = await hours(group);
  expect({ total, minutes }).toEqual({ total: 2, minutes: 180 });
  expect(rows).toMatchObject([
    { servedOn: '2026-06-25', activity: '又一次巡查', minutes: 60, mark: 'none' },
    { servedOn: '2026-06-18', minutes: 120, sourceClass: 'sheet' },
  ]);
  const why = await desk.call('timebank.explainCredit', { transactionId: rows[0]!.transactionId! });
  expect(why).toMatchObject({ result: 'same', servedMinutes: 60, booked: { coinMinutes: 0 } });
  const second = await desk.call('timebank.listHours', { memberId: group, page: { offset: 1, limit: 1 } });
  expect(second.rows.map(({ id }) => id)).toEqual([rows[1]!.id]);
});

it('what was taken back stays in the list with its opposite, both explained by the first booking', async () => {
  desk = await openDesk();
  const member = await addMember(desk, '王志明');
  await book(desk, sheet('2026-06-18', [line(member, '09:00', '11:00', 120)]));
  const { transactionId } = (await hours(member)).rows[0]!;
  await desk.call('timebank.reverseTransaction', { transactionId: transactionId!, reason: '签错了人' });
  const { rows, minutes } = await hours(member);
  expect(minutes).toBe(0);
  expect(rows).toMatchObject([
    { minutes: 120, mark: 'takenBack', transactionId },
    { minutes: -120, mark: 'undoing', transactionId },
  ]);
});

it('hours that a merge moved are explained by the booking that first gave them', async () => {
  desk = await openDesk();
  const double = await addMember(desk, '王志明');
  const survivor = await addMember(desk, '王志明');
  await book(desk, sheet('2026-06-18', [line(double, '09:00', '11:00', 120)]));
  const { transactionId } = (await hours(double)).rows[0]!;
  const versionOf = async (id: string) => (await desk.call('timebank.readMember', { id })).version;
  await desk.call('timebank.mergeMembers', {
    survivorId: survivor,
    survivorVersion: await versionOf(survivor),
    mergedId: double,
    mergedVersion: await versionOf(double),
    reason: '同一人登记两次',
  });
  expect((await hours(survivor)).rows).toMatchObject([{ minutes: 120, mark: 'moved', transactionId }]);
  expect((await hours(double)).rows.map(({ mark }) => mark)).toEqual(['takenBack', 'undoing']);
});
