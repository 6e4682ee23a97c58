import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

describe('members of the time bank', () => {
  let desk: TestDesk;
  let luo: string;
  beforeAll(async () => {
    desk = await openDesk({ now: '2026-07-15T02:00:00.000Z' });
    luo = await addMember(desk, '骆小明', {
      phone: '13812345678',
      idType: 'residentId',
      idNumber: '320113195203041234',
      address: '南京市栖霞区尧化街道某某路1号',
      joinedOn: '2026-02-01',
    });
    await addMember(desk, '李兰', { joinedOn: '2026-03-01' });
    await addMember(desk, '陈书法', { volunteerNumber: 'QX-0007', joinedOn: '2026-01-01' });
    await addMember(desk, '尧化巡逻队', { kind: 'group', joinedOn: '2026-04-01' });
  });
  afterAll(() => desk.close());

  const names = async (input: Parameters<typeof desk.call<'timebank.listMembers'>>[1]) =>
    (await desk.call('timebank.listMembers', input)).rows.map((row) => row.name);

  it('get numbers by the committee’s pattern, or the one of the paper age', async () => {
    const { rows, total } = await desk.call('timebank.listMembers', {});
    expect(total).toBe(4);
    expect(rows.map((row) => row.volunteerNumber)).toEqual([
      'QX-0007',
      '尧志202600001',
      '尧志202600002',
      '尧志202600003',
    ]);
  });

  it('are masked in lists and on their page; the full data is a role’s, and its reading is in the audit trail', async () => {
    const auditor = await desk.as(['auditor']);
    const shown = JSON.stringify([
      await auditor.call('timebank.listMembers', {}),
      await auditor.call('timebank.readMember', { id: luo }),
    ]);
    for (const secret of ['13812345678', '320113195203041234', '某某路1号'])
      expect(shown).not.toContain(secret);
    expect(shown).toContain('138****5678');
    expect(await auditor.ask('timebank.revealMember', { id: luo })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect(await desk.call('timebank.revealMember', { id: luo })).toMatchObject({
      phone: '13812345678',
      idNumber: '320113195203041234',
    });
    const { rows } = await desk.call('platform.listAudit', { about: `member:${luo}` });
    expect(rows[0]).toMatchObject({ route: 'timebank.revealMember', details: { revealed: true } });
    expect(JSON.stringify(rows)).not.toContain('13812345678');
  });

  it('are found by characters, pinyin, initials, number and the end of a phone, and by nothing else', async () => {
    for (const text of ['小明', 'luoxiaoming', 'lxm', '尧志202600001', '202600001', '5678'])
      expect(await names({ text }), text).toEqual(['骆小明']);
    for (const text of ['%', '_', '138123456', '320113', '0304'])
      expect(await names({ text }), text).toEqual([]);
    expect(await names({ text: '678' }), 'three digits are no phone tail').toEqual([]);
  });

  it('are sorted by pinyin, by date and by either count, both ways', async () => {
    await book(desk, sheet('2026-07-13', [line(luo, '09:00', '10:00', 60)]));
    expect(await names({ sort: 'name' })).toEqual(['陈书法', '李兰', '骆小明', '尧化巡逻队']);
    expect(await names({ sort: 'joinedOn', descending: true })).toEqual([
      '尧化巡逻队',
      '李兰',
      '骆小明',
      '陈书法',
    ]);
    expect((await names({ sort: 'coinMinutes', descending: true }))[0]).toBe('骆小明');
    expect((await names({ sort: 'serviceMinutes' })).at(-1)).toBe('骆小明');
    expect(await names({ sort: 'name', page: { offset: 1, limit: 2 } })).toEqual(['李兰', '骆小明']);
    expect(await names({ kind: 'group' })).toEqual(['尧化巡逻队']);
  });

  it('of a street include those of its communities and grids', async () => {
    const { areas } = await desk.call('platform.readReference', {});
    const street = areas.find((area) => area.level === 'street')!;
    const community = areas.find((area) => area.parentId === street.id)!;
    await addMember(desk, '网格居民', { areaId: community.id });
    expect(await names({ areaId: street.id })).toEqual(['网格居民']);
    expect(
      await names({ areaId: areas.find((area) => area.level === 'street' && area.id !== street.id)!.id }),
    ).toEqual([]);
  });

  it('are refused a number that was ever given, and a second account for one ID number', async () => {
    const member = { name: '某人', joinedOn: '2026-07-01' };
    const ask = (more: object) => desk.ask('timebank.saveMember', { member: { ...member, ...more } });
    expect(await ask({ volunteerNumber: 'QX-0007' })).toMatchObject({
      error: { code: 'member.numberTaken', fields: { 'member.volunteerNumber': {} } },
    });
    expect(await ask({ idNumber: '320113195203041234' })).toMatchObject({
      error: { code: 'record.duplicate', params: { number: '尧志202600001' } },
    });
    const { rows } = await desk.call('timebank.listMembers', { text: '陈书法' });
    const { id, version } = rows[0]!;
    await desk.call('timebank.saveMember', {
      id,
      version,
      member: { name: '陈书法', joinedOn: '2026-01-01', volunteerNumber: 'QX-0008' },
    });
    expect(await ask({ volunteerNumber: 'QX-0007' }), 'the number that he no longer has').toMatchObject({
      error: { code: 'member.numberTaken' },
    });
  });

  it('keep their number when it is left empty, and refuse a stale change', async () => {
    const member = { name: '骆晓明', joinedOn: '2026-02-01' };
    const saved = await desk.call('timebank.saveMember', { id: luo, version: 1, member });
    expect(saved).toMatchObject({ version: 2, volunteerNumber: '尧志202600001' });
    expect(await desk.ask('timebank.saveMember', { id: luo, version: 1, member })).toMatchObject({
      error: { code: 'record.stale' },
    });
    expect(await names({ text: 'luoxiaoming' })).toEqual(['骆晓明']);
  });

  it('with rare names are stored, listed and found as they were typed', async () => {
    const file = await readFile(join(import.meta.dirname, '../../fixtures/rare-names.txt'), 'utf8');
    const rare = file.split('\n').flatMap((row) => /^(\S+)\tU\+/.exec(row)?.[1] ?? []);
    expect(rare.length).toBeGreaterThan(50);
    for (const name of new Set(rare.map((characters) => `林${characters}`))) {
      await addMember(desk, name);
      expect(await names({ text: name })).toContain(name);
    }
    // Every spelling of the dot finds every other.
    await addMember(desk, '阿依古丽·买买提');
    for (const dot of ['•', '・', '‧', '．', ''])
      expect(await names({ text: `古丽${dot}买买` })).toEqual(['阿依古丽·买买提']);
  });
});
