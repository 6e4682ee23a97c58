import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signCode } from '../../../src-main/timebank/activities/sign-code.ts';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { codesOf, plan, planned, preparedSheet } from './activities-kit.ts';
import { addMember, book, line, sheet } from './play.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error : undefined;
};
const refused = async (call: Promise<unknown>) => (await refusal(call))?.code;
const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => addMember(desk, `志愿者${index + 1}`)));

describe('an activity', () => {
  it('is planned, changed while planned, held once, and cancelled with a reason only before', async () => {
    const first = await planned(desk);
    expect(first.number).toBe('2026-尧-活动-0001');
    const changed = await desk.call('timebank.saveActivity', {
      id: first.id,
      version: first.version,
      activity: plan({ place: '社区活动室', capacity: 2 }),
    });
    expect(
      await refused(
        desk.call('timebank.saveActivity', { id: first.id, version: first.version, activity: plan() }),
      ),
    ).toBe('record.stale');
    const held = await desk.call('timebank.holdActivity', { id: first.id, version: changed.version });
    expect(await desk.call('timebank.readActivity', { id: first.id })).toMatchObject({
      state: 'held',
      place: '社区活动室',
      capacity: 2,
    });
    expect(
      await refused(
        desk.call('timebank.cancelActivity', { id: first.id, version: held.version, reason: '下雨' }),
      ),
    ).toBe('activity.stageForbids');

    const later = await planned(desk, { heldOn: '2026-07-05' });
    expect(await refused(desk.call('timebank.holdActivity', { id: later.id, version: later.version }))).toBe(
      'activity.notYet',
    );
    await desk.call('timebank.cancelActivity', { id: later.id, version: later.version, reason: '高温' });
    expect(await desk.call('timebank.readActivity', { id: later.id })).toMatchObject({
      state: 'cancelled',
      closedReason: '高温',
    });
    expect(await refused(desk.call('timebank.issueSignSheet', { activityId: later.id }))).toBe(
      'activity.stageForbids',
    );
  });

  it('stands in calendar order; the workbench counts the coming week and what has no sheet', async () => {
    await planned(desk, { title: '后天', heldOn: '2026-07-03' });
    await planned(desk, { title: '明早', heldOn: '2026-07-02', startsAt: '08:00' });
    await planned(desk, { title: '下月', heldOn: '2026-08-03' });
    await planned(desk, { title: '昨天', heldOn: '2026-06-30' });
    const titles = async (when: 'coming' | 'past' | 'all') =>
      (await desk.call('timebank.listActivities', { when })).rows.map(({ title }) => title);
    expect(await titles('coming')).toEqual(['明早', '后天', '下月']);
    expect(await titles('past')).toEqual(['昨天']);
    expect(await titles('all')).toEqual(['下月', '后天', '明早', '昨天']);
    const { counts } = await desk.call('timebank.readWorkbench', {});
    expect(counts).toMatchObject({ activitiesSoon: 2, activitiesWithoutSheet: 1 });
    const { rows } = await desk.call('timebank.listActivities', { withoutSheet: true });
    expect(rows.map(({ title }) => title)).toEqual(['昨天']);
  });

  it('gives the last place once, however many ask at the same moment, and the rest wait in order', async () => {
    const [a, b, c, d] = await people(4);
    const activity = await planned(desk, { capacity: 2 });
    const clerk = await desk.as(['clerk']);
    const answers = await Promise.all(
      [a, b, c, d].map((memberId, index) =>
        (index % 2 === 0 ? desk : clerk).call('timebank.signUp', {
          activityId: activity.id,
          memberId: memberId!,
        }),
      ),
    );
    expect(answers.filter(({ waiting }) => !waiting)).toHaveLength(2);
    expect(answers.map(({ position }) => position).toSorted((x, y) => x - y)).toEqual([1, 2, 3, 4]);
    const before = await desk.call('timebank.readActivity', { id: activity.id });
    const [first] = before.signUps;
    const thirdName = before.signUps[2]!.name;
    const gone = await desk.call('timebank.withdrawSignUp', {
      id: first!.id,
      version: first!.version,
      reason: '生病',
    });
    expect(gone.movedUp).toBe(thirdName);
    const after = await desk.call('timebank.readActivity', { id: activity.id });
    expect(after.signUps.map(({ waiting }) => waiting)).toEqual([false, false, true]);
    expect(after.withdrawn).toMatchObject([{ name: first!.name, reason: '生病' }]);
    // Whoever comes back stands at the end.
    const again = await desk.call('timebank.signUp', { activityId: activity.id, memberId: first!.memberId });
    expect(again).toMatchObject({ position: 4, waiting: true });
    expect(
      await refused(desk.call('timebank.signUp', { activityId: activity.id, memberId: first!.memberId })),
    ).toBe('activity.alreadySignedUp');
  });

  it('shows who is doubtful: another plan at that time, another sheet, somebody who left since', async () => {
    const [a, b] = await people(2);
    await book(desk, sheet('2026-07-01', [line(a!, '08:30', '09:30', 60)]));
    await planned(desk, { title: '读报', startsAt: '08:30', endsAt: '10:00' }, [b!]);
    const activity = await planned(desk, {}, [a!, b!]);
    const { signUps } = await desk.call('timebank.readActivity', { id: activity.id });
    expect(signUps.map(({ doubts }) => doubts.map(({ code }) => code))).toEqual([
      ['sheet.overlapElsewhere'],
      ['activity.otherPlan'],
    ]);
  });
});

describe('the sheet of an activity', () => {
  it('is filled from its list, books once, and a second one must be asked for by name', async () => {
    const ids = await people(3);
    const activity = await planned(desk, { capacity: 2 }, ids);
    const input = await preparedSheet(desk, activity.id);
    expect(input).toMatchObject({ activity: '小区清洁日', servedOn: '2026-07-01', activityId: activity.id });
    // The third waits: not on the sheet.
    expect(input.lines.map(({ memberId }) => memberId)).toEqual(ids.slice(0, 2));
    const saved = await desk.call('timebank.saveSheet', { sheet: input });
    expect(await desk.call('timebank.readActivity', { id: activity.id })).toMatchObject({
      state: 'held',
      sheets: 1,
      sheetList: [{ id: saved.id, part: '' }],
    });
    const twin = { ...(await preparedSheet(desk, activity.id)) };
    const error = await refusal(desk.call('timebank.saveSheet', { sheet: twin }));
    expect(error).toMatchObject({ code: 'activity.sheetEntered', params: { number: saved.number } });
    await desk.call('timebank.approveSheet', { id: saved.id, version: saved.version });
    expect(await refused(desk.call('timebank.saveSheet', { sheet: twin }))).toBe('activity.sheetEntered');
    const [booked] = await desk.sql<{ total: number }>('SELECT count(*) AS total FROM service_records');
    expect(booked!.total).toBe(2);

    const late = await addMember(desk, '后来的人');
    const further = await desk.call('timebank.saveSheet', {
      sheet: { ...twin, part: '第二张', lines: [line(late, '08:00', '09:00', 60)] },
    });
    const { sheetList } = await desk.call('timebank.readActivity', { id: activity.id });
    expect(sheetList.map(({ id, part }) => [id, part])).toEqual([
      [saved.id, ''],
      [further.id, '第二张'],
    ]);
  });

  it('that was withdrawn leaves its place to another; that of a cancelled activity is refused', async () => {
    const [a] = await people(1);
    const activity = await planned(desk, {}, [a!]);
    const input = await preparedSheet(desk, activity.id);
    const saved = await desk.call('timebank.saveSheet', { sheet: input });
    await desk.call('timebank.cancelSheet', { id: saved.id, version: saved.version, reason: '录错' });
    const { counts } = await desk.call('timebank.readWorkbench', {});
    expect(counts.activitiesWithoutSheet).toBe(1);
    await desk.call('timebank.saveSheet', { sheet: await preparedSheet(desk, activity.id) });

    const off = await planned(desk, { startsAt: '10:00', endsAt: '11:00' }, [a!]);
    const sheetOfOff = await preparedSheet(desk, off.id);
    await desk.call('timebank.cancelActivity', { id: off.id, version: off.version, reason: '下雨' });
    expect(await refused(desk.call('timebank.saveSheet', { sheet: sheetOfOff }))).toBe(
      'activity.stageForbids',
    );
  });
});

describe('a printed sheet', () => {
  it('is registered with its bytes and gives every line and the head a code of its own', async () => {
    const ids = await people(2);
    const activity = await planned(desk, {}, ids);
    const printed = await desk.call('timebank.issueSignSheet', { activityId: activity.id, blankLines: 3 });
    expect(printed).toMatchObject({ number: '2026-尧-签单-0001', pages: 1 });
    const again = await desk.call('documents.read', { id: printed.documentId });
    expect((await desk.call('documents.read', { id: printed.documentId })).pdf.base64).toBe(again.pdf.base64);
    const codes = await codesOf(desk, printed.signSheetId);
    expect(new Set([...codes, printed.code]).size).toBe(6);
    const head = await desk.call('timebank.readSignCode', { code: printed.code.toLowerCase() });
    expect(head).toMatchObject({ line: null, entered: null, head: { activityId: activity.id } });
    const second = await desk.call('timebank.readSignCode', { code: codes[1]! });
    expect(second.line).toMatchObject({ number: 2, memberId: ids[1], startsAt: '08:00', endsAt: '09:00' });
    expect((await desk.call('timebank.readSignCode', { code: codes[4]! })).line).toMatchObject({
      number: 5,
      memberId: null,
    });
  });

  it('says plainly what is no code and what is not a code of this centre', async () => {
    const meaning = (code: string) => refused(desk.call('timebank.readSignCode', { code }));
    const elsewhere = signCode(7n, 1);
    expect(await meaning(elsewhere)).toBe('signCode.unknown');
    expect(await meaning(elsewhere.slice(0, -1))).toBe('signCode.malformed');
    expect(await meaning('志愿者1')).toBe('signCode.malformed');
    // A line that this sheet does not have.
    const printed = await desk.call('timebank.issueSignSheet', { blankLines: 1 });
    const [row] = await desk.sql<{ code: string }>('SELECT code FROM sign_sheet_lines');
    expect(row!.code.slice(0, 5)).toBe(printed.code.replace('-', '').slice(0, 5));
  });

  it('a line that was entered is entered nowhere else until that sheet is withdrawn or taken back', async () => {
    const ids = await people(1);
    const printed = await desk.call('timebank.issueSignSheet', {
      head: { activity: '值守', servedOn: '2026-07-01' },
      blankLines: 2,
    });
    const [code] = await codesOf(desk, printed.signSheetId);
    const withCode = (startsAt: string, endsAt: string) =>
      sheet('2026-07-01', [line(ids[0]!, startsAt, endsAt, 60, { printedCode: code! })]);
    const first = await desk.call('timebank.saveSheet', { sheet: withCode('08:00', '09:00') });
    expect((await desk.call('timebank.readSignCode', { code: code! })).entered).toEqual({
      id: first.id,
      number: first.number,
    });
    // The head of a sheet of no activity leads to where its lines went.
    expect((await desk.call('timebank.readSignCode', { code: printed.code })).entered).toMatchObject({
      id: first.id,
    });
    const error = await refusal(desk.call('timebank.saveSheet', { sheet: withCode('10:00', '11:00') }));
    expect(error?.fields).toEqual({
      'sheet.lines.0.printedCode': { code: 'field.codeUsed', params: { number: first.number } },
    });
    // The same sheet corrected keeps its code.
    const corrected = await desk.call('timebank.saveSheet', {
      id: first.id,
      version: first.version,
      sheet: withCode('08:00', '09:10'),
    });
    const { id } = await desk.call('timebank.approveSheet', { id: first.id, version: corrected.version });
    const { lines } = await desk.call('timebank.readSheet', { id });
    await desk.call('timebank.reverseTransaction', {
      transactionId: lines[0]!.transactionId!,
      reason: '录错人',
    });
    await desk.call('timebank.saveSheet', { sheet: withCode('10:00', '11:00') });
    expect(
      (
        await refusal(
          desk.call('timebank.saveSheet', {
            sheet: sheet('2026-07-01', [line(ids[0]!, '11:00', '12:00', 60, { printedCode: '22222222' })]),
          }),
        )
      )?.fields,
    ).toEqual({ 'sheet.lines.0.printedCode': { code: 'field.codeUnknown' } });
  });

  it('line printed for one person and entered for another is pointed out', async () => {
    const ids = await people(2);
    const activity = await planned(desk, {}, [ids[0]!]);
    const printed = await desk.call('timebank.issueSignSheet', { activityId: activity.id, blankLines: 1 });
    const [own, free] = await codesOf(desk, printed.signSheetId);
    const doubts = async (code: string) =>
      (
        await desk.call('timebank.checkSheet', {
          sheet: sheet('2026-07-01', [line(ids[1]!, '08:00', '09:00', 60, { printedCode: code })]),
        })
      ).findings.map(({ code: found, params }) => [found, params]);
    expect(await doubts(own!)).toEqual([['sheet.printedForOther', { name: '志愿者2', printed: '志愿者1' }]]);
    expect(await doubts(free!)).toEqual([]);
  });

  it('of one activity is not entered on the sheet of another', async () => {
    const ids = await people(1);
    const one = await planned(desk, {}, ids);
    const other = await planned(desk, { startsAt: '14:00', endsAt: '15:00' });
    const printed = await desk.call('timebank.issueSignSheet', { activityId: one.id });
    const [code] = await codesOf(desk, printed.signSheetId);
    const foreign = {
      ...(await preparedSheet(desk, other.id)),
      lines: [line(ids[0]!, '14:00', '15:00', 60, { printedCode: code! })],
    };
    expect((await refusal(desk.call('timebank.saveSheet', { sheet: foreign })))?.fields).toEqual({
      'sheet.lines.0.printedCode': { code: 'field.codeForeign' },
    });
  });

  it('needs at least one line and no more than a clerk can hold', async () => {
    expect(await refused(desk.call('timebank.issueSignSheet', { blankLines: 0 }))).toBe('signSheet.noLines');
    const ids = await people(1);
    const activity = await planned(desk, {}, ids);
    expect(
      await refused(desk.call('timebank.issueSignSheet', { activityId: activity.id, blankLines: 200 })),
    ).toBe('signSheet.tooManyLines');
  });
});
