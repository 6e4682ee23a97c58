import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';
import { people, published, served } from './work-kit.ts';

const headings = '志愿者编号,姓名,服务日期,开始时间,结束时间,时长（小时）,服务类别,活动名称,服务对象,来源';

/*
 * One hour is booked once, whichever way it came: by a sheet, a request, a file, and after a correction too, whose new
 * booking has neither a sheet nor a request of its own.
 */
describe('an hour that was booked', () => {
  let desk: TestDesk;
  let luo: string;
  beforeEach(async () => {
    desk = await openDesk({ now: '2026-07-13T01:30:00.000Z' });
    luo = await addMember(desk, '骆某', { volunteerNumber: 'A1' });
  });
  afterEach(() => desk.close());

  const refusal = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return error instanceof Refused ? error.error : undefined;
  };
  const twice = (startsAt: string, endsAt: string, memberId = luo, servedOn = '2026-07-06') =>
    refusal(
      desk.call('timebank.saveSheet', { sheet: sheet(servedOn, [line(memberId, startsAt, endsAt, 30)]) }),
    );
  const overlaps = { fields: { 'sheet.lines.0.startsAt': { code: 'sheet.overlapElsewhere' } } };

  async function file(rows: string[]) {
    const type = (await desk.call('platform.readReference', {})).serviceTypes.find(
      ({ code }) => code === 'patrol',
    );
    const text = [headings, ...rows.map((row) => row.replace('巡查类', type!.name))].join('\r\n');
    const opened = await desk.call('timebank.openHoursFile', {
      file: { name: '7月.csv', base64: Buffer.from(text, 'utf8').toString('base64') },
    });
    return { fileId: opened.file!.fileId, mapping: opened.file!.mapping };
  }
  const imported = async (row: string) =>
    desk.call('timebank.acceptHoursFile', { ...(await file([row])), leaveOut: 0 });
  const problems = async (row: string) =>
    (await desk.call('timebank.checkHoursFile', await file([row]))).rows.flatMap((one) =>
      one.problems.map(({ code }) => code),
    );

  async function correct(memberId: string, wantedMinutes: number) {
    const [last] = (await desk.call('timebank.listCorrectable', { memberId })).rows;
    const asked = await desk.call('timebank.askCorrection', {
      ...{ memberId, transactionId: last!.transactionId, wantedMinutes, words: '多记了' },
    });
    await desk.call('timebank.makeCorrection', { ...asked, answer: '属实' });
  }

  it('by a sheet, corrected and corrected again, keeps its time of day; reversed without a new booking it is free', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '11:00', 120)]));
    await correct(luo, 90);
    expect(await twice('10:00', '11:00')).toMatchObject(overlaps);
    await correct(luo, 60);
    expect(await twice('10:00', '11:00')).toMatchObject(overlaps);
    expect(await problems('A1,骆某,2026-07-06,10:00,10:30,,巡查类,楼道清扫,,签到表')).toEqual([
      'overlapElsewhere',
    ]);
    // The day counts what was booked last, once.
    const { findings } = await desk.call('timebank.checkSheet', {
      sheet: sheet('2026-07-06', [line(luo, '12:00', '20:00', 430)]),
    });
    expect(findings).toMatchObject([{ code: 'sheet.dayTooLong', params: { minutes: 490 } }]);
    await correct(luo, 0);
    expect(await twice('10:00', '11:00')).toBeUndefined();
  });

  it('by a request, corrected, keeps its time of day', async () => {
    desk.clock.set('2026-07-01T01:30:00.000Z');
    const who = await people(desk);
    await desk.call('timebank.completeRequest', await served(desk, who, 90));
    await correct(who.helper, 60);
    expect(await twice('08:30', '09:30', who.helper, '2026-07-01')).toMatchObject(overlaps);
  });

  it('by a file is not booked again by a sheet, a request or another file', async () => {
    await imported('A1,骆某,2026-07-06,09:00,10:00,,巡查类,周一巡查,王奶奶,签到表');
    expect(await twice('09:30', '10:30')).toMatchObject({
      fields: {
        'sheet.lines.0.startsAt': { code: 'sheet.overlapImported', params: { activity: '周一巡查' } },
      },
    });
    expect(await twice('10:00', '10:30')).toBeUndefined();
    expect(await problems('A1,骆某,2026-07-06,09:30,09:50,,巡查类,楼道清扫,,签到表')).toEqual([
      'overlapElsewhere',
    ]);
    const recipient = await addMember(desk, '沈阿姨');
    await book(desk, sheet('2026-07-05', [line(recipient, '08:00', '11:00', 180)]));
    const { id } = await published(desk, recipient, { wantedOn: '2026-07-13' });
    const { version } = await desk.call('timebank.takeRequest', { id, helperId: luo });
    const service = { servedOn: '2026-07-06', startsAt: '09:30', endsAt: '10:30', minutes: 60 };
    expect(await refusal(desk.call('timebank.enterService', { id, version, service }))).toMatchObject({
      code: 'request.helperBusy',
      params: { number: '周一巡查' },
    });
  });

  it('by a sheet or a file, in whichever order, is met by the next', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '10:00', 60)]));
    await imported('A1,骆某,2026-07-06,10:00,11:00,,巡查类,周一巡查,,签到表');
    for (const [from, to] of [
      ['09:30', '09:45'],
      ['10:30', '10:45'],
    ]) {
      expect(await problems(`A1,骆某,2026-07-06,${from},${to},,巡查类,楼道清扫,,签到表`)).toEqual([
        'overlapElsewhere',
      ]);
    }
    await correct(luo, 45);
    expect(await twice('10:45', '11:00')).toMatchObject({
      fields: { 'sheet.lines.0.startsAt': { code: 'sheet.overlapImported' } },
    });
  });

  it('is seen by the review with the time of day, the typist and the day of typing of its first booking', async () => {
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '11:00', 120)]));
    await correct(luo, 65);
    await imported('A1,骆某,2026-07-07,09:00,10:05,,巡查类,周二巡查,王奶奶,补录');
    await imported('A1,骆某,2026-07-08,09:00,10:05,,巡查类,周三巡查,,补录');
    await desk.call('timebank.runReview', {});
    const { rows } = await desk.call('timebank.listReview', {});
    // Whom an imported hour was for stands in the file: only the one without has nobody behind it.
    expect(rows.map(({ rule, servedOn, ruleVersion }) => [rule, servedOn, ruleVersion])).toEqual([
      ['noRequest', '2026-07-08', 'review@*/2012-10-23'],
    ]);
  });

  it('long after it was typed in is approved late, but was not entered late', async () => {
    desk.clock.set('2026-06-01T01:00:00.000Z');
    const typed = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-05-31', [line(luo, '09:00', '10:05', 65)]),
    });
    desk.clock.set('2026-07-13T01:00:00.000Z');
    await desk.call('timebank.approveSheet', {
      id: typed.id,
      version: typed.version,
      lateReason: '主任出差',
    });
    expect(await desk.call('timebank.runReview', {})).toMatchObject({ looked: 1, found: 0 });
  });

  it('in the name of a group stays with the group when it is corrected', async () => {
    const group = await addMember(desk, '尧化门志愿服务队', { kind: 'group' });
    await desk.call('timebank.saveGroupMember', {
      membership: { groupId: group, memberId: luo, role: 'member', joinedOn: '2026-03-01' },
    });
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '11:00', 120)], { groupId: group }));
    await correct(luo, 90);
    await correct(luo, 75);
    const view = await desk.call('timebank.readGroup', { groupId: group });
    expect(view).toMatchObject({ peopleMinutes: 75, people: [{ groupMinutes: 75 }] });
    expect((await desk.call('timebank.listGroupsOf', { memberId: luo })).rows).toMatchObject([
      { groupMinutes: 75 },
    ]);
  });
});
