import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, coins, line, sheet } from './play.ts';
import { caucus, joint, mediatedCase, session } from './session-hours-kit.ts';

let desk: TestDesk;
let scene: Awaited<ReturnType<typeof mediatedCase>>;
beforeEach(async () => {
  desk = await openDesk();
  scene = await mediatedCase(desk);
});
afterEach(() => desk.close());

const refusal = async (answer: Promise<unknown>) =>
  answer.then(
    () => 'accepted',
    (refused: { error: { code: string; fields?: Record<string, { code: string }> } }) =>
      Object.values(refused.error.fields ?? {})[0]?.code ?? refused.error.code,
  );
const own = async () =>
  (await scene.mediator.call('mediation.readSessionHours', { caseId: scene.caseId })).sessions;
const offer = (sessionId: string, minutes: number) =>
  scene.mediator.call('mediation.offerSessionHours', { caseId: scene.caseId, sessionId, minutes });
const listed = async () => (await scene.coordinator.call('timebank.listSessionHours', {})).rows;
const accept = (id: string, version = 1) =>
  scene.coordinator.call('timebank.acceptSessionHours', { id, version });

describe('the hours of a mediator’s session', () => {
  it('are offered from the case, accepted in the time bank, and stand on the member’s account and record', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    expect((await own())[0]).toMatchObject({ sessionId, kind: 'joint', lengthMinutes: 90, offer: null });
    const { id } = await offer(sessionId, 80);
    expect((await scene.coordinator.call('timebank.readWorkbench', {})).counts.sessionHoursOpen).toBe(1);
    expect(await listed()).toMatchObject([
      {
        id,
        servedOn: '2026-06-30',
        minutes: 80,
        serviceName: '调解服务',
        state: 'open',
        doubts: [],
        own: false,
      },
    ]);
    expect((await listed())[0]?.preview).toEqual({ coinMinutes: 80, donatedMinutes: 0, points: 0 });

    const booked = await accept(id);
    expect(booked).toMatchObject({ coinMinutes: 80, donatedMinutes: 0 });
    const member = await desk.call('timebank.readMember', { id: scene.member });
    expect(member).toMatchObject({ coinMinutes: 80, serviceMinutes: 80 });
    const [record] = await desk.sql('SELECT * FROM service_records WHERE transaction_id = ?', [
      booked.transactionId,
    ]);
    expect(record).toMatchObject({ occasion: `session:${id}`, source_class: 'sheet', minutes: 80 });
    expect((await own())[0]?.offer).toMatchObject({ state: 'accepted', reversed: false, differs: false });
    expect((await desk.call('timebank.verifyLedger', {})).intact).toBe(true);
  });

  it('are never more than the session was long, and at least a minute', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    expect(await refusal(offer(sessionId, 91))).toBe('field.minutesTooMany');
    expect(await refusal(offer(sessionId, 0))).toBe('field.minutesTooFew');
  });

  it('are offered once for a session and a mediator, and each mediator for himself', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    await offer(sessionId, 90);
    expect(await refusal(offer(sessionId, 30))).toBe('sessionHours.alreadyOffered');
    const other = await addMember(desk, '李小红');
    const ask = () =>
      scene.colleague.call('mediation.offerSessionHours', { caseId: scene.caseId, sessionId, minutes: 60 });
    expect(await refusal(ask())).toBe('sessionHours.notLinked');
    await desk.call('timebank.linkVolunteer', { userId: scene.colleague.userId, memberId: other });
    await ask();
    expect(await listed()).toHaveLength(2);
    // Of the colleague’s offer the mediator learns nothing.
    expect((await own())[0]?.offer).toMatchObject({ minutes: 90 });
  });

  it('may be withdrawn until they are decided, and offered anew after that or after a refusal', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const withdraw = (version: number) =>
      scene.mediator.call('mediation.withdrawSessionHours', { caseId: scene.caseId, sessionId, version });
    const first = await offer(sessionId, 90);
    await withdraw(first.version);
    expect(await refusal(accept(first.id, 2))).toBe('sessionHours.settled');
    const second = await offer(sessionId, 85);
    await scene.coordinator.call('timebank.refuseSessionHours', {
      id: second.id,
      version: 1,
      reason: '请核对时间',
    });
    expect((await own())[0]?.offer).toMatchObject({ state: 'refused', reason: '请核对时间' });
    const third = await offer(sessionId, 80);
    await accept(third.id);
    expect(await refusal(withdraw(2))).toBe('sessionHours.settled');
    expect(await coins(desk, scene.member)).toBe(80);
  });

  it('of a reversed booking are not free again: what was booked once is corrected, not offered twice', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const { transactionId } = await accept((await offer(sessionId, 90)).id);
    await desk.call('timebank.reverseTransaction', { transactionId, reason: '误记' });
    expect(await coins(desk, scene.member)).toBe(0);
    expect((await own())[0]?.offer).toMatchObject({ state: 'accepted', reversed: true });
    expect((await listed())[0]).toMatchObject({ state: 'accepted', reversed: true });
    expect(await refusal(offer(sessionId, 90))).toBe('sessionHours.alreadyOffered');
  });

  it('can be corrected as any booked service: the volunteer asks, and it is booked anew', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const { transactionId } = await accept((await offer(sessionId, 90)).id);
    const asked = await desk.call('timebank.askCorrection', {
      ...{ memberId: scene.member, transactionId, wantedMinutes: 60, words: '中途离开半小时' },
    });
    await scene.coordinator.call('timebank.makeCorrection', { id: asked.id, version: 1, answer: '属实' });
    expect(await coins(desk, scene.member)).toBe(60);
    expect((await desk.call('timebank.verifyLedger', {})).intact).toBe(true);
  });

  it('are withdrawn when the minutes of the session are corrected to less, or to another day', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const { id } = await offer(sessionId, 90);
    const correct = (over: Record<string, unknown>, version: number) =>
      scene.colleague.call('mediation.recordSession', {
        ...{ caseId: scene.caseId, sessionId, version },
        session: session(over),
      });
    await correct({ endsAt: '16:00' }, 1);
    expect((await own())[0]?.offer).toMatchObject({ state: 'open', differs: false });
    await correct({ endsAt: '15:00' }, 2);
    expect((await own())[0]?.offer).toMatchObject({ state: 'withdrawn', differs: true });
    expect(await refusal(accept(id, 2))).toBe('sessionHours.settled');
    await offer(sessionId, 60);
    await correct({ endsAt: '15:00', heldOn: '2026-07-01' }, 3);
    expect((await own())[0]?.offer).toMatchObject({ state: 'withdrawn', servedOn: '2026-06-30' });
  });

  it('that are booked stay when the session is corrected, and the difference is shown', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    await accept((await offer(sessionId, 90)).id);
    await scene.mediator.call('mediation.recordSession', {
      ...{ caseId: scene.caseId, sessionId, version: 1 },
      session: session({ endsAt: '15:00' }),
    });
    expect((await own())[0]?.offer).toMatchObject({ state: 'accepted', differs: true });
    expect(await coins(desk, scene.member)).toBe(90);
  });
});

describe('an edge between two capabilities', () => {
  it('tells open windows of both that something changed, or their lists would go stale', async () => {
    const heard: string[] = [];
    const off = scene.coordinator.connection.onEvent((event) => {
      if (event.name === 'data.changed') heard.push(...event.payload.capabilities);
    });
    const sessionId = await joint(scene.mediator, scene.caseId);
    heard.length = 0;
    const { id } = await offer(sessionId, 30);
    expect(heard).toEqual(expect.arrayContaining(['mediation', 'timebank']));
    heard.length = 0;
    await accept(id);
    expect(heard).toEqual(expect.arrayContaining(['mediation', 'timebank']));
    off();
  });
});

describe('what is doubtful about them', () => {
  it('is every other service of that day, shown before anything is booked; the mediator sees what really meets', async () => {
    await book(
      desk,
      sheet('2026-06-30', [
        line(scene.member, '08:00', '09:00', 60),
        line(scene.member, '15:00', '16:00', 60),
      ]),
    );
    const sessionId = await joint(scene.mediator, scene.caseId);
    expect((await own())[0]?.overlaps).toMatchObject([{ startsAt: '15:00', endsAt: '16:00' }]);
    await offer(sessionId, 90);
    const codes = (await listed())[0]?.doubts.map(({ code }) => code);
    expect(codes?.filter((code) => code === 'sessionHours.sameDay')).toHaveLength(2);
  });

  it('counts booked hours into the day of a sheet that is entered later', async () => {
    await accept(
      (await offer(await joint(scene.mediator, scene.caseId, { startsAt: '06:00', endsAt: '14:00' }), 480))
        .id,
    );
    const check = await desk.call('timebank.checkSheet', {
      sheet: sheet('2026-06-30', [line(scene.member, '15:00', '20:00', 300)]),
    });
    expect(check.findings.map(({ code }) => code)).toContain('sheet.dayTooLong');
  });

  it('calls an offer after the term for entries late, and keeps the limits of rules', async () => {
    desk.clock.set('2026-08-10T01:30:00.000Z');
    const { id } = await offer(await joint(scene.mediator, scene.caseId), 90);
    expect((await listed())[0]?.doubts.map(({ code }) => code)).toContain('sheet.enteredLate');
    const { transactionId } = await accept(id);
    const [record] = await desk.sql('SELECT source_class FROM service_records WHERE transaction_id = ?', [
      transactionId,
    ]);
    expect(record).toEqual({ source_class: 'lateEntry' });
  });

  it('is refused outright for who is suspended', async () => {
    const { id } = await offer(await joint(scene.mediator, scene.caseId), 90);
    await desk.call('timebank.suspendMember', {
      ...{
        id: scene.member,
        version: (await desk.call('timebank.readMember', { id: scene.member })).version,
      },
      suspension: { reason: '投诉调查中' },
    });
    expect(await refusal(accept(id))).toBe('sessionHours.hasErrors');
  });
});

describe('who may do what', () => {
  it('decides nobody about his own hours, nor about those of the member he is or was', async () => {
    scene = await mediatedCase(desk, ['mediator', 'coordinator']);
    const sessionId = await joint(scene.mediator, scene.caseId);
    const { id } = await offer(sessionId, 90);
    const ask = () => scene.mediator.call('timebank.acceptSessionHours', { id, version: 1 });
    expect(await refusal(ask())).toBe('sessionHours.ownOffer');
    expect((await scene.mediator.call('timebank.listSessionHours', {})).rows[0]?.own).toBe(true);
    // The administrator becomes the account of that member: his former offers are his own all the same.
    const mine = (await desk.call('timebank.listVolunteerMediators', {})).rows.find(
      ({ userId }) => userId === scene.mediator.userId,
    );
    await desk.call('timebank.endVolunteerLink', { id: mine!.link!.id, version: 1, reason: '换账号' });
    const { rows } = await desk.call('people.listUsers', {});
    const admin = rows.find(({ username }) => username === 'admin')!;
    await desk.call('timebank.linkVolunteer', { userId: admin.id, memberId: scene.member });
    expect(await refusal(desk.call('timebank.acceptSessionHours', { id, version: 1 }))).toBe(
      'sessionHours.ownOffer',
    );
    expect(await refusal(ask())).toBe('sessionHours.ownOffer');
  });

  it('links one account and one member, both only once, persons and mediators only; an end frees both', async () => {
    const other = await addMember(desk, '李小红');
    const group = await addMember(desk, '尧化义工队', { kind: 'group' });
    const link = (userId: string, memberId: string) =>
      refusal(scene.coordinator.call('timebank.linkVolunteer', { userId, memberId }));
    expect(await link(scene.mediator.userId, other)).toBe('field.taken');
    expect(await link(scene.colleague.userId, scene.member)).toBe('field.taken');
    expect(await link(scene.colleague.userId, group)).toBe('field.invalid');
    expect(await link(scene.coordinator.userId, other)).toBe('field.notAMediator');
    const [mine] = (await desk.call('timebank.listVolunteerMediators', {})).rows.filter((row) => row.link);
    const end = () =>
      refusal(
        scene.coordinator.call('timebank.endVolunteerLink', {
          id: mine!.link!.id,
          version: 1,
          reason: '离任',
        }),
      );
    expect(await end()).toBe('accepted');
    expect(await end()).toBe('volunteerLink.ended');
    expect(await link(scene.colleague.userId, scene.member)).toBe('accepted');
    expect((await own()).length).toBe(0);
  });

  it('offers who mediates the case and sees the session: no stranger, and no caucus out of sight', async () => {
    const stranger = await desk.as(['mediator']);
    await desk.call('timebank.linkVolunteer', {
      userId: stranger.userId,
      memberId: await addMember(desk, '赵四'),
    });
    const sessionId = await joint(scene.mediator, scene.caseId);
    const hidden = await caucus(scene.mediator, scene.caseId);
    const { caseId } = scene;
    const tries = (sessionId: string) =>
      refusal(stranger.call('mediation.offerSessionHours', { caseId, sessionId, minutes: 30 }));
    expect(await tries(sessionId)).toBe('case.notItsMediator');
    expect(await stranger.call('mediation.readSessionHours', { caseId })).toEqual({
      member: null,
      sessions: [],
    });
    // Who puts himself on the case afterwards sees the joint sessions, and of the caucus nothing.
    const admin = (await desk.call('people.listUsers', {})).rows.find(
      ({ username }) => username === 'admin',
    )!;
    await desk.call('timebank.linkVolunteer', { userId: admin.id, memberId: await addMember(desk, '钱五') });
    const file = await desk.call('mediation.readCase', { id: caseId });
    desk.clock.set('2026-07-01T03:00:00.000Z');
    await desk.call('mediation.assignMediators', {
      ...{ id: caseId, version: file.version },
      mediators: [
        { userId: scene.mediator.userId, lead: true, chosenBy: 'committee' },
        { userId: admin.id, lead: false, chosenBy: 'committee' },
      ],
    });
    const seen = await desk.call('mediation.readSessionHours', { caseId });
    expect(seen.sessions.map((one) => one.sessionId)).toEqual([sessionId]);
    expect(
      await refusal(desk.call('mediation.offerSessionHours', { caseId, sessionId: hidden, minutes: 30 })),
    ).toBe('record.notFound');
  });
});
