import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { close, ended } from './closing/closing-kit.ts';
import { addMember, book, coins, line, sheet } from './play.ts';

const headings = '志愿者编号,姓名,服务日期,开始时间,结束时间,时长（小时）,服务类别,活动名称,服务对象,来源';
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('hours from a file', () => {
  let desk: TestDesk;
  let luo: string;
  beforeEach(async () => {
    desk = await openDesk({ now: '2026-07-13T01:30:00.000Z' });
    luo = await addMember(desk, '骆某', { volunteerNumber: 'A1' });
    await addMember(desk, '李某', { volunteerNumber: 'A2' });
  });
  afterEach(() => desk.close());

  async function open(rows: string[], as: Pick<TestDesk, 'call'> = desk) {
    const text = [headings, ...rows].join('\r\n');
    const { file } = await as.call('timebank.openHoursFile', {
      file: { name: '7月.csv', base64: base64(text) },
    });
    return { fileId: file!.fileId, mapping: file!.mapping };
  }
  const good = [
    'A1,骆某,2026-07-06,09:00,10:00,,治安巡查,周一巡查,,签到表',
    'A1,骆某,2026/7/7,,,1.5,治安巡查,周二巡查,王奶奶,',
    'A2,李某,2026年7月6日,9:00,11:00,2小时,治安巡查,周一巡查,,补录',
  ];
  const service = async () =>
    (await desk.call('platform.readReference', {})).serviceTypes.find(({ code }) => code === 'patrol')!.name;

  /** The seeds name the patrol; the rows say it in the words of the seeds. */
  const named = async (rows: string[]) => {
    const name = await service();
    return rows.map((row) => row.replace('治安巡查', name));
  };

  it('is judged first: nothing is booked by a dry run, and each row says what it would give', async () => {
    const file = await open(await named(good));
    const checked = await desk.call('timebank.checkHoursFile', file);
    expect(checked.rows.flatMap((row) => row.problems)).toEqual([]);
    expect(checked.counts).toEqual({ lines: 3, good: 3, doubtful: 0, bad: 0, known: 0, late: 0 });
    expect(checked.rows.map((row) => [row.line, row.servedOn, row.servedMinutes, row.coinMinutes])).toEqual([
      [2, '2026-07-06', 60, 60],
      [3, '2026-07-07', 90, 90],
      [4, '2026-07-06', 120, 120],
    ]);
    expect(await desk.sql('SELECT count(*) AS n FROM ledger_transactions')).toEqual([{ n: 0 }]);
  });

  it('is booked by the same decision as a sheet, once: the same file again gives nothing', async () => {
    const file = await open(await named(good));
    expect(await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toEqual({
      posted: 3,
      known: 0,
      coinMinutes: 270,
      donatedMinutes: 0,
      points: 0,
    });
    expect(await coins(desk, luo)).toBe(150);
    const again = await open(await named(good));
    expect((await desk.call('timebank.checkHoursFile', again)).counts).toMatchObject({ known: 3, good: 0 });
    expect(await desk.call('timebank.acceptHoursFile', { ...again, leaveOut: 0 })).toMatchObject({
      posted: 0,
      known: 3,
    });
    expect(await coins(desk, luo)).toBe(150);
    const rows = (await desk.call('timebank.listEntries', { memberId: luo })).rows;
    expect(rows.map((row) => row.sourceClass)).toEqual(['sheet', 'lateEntry']);
    for (const { transactionId } of rows) {
      expect((await desk.call('timebank.explainCredit', { transactionId })).result).toBe('same');
    }
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });

  it('asks of each row what a sheet would ask: too young, without a guardian, before joining; it can be booked', async () => {
    await addMember(desk, '小学生', {
      volunteerNumber: 'A3',
      birthDate: '2014-05-05',
      joinedOn: '2026-07-07',
    });
    const name = await service();
    const file = await open(
      ['2026-07-06', '2026-07-08'].map((day) => `A3,小学生,${day},09:00,10:00,,${name},巡查,王奶奶,签到表`),
    );
    const checked = await desk.call('timebank.checkHoursFile', { ...file, only: 'doubtful' });
    expect(checked.counts).toMatchObject({ good: 2, doubtful: 2, bad: 0 });
    expect(checked.rows.map(({ doubts }) => doubts.map(({ code }) => code))).toEqual([
      ['sheet.beforeJoining', 'sheet.minorWithoutGuardian'],
      ['sheet.minorWithoutGuardian'],
    ]);
    expect(checked.rows[1]!.doubts[0]!.params).toEqual({ name: '小学生', age: 12 });
    expect(await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toMatchObject({
      posted: 2,
    });
  });

  it('is booked whole or not at all: bad rows must be known to whoever leaves them out', async () => {
    const rows = await named([
      ...good,
      'A9,无名,2026-07-06,09:00,10:00,,治安巡查,周一巡查,,',
      'A1,骆某,2026-07-06,09:30,10:30,,治安巡查,楼道清扫,,',
      'A2,骆某,2026-07-08,09:00,10:00,,治安巡查,巡查,,',
      'A2,李某,2026-08-08,09:00,10:00,,不明,巡查,,神秘',
      'A2,李某,2026-07-09,10:00,09:00,,治安巡查,,,',
      'A2,李某,2026-07-10,,,1.33,治安巡查,巡查,,',
      'A2,李某,2026-07-11,09:00,09:30,1,治安巡查,巡查,,',
    ]);
    const file = await open(rows);
    const checked = await desk.call('timebank.checkHoursFile', { ...file, only: 'bad' });
    expect(checked.rows.map((row) => [row.line, row.problems.map(({ code }) => code)])).toEqual([
      [5, ['memberUnknown']],
      [6, ['overlapInFile']],
      [7, ['nameDiffers']],
      [8, ['futureDate', 'sourceUnknown', 'serviceUnknown']],
      [9, ['endNotAfterStart', 'activityMissing']],
      [10, ['minutesUnreadable']],
      [11, ['minutesOverClock']],
    ]);
    expect(await desk.ask('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toMatchObject({
      error: { code: 'import.badLines', params: { bad: 7, leaveOut: 0 } },
    });
    expect(await desk.sql('SELECT count(*) AS n FROM ledger_transactions')).toEqual([{ n: 0 }]);
    expect(await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 7 })).toMatchObject({
      posted: 3,
    });
  });

  it('meets what is already booked: the hour of a sheet, and the same service in another file', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '09:30', '10:30', 60)]));
    const first = await open(await named(good));
    expect((await desk.call('timebank.checkHoursFile', { ...first, only: 'bad' })).rows).toMatchObject([
      { line: 2, problems: [{ code: 'overlapElsewhere' }] },
    ]);
    await desk.call('timebank.acceptHoursFile', { ...first, leaveOut: 1 });
    const other = await open(await named([good[1]!.replace('王奶奶', '王奶奶家')]));
    expect((await desk.call('timebank.checkHoursFile', other)).rows).toMatchObject([
      { state: 'bad', problems: [{ code: 'sameServiceOnFile' }] },
    ]);
  });

  it('shares the limits of the day over its rows, what lies over them in the pool', async () => {
    const { inForce } = await desk.call('timebank.readRules', {});
    const rule = inForce.find(({ code }) => code === 'credit')!.rule;
    if (rule.code !== 'credit') throw new Error('not the rule of credits');
    await desk.call('timebank.saveRule', {
      rule: { ...rule, body: { ...rule.body, perDayMinutes: 90 } },
      ...{ validFrom: '2026-07-13', source: '通知', reason: '试行' },
    });
    const file = await open(
      await named([
        'A1,骆某,2026-07-06,09:00,10:00,,治安巡查,巡查,,',
        'A1,骆某,2026-07-06,14:00,15:00,,治安巡查,清扫,,',
      ]),
    );
    expect(await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toMatchObject({
      coinMinutes: 90,
      donatedMinutes: 30,
    });
  });

  it('belongs to who opened it; a clerk may look, a coordinator books', async () => {
    const file = await open(await named(good));
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('timebank.checkHoursFile', file)).toMatchObject({
      error: { code: 'import.gone' },
    });
    const own = await open(await named(good), clerk);
    expect((await clerk.call('timebank.checkHoursFile', own)).counts.good).toBe(3);
    expect(await clerk.ask('timebank.acceptHoursFile', { ...own, leaveOut: 0 })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    const mediator = await desk.as(['mediator']);
    expect(await mediator.ask('timebank.openHoursFile', {})).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
  });

  it('of closed months asks for the reason, shows how many rows there are, and keeps it with each of them alone', async () => {
    desk.clock.set('2026-06-10T01:30:00.000Z');
    await book(desk, sheet('2026-06-08', [line(luo, '09:00', '10:00', 60)]));
    desk.clock.set('2026-07-13T01:30:00.000Z');
    await close(desk, '2026-06');
    const late = await named([
      'A1,骆某,2026-06-15,09:00,10:00,,治安巡查,补记一,,签到表',
      'A2,李某,2026-05-15,09:00,10:00,,治安巡查,补记二,,签到表',
      'A2,李某,2026-07-06,09:00,10:00,,治安巡查,巡查,,签到表',
    ]);
    const file = await open(late);
    const checked = await desk.call('timebank.checkHoursFile', file);
    expect(checked.counts).toMatchObject({ good: 3, late: 2 });
    expect(checked.rows.map((row) => row.late)).toEqual([true, true, false]);
    expect(await desk.ask('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toMatchObject({
      error: {
        ...{ code: 'import.lateReasonMissing', params: { late: 2 } },
        fields: { lateReason: { code: 'field.required' } },
      },
    });
    const lateReason = '社区报来纸质签到表，负责人已签字';
    await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 0, lateReason });
    expect(
      await desk.sql(
        `SELECT served_on, late_reason FROM ledger_transactions WHERE occasion GLOB 'import:*' ORDER BY seq`,
      ),
    ).toEqual([
      { served_on: '2026-06-15', late_reason: lateReason },
      { served_on: '2026-05-15', late_reason: lateReason },
      { served_on: '2026-07-06', late_reason: '' },
    ]);
  });

  it('of thousands of rows: looked over and written off by jobs, in units, that can be cancelled', async () => {
    const [points] = (await desk.call('timebank.readRules', {})).inForce.filter(
      ({ code }) => code === 'points',
    );
    if (points?.rule.code !== 'points') throw new Error('no rule of points');
    await desk.call('timebank.saveRule', {
      rule: {
        code: 'points',
        body: {
          ...points.rule.body,
          ...{ perHour: { numerator: 1, denominator: 1 }, sources: ['sheet'], expiry: { kind: 'endOfYear' } },
        },
      },
      ...{ validFrom: '2026-07-13', source: '通知', reason: '试行' },
    });
    const count = 2_100;
    const rows = Array.from({ length: count }, (_, nth) => {
      const day = new Date(Date.parse('2026-01-05T00:00:00Z') + (nth % 180) * 86_400_000)
        .toISOString()
        .slice(0, 10);
      return `${nth % 2 === 0 ? 'A1,骆某' : 'A2,李某'},${day},,,1,治安巡查,活动${nth},,签到表`;
    });
    const file = await open(await named(rows));
    expect(await desk.call('timebank.acceptHoursFile', { ...file, leaveOut: 0 })).toMatchObject({
      posted: count,
    });
    const review = await desk.call('timebank.runReview', {});
    expect(review).toMatchObject({ looked: 0, added: 0 });
    expect(await ended(desk, review.jobId!)).toMatchObject({ state: 'done' });
    expect((await desk.call('timebank.listReview', {})).total).toBeGreaterThan(0);

    desk.clock.set('2027-01-05T01:00:00.000Z');
    const cancelled = await desk.call('timebank.expirePoints', {});
    await desk.ask('platform.cancelJob', { id: cancelled.jobId! });
    const { state } = await ended(desk, cancelled.jobId!);
    expect(['cancelled', 'done']).toContain(state);
    const left = (await desk.call('timebank.listExpiringPoints', {})).overLots;
    expect(left % 100).toBe(0);
    for (let round = 0; round < 3; round += 1) {
      const { jobId } = await desk.call('timebank.expirePoints', {});
      if (jobId !== null) expect(await ended(desk, jobId)).toMatchObject({ state: 'done' });
    }
    expect((await desk.call('timebank.listExpiringPoints', {})).overLots).toBe(0);
    expect(
      await desk.sql(`SELECT sum(amount) AS points FROM ledger_entries WHERE account_id = 'points:expired'`),
    ).toEqual([{ points: count }]);
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  }, 120_000);
});
