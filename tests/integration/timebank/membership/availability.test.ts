import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { people, published } from '../work-kit.ts';
import { membership } from './kit.ts';

/* Who has time stands before who has not said, and both before who has none. Would catch a weekday counted from Sunday. */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it('free time ranks the helpers of a request, by the weekday and the hours that it touches', async () => {
  const { recipient, helper, other } = await people(desk);
  const silent = (
    await desk.call('timebank.saveMember', { member: { name: '没说的', joinedOn: '2026-01-05' } })
  ).id;
  const save = (
    memberId: string,
    weekday: number,
    parts: ('morning' | 'afternoon' | 'evening')[],
    version = 0,
  ) =>
    desk.call('timebank.saveAvailability', {
      ...{ memberId, version },
      availability: { slots: parts.map((part) => ({ weekday, part })), note: '' },
    });
  // 2 July 2026 is a Thursday; the request runs over noon.
  await save(other, 4, ['morning', 'afternoon']);
  await save(helper, 4, ['morning']);
  const request = await published(desk, recipient, {
    serviceType: 'patrol',
    startsAt: '11:00',
    endsAt: '12:30',
  });
  const helpers = async () =>
    (await desk.call('timebank.matchHelpers', { requestId: request.id })).rows
      .filter(({ id }) => [helper, other, silent].includes(id))
      .map(({ id, available }) => [id, available]);
  expect(await helpers()).toEqual([
    [other, 'yes'],
    [silent, 'unknown'],
    [helper, 'no'],
  ]);
  await save(helper, 4, ['morning', 'afternoon', 'evening'], 1);
  expect(await helpers()).toContainEqual([helper, 'yes']);
  expect((await membership(desk, helper)).availability).toMatchObject({
    version: 2,
    slots: expect.any(Array),
  });
  expect(
    await desk.ask('timebank.saveAvailability', {
      memberId: helper,
      version: 1,
      availability: { slots: [], note: '' },
    }),
  ).toMatchObject({ error: { code: 'record.stale' } });
  await save(helper, 4, [], 2);
  expect(await helpers(), 'an empty week says nothing').toContainEqual([helper, 'unknown']);
});
