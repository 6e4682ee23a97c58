import { randomUUID } from 'node:crypto';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import type { TestDesk } from '../../support/desk.ts';

type Calls = Pick<TestDesk, 'call'>;
export type ActivityInput = RouteInput<'timebank.saveActivity'>['activity'];

/** The desk’s clock stands on 2026-07-01, 09:30. */
export const plan = (more: Partial<ActivityInput> = {}): ActivityInput => ({
  title: '小区清洁日',
  heldOn: '2026-07-01',
  startsAt: '08:00',
  endsAt: '09:00',
  place: '尧林仙居广场',
  responsible: '王组长',
  serviceType: 'patrol',
  ...more,
});

export async function planned(desk: Calls, more: Partial<ActivityInput> = {}, people: string[] = []) {
  const activity = await desk.call('timebank.saveActivity', { activity: plan(more) });
  for (const memberId of people) await desk.call('timebank.signUp', { activityId: activity.id, memberId });
  return activity;
}

/** The sheet as the window would save it: everybody of the list came, on time. */
export async function preparedSheet(desk: Calls, activityId: string) {
  const prepared = await desk.call('timebank.prepareSheet', { activityId });
  return {
    ...prepared.head,
    lines: prepared.lines.map((line) => ({
      id: randomUUID(),
      memberId: line.memberId ?? '',
      serviceType: line.serviceType,
      startsAt: line.startsAt,
      endsAt: line.endsAt,
      minutes: 60,
      printedCode: line.printedCode,
    })),
  };
}

/** Codes as the database keeps them, in the order of the printed lines. */
export const codesOf = async (desk: Pick<TestDesk, 'sql'>, signSheetId: string) =>
  (
    await desk.sql<{ code: string }>(
      'SELECT code FROM sign_sheet_lines WHERE sign_sheet_id = ? ORDER BY position',
      [signSheetId],
    )
  ).map(({ code }) => code);
