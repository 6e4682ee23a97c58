import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { accept, register } from '../../integration/mediation/case-kit.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

/*
 * The attack: nobody reads a word, but the other side’s cousin, a clerk, sees on the timeline that the mediator met the
 * landlord alone, and when. What was said privately was said in private: the timeline tells of a caucus to those alone
 * who may read its note.
 */
let desk: TestDesk;
let file: CaseView;
let confidant: Awaited<ReturnType<TestDesk['as']>>;
beforeEach(async () => {
  desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' });
  file = await accept(desk, await register(desk));
  confidant = await desk.as(['mediator']);
  await assign([confidant.userId]);
  await confidant.call('mediation.recordCaucus', {
    caseId: file.id,
    caucus: {
      heldOn: '2026-07-01',
      startsAt: '09:00',
      endsAt: '09:30',
      place: '小会议室',
      partyIds: [file.parties[1]!.id],
    },
    note: { text: '房东私下的话' },
  });
});
afterEach(() => desk.close());

const assign = async (userIds: string[]) => {
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.assignMediators', {
    id: file.id,
    version,
    mediators: userIds.map((userId, index) => ({
      userId,
      lead: index === 0,
      chosenBy: 'committee' as const,
    })),
  });
};
const told = async (person: Pick<TestDesk, 'call'>) =>
  (await person.call('mediation.readCase', { id: file.id })).timeline.some((one) => one.what === 'caucus');

it('its mediator sees the caucus on the timeline: otherwise the tests below would prove nothing', async () => {
  expect(await told(confidant)).toBe(true);
});

it.each([
  [['clerk'] as const],
  [['auditor'] as const],
  [['mediator'] as const],
  [['administrator'] as const],
])('a stranger with the roles %j does not', async (roles) => {
  expect(await told(await desk.as([...roles]))).toBe(false);
  expect(await told(desk)).toBe(false);
});

it('who was taken off the case sees it no more, who put himself there not yet', async () => {
  const { id } = (await desk.call('people.readStatus', {})).session.user!;
  await assign([id]);
  expect(await told(confidant)).toBe(false);
  expect(await told(desk)).toBe(false);
});
