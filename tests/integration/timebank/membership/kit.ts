import type { RouteInput } from '../../../../src-main/contract/index.ts';
import type { TestDesk } from '../../../support/desk.ts';
import { ended } from '../closing/closing-kit.ts';

type Caller = Pick<TestDesk, 'call'>;
type MemberInput = RouteInput<'timebank.applyMember'>['member'];

export const membership = (desk: Caller, memberId: string) =>
  desk.call('timebank.readMembership', { memberId });

export const apply = (desk: Caller, name: string, more: Partial<MemberInput> = {}) =>
  desk.call('timebank.applyMember', { member: { name, joinedOn: '2026-06-01', ...more } });

export const leaving = {
  kind: 'left',
  onDay: '2026-07-01',
  disposal: 'donate',
  reason: '本人申请退出',
} as const;

/** Ends a membership with the version that is on file. */
export async function end(
  desk: Caller,
  id: string,
  ending: Partial<RouteInput<'timebank.endMember'>['ending']> = {},
) {
  const { version } = await membership(desk, id);
  return desk.call('timebank.endMember', { id, version, ending: { ...leaving, ...ending } });
}

export async function merge(desk: Caller, survivorId: string, mergedId: string) {
  const survivorVersion = (await membership(desk, survivorId)).version;
  const mergedVersion = (await membership(desk, mergedId)).version;
  return desk.call('timebank.mergeMembers', {
    ...{ survivorId, survivorVersion, mergedId, mergedVersion },
    reason: '同一人登记了两次',
  });
}

/** From now on an hour gives a point as well; it lapses at the end of the year, after some years, or never. */
export async function givePoints(
  desk: Caller,
  on: string,
  expiry: { kind: 'none' } | { kind: 'endOfYear' } | { kind: 'years'; years: number },
): Promise<void> {
  await desk.call('timebank.saveRule', {
    rule: {
      code: 'points',
      body: {
        ...{ perHour: { numerator: 1, denominator: 1 }, sources: ['signInOut', 'sheet', 'lateEntry'] },
        ...{ expiry, warnDays: 30, unitPoints: null, timesPerQuarter: null, fenPerPoint: null, refund: true },
      },
    },
    ...{ validFrom: on, source: '测试', verified: false, reason: '测试' },
  });
}

export async function balance(desk: Pick<TestDesk, 'sql'>, code: string): Promise<number> {
  const [row] = await desk.sql<{ total: number | null }>(
    `SELECT sum(entry.amount) AS total FROM ledger_entries AS entry
     JOIN ledger_accounts AS account ON account.id = entry.account_id WHERE account.code = ?`,
    [code],
  );
  return row?.total ?? 0;
}

/** Sum of all entries of each unit: zero, whatever happened. */
export async function sums(desk: Pick<TestDesk, 'sql'>): Promise<number[]> {
  const rows = await desk.sql<{ total: number }>(
    `SELECT sum(entry.amount) AS total FROM ledger_entries AS entry
     JOIN ledger_accounts AS account ON account.id = entry.account_id GROUP BY account.unit`,
  );
  return rows.map(({ total }) => total);
}

let audits = 0;

/** What the self-audit finds wrong. It takes minutes of the desk’s clock: two audits of one instant share a number. */
export async function problems(desk: TestDesk): Promise<string[]> {
  desk.clock.set(new Date(Date.parse(desk.clock.now()) + 60_000 * ++audits).toISOString());
  const { jobId } = await desk.call('timebank.startSelfAudit', {});
  const { resultId } = await ended(desk, jobId);
  const [row] = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents WHERE id = ?', [
    resultId,
  ]);
  return (JSON.parse(row?.snapshot ?? '{"problems":["no report"]}') as { problems: string[] }).problems;
}
