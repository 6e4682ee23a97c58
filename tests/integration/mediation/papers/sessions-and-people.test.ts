import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { accept, adminId, caseForm, partyForm, register } from '../case-kit.ts';
import { readPack } from '../dossier/dossier-kit.ts';
import { draftText, issuedText, sessionForm } from './paper-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const assign = async (caseId: string, userIds: string[]) => {
  const { version } = await desk.call('mediation.readCase', { id: caseId });
  await desk.call('mediation.assignMediators', {
    id: caseId,
    version,
    mediators: userIds.map((userId, index) => ({ userId, lead: index === 0, chosenBy: 'parties' as const })),
  });
};

test('the record of a session is signed by those who mediated at it, whoever mediates today', async () => {
  const file = await accept(desk, await register(desk));
  const { id } = await desk.call('mediation.recordSession', { caseId: file.id, session: sessionForm() });
  const second = await desk.as(['mediator']);
  desk.clock.set('2026-07-02T01:30:00.000Z');
  await assign(file.id, [second.userId]);
  const name = (await desk.call('people.listUsers', {})).rows.find(
    (one) => one.id === second.userId,
  )!.displayName;

  const text = await draftText(desk, file.id, 'mediationRecord', id);
  expect(text).toContain('人民调解员（主任）');
  expect(text).not.toContain(name);
  // A correction of the minutes leaves them; naming others replaces them.
  const session = sessionForm({ minutes: '更正。' });
  await desk.call('mediation.recordSession', { caseId: file.id, sessionId: id, version: 1, session });
  expect((await desk.call('mediation.readCase', { id: file.id })).sessions[0]!.mediators).toEqual([
    { userId: await adminId(desk), name: '主任' },
  ]);
  await desk.call('mediation.recordSession', {
    caseId: file.id,
    sessionId: id,
    version: 2,
    session: { ...session, mediatorIds: [second.userId] },
  });
  expect(await draftText(desk, file.id, 'mediationRecord', id)).toContain(`人民调解员（${name}）`);
  expect(
    await desk.ask('mediation.recordSession', {
      caseId: file.id,
      session: sessionForm({ mediatorIds: [randomUUID()] }),
    }),
  ).toMatchObject({ ok: false, error: { fields: { 'session.mediatorIds': {} } } });
});

test('a request for recusal waits for its decision; only somebody put on the case for it is a replacement', async () => {
  const second = await desk.as(['mediator']);
  const third = await desk.as(['mediator']);
  const file = await accept(desk, await register(desk));
  await assign(file.id, [await adminId(desk), second.userId]);
  const nameOf = async (id: string) =>
    (await desk.call('people.listUsers', {})).rows.find((one) => one.id === id)!.displayName;
  const { id } = await desk.call('mediation.recordRecusal', {
    caseId: file.id,
    recusal: {
      userId: await adminId(desk),
      askedBy: 'party',
      partyId: file.parties[0]!.id,
      askedOn: '2026-07-01',
      reason: '与对方是亲戚',
    },
  });
  const recusals = async () => (await desk.call('mediation.readProceedings', { caseId: file.id })).recusals;
  expect(await recusals()).toMatchObject([{ id, decision: null, decidedOn: null }]);
  // It still mediates, and nothing is decided on paper.
  expect((await desk.call('mediation.readCase', { id: file.id })).mediators).toHaveLength(2);
  expect((await readPack(desk, file.id)).filter((one) => one.paper === 'recusalDecision')).toEqual([]);

  desk.clock.set('2026-07-02T01:30:00.000Z');
  const decision = { decision: 'granted' as const, decidedOn: '2026-07-02' };
  expect(
    await desk.ask('mediation.decideRecusal', {
      caseId: file.id,
      recusalId: id,
      decision: { ...decision, decidedOn: '2026-06-30' },
    }),
  ).toMatchObject({ ok: false, error: { fields: { 'decision.decidedOn': {} } } });
  await desk.call('mediation.decideRecusal', { caseId: file.id, recusalId: id, decision });
  expect(await recusals()).toMatchObject([{ id, decision: 'granted', decidedOn: '2026-07-02' }]);
  expect(
    await desk.ask('mediation.decideRecusal', { caseId: file.id, recusalId: id, decision }),
  ).toMatchObject({ ok: false, error: { code: 'record.stale' } });

  const alone = await draftText(desk, file.id, 'recusalDecision', id);
  expect(alone).toContain(`继续由人民调解员${await nameOf(second.userId)}调解`);
  expect(alone).not.toContain('改由');
  desk.clock.set('2026-07-03T01:30:00.000Z');
  await assign(file.id, [second.userId, third.userId]);
  expect(await draftText(desk, file.id, 'recusalDecision', id)).toContain(
    `改由人民调解员${await nameOf(third.userId)}调解`,
  );
});

test.each([
  ['notAccepted', {}, '王小明：', '向本委员会申请人民调解。经审查，本委员会对该申请不予受理'],
  [
    'notMediated',
    { source: 'ownInitiative' as const, requests: [] },
    '王小明：',
    '拟主动调解。经征求意见和审查，本委员会对该纠纷不予调解',
  ],
  [
    'notMediated',
    {
      source: 'referral' as const,
      referralSource: 'police',
      referralBody: '尧化派出所',
      referralNumber: '第7号',
    },
    '王小明：',
    '尧化派出所第7号于2026年6月29日将你（单位）的王小明与李雷漏水纠纷移送（委托）本委员会调解。经审查，本委员会对该纠纷不予调解',
  ],
] as const)('a declined case of one party has its letter: %s %o', async (kind, over, to, words) => {
  const file = await register(desk, caseForm({ ...over, requests: [], parties: [partyForm()] }));
  await desk.call('mediation.declineCase', {
    id: file.id,
    version: file.version,
    kind,
    reason: '对方明确拒绝调解。',
  });
  const text = await issuedText(desk, file.id, 'nonAcceptanceLetter');
  expect(text).toContain(to);
  expect(text).toContain(words);
  expect(text).toContain(kind === 'notMediated' ? '不予调解告知函' : '不予受理告知函');
});

test('a paper with two sides says what is missing, and the pack offers nothing that would be refused', async () => {
  const file = await register(desk, caseForm({ parties: [partyForm()] }));
  const lacking = async (caseId: string) =>
    Object.fromEntries((await readPack(desk, caseId)).map((one) => [one.paper, one.lacking]));
  expect(await lacking(file.id)).toMatchObject({
    evidenceList: 'record',
    applicationForm: 'side',
    rightsNotice: null,
  });
  expect(await desk.ask('mediation.issuePaper', { caseId: file.id, paper: 'applicationForm' })).toMatchObject(
    {
      ok: false,
      error: { fields: { parties: { code: 'field.twoSides' } } },
    },
  );
  expect(await desk.ask('mediation.issuePaper', { caseId: file.id, paper: 'evidenceList' })).toMatchObject({
    ok: false,
    error: { code: 'paper.recordMissing' },
  });

  // Whatever is ready on a fresh case can be issued in one go.
  const accepted = await accept(desk, await register(desk));
  const ready = (await readPack(desk, accepted.id)).filter((one) => one.ready);
  expect(ready.map((one) => one.paper)).not.toContain('undisputedFacts');
  await desk.call('mediation.issuePapers', {
    caseId: accepted.id,
    papers: ready.map(({ paper, subject }) => ({ paper, subject })),
  });
});

test('two bodies whose numbers look alike when masked keep their own', async () => {
  const file = await accept(desk, await register(desk));
  const body = (name: string, phone: string) => ({ id: randomUUID(), name, phone });
  await desk.call('mediation.saveJoint', {
    caseId: file.id,
    bodies: [body('某街道', '88881234'), body('某派出所', '66661234')],
  });
  const shown = (await desk.call('mediation.readLines', { caseId: file.id })).joint!;
  await desk.call('mediation.saveJoint', {
    caseId: file.id,
    version: 1,
    bodies: [...shown.bodies].reverse(),
  });
  expect(await desk.sql('SELECT name, phone FROM joint_bodies ORDER BY position')).toEqual([
    { name: '某派出所', phone: '66661234' },
    { name: '某街道', phone: '88881234' },
  ]);
  // Of a new body a masked number is what was typed, whoever else has one that looks like it.
  const masked = shown.bodies[0]!.phone;
  expect(masked).toBe(shown.bodies[1]!.phone);
});
