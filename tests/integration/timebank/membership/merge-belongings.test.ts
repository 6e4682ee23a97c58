import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { planned } from '../activities-kit.ts';
import { assess, relate, represent } from '../circle-kit.ts';
import { addMember, book, line, sheet } from '../play.ts';
import { joint, mediatedCase } from '../session-hours-kit.ts';
import { end, leaving, membership, merge, problems } from './kit.ts';

/*
 * What belongs to a double beside accounts and hours. The bugs these would catch: a widow who cannot inherit because her
 * husband’s relation stayed with the number that was merged away; the same relation twice; a guardian, a group or an
 * assessment lost for good when a wrong merge is taken back; an account closed under somebody’s sign-up.
 */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk({ now: '2026-06-30T02:00:00.000Z' });
});
afterAll(() => desk.close());

const today = '2026-06-30';
const person = (name: string) => addMember(desk, name, { birthDate: '1950-03-07' });
const circle = async (memberId: string) => {
  const { relations, representatives } = await desk.call('timebank.readCircle', { memberId });
  return {
    relations: relations.filter(({ state }) => state === 'running'),
    representatives: representatives.filter(({ state }) => state === 'running'),
    all: [...relations, ...representatives].map(({ id }) => id),
  };
};
const assessed = async (memberId: string) =>
  (await desk.call('timebank.readEligibility', { memberId })).assessments;
const currentOf = async (memberId: string) =>
  (await assessed(memberId)).find(({ current }) => current)?.classes;
const groupsOf = async (memberId: string) =>
  (await desk.call('timebank.listGroupsOf', { memberId })).rows.filter(({ endedOn }) => endedOn === null);
async function takeBack(id: string) {
  const { version } = await membership(desk, id);
  return desk.call('timebank.takeBackMerge', { id, version, reason: '不是同一人' });
}

describe('what belongs to a double', () => {
  it('goes over with new ids, once where both had it, and comes back when the merge is taken back', async () => {
    const [one, two] = [await person('周桂英'), await person('周桂英')];
    const [son, daughter] = [await person('周小明'), await person('周小红')];
    const proof = { kind: 'lineal', proofNote: '户号 0012', from: '2000-01-01' } as const;
    const { id: own } = await relate(desk, two, son, proof);
    await relate(desk, one, daughter, proof);
    await relate(desk, two, daughter, { ...proof, proofKind: 'committeeLetter' });
    const { id: between } = await relate(desk, one, two, { kind: 'friend', from: '2026-01-01' });
    await represent(desk, two, { name: '社工小陈' });
    await represent(desk, son, { representativeId: two, name: '', phone: '' });
    await assess(desk, two, { classes: ['livingAlone'], from: '2026-06-10' });
    const before = { one: await circle(one), two: await circle(two) };
    const preview = await desk.call('timebank.previewMerge', { survivorId: one, mergedId: two });
    expect(preview).toMatchObject({ blockers: [], belongings: 6 });

    expect(await merge(desk, one, two)).toMatchObject({ belongings: 6 });
    const after = await circle(one);
    expect(
      after.relations.map(({ other, kind, proofNote, from }) => [other.id, kind, proofNote, from]),
    ).toEqual(
      expect.arrayContaining([
        [son, 'lineal', '户号 0012', '2000-01-01'],
        [daughter, 'lineal', '户号 0012', '2000-01-01'],
      ]),
    );
    expect(after.relations, 'the daughter once, himself not at all').toHaveLength(2);
    expect(after.representatives.map(({ name }) => name)).toEqual(['社工小陈']);
    expect((await circle(son)).representatives[0]).toMatchObject({ member: { id: one } });
    expect((await circle(two)).relations, 'nothing stands with the number that is used no more').toEqual([]);
    expect((await circle(two)).all, 'ids are not used again').toEqual(expect.arrayContaining([own, between]));
    expect(after.all).not.toContain(own);
    expect(await currentOf(one)).toEqual(['livingAlone']);
    expect(await problems(desk)).toEqual([]);

    await takeBack(two);
    expect(await currentOf(one), 'he had not been assessed').toEqual([]);
    expect(await currentOf(two)).toEqual(['livingAlone']);
    const back = { one: await circle(one), two: await circle(two) };
    const names = (side: typeof back.one) =>
      side.relations.map(({ other, kind }) => `${kind} ${other.id}`).sort();
    expect([names(back.one), names(back.two)]).toEqual([names(before.one), names(before.two)]);
    expect(back.two.representatives.map(({ name, scopes }) => [name, scopes])).toEqual(
      before.two.representatives.map(({ name, scopes }) => [name, scopes]),
    );
    expect((await circle(son)).representatives[0]).toMatchObject({ member: { id: two } });
    // What the wrong merge said of him never held.
    expect(back.one.all.length).toBeGreaterThan(before.one.all.length);
    await merge(desk, one, two);
    expect((await circle(one)).relations).toHaveLength(2);
    expect(await problems(desk)).toEqual([]);
  });

  it('lets a widow inherit by the relation that came with the double', async () => {
    const [one, two, widow] = [await person('吴老'), await person('吴老'), await person('吴妻')];
    await book(desk, sheet('2026-06-20', [line(one, '08:00', '10:00', 120)]));
    await relate(desk, two, widow, { kind: 'spouse', proofKind: 'marriageCertificate', from: '1975-10-01' });
    await merge(desk, one, two);
    await end(desk, one, {
      kind: 'died',
      onDay: '2026-06-29',
      disposal: 'heir',
      heirId: widow,
      reason: '家属告知',
    });
    expect((await desk.call('timebank.readMember', { id: widow })).coinMinutes).toBe(120);
  });

  it('keeps what is later: an assessment of the survivor, a divorce that was written down since', async () => {
    const [one, two, wife] = [await person('郑老'), await person('郑老'), await person('郑妻')];
    await relate(desk, two, wife, { kind: 'spouse', proofKind: 'marriageCertificate', from: '1990-01-01' });
    await assess(desk, two, { classes: ['lowIncome'], from: '2026-05-01' });
    await assess(desk, one, { classes: ['disabled'], from: '2026-06-15' });
    await merge(desk, one, two);
    expect(await currentOf(one)).toEqual(['disabled']);
    const [relation] = (await circle(one)).relations;
    await desk.call('timebank.endRelation', { id: relation!.id, endedOn: today, reason: '离婚' });
    await takeBack(two);
    expect([(await circle(one)).relations, (await circle(two)).relations]).toEqual([[], []]);
    expect([await currentOf(one), await currentOf(two)]).toEqual([['disabled'], ['lowIncome']]);
  });

  it('takes stays in groups along, with the hours given in their name, and the link to a mediator’s account', async () => {
    const [one, two] = [await person('冯志'), await person('冯志')];
    const [both, only] = [
      await addMember(desk, '甲队', { kind: 'group' }),
      await addMember(desk, '乙队', { kind: 'group' }),
    ];
    const join = (groupId: string, memberId: string) =>
      desk.call('timebank.saveGroupMember', { membership: { groupId, memberId, joinedOn: '2026-06-01' } });
    await join(both, one);
    await join(both, two);
    await join(only, two);
    const hours = sheet('2026-06-20', [line(two, '08:00', '10:00', 120)], { groupId: only });
    await book(desk, hours);
    const mediator = await desk.as(['mediator']);
    await desk.call('timebank.linkVolunteer', { userId: mediator.userId, memberId: two });

    expect(await merge(desk, one, two)).toMatchObject({ belongings: 3 });
    expect((await groupsOf(one)).map(({ groupId }) => groupId).sort()).toEqual([both, only].sort());
    expect(await groupsOf(two)).toEqual([]);
    const inGroup = async () => {
      const view = await desk.call('timebank.readGroup', { groupId: only });
      return [view.peopleMinutes, view.people.find(({ endedOn }) => endedOn === null)?.memberId];
    };
    expect(await inGroup()).toEqual([120, one]);
    const linked = async () => {
      const { rows } = await desk.call('timebank.listVolunteerMediators', {});
      return rows.find(({ userId }) => userId === mediator.userId)?.link?.member.id;
    };
    expect(await linked()).toBe(one);

    desk.clock.set('2026-07-01T02:00:00.000Z');
    await takeBack(two);
    expect((await groupsOf(one)).map(({ groupId }) => groupId)).toEqual([both]);
    expect((await groupsOf(two)).map(({ groupId }) => groupId).sort()).toEqual([both, only].sort());
    expect(await linked()).toBe(two);
    expect(await problems(desk)).toEqual([]);
  });
});

describe('what somebody has signed up for or offered', () => {
  it('stands against an ending and a merge until it is settled, and is named', async () => {
    const [one, two] = [await person('钱志'), await person('钱志')];
    const activity = await planned(desk, { heldOn: '2026-07-20' }, [two]);
    const { version } = await membership(desk, two);
    const stop = { error: { code: 'member.hasOpenWork' } };
    const ending = { ...leaving, onDay: today };
    expect(await desk.ask('timebank.endMember', { id: two, version, ending })).toMatchObject(stop);
    const { blockers } = await desk.call('timebank.previewMerge', { survivorId: one, mergedId: two });
    expect(blockers).toMatchObject([{ kind: 'signUp' }]);
    await expect(merge(desk, one, two)).rejects.toThrow('member.hasOpenWork');
    const { signUps } = await desk.call('timebank.readActivity', { id: activity.id });
    await desk.call('timebank.withdrawSignUp', {
      ...{ id: signUps[0]!.id, version: signUps[0]!.version, reason: '同一人登记了两次' },
    });
    await merge(desk, one, two);
  });

  it('so do session hours that nobody has decided on; the database says the same when it is asked alone', async () => {
    const { caseId, mediator, coordinator, member } = await mediatedCase(desk);
    const sessionId = await joint(mediator, caseId);
    await mediator.call('mediation.offerSessionHours', { caseId, sessionId, minutes: 90 });
    const { version } = await membership(desk, member);
    const ask = () =>
      desk.ask('timebank.endMember', { id: member, version, ending: { ...leaving, onDay: today } });
    expect(await ask()).toMatchObject({
      error: { code: 'member.hasOpenWork', params: { items: '2026-06-30' } },
    });
    await expect(
      desk.sql(
        `INSERT INTO member_events (member_id, seq, kind, standing, on_day, reason, disposal, rule, inputs, recorded_by, recorded_at)
         SELECT id, 1, 'left', 'ended', '${today}', '退', 'keep', '', '{}', ?, '${today}T03:00:00.000Z' FROM members WHERE id = ?`,
        [mediator.userId, member],
      ),
    ).rejects.toThrow('member.hasOpenWork');
    const [offer] = (await coordinator.call('timebank.listSessionHours', { memberId: member })).rows;
    await coordinator.call('timebank.refuseSessionHours', {
      id: offer!.id,
      version: offer!.version,
      reason: '已补贴',
    });
    expect(await ask()).toMatchObject({ ok: true });
  });
});
