import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-main/platform/hash.ts';
import { canonicalText } from '../../../src-main/timebank/ledger.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from '../../integration/timebank/play.ts';
import { apply, end, membership, merge } from '../../integration/timebank/membership/kit.ts';

/*
 * The attacker has the file and a SQLite tool, or an account and patience: he admits himself, reviews twice, wakes a closed
 * account, changes what happened, or merges a double back by hand.
 */
let desk: TestDesk;
let one: string;
let double: string;
let gone: string;
let applicant: string;
beforeAll(async () => {
  desk = await openDesk();
  one = await addMember(desk, '甲');
  double = await addMember(desk, '甲');
  gone = await addMember(desk, '走了的');
  for (const id of [one, double, gone])
    await book(desk, sheet('2026-06-20', [line(id, '08:00', '10:00', 120)], { activity: id }));
  await merge(desk, one, double);
  await end(desk, gone, { disposal: 'keep', onDay: '2026-06-25' });
  applicant = (await apply(desk, '申请的')).id;
});
afterAll(() => desk.close());

/** A transaction with its number, chain and hash in order: only what it does is wrong. */
async function forge(entries: object[], more: Record<string, unknown> = {}): Promise<unknown> {
  const [head] = await desk.sql<{ seq: number; hash: string; recorded_at: string }>(
    'SELECT seq, hash, recorded_at FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
  );
  const [user] = await desk.sql<{ id: string }>('SELECT id FROM users LIMIT 1');
  const row = {
    ...{ seq: head!.seq + 1, id: `forged-${head!.seq}`, kind: 'grant', served_on: '2026-07-01' },
    ...{ recorded_at: head!.recorded_at, text: '发放', source_class: null, sheet_line_id: null },
    ...{
      occasion: null,
      hold_id: null,
      rule: '',
      inputs: '{}',
      reverses_id: null,
      reason: '',
      late_reason: '',
    },
    ...{ created_by: user!.id, entries: JSON.stringify(entries), prev_hash: head!.hash },
    ...more,
  };
  const full = { ...row, hash: sha256(canonicalText(row as never)) };
  const columns = Object.keys(full);
  return desk.sql(
    `INSERT INTO ledger_transactions (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    Object.values(full),
  );
}

const coinOf = async (id: string) =>
  (
    await desk.sql<{ id: string }>(`SELECT id FROM ledger_accounts WHERE code = 'member:' || ? || ':coin'`, [
      id,
    ])
  )[0]!.id;
const grant = async (id: string, minutes = 60) => [
  { account: 'issue:fund', amount: -minutes },
  { account: await coinOf(id), amount: minutes },
];

describe('a closed account', () => {
  it('takes no booking, gives nothing away, and cannot be woken by an edit', async () => {
    await expect(forge(await grant(gone))).rejects.toThrow('member.accountClosed');
    await expect(forge(await grant(double))).rejects.toThrow('member.merged');
    await expect(forge(await grant(applicant))).rejects.toThrow('member.notAdmitted');
    const take = [
      { account: await coinOf(gone), amount: -60 },
      { account: await coinOf(one), amount: 60 },
    ];
    await expect(forge(take, { kind: 'transfer' })).rejects.toThrow('member.accountClosed');
    await expect(forge(take, { kind: 'closure', occasion: `member:${one}:x` })).rejects.toThrow(
      'member.accountClosed',
    );
    const into = (await grant(gone)).map((entry) => entry);
    await expect(forge(into, { kind: 'closure', occasion: `member:${gone}:x` })).rejects.toThrow(
      'member.accountClosed',
    );
    await expect(
      forge(await grant(gone), { kind: 'credit', served_on: '2026-06-26' }),
      'a service of the day after',
    ).rejects.toThrow('member.accountClosed');
    await expect(desk.sql(`UPDATE members SET state = 'active' WHERE id = ?`, [gone])).rejects.toThrow(
      'member.stateByEvent',
    );
    await expect(desk.sql(`UPDATE members SET state = 'active' WHERE id = ?`, [applicant])).rejects.toThrow(
      'member.stateByEvent',
    );
    await expect(desk.sql(`UPDATE members SET state = 'left' WHERE id = ?`, [one])).rejects.toThrow(
      'member.stateByEvent',
    );
  });
});

describe('the events of a membership', () => {
  const copy = (id: string, more: string) =>
    desk.sql(
      `INSERT INTO member_events SELECT ?1, (SELECT max(seq) + 1 FROM member_events WHERE member_id = ?1), ${more},
         NULL, on_day, NULL, '伪造', 'keep', NULL, NULL, '', '{}', recorded_by, recorded_at
       FROM member_events WHERE member_id = ?1 ORDER BY seq DESC LIMIT 1`,
      [id],
    );

  it('are not changed, deleted, replaced or written out of their order', async () => {
    const appendOnly = 'member.eventsAppendOnly';
    await expect(
      desk.sql(`UPDATE member_events SET reason = '改' WHERE member_id = ?`, [gone]),
    ).rejects.toThrow(appendOnly);
    await expect(desk.sql('DELETE FROM member_events WHERE member_id = ?', [gone])).rejects.toThrow(
      appendOnly,
    );
    await expect(
      desk.sql('INSERT OR REPLACE INTO member_events SELECT * FROM member_events WHERE member_id = ?', [
        gone,
      ]),
    ).rejects.toThrow(appendOnly);
    await expect(copy(applicant, `'admitted', 'active'`), 'two reviews are needed').rejects.toThrow(
      'member.stepForbidden',
    );
    await expect(copy(gone, `'resumed', 'active'`)).rejects.toThrow('member.stepForbidden');
    await expect(copy(gone, `'returned', 'suspended'`)).rejects.toThrow('member.stepForbidden');
    await expect(copy(double, `'unmerged', 'ended'`)).rejects.toThrow('member.stepForbidden');
  });

  it('do not let one account pass both reviews, by the window or by hand', async () => {
    const { id, version } = await apply(desk, '一个人审');
    await desk.call('timebank.reviewMember', { id, version, decision: 'pass' });
    expect(
      await desk.ask('timebank.reviewMember', { id, version: version + 1, decision: 'pass' }),
    ).toMatchObject({
      error: { code: 'member.sameReviewer' },
    });
    await expect(copy(id, `'admitted', 'active'`)).rejects.toThrow('member.sameReviewer');
  });

  it('do not close an account on which something is reserved, or leave a rest that was said to be given', async () => {
    await expect(copyInto(one, `'left', 'ended'`, 'donate')).rejects.toThrow('member.restNotMoved');
    await expect(copyInto(one, `'merged', 'merged'`, 'keep')).rejects.toThrow(
      /member\.(restNotMoved|stepForbidden)/,
    );
    function copyInto(id: string, what: string, disposal: string) {
      return desk.sql(
        `INSERT INTO member_events SELECT ?1, (SELECT max(seq) + 1 FROM member_events WHERE member_id = ?1), ${what},
           NULL, on_day, NULL, '伪造', ?2, NULL, NULL, '', '{}', recorded_by, recorded_at
         FROM member_events WHERE member_id = ?1 ORDER BY seq DESC LIMIT 1`,
        [id, disposal],
      );
    }
  });

  it('need a role: a clerk neither suspends, ends nor merges; an auditor only looks', async () => {
    const [clerk, auditor] = [await desk.as(['clerk']), await desk.as(['auditor'])];
    const { version } = await membership(desk, one);
    const missing = { error: { code: 'session.roleMissing' } };
    const step = { id: one, version, reason: 'x' };
    for (const who of [clerk, auditor]) {
      expect(
        await who.ask('timebank.suspendMember', { id: one, version, suspension: { reason: 'x' } }),
      ).toMatchObject(missing);
      expect(await who.ask('timebank.returnMember', step)).toMatchObject(missing);
      expect(await who.ask('timebank.takeBackMerge', { ...step, id: double })).toMatchObject(missing);
    }
    expect(await auditor.ask('timebank.previewMembershipForm', { memberId: one })).toMatchObject(missing);
    expect(await auditor.ask('timebank.readMembership', { memberId: one })).toMatchObject({ ok: true });
    expect(
      await auditor.ask('timebank.readMembership', { memberId: '018f0000-0000-7000-8000-000000000000' }),
    ).toMatchObject({
      error: { code: 'record.notFound' },
    });
  });
});

describe('a merge', () => {
  it('is not undone or pointed elsewhere by hand', async () => {
    const set = (what: string) => desk.sql(`UPDATE member_merges SET ${what} WHERE merged_id = ?`, [double]);
    await expect(set(`survivor_id = '${gone}'`)).rejects.toThrow('member.eventsAppendOnly');
    await expect(set(`undone_at = '2026-07-01T02:00:00.000Z'`)).rejects.toThrow('member.eventsAppendOnly');
    await expect(desk.sql('DELETE FROM member_merges')).rejects.toThrow('member.eventsAppendOnly');
    await expect(
      desk.sql(
        `INSERT INTO member_merges (id, merged_id, survivor_id, transaction_id, merged_at) VALUES ('x', ?, ?, NULL, '2026')`,
        [one, double],
      ),
      'the survivor into its own double',
    ).rejects.toThrow('member.mergeForbidden');
    const { transactionId } = (await membership(desk, double)).events.at(-1)!;
    expect(
      await desk.ask('timebank.reverseTransaction', { transactionId, reason: '直接冲正' }),
    ).toMatchObject({
      error: { code: 'member.mergeTakeBack' },
    });
  });

  it('does not let hours be made up: a moved service is the one that it comes from, to the minute', async () => {
    const [move] = await desk.sql<{ record_id: string; merge_id: string }>('SELECT * FROM hours_moves');
    const insert = (minutes: number, id = 'fake') =>
      desk.sql(
        `INSERT INTO service_records SELECT ?, member_id, NULL, NULL, service_type, served_on, recorded_at, ?, source_class,
           activity, rule, NULL, NULL FROM service_records WHERE id = ?`,
        [id, minutes, move!.record_id],
      );
    await expect(insert(600)).rejects.toThrow('hours.notBooked');
    await expect(desk.sql('DELETE FROM hours_moves')).rejects.toThrow('hours.appendOnly');
    await expect(desk.sql(`UPDATE hours_moves SET root_id = record_id`)).rejects.toThrow('hours.appendOnly');
    const announce = (from: string) =>
      desk.sql(
        `INSERT INTO hours_moves (record_id, from_id, taken_id, root_id, merge_id) VALUES ('fake', ?, 'taken', ?, ?)`,
        [from, from, move!.merge_id],
      );
    const [other] = await desk.sql<{ id: string }>('SELECT id FROM service_records WHERE member_id = ?', [
      gone,
    ]);
    await expect(announce(other!.id), 'a service of somebody else').rejects.toThrow('hours.malformed');
    await expect(announce(move!.record_id), 'not its root').rejects.toThrow('hours.malformed');
  });
});
