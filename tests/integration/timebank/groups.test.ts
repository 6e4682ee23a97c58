import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { planned, preparedSheet } from './activities-kit.ts';
import { addMember, book, coins, line, sheet } from './play.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error.code : undefined;
};
const team = () => addMember(desk, '尧化门志愿服务队', { kind: 'group' });
const join = (
  groupId: string,
  memberId: string,
  joinedOn = '2026-03-01',
  role: 'leader' | 'member' = 'member',
) => desk.call('timebank.saveGroupMember', { membership: { groupId, memberId, role, joinedOn } });

describe('people of a group', () => {
  it('join once, change their role, leave with a day, and may come back later; nothing is deleted', async () => {
    const [group, wang] = [await team(), await addMember(desk, '王志明')];
    const first = await join(group, wang);
    expect(await refused(join(group, wang, '2026-05-01'))).toBe('group.alreadyMember');
    const leader = await desk.call('timebank.saveGroupMember', {
      id: first.id,
      version: first.version,
      membership: { groupId: group, memberId: wang, role: 'leader', joinedOn: '2026-03-01' },
    });
    await desk.call('timebank.endGroupMember', {
      id: first.id,
      version: leader.version,
      endedOn: '2026-05-31',
      reason: '搬家',
    });
    expect(
      await refused(
        desk.call('timebank.endGroupMember', {
          id: first.id,
          version: leader.version + 1,
          endedOn: '2026-06-01',
        }),
      ),
    ).toBe('group.ended');
    expect(await refused(join(group, wang, '2026-05-31'))).toBe('group.periodsMeet');
    await join(group, wang, '2026-06-15');
    const { people } = await desk.call('timebank.readGroup', { groupId: group });
    expect(people.map(({ role, joinedOn, endedOn }) => [role, joinedOn, endedOn])).toEqual([
      ['member', '2026-06-15', null],
      ['leader', '2026-03-01', '2026-05-31'],
    ]);
    const { rows } = await desk.call('timebank.listGroupsOf', { memberId: wang });
    expect(rows).toHaveLength(2);
  });

  it('are persons, and a group stays one while it has people', async () => {
    const [group, other, wang] = [
      await team(),
      await addMember(desk, '另一队', { kind: 'group' }),
      await addMember(desk, '王志明'),
    ];
    expect(await refused(join(group, other))).toBe('group.notAPerson');
    expect(await refused(join(wang, wang))).toBe('group.notAGroup');
    await join(group, wang);
    const { version } = await desk.call('timebank.readMember', { id: group });
    expect(
      await refused(
        desk.call('timebank.saveMember', {
          id: group,
          version,
          member: { kind: 'person', name: '尧化门志愿服务队', joinedOn: '2026-01-05' },
        }),
      ),
    ).toBe('group.kindFixed');
    expect(await refused(desk.call('timebank.readGroup', { groupId: wang }))).toBe('group.notAGroup');
  });
});

describe('hours in the name of a group', () => {
  it('are those of its people on its sheets on the days they belonged; the group’s own and guests’ stand apart, none twice', async () => {
    const group = await team();
    const [wang, li, guest] = [
      await addMember(desk, '王志明'),
      await addMember(desk, '李小红'),
      await addMember(desk, '路过的人'),
    ];
    await join(group, wang);
    await join(group, li, '2026-06-20');
    // In her own name, before she joined; and the group itself on another day.
    await book(desk, sheet('2026-06-10', [line(wang, '08:00', '08:30', 30), line(li, '08:00', '08:30', 30)]));
    await book(desk, sheet('2026-06-11', [line(group, '08:00', '10:00', 120)]));
    await book(
      desk,
      sheet('2026-06-12', [line(wang, '09:00', '10:00', 60), line(li, '09:00', '10:00', 60)], {
        groupId: group,
      }),
    );
    const activity = await planned(desk, { groupId: group }, [wang, li, guest]);
    const input = await preparedSheet(desk, activity.id);
    expect(input.groupId).toBe(group);
    const { id } = await book(desk, { ...input, groupId: null });
    // The name of the group comes from the activity, whatever the caller says.
    expect((await desk.call('timebank.readSheet', { id })).groupName).toBe('尧化门志愿服务队');

    const all = await desk.call('timebank.readGroup', { groupId: group });
    const minutesOf = Object.fromEntries(
      all.people.map(({ name, groupMinutes, allMinutes }) => [name, [groupMinutes, allMinutes]]),
    );
    expect(minutesOf).toEqual({ 王志明: [120, 150], 李小红: [60, 150] });
    expect(all).toMatchObject({ peopleMinutes: 180, ownMinutes: 120, guestMinutes: 120 });
    const [everything] = await desk.sql<{ minutes: number }>(
      'SELECT sum(minutes) AS minutes FROM service_records',
    );
    const outside = 30 + 30;
    expect(all.peopleMinutes + all.ownMinutes + all.guestMinutes + outside).toBe(everything!.minutes);
    const june = await desk.call('timebank.readGroup', {
      groupId: group,
      from: '2026-06-01',
      to: '2026-06-30',
    });
    expect(june).toMatchObject({ peopleMinutes: 60, ownMinutes: 120, guestMinutes: 60 });

    // A booking taken back is gone from the group as well.
    const { lines } = await desk.call('timebank.readSheet', { id });
    await desk.call('timebank.reverseTransaction', {
      transactionId: lines.find(({ memberId }) => memberId === wang)!.transactionId!,
      reason: '录错',
    });
    const after = await desk.call('timebank.readGroup', { groupId: group });
    expect(after.people.find(({ name }) => name === '王志明')).toMatchObject({
      groupMinutes: 60,
      allMinutes: 90,
    });
    expect(await coins(desk, group)).toBe(0);
  });

  it('are refused where the same time is recorded for the group and for its people', async () => {
    const [group, wang] = [await team(), await addMember(desk, '王志明')];
    await join(group, wang);
    const both = [line(wang, '09:00', '10:00', 60), line(group, '09:30', '10:30', 60)];
    const check = async (input: ReturnType<typeof sheet>) =>
      (await desk.call('timebank.checkSheet', { sheet: input })).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code, place }) => [code, place]);
    expect(await check(sheet('2026-06-12', both, { groupId: group }))).toEqual([
      ['sheet.groupTwice', 'lines.1.memberId'],
    ]);
    // Each in their own name: two different works.
    expect(await check(sheet('2026-06-12', both))).toEqual([]);

    await book(desk, sheet('2026-06-12', [line(wang, '09:00', '10:00', 60)], { groupId: group }));
    const groupElsewhere = sheet('2026-06-12', [line(group, '09:30', '10:30', 60)]);
    expect(await check(groupElsewhere)).toEqual([['sheet.groupTwiceElsewhere', 'lines.0.memberId']]);
    expect(await refused(desk.call('timebank.saveSheet', { sheet: groupElsewhere }))).toBe('sheet.hasErrors');
    await book(desk, sheet('2026-06-13', [line(group, '09:30', '10:30', 60)]));
    expect(await check(sheet('2026-06-13', [line(wang, '09:00', '10:00', 60)], { groupId: group }))).toEqual([
      ['sheet.groupTwiceElsewhere', 'lines.0.memberId'],
    ]);
    expect(await check(sheet('2026-06-13', [line(wang, '10:30', '11:00', 30)], { groupId: group }))).toEqual(
      [],
    );
  });

  it('let somebody under 18 earn where the rule says “only in groups”, if the person belongs to the group', async () => {
    const group = await team();
    const kid = await addMember(desk, '小周', { birthDate: '2012-09-01', guardian: '周父' });
    const { inForce } = await desk.call('timebank.readRules', {});
    const { rule } = inForce.find((each) => each.rule.code === 'credit')!;
    if (rule.code !== 'credit') throw new Error('no credit rule');
    await desk.call('timebank.saveRule', {
      rule: {
        ...rule,
        body: { ...rule.body, earners: { ...rule.body.earners, fromAge: 18, minors: 'groupsOnly' } },
      },
      validFrom: '2026-07-01',
      source: '街道决定',
      reason: '未成年人随团体',
    });
    const doubts = async (groupId: string | null) =>
      (
        await desk.call('timebank.checkSheet', {
          sheet: sheet('2026-07-01', [line(kid, '08:00', '09:00', 60)], { groupId }),
        })
      ).findings.map(({ code }) => code);
    expect(await doubts(null)).toEqual(['sheet.minorAlone']);
    expect(await doubts(group)).toEqual(['sheet.minorAlone', 'sheet.notInGroup']);
    await join(group, kid);
    expect(await doubts(group)).toEqual([]);
  });

  it('are saved as a spreadsheet whose sum is that of the page', async () => {
    const [group, wang] = [await team(), await addMember(desk, '=王志明')];
    await join(group, wang);
    await book(desk, sheet('2026-06-12', [line(wang, '09:00', '10:00', 60)], { groupId: group }));
    const asked = { groupId: group, from: '2026-01-01', to: '2026-12-31' };
    expect(await desk.call('timebank.exportGroup', { ...asked, format: 'csv' })).toMatchObject({ rows: 1 });
    const csv = Buffer.from(desk.saved[0]!.bytes).toString('utf8');
    expect(csv).toContain(`'=王志明,成员,2026-03-01,,60,60`);
    expect(csv).toContain('合计,,,,,60,');
    await desk.call('timebank.exportGroup', { ...asked, format: 'xlsx' });
    expect(desk.saved[1]!.name).toMatch(/\.xlsx$/);
    desk.cancelDialogs = true;
    expect((await desk.call('timebank.exportGroup', { ...asked, format: 'csv' })).savedAs).toBeNull();
  });
});
