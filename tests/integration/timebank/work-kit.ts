import type { RouteInput } from '../../../src-main/contract/index.ts';
import type { TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

export type RequestInput = RouteInput<'timebank.saveRequest'>['request'];
type Calls = Pick<TestDesk, 'call'>;

/** A resident with coins of his own and two helpers. The desk’s clock stands on 2026-07-01, 09:30. */
export async function people(desk: Calls, coins = 180) {
  const recipient = await addMember(desk, '沈阿姨');
  const helper = await addMember(desk, '王志明', { skills: '陪伴 生活照料' });
  const other = await addMember(desk, '李小红');
  const hour = (minutes: number) =>
    `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  await book(desk, sheet('2026-06-20', [line(recipient, '08:00', hour(coins), coins)]));
  return { recipient, helper, other };
}

export const wish = (recipientId: string, more: Partial<RequestInput> = {}): RequestInput => ({
  recipientId,
  serviceType: 'lifeCare',
  title: '陪同就医',
  wantedOn: '2026-07-02',
  startsAt: '09:00',
  endsAt: '10:30',
  place: '尧化门社区卫生服务中心',
  ...more,
});

export async function published(desk: Calls, recipientId: string, more: Partial<RequestInput> = {}) {
  const draft = await desk.call('timebank.saveRequest', { request: wish(recipientId, more) });
  return desk.call('timebank.publishRequest', { id: draft.id, version: draft.version });
}

/** Published, taken, served and confirmed by both; what is left is the booking. */
export async function served(
  desk: Calls,
  who: { recipient: string; helper: string },
  minutes = 90,
  more: Partial<RequestInput> = {},
) {
  const request = await published(desk, who.recipient, { wantedOn: '2026-07-01', ...more });
  await desk.call('timebank.takeRequest', { id: request.id, helperId: who.helper });
  let { version } = await desk.call('timebank.readRequest', { id: request.id });
  const step = async (saved: Promise<{ version: number }>) => {
    version = (await saved).version;
  };
  await step(
    desk.call('timebank.enterService', {
      id: request.id,
      version,
      service: { servedOn: '2026-07-01', startsAt: '08:00', endsAt: '12:00', minutes },
    }),
  );
  for (const side of ['recipient', 'helper'] as const) {
    await step(desk.call('timebank.confirmRequest', { id: request.id, version, side }));
  }
  return { id: request.id, version };
}

export async function account(desk: Pick<TestDesk, 'sql'>, memberId: string) {
  const [row] = await desk.sql<{ balance: number; held: number }>(
    `SELECT ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id ORDER BY account_seq DESC LIMIT 1), 0) AS balance,
       ifnull((SELECT sum(amount) FROM ledger_holds WHERE account_id = account.id AND state = 'held'), 0) AS held
     FROM ledger_accounts AS account WHERE code = ?`,
    [`member:${memberId}:coin`],
  );
  return row!;
}
