import { randomUUID } from 'node:crypto';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import type { TestDesk } from '../../support/desk.ts';

export type SheetInput = RouteInput<'timebank.saveSheet'>['sheet'];
export type LineInput = SheetInput['lines'][number];
type MemberInput = RouteInput<'timebank.saveMember'>['member'];

export async function addMember(
  desk: Pick<TestDesk, 'call'>,
  name: string,
  more: Partial<MemberInput> = {},
): Promise<string> {
  const saved = await desk.call('timebank.saveMember', { member: { name, joinedOn: '2026-01-05', ...more } });
  return saved.id;
}

export const line = (
  memberId: string,
  startsAt: string,
  endsAt: string,
  minutes: number,
  more: Partial<LineInput> = {},
): LineInput => ({
  id: randomUUID(),
  memberId,
  serviceType: 'patrol',
  startsAt,
  endsAt,
  minutes,
  ...more,
});

export const sheet = (servedOn: string, lines: LineInput[], more: Partial<SheetInput> = {}): SheetInput => ({
  activity: '周一社区卫生和治安巡查',
  servedOn,
  place: '尧化社区',
  responsible: '网格长王某',
  lines,
  ...more,
});

/** Enters and approves; answers the sheet's id and what was posted. */
export async function book(desk: Pick<TestDesk, 'call'>, input: SheetInput) {
  const { id, version } = await desk.call('timebank.saveSheet', { sheet: input });
  return { ...(await desk.call('timebank.approveSheet', { id, version })), id };
}

export const coins = async (desk: Pick<TestDesk, 'call'>, id: string) =>
  (await desk.call('timebank.readMember', { id })).coinMinutes;
