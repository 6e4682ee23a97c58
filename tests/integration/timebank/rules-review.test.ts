import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

describe('the review list', () => {
  let desk: TestDesk;
  let luo: string;
  beforeEach(async () => {
    desk = await openDesk({ now: '2026-07-13T01:30:00.000Z' });
    luo = await addMember(desk, '骆某');
  });
  afterEach(() => desk.close());

  const items = async () => (await desk.call('timebank.listReview', {})).rows;

  it('names who, what and why, once, however often one looks, and nothing was blocked', async () => {
    const approved = await book(
      desk,
      sheet('2026-07-06', [line(luo, '08:00', '13:00', 300), line(luo, '14:00', '18:30', 270)]),
    );
    expect(approved.posted).toBe(2);
    expect(await desk.call('timebank.runReview', {})).toEqual({
      ...{ jobId: null, looked: 2, found: 1, added: 1 },
    });
    expect(await desk.call('timebank.runReview', {})).toMatchObject({ found: 1, added: 0 });
    expect(await items()).toMatchObject([
      {
        rule: 'longDay',
        ruleVersion: 'doubts@*/2012-10-23',
        memberId: luo,
        memberName: '骆某',
        enteredBy: '主任',
        servedOn: '2026-07-06',
        params: { totalMinutes: 570, limitMinutes: 480 },
        state: 'open',
      },
    ]);
    expect((await desk.call('timebank.readWorkbench', {})).counts.reviewOpen).toBe(1);
  });

  it('finds late hours with nobody behind them, and lets go of what was reversed before the look', async () => {
    await book(desk, sheet('2026-05-01', [line(luo, '09:00', '10:00', 55)], { sourceClass: 'lateEntry' }));
    const served = { recipient: '王奶奶' };
    await book(
      desk,
      sheet('2026-07-01', [line(luo, '09:00', '10:00', 55, served)], { sourceClass: 'lateEntry' }),
    );
    await desk.call('timebank.runReview', {});
    expect((await items()).map(({ rule, servedOn }) => [rule, servedOn]).sort()).toEqual([
      ['lateEntry', '2026-05-01'],
      ['noRequest', '2026-05-01'],
    ]);
    const { rows } = await desk.call('timebank.listEntries', { memberId: luo });
    await desk.call('timebank.reverseTransaction', {
      transactionId: rows[0]!.transactionId,
      reason: '查无此事',
    });
    expect(await desk.call('timebank.runReview', {})).toMatchObject({ found: 0 });
  });

  it('keeps what people decided, asks for a reason, and an auditor may decide too', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '08:00', '18:00', 590)]));
    await desk.call('timebank.runReview', {});
    const [item] = await items();
    const { id, version } = item!;
    expect(await desk.ask('timebank.decideReview', { id, version, state: 'explained' })).toMatchObject({
      error: { fields: { note: { code: 'field.required' } } },
    });
    const auditor = await desk.as(['auditor']);
    await auditor.call('timebank.decideReview', {
      id,
      version,
      state: 'explained',
      note: '抗洪值守，有值班表',
    });
    expect(await desk.ask('timebank.decideReview', { id, version, state: 'open' })).toMatchObject({
      error: { code: 'record.stale' },
    });
    await desk.call('timebank.runReview', {});
    expect(await items()).toMatchObject([{ state: 'explained', note: '抗洪值守，有值班表' }]);
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('timebank.decideReview', { id, version: 2, state: 'open' })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect((await clerk.call('timebank.listReview', { state: 'open' })).rows).toEqual([]);
  });

  it('cannot be emptied or rewritten behind the program’s back', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '08:00', '18:00', 590)]));
    await desk.call('timebank.runReview', {});
    for (const attack of [
      'DELETE FROM timebank_review_items',
      `UPDATE timebank_review_items SET params = '{}'`,
      `INSERT OR REPLACE INTO timebank_review_items SELECT * FROM timebank_review_items`,
    ]) {
      await expect(desk.sql(attack), attack).rejects.toThrow('review.neverDeleted');
    }
  });

  it('a helper of one whole hour a week stands on the list once for each row, not once a week, over a year', async () => {
    const { roundLines } = (await desk.call('timebank.readRules', {})).inForce.find(
      ({ code }) => code === 'review',
    )!.rule.body as { roundLines: number };
    const weeks = 52;
    const found: number[] = [];
    for (let week = 1; week <= weeks; week += 1) {
      const day = new Date(Date.parse('2026-07-06T00:00:00Z') + week * 7 * 86_400_000)
        .toISOString()
        .slice(0, 10);
      desk.clock.set(`${day}T08:00:00.000Z`);
      await book(desk, sheet(day, [line(luo, '09:00', '10:00', 60, { recipient: '王奶奶' })]));
      const { added } = await desk.call('timebank.runReview', { from: '2026-07-01' });
      if (added > 0) found.push(week);
      for (const item of (await items()).filter(({ state }) => state === 'open')) {
        expect(item).toMatchObject({ rule: 'roundHours', params: { count: roundLines } });
        const { id, version } = item;
        await desk.call('timebank.decideReview', {
          id,
          version,
          state: 'explained',
          note: '每周固定陪伴一小时',
        });
      }
    }
    expect(found).toEqual(
      Array.from({ length: Math.floor(weeks / roundLines) }, (_, nth) => (nth + 1) * roundLines),
    );
  }, 120_000);

  it('sees the times of requests and of imported rows too: nobody serves in two places', async () => {
    const elder = await addMember(desk, '沈阿姨');
    const { number } = (await desk.call('timebank.listMembers', {})).rows
      .map(({ id, volunteerNumber }) => ({ id, number: volunteerNumber }))
      .find(({ id }) => id === luo)!;
    const service = (await desk.call('platform.readReference', {})).serviceTypes.find(
      ({ code }) => code === 'patrol',
    )!;
    const rows = [
      '志愿者编号,服务日期,开始时间,结束时间,服务类别,活动名称,服务对象,来源',
      `${number},2026-07-08,09:00,09:55,${service.name},巡查,,签到表`,
    ].join('\r\n');
    const { file } = await desk.call('timebank.openHoursFile', {
      file: { name: 'a.csv', base64: Buffer.from(rows, 'utf8').toString('base64') },
    });
    const opened = { fileId: file!.fileId, mapping: file!.mapping };
    expect(await desk.call('timebank.acceptHoursFile', { ...opened, leaveOut: 0 })).toMatchObject({
      posted: 1,
    });
    // A sheet of his own would be refused; one of a double of his was not, and came to him when both were merged.
    const double = await addMember(desk, '骆某某');
    await book(desk, sheet('2026-07-08', [line(double, '09:30', '10:25', 55)]));
    await book(desk, sheet('2026-07-09', [line(elder, '09:00', '12:00', 170)]));
    const version = async (memberId: string) =>
      (await desk.call('timebank.readMembership', { memberId })).version;
    await desk.call('timebank.mergeMembers', {
      ...{ survivorId: luo, survivorVersion: await version(luo), reason: '同一人' },
      ...{ mergedId: double, mergedVersion: await version(double) },
    });
    expect(await desk.call('timebank.runReview', {})).toMatchObject({ found: 1 });
    expect(await items()).toMatchObject([
      { rule: 'overlap', memberId: luo, params: { start: '09:30', otherStart: '09:00', otherEnd: '09:55' } },
    ]);
  });
});
