import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../../src-main/entities.ts';
import { openGateway } from '../../../src-main/platform/database/gateway.ts';
import { post } from '../../../src-main/timebank/ledger-store.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, coins, line, sheet } from './play.ts';

describe('a sign-in sheet from paper to ledger', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openDesk({ now: '2026-07-15T02:00:00.000Z' });
  });
  afterEach(() => desk.close());

  it('books forty lines in one go: numbers, coins, hours, one link of the chain each', async () => {
    const members = [];
    for (let n = 0; n < 40; n++) members.push(await addMember(desk, `志愿者${n}`));
    const input = sheet(
      '2026-07-13',
      members.map((id, n) => line(id, '09:00', '10:30', 50 + n)),
    );
    const { id, version, number } = await desk.call('timebank.saveSheet', { sheet: input });
    expect(number).toBe('2026-尧-签到-0001');
    const shown = await desk.call('timebank.readSheet', { id });
    expect(shown).toMatchObject({ state: 'entered', enteredBy: '主任', approvedBy: null });
    expect(shown.findings).toMatchObject([{ code: 'sheet.sameTimes', severity: 'hint' }]);
    expect(shown.credits.map((credit) => credit.coinMinutes)).toEqual(members.map((_, n) => 50 + n));

    const total = members.reduce((sum, _, n) => sum + 50 + n, 0);
    expect(await desk.call('timebank.approveSheet', { id, version })).toMatchObject({
      posted: 40,
      coinMinutes: total,
      donatedMinutes: 0,
    });
    const after = await desk.call('timebank.readSheet', { id });
    expect(after.state).toBe('approved');
    expect(after.lines.every((one) => one.transactionId !== null && !one.reversed)).toBe(true);
    expect(after.credits).toEqual(shown.credits);
    expect(await desk.call('timebank.readMember', { id: members[39]! })).toMatchObject({
      coinMinutes: 89,
      serviceMinutes: 89,
      stars: 0,
      lastServedOn: '2026-07-13',
    });
    expect(await desk.call('timebank.verifyLedger', {})).toMatchObject({
      intact: true,
      transactions: 40,
      entries: 80,
    });
    const balance = await desk.call('timebank.readTrialBalance', {});
    expect(balance).toMatchObject({ sums: { minute: 0, point: 0 }, transactions: 40 });
    expect(balance.rows).toContainEqual({
      code: 'issue:service',
      unit: 'minute',
      name: null,
      amount: -total,
    });
  });

  it('says in the audit trail when one person entered and approved, and only then', async () => {
    const luo = await addMember(desk, '骆某');
    const clerk = await desk.as(['clerk']);
    await book(desk, sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]));
    const entered = await clerk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-14', [line(luo, '09:00', '10:00', 60)]),
    });
    expect(await clerk.ask('timebank.approveSheet', { id: entered.id, version: 1 })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    await desk.call('timebank.approveSheet', { id: entered.id, version: 1 });
    const { rows } = await desk.call('platform.listAudit', {});
    const approvals = rows
      .filter((row) => row.route === 'timebank.approveSheet')
      .map((row) => row.details['selfApproved'] ?? false);
    expect(approvals).toEqual([false, true]);
    expect(JSON.stringify(rows)).not.toContain('骆某');
  });

  it('shows the same numbers while typing as it posts, over the 1500 hours of Nanjing too', async () => {
    const li = await addMember(desk, '李某');
    const { account } = (
      await desk.sql<{ account: string }>(`SELECT id AS account FROM ledger_accounts WHERE member_id = ?`, [
        li,
      ])
    )[0]!;
    await seedCoins(desk, account, 90_000 - 30);
    const input = sheet('2026-07-13', [line(li, '09:00', '10:00', 60)]);
    const check = await desk.call('timebank.checkSheet', { sheet: input });
    expect(check).toMatchObject({ totalMinutes: 60, credits: [{ coinMinutes: 30, donatedMinutes: 30 }] });
    expect(check.findings).toMatchObject([
      { code: 'sheet.overStoredCap', severity: 'hint', params: { minutes: 30, limit: 90_000 } },
    ]);
    expect(await book(desk, input)).toMatchObject({ coinMinutes: 30, donatedMinutes: 30 });
    expect(await desk.call('timebank.readMember', { id: li })).toMatchObject({
      coinMinutes: 90_000,
      serviceMinutes: 60,
    });
    const { rows } = await desk.call('timebank.readTrialBalance', {});
    expect(rows.find((row) => row.code === 'pool:overcap')?.amount).toBe(30);
    const [stored] = await desk.sql<{ inputs: string }>(
      'SELECT inputs FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
    );
    expect(JSON.parse(stored!.inputs)).toMatchObject({
      servedMinutes: 60,
      already: { storedMinutes: 89_970 },
      steps: [{}, { kind: 'storedCap' }],
    });
  });

  it('gives a group’s hours to the donation pool and keeps them in its permanent record', async () => {
    const team = await addMember(desk, '尧化巡逻队', { kind: 'group' });
    expect(await book(desk, sheet('2026-07-13', [line(team, '19:00', '21:00', 120)]))).toMatchObject({
      coinMinutes: 0,
      donatedMinutes: 120,
    });
    expect(await desk.call('timebank.readMember', { id: team })).toMatchObject({
      coinMinutes: 0,
      serviceMinutes: 120,
    });
    expect(await desk.call('timebank.verifyLedger', {})).toMatchObject({ intact: true });
  });

  it('refuses errors at saving, beside the field, and again at approval when the doubt arose in between', async () => {
    const luo = await addMember(desk, '骆某');
    expect(
      await desk.ask('timebank.saveSheet', { sheet: sheet('2026-07-13', [line(luo, '10:00', '09:00', 60)]) }),
    ).toMatchObject({
      error: {
        code: 'sheet.hasErrors',
        fields: { 'sheet.lines.0.endsAt': { code: 'sheet.endsBeforeStart' } },
      },
    });
    // Nothing is left of the refused sheet, not even its number.
    const first = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]),
    });
    expect(first.number).toBe('2026-尧-签到-0001');
    const second = await desk.ask('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:30', '10:00', 30)], { activity: '送餐' }),
    });
    expect(second).toMatchObject({
      error: {
        fields: {
          'sheet.lines.0.startsAt': { code: 'sheet.overlapElsewhere', params: { number: first.number } },
        },
      },
    });

    const { version } = await desk.call('timebank.readMembership', { memberId: luo });
    await desk.call('timebank.suspendMember', { id: luo, version, suspension: { reason: '投诉待查' } });
    expect(await desk.ask('timebank.approveSheet', { id: first.id, version: 1 })).toMatchObject({
      error: { code: 'sheet.hasErrors', fields: { 'lines.0.memberId': { code: 'sheet.memberInactive' } } },
    });
    expect(await coins(desk, luo)).toBe(0);
  });

  it('goes back with a reason, is corrected, stands in the queue again, and cannot be changed once approved', async () => {
    const luo = await addMember(desk, '骆某');
    const entered = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]),
    });
    const returned = await desk.call('timebank.returnSheet', {
      id: entered.id,
      version: 1,
      reason: '签退时间与原件不符',
    });
    expect(await desk.call('timebank.readSheet', { id: entered.id })).toMatchObject({
      state: 'returned',
      returnReason: '签退时间与原件不符',
    });
    expect(
      await desk.ask('timebank.approveSheet', { id: entered.id, version: returned.version }),
    ).toMatchObject({ error: { code: 'sheet.stageForbids' } });
    const workbench = await desk.call('timebank.readWorkbench', {});
    expect(workbench.counts).toMatchObject({ returned: 1, toApprove: 0, minutesThisMonth: 0, coinsOwed: 0 });

    const again = sheet('2026-07-13', [line(luo, '09:00', '09:50', 50)]);
    const corrected = await desk.call('timebank.saveSheet', {
      id: entered.id,
      version: returned.version,
      sheet: again,
    });
    expect(corrected).toMatchObject({ number: entered.number, version: 3 });
    expect(await desk.call('timebank.readSheet', { id: entered.id })).toMatchObject({
      state: 'entered',
      returnReason: '',
      lines: [{ minutes: 50 }],
    });
    await desk.call('timebank.approveSheet', { id: entered.id, version: 3 });
    expect(await coins(desk, luo)).toBe(50);
    expect((await desk.call('timebank.readWorkbench', {})).counts).toMatchObject({
      returned: 0,
      minutesThisMonth: 50,
      coinsOwed: 50,
    });

    for (const [route, more] of [
      ['timebank.saveSheet', { sheet: again }],
      ['timebank.cancelSheet', { reason: '作废' }],
      ['timebank.returnSheet', { reason: '退回' }],
      ['timebank.approveSheet', {}],
    ] as const) {
      expect(await desk.ask(route, { id: entered.id, version: 4, ...more }), route).toMatchObject({
        error: { code: 'sheet.stageForbids' },
      });
    }
    // Nor by SQL.
    await expect(desk.sql('UPDATE sheet_lines SET minutes = 500')).rejects.toThrow(/sheet\.stageForbids/);
    await expect(desk.sql('DELETE FROM sheet_lines')).rejects.toThrow(/sheet\.stageForbids/);
    await expect(
      desk.sql(`UPDATE sheets SET state = 'entered', approved_by = NULL, approved_at = NULL`),
    ).rejects.toThrow(/sheet\.stageForbids/);
  });

  it('refuses a correction by somebody who saw an older version', async () => {
    const luo = await addMember(desk, '骆某');
    const input = sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]);
    const { id } = await desk.call('timebank.saveSheet', { sheet: input });
    await desk.call('timebank.saveSheet', { id, version: 1, sheet: input });
    expect(await desk.ask('timebank.saveSheet', { id, version: 1, sheet: input })).toMatchObject({
      error: { code: 'record.stale' },
    });
    expect(await desk.ask('timebank.approveSheet', { id, version: 1 })).toMatchObject({
      error: { code: 'record.stale' },
    });
  });

  it('keeps the number of a withdrawn sheet in the book and never gives it again', async () => {
    const luo = await addMember(desk, '骆某');
    const first = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]),
    });
    await desk.call('timebank.cancelSheet', { id: first.id, version: 1, reason: '与另一张签到表重复' });
    // The withdrawn line no longer stands in the way of the right one.
    const second = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]),
    });
    expect([first.number, second.number]).toEqual(['2026-尧-签到-0001', '2026-尧-签到-0002']);
    expect(await desk.sql('SELECT void_reason FROM issued_numbers WHERE number = ?', [first.number])).toEqual(
      [{ void_reason: '与另一张签到表重复' }],
    );
  });

  it('books a double click once: the same command id answers the same result', async () => {
    const luo = await addMember(desk, '骆某');
    const { id, version } = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]),
    });
    const command = '0198f000-0000-7000-8000-000000000001';
    const [one, two] = await Promise.all([
      desk.ask('timebank.approveSheet', { id, version }, command),
      desk.ask('timebank.approveSheet', { id, version }, command),
    ]);
    expect(one).toEqual(two);
    expect(await coins(desk, luo)).toBe(60);
  });

  it('keeps a late entry’s class in ledger, hours and account', async () => {
    const luo = await addMember(desk, '骆某', { joinedOn: '2025-01-01' });
    await book(desk, sheet('2026-03-02', [line(luo, '09:00', '10:00', 60)], { sourceClass: 'lateEntry' }));
    const { rows } = await desk.call('timebank.listEntries', { memberId: luo });
    expect(rows).toMatchObject([
      {
        sourceClass: 'lateEntry',
        servedOn: '2026-03-02',
        recordedAt: '2026-07-15T02:00:00.000Z',
        minutes: 60,
        balance: 60,
      },
    ]);
    expect(await desk.sql('SELECT source_class FROM service_records')).toEqual([
      { source_class: 'lateEntry' },
    ]);
  });

  it('reverses a wrong line once, with its hours, and lets the right one be entered', async () => {
    const luo = await addMember(desk, '骆某');
    const { id } = await book(desk, sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]));
    const posted = await desk.call('timebank.readSheet', { id });
    const transactionId = posted.lines[0]!.transactionId!;
    const reversal = await desk.call('timebank.reverseTransaction', { transactionId, reason: '当日缺勤' });
    expect(await desk.call('timebank.readMember', { id: luo })).toMatchObject({
      coinMinutes: 0,
      serviceMinutes: 0,
      lastServedOn: null,
    });
    expect(await desk.ask('timebank.reverseTransaction', { transactionId, reason: '再来' })).toMatchObject({
      error: { code: 'ledger.alreadyReversed' },
    });
    expect(
      await desk.ask('timebank.reverseTransaction', {
        transactionId: reversal.transactionId,
        reason: '反悔',
      }),
    ).toMatchObject({ error: { code: 'ledger.isReversal' } });
    expect((await desk.call('timebank.readSheet', { id })).lines[0]).toMatchObject({ reversed: true });
    const { rows, closing } = await desk.call('timebank.listEntries', { memberId: luo });
    expect(rows).toMatchObject([
      { minutes: 60, reversedBySeq: 2 },
      { minutes: -60, reversesSeq: 1, balance: 0 },
    ]);
    expect(closing).toBe(0);
    // The reversed line is no overlap any more.
    await book(desk, sheet('2026-07-13', [line(luo, '09:00', '09:30', 30)]));
    expect(await desk.call('timebank.verifyLedger', {})).toMatchObject({ intact: true, transactions: 3 });
  });

  it('answers half-typed sheets instead of failing on them', async () => {
    const answer = await desk.call('timebank.checkSheet', {
      sheet: {
        servedOn: '2026-07-',
        lines: [
          {},
          { memberId: 'typing', startsAt: '9', minutes: 'x' },
          { startsAt: '10:00', endsAt: '9:00' },
        ],
      },
    });
    expect(answer.findings.map((found) => found.code)).toEqual([
      'sheet.memberUnknown',
      'sheet.endsBeforeStart',
    ]);
    expect(answer).toMatchObject({ credits: [], totalMinutes: 0 });
  });

  it('refuses a line id used twice or taken from another sheet', async () => {
    const luo = await addMember(desk, '骆某');
    const one = line(luo, '09:00', '10:00', 60);
    const twice = sheet('2026-07-13', [one, { ...line(luo, '11:00', '12:00', 60), id: one.id }]);
    expect(await desk.ask('timebank.saveSheet', { sheet: twice })).toMatchObject({
      error: { fields: { 'sheet.lines.1.id': { code: 'field.taken' } } },
    });
    await desk.call('timebank.saveSheet', { sheet: sheet('2026-07-13', [one]) });
    const stolen = sheet('2026-07-14', [one]);
    expect(await desk.ask('timebank.saveSheet', { sheet: stolen })).toMatchObject({
      error: { fields: { 'sheet.lines.0.id': { code: 'field.taken' } } },
    });
  });
});

/** Puts coins on an account as a booked adjustment, by the program's own store on the same file. */
async function seedCoins(desk: TestDesk, account: string, minutes: number): Promise<void> {
  const [user] = await desk.sql<{ id: string }>('SELECT id FROM users LIMIT 1');
  const second = await openGateway({ file: desk.file, entities });
  await second.write((tx) =>
    post({ tx, now: desk.clock.now(), actor: { userId: user!.id } }, [
      {
        id: '0198f000-0000-7000-8000-00000000beef',
        kind: 'adjustment',
        servedOn: '2026-07-01',
        text: '期初',
        sourceClass: null,
        sheetLineId: null,
        rule: '',
        inputs: {},
        entries: [
          { account: 'adjust', amount: -minutes },
          { account, amount: minutes },
        ],
        reversesId: null,
        reason: '期初',
      },
    ]),
  );
  await second.close();
}
