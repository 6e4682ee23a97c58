import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { codesOf, planned, preparedSheet } from '../../integration/timebank/activities-kit.ts';
import { addMember, line, sheet } from '../../integration/timebank/play.ts';

/*
 * Somebody with the file and any SQL program, or with an account of too few rights, wants a second sheet of one activity, a
 * place past the queue, hours of a group that nobody belongs to, or a printed code for two people.
 */
let desk: TestDesk;
let wang: string;
let li: string;
let group: string;
beforeEach(async () => {
  desk = await openDesk();
  wang = await addMember(desk, '王志明');
  li = await addMember(desk, '李小红');
  group = await addMember(desk, '服务队', { kind: 'group' });
});
afterEach(() => desk.close());

const attack = (text: string, params: unknown[] = []) => desk.sql(text, params);

describe('raw SQL', () => {
  it('does not enter a second sheet of an activity, nor one in the name of another group', async () => {
    const activity = await planned(desk, {}, [wang]);
    await desk.call('timebank.saveSheet', { sheet: await preparedSheet(desk, activity.id) });
    const copy = (more: string) =>
      attack(
        `INSERT OR REPLACE INTO sheets (id, version, number, activity, served_on, place, area_id, responsible, source_class, note, state,
           reason, entered_by, entered_at, approved_by, approved_at, updated_at, group_id, activity_id, part)
         SELECT 'x', version, 'x', activity, served_on, place, area_id, responsible, source_class, note, state, reason, entered_by,
           entered_at, approved_by, approved_at, updated_at, ${more} FROM sheets WHERE activity_id = ?`,
        [activity.id],
      );
    await expect(copy(`group_id, activity_id, part`)).rejects.toThrow('activity.sheetEntered');
    await expect(copy(`'${group}', activity_id, 'zwei'`)).rejects.toThrow('activity.stageForbids');
    await expect(copy(`'${wang}', NULL, ''`)).rejects.toThrow('activity.notAGroup');
    const other = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-07-01', [line(li, '10:00', '11:00', 60)]),
    });
    await expect(
      attack('UPDATE sheets SET activity_id = ? WHERE id = ?', [activity.id, other.id]),
    ).rejects.toThrow('activity.sheetEntered');
  });

  it('does not jump the queue, sign up twice, come back from a withdrawal or reach a closed activity', async () => {
    const activity = await planned(desk, { capacity: 1 }, [wang, li]);
    const signUp = (seq: number, member: string) =>
      attack(
        `INSERT INTO activity_sign_ups (id, version, activity_id, seq, member_id, signed_by, signed_at, reason)
         SELECT 'x${seq}', 1, activity_id, ?, ?, signed_by, signed_at, '' FROM activity_sign_ups LIMIT 1`,
        [seq, member],
      );
    const third = await addMember(desk, '第三人');
    await expect(signUp(0, third)).rejects.toThrow(/stageForbids|CHECK/);
    await expect(signUp(7, third)).rejects.toThrow('activity.stageForbids');
    await expect(signUp(3, wang)).rejects.toThrow('activity.alreadySignedUp');
    await expect(signUp(3, group)).rejects.toThrow('group.notAPerson');
    for (const change of ['seq = 9', `member_id = '${third}'`, `withdrawn_at = NULL`, `activity_id = 'x'`])
      await expect(attack(`UPDATE activity_sign_ups SET ${change} WHERE seq = 2`)).rejects.toThrow(
        'activity.stageForbids',
      );
    await expect(attack('DELETE FROM activity_sign_ups')).rejects.toThrow('activity.stageForbids');
    await desk.call('timebank.holdActivity', { id: activity.id, version: activity.version });
    await expect(signUp(3, third)).rejects.toThrow('activity.stageForbids');
    for (const change of [
      `state = 'planned', closed_at = NULL`,
      `state = 'cancelled', closed_reason = 'x'`,
      'capacity = 9',
    ])
      await expect(attack(`UPDATE activities SET ${change}`)).rejects.toThrow('activity.stageForbids');
    await expect(attack('DELETE FROM activities')).rejects.toThrow('activity.stageForbids');
  });

  it('does not belong to a group twice, backdate into an earlier stay, or wipe one out', async () => {
    const stay = await desk.call('timebank.saveGroupMember', {
      membership: { groupId: group, memberId: wang, joinedOn: '2026-03-01' },
    });
    await desk.call('timebank.endGroupMember', { id: stay.id, version: 1, endedOn: '2026-05-31' });
    const insert = (id: string, groupId: string, memberId: string, from: string, to: string | null) =>
      attack(
        `INSERT OR REPLACE INTO group_members (id, version, group_id, member_id, role, joined_on, ended_on, end_reason, created_by, created_at, updated_at)
         SELECT ?, 1, ?, ?, 'member', ?, ?, '', created_by, created_at, updated_at FROM group_members LIMIT 1`,
        [id, groupId, memberId, from, to],
      );
    await expect(insert('a', group, wang, '2026-04-01', '2026-04-30')).rejects.toThrow('group.periodsMeet');
    await expect(insert('a', group, wang, '2026-01-01', null)).rejects.toThrow('group.periodsMeet');
    await expect(insert(stay.id, group, li, '2026-01-01', null)).rejects.toThrow('record.duplicate');
    await expect(insert('a', wang, li, '2026-01-01', null)).rejects.toThrow('group.notAGroup');
    await expect(insert('a', group, group, '2026-01-01', null)).rejects.toThrow(/notAPerson|CHECK/);
    await expect(attack('UPDATE group_members SET ended_on = NULL')).rejects.toThrow('group.ended');
    await expect(attack('DELETE FROM group_members')).rejects.toThrow('group.ended');
    await expect(attack(`UPDATE members SET kind = 'person' WHERE id = ?`, [group])).rejects.toThrow(
      'group.kindFixed',
    );
    await expect(attack(`UPDATE members SET kind = 'group' WHERE id = ?`, [wang])).rejects.toThrow(
      'group.kindFixed',
    );
  });

  it('does not give a printed code to somebody else, to a second line, or to one that was never printed', async () => {
    const activity = await planned(desk, {}, [wang]);
    const printed = await desk.call('timebank.issueSignSheet', { activityId: activity.id, blankLines: 1 });
    const [code] = await codesOf(desk, printed.signSheetId);
    for (const table of ['sign_sheets', 'sign_sheet_lines']) {
      await expect(attack(`DELETE FROM ${table}`)).rejects.toThrow('signCode.used');
      await expect(attack(`UPDATE ${table} SET code = 'AAAAAAAA'`)).rejects.toThrow('signCode.used');
    }
    await expect(
      attack(
        `INSERT OR REPLACE INTO sign_sheet_lines (code, sign_sheet_id, position, member_id) VALUES (?, ?, 1, ?)`,
        [code!, printed.signSheetId, li],
      ),
    ).rejects.toThrow('signCode.used');
    const input = await preparedSheet(desk, activity.id);
    await desk.call('timebank.saveSheet', {
      sheet: { ...input, lines: input.lines.map((each) => ({ ...each, printedCode: code! })) },
    });
    await desk.call('timebank.saveSheet', { sheet: sheet('2026-07-01', [line(li, '10:00', '11:00', 60)]) });
    await expect(
      attack(`UPDATE sheet_lines SET printed_code = ? WHERE member_id = ?`, [code!, li]),
    ).rejects.toThrow('signCode.used');
    await expect(
      attack(`UPDATE sheet_lines SET printed_code = '22222222' WHERE member_id = ?`, [li]),
    ).rejects.toThrow('signCode.unknown');
  });
});

describe('rights', () => {
  it('a clerk plans, signs up and prints, but neither cancels nor approves; an auditor only reads', async () => {
    const clerk = await desk.as(['clerk']);
    const auditor = await desk.as(['auditor']);
    const activity = await planned(clerk, {}, [wang]);
    await clerk.call('timebank.issueSignSheet', { activityId: activity.id });
    const refusedFor = async (who: typeof clerk, route: string, input: unknown) => {
      const answer = await who.ask(route, input);
      return answer.ok ? 'allowed' : answer.error.code;
    };
    const step = { id: activity.id, version: activity.version };
    expect(await refusedFor(clerk, 'timebank.cancelActivity', { ...step, reason: '雨' })).toBe(
      'session.roleMissing',
    );
    await auditor.call('timebank.readActivity', { id: activity.id });
    await auditor.call('timebank.readGroup', { groupId: group });
    for (const [route, input] of [
      ['timebank.saveActivity', { activity: {} }],
      ['timebank.holdActivity', step],
      ['timebank.signUp', { activityId: activity.id, memberId: li }],
      ['timebank.issueSignSheet', { blankLines: 1 }],
      ['timebank.saveGroupMember', { membership: { groupId: group, memberId: li, joinedOn: '2026-01-01' } }],
      ['timebank.exportGroup', { groupId: group, from: '2026-01-01', to: '2026-12-31', format: 'csv' }],
      ['timebank.prepareSheet', { activityId: activity.id }],
      ['timebank.readSignCode', { code: 'AAAAAAAA' }],
    ] as const)
      expect(await refusedFor(auditor, route, input)).toBe('session.roleMissing');
    const mediator = await desk.as(['mediator']);
    expect(await refusedFor(mediator, 'timebank.readActivity', { id: activity.id })).toBe(
      'session.roleMissing',
    );
    const paper = await desk.sql<{ document_id: string }>('SELECT document_id FROM sign_sheets');
    expect(await refusedFor(mediator, 'documents.read', { id: paper[0]!.document_id })).toBe(
      'session.roleMissing',
    );
  });

  it('the audit trail of all of it names nobody', async () => {
    const activity = await planned(desk, { groupId: group }, [wang]);
    await desk.call('timebank.issueSignSheet', { activityId: activity.id });
    await desk.call('timebank.saveGroupMember', {
      membership: { groupId: group, memberId: wang, joinedOn: '2026-03-01' },
    });
    const rows = await desk.sql<Record<string, unknown>>(
      'SELECT * FROM audit_rows ORDER BY seq DESC LIMIT 5',
    );
    expect(JSON.stringify(rows)).not.toContain('王志明');
  });
});
