import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import { prepared, type CommandContext, type HandlersOf } from '../../platform/router/handlers.ts';
import type { SheetCell, SheetColumn } from '../../platform/spreadsheets/cells.ts';
import { packRows } from '../../platform/spreadsheets/spreadsheet.ts';
import { memberById } from '../member-store.ts';
import { GroupMembers } from './entities.ts';
import { groupMemberById, groupsOf, groupViewOf } from './group-store.ts';

type Routes =
  | 'timebank.readGroup'
  | 'timebank.listGroupsOf'
  | 'timebank.saveGroupMember'
  | 'timebank.endGroupMember'
  | 'timebank.exportGroup';
type Saved = { savedAs: string | null; rows: number };

export const groupHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readGroup'({ tx }, { groupId, from, to }) {
    await requireGroup(tx, groupId);
    return groupViewOf(tx, groupId, { from, to });
  },

  async 'timebank.listGroupsOf'({ tx }, { memberId }) {
    return { rows: await groupsOf(tx, memberId) };
  },

  async 'timebank.saveGroupMember'(context, { id, version, membership }) {
    const { tx, services, actor, now, audit } = context;
    const { groupId, memberId, role, joinedOn } = membership;
    await requireOpenTo(context, membership);
    audit([`member:${groupId}`, `member:${memberId}`], { role, added: id === undefined });
    if (id !== undefined) {
      const row = await groupMemberById(tx, id);
      if (row.group_id !== groupId || row.member_id !== memberId || row.ended_on !== null)
        throw new AppError('group.ended');
      requireVersion(row.version, version);
      const next = row.version + 1;
      await tx.update(GroupMembers, id, { role, joined_on: joinedOn, version: next, updated_at: now });
      return { id, version: next };
    }
    const newId = services.ids.next();
    await tx.insert(GroupMembers, {
      id: newId,
      version: 1,
      group_id: groupId,
      member_id: memberId,
      role,
      joined_on: joinedOn,
      ended_on: null,
      end_reason: '',
      created_by: actor.userId,
      created_at: now,
      updated_at: now,
    });
    return { id: newId, version: 1 };
  },

  async 'timebank.endGroupMember'(context, { id, version, endedOn, reason }) {
    const { tx, today, now, audit } = context;
    const row = await groupMemberById(tx, id);
    if (row.ended_on !== null) throw new AppError('group.ended');
    requireVersion(row.version, version);
    if (endedOn < row.joined_on) throw fieldError('endedOn', 'field.endBeforeStart');
    if (endedOn > today) throw fieldError('endedOn', 'field.dateInFuture', { today });
    const next = row.version + 1;
    await tx.update(GroupMembers, id, {
      ended_on: endedOn,
      end_reason: reason,
      version: next,
      updated_at: now,
    });
    audit([`member:${row.group_id}`, `member:${row.member_id}`], { ended: endedOn });
    return { id, version: next };
  },

  'timebank.exportGroup': prepared<'timebank.exportGroup', Saved>({
    async prepare({ services, read, today }, { groupId, from, to, format }) {
      if (from > to) throw fieldError('to', 'field.endBeforeStart');
      const { group, view } = await read(async (tx) => ({
        group: await requireGroup(tx, groupId),
        view: await groupViewOf(tx, groupId, { from, to }),
      }));
      const rows = view.people.map((person): SheetCell[] => [
        { text: person.volunteerNumber },
        { text: person.name },
        { text: roleNames[person.role] },
        { day: person.joinedOn },
        person.endedOn === null ? null : { day: person.endedOn },
        { whole: person.groupMinutes },
        { whole: person.allMinutes },
      ]);
      const { bytes } = await services.renderer.spreadsheet({
        format,
        sheet: '团体成员',
        columns,
        pieces: [packRows([...rows, totals(view.peopleMinutes)])],
      });
      const answer = await services.ports.dialogs.saveFile({
        suggestedName: `${group.name} 成员与时长 ${today}.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
        bytes,
      });
      return { savedAs: answer === 'cancelled' ? null : answer.savedAs, rows: rows.length };
    },
    async commit({ audit }, { groupId, format }, saved) {
      audit(`member:${groupId}`, { exported: saved.savedAs !== null, format, rows: saved.rows });
      return saved;
    },
  }),
};

/** Like the papers the file is Chinese, whatever language the window speaks. */
const roleNames = { leader: '负责人', contact: '联络人', member: '成员' } as const;

const columns: readonly SheetColumn[] = [
  { heading: '志愿者编号', width: 18 },
  { heading: '姓名', width: 16 },
  { heading: '身份', width: 10 },
  { heading: '加入日期', width: 12 },
  { heading: '退出日期', width: 12 },
  { heading: '以团体名义服务（分钟）', width: 24 },
  { heading: '期间全部服务（分钟）', width: 24 },
];

const totals = (minutes: number): SheetCell[] => [
  { text: '合计' },
  null,
  null,
  null,
  null,
  { whole: minutes },
  null,
];

async function requireGroup(tx: Parameters<typeof memberById>[0], groupId: string) {
  const group = await memberById(tx, groupId);
  if (group.kind !== 'group') throw new AppError('group.notAGroup');
  return group;
}

/** Errors: `group.notAGroup`, `group.notAPerson`, `member.inactive`; a day after today. */
async function requireOpenTo(
  { tx, today }: CommandContext,
  { groupId, memberId, joinedOn }: { groupId: string; memberId: string; joinedOn: string },
): Promise<void> {
  const group = await requireGroup(tx, groupId);
  const person = await memberById(tx, memberId);
  if (person.kind !== 'person')
    throw new AppError('group.notAPerson', {
      fields: { 'membership.memberId': { code: 'field.notAPerson' } },
    });
  if (group.state !== 'active' || person.state === 'left')
    throw new AppError('member.inactive', {
      fields: { 'membership.memberId': { code: 'field.memberInactive' } },
    });
  if (joinedOn > today) throw fieldError('membership.joinedOn', 'field.dateInFuture', { today });
}
