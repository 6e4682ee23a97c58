import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { addMember, book, coins, line, sheet } from '../play.ts';
import { wish } from '../work-kit.ts';
import { apply, membership } from './kit.ts';

/*
 * Two people look at an application in Qixia. The bugs these would catch: one person passing both reviews, an applicant
 * who earns, a state changed without a trace.
 */
type Staff = Awaited<ReturnType<TestDesk['as']>>;
let desk: TestDesk;
let clerk: Staff;
let coordinator: Staff;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.as(['clerk']);
  coordinator = await desk.as(['coordinator']);
});
afterAll(() => desk.close());

const review = (who: Staff | TestDesk, id: string, version: number, more: object = {}) =>
  who.ask('timebank.reviewMember', { id, version, decision: 'pass', ...more });

describe('admission in two steps', () => {
  it('passes a clerk’s first look and a coordinator’s second, both kept with name and time', async () => {
    const saved = await apply(clerk, '新来的');
    expect(saved.volunteerNumber).toMatch(/^尧志2026/);
    expect(await membership(desk, saved.id)).toMatchObject({
      standing: 'applied',
      levels: 2,
      steps: ['review'],
    });
    expect(await review(clerk, saved.id, saved.version)).toMatchObject({ value: { standing: 'reviewed' } });
    expect(await review(clerk, saved.id, saved.version + 1)).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect(await review(coordinator, saved.id, saved.version + 1, { reason: '面谈过' })).toMatchObject({
      value: { standing: 'active' },
    });
    const { events } = await membership(desk, saved.id);
    expect(events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['applied', ''],
      ['reviewed', ''],
      ['admitted', '面谈过'],
    ]);
    expect(new Set(events.map(({ recordedBy }) => recordedBy)).size).toBe(2);
    expect((await desk.call('timebank.listMembers', { text: '新来的' })).rows[0]).toMatchObject({
      state: 'active',
      standing: 'active',
    });
  });

  it('is not passed twice by one person, though he may do either', async () => {
    const { id, version } = await apply(coordinator, '一人审');
    await coordinator.call('timebank.reviewMember', { id, version, decision: 'pass' });
    expect((await coordinator.call('timebank.readMembership', { memberId: id })).ownReview).toBe(true);
    expect(await review(coordinator, id, version + 1)).toMatchObject({
      error: { code: 'member.sameReviewer' },
    });
    expect(await review(desk, id, version + 1)).toMatchObject({ ok: true });
  });

  it('is refused with a reason; a later application keeps the number', async () => {
    const { id, version, volunteerNumber } = await apply(clerk, '被拒的');
    expect(await review(coordinator, id, version, { decision: 'refuse' })).toMatchObject({
      error: { fields: { reason: { code: 'field.required' } } },
    });
    await coordinator.call('timebank.reviewMember', { id, version, decision: 'refuse', reason: '材料不全' });
    expect(await membership(desk, id)).toMatchObject({ standing: 'refused', steps: ['reapply'] });
    const again = await clerk.call('timebank.reapplyMember', {
      id,
      version: version + 1,
      reason: '材料补齐',
    });
    expect(await membership(desk, id)).toMatchObject({ standing: 'applied', version: again.version });
    expect((await desk.call('timebank.readMember', { id })).volunteerNumber).toBe(volunteerNumber);
  });

  it('waits on a list of its own, counted on the workbench', async () => {
    const before = (await desk.call('timebank.readWorkbench', {})).counts.admissionsWaiting;
    await apply(clerk, '排队的');
    const { rows, total } = await desk.call('timebank.listMembers', { standing: 'waiting' });
    expect(total).toBe(before + 1);
    expect(rows.map(({ name }) => name)).toContain('排队的');
    expect((await desk.call('timebank.readWorkbench', {})).counts.admissionsWaiting).toBe(before + 1);
  });

  it('lets an applicant neither earn, ask, help, nor buy', async () => {
    const { id } = await apply(clerk, '还没批的');
    const helper = await addMember(desk, '老成员');
    const found = await desk.call('timebank.checkSheet', {
      sheet: sheet('2026-06-30', [line(id, '09:00', '10:00', 60)]),
    });
    expect(found.findings).toContainEqual(
      expect.objectContaining({
        code: 'sheet.memberNotAdmitted',
        severity: 'error',
        place: 'lines.0.memberId',
      }),
    );
    expect(
      await desk.ask('timebank.saveSheet', { sheet: sheet('2026-06-30', [line(id, '09:00', '10:00', 60)]) }),
    ).toMatchObject({ error: { fields: { 'sheet.lines.0.memberId': { code: 'sheet.memberNotAdmitted' } } } });
    const refused = { error: { code: 'member.notAdmitted' } };
    expect(await desk.ask('timebank.saveRequest', { request: wish(id) })).toMatchObject(refused);
    await book(desk, sheet('2026-06-20', [line(helper, '08:00', '12:00', 240)]));
    const draft = await desk.call('timebank.saveRequest', { request: wish(helper) });
    await desk.call('timebank.publishRequest', { id: draft.id, version: draft.version });
    expect(await desk.ask('timebank.takeRequest', { id: draft.id, helperId: id })).toMatchObject(refused);
    expect(await desk.ask('timebank.donateCoins', { memberId: id, minutes: 1, reason: '捐' })).toMatchObject(
      refused,
    );
  });

  it('is not gone round by registering directly, unless a coordinator answers for it', async () => {
    const member = { name: '直接登记', joinedOn: '2026-06-01' };
    expect(await clerk.ask('timebank.saveMember', { member })).toMatchObject({
      error: { code: 'member.applyFirst' },
    });
    const { id } = await coordinator.call('timebank.saveMember', { member });
    expect(await membership(desk, id)).toMatchObject({ standing: 'active', levels: null, events: [] });
  });

  it('needs one look where the region asks for one, by a coordinator', async () => {
    const rules = await desk.call('timebank.readRules', {});
    const rule = rules.inForce.find(({ code }) => code === 'membership')!.rule;
    await desk.call('timebank.saveRule', {
      rule: { code: 'membership', body: { ...rule.body, levels: 1 } } as never,
      ...{ validFrom: '2026-07-01', source: '街道办通知', verified: false, reason: '人手不够' },
    });
    const edition = (await desk.call('timebank.readRules', {})).editions[0];
    expect(edition).toMatchObject({ code: 'membership', version: 'membership@own-1/2026-07-01' });
    const { id, version } = await apply(clerk, '一级审');
    expect(await review(clerk, id, version)).toMatchObject({ error: { code: 'session.roleMissing' } });
    expect(await review(coordinator, id, version)).toMatchObject({ value: { standing: 'active' } });
  });
});

describe('suspension', () => {
  it('stops a member until a day, ends by itself when the day is over, and saveMember cannot do either', async () => {
    const id = await addMember(desk, '暂停的');
    const { id: _id, version, ...fields } = await desk.call('timebank.revealMember', { id });
    expect(
      await desk.ask('timebank.saveMember', { id, version, member: { ...fields, state: 'suspended' } }),
    ).toMatchObject({ error: { code: 'member.stateByEvent' } });
    expect(await desk.ask('timebank.saveMember', { id, version, member: fields })).toMatchObject({
      ok: true,
    });
    const suspension = { untilDay: '2026-07-10', reason: '投诉查实' };
    const saved = await desk.call('timebank.suspendMember', { id, version: version + 1, suspension });
    expect(await membership(desk, id)).toMatchObject({ standing: 'suspended', untilDay: '2026-07-10' });
    expect(await desk.ask('timebank.saveRequest', { request: wish(id) })).toMatchObject({
      error: { code: 'member.inactive' },
    });
    desk.clock.set('2026-07-10T04:00:00.000Z');
    await desk.call('timebank.lapseRequests', {});
    expect((await membership(desk, id)).standing).toBe('suspended');
    desk.clock.set('2026-07-11T04:00:00.000Z');
    await desk.call('timebank.lapseRequests', {});
    const after = await membership(desk, id);
    expect(after).toMatchObject({ standing: 'active', version: saved.version + 1 });
    expect(after.events.at(-1)).toMatchObject({ kind: 'resumed', onDay: '2026-07-11', reason: '暂停期满' });
    expect(await coins(desk, id)).toBe(0);
  });
});
