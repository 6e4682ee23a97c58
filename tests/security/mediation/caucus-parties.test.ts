import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import {
  accept,
  agreementForm,
  caseForm,
  partyForm,
  register,
} from '../../integration/mediation/case-kit.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

/*
 * The attack: a clerk who must not know of a caucus takes parties off a case one after the other. The one who "is in use" though
 * nothing in the file names him is the one whom the mediator met alone. So taking him off must go exactly as it goes for
 * anybody, and the mediators who know of the caucus must not lose the name.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Person = Awaited<ReturnType<TestDesk['as']>>;
const parties = [
  partyForm(),
  partyForm({ role: 'respondent', name: '李雷' }),
  partyForm({ role: 'respondent', name: '韩梅梅' }),
  partyForm({ role: 'respondent', name: '林涛' }),
];
const [, , met, stranger] = parties as [unknown, unknown, (typeof parties)[number], (typeof parties)[number]];
let desk: TestDesk;
let file: CaseView;
let confidant: Person;
let clerk: Person;
beforeEach(async () => {
  desk = await openDesk();
  file = await accept(desk, await register(desk, caseForm({ parties })));
  confidant = await desk.as(['mediator']);
  clerk = await desk.as(['clerk']);
  await desk.call('mediation.assignMediators', {
    id: file.id,
    version: (await caseNow()).version,
    mediators: [{ userId: confidant.userId, lead: true, chosenBy: 'committee' }],
  });
  await confidant.call('mediation.recordCaucus', { caseId: file.id, caucus: talk([met.id]) });
});
afterEach(() => desk.close());

const talk = (partyIds: string[]) => ({
  heldOn: '2026-07-01',
  startsAt: '09:00',
  endsAt: '09:30',
  place: '小会议室',
  partyIds,
});
const caseNow = (person: Pick<Person, 'call'> = desk) => person.call('mediation.readCase', { id: file.id });
const without = async (person: Pick<Person, 'call' | 'ask'>, gone: string[]) =>
  person.ask('mediation.updateCase', {
    id: file.id,
    version: (await caseNow()).version,
    case: caseForm({ parties: parties.filter(({ id }) => !gone.includes(id)) }),
  });
const caucuses = async (person: Pick<Person, 'call'>) =>
  (await person.call('mediation.readProceedings', { caseId: file.id })).caucuses;

it('a clerk takes off who was met alone as he takes off anybody: answer, case and trail tell no difference', async () => {
  const first = await without(clerk, [stranger.id]);
  const second = await without(clerk, [stranger.id, met.id]);
  expect([first, second]).toMatchObject([{ ok: true }, { ok: true }]);
  const shape = (answer: typeof first) => Object.keys((answer as { value: object }).value).sort();
  expect(shape(second)).toEqual(shape(first));
  const { rows } = await desk.call('platform.listAudit', { about: `case:${file.id}` });
  const [last, before] = rows.filter(({ route }) => route === 'mediation.updateCase');
  expect(Object.keys(last!.details).sort()).toEqual(Object.keys(before!.details).sort());
  expect((await caseNow(clerk)).parties.map(({ name }) => name)).toEqual(['王小明', '李雷']);
  for (const person of [clerk, desk, await desk.as(['auditor']), await desk.as(['mediator'])]) {
    expect(await caucuses(person)).toEqual([]);
    expect(JSON.stringify(await person.call('mediation.readProceedings', { caseId: file.id }))).not.toContain(
      '韩梅梅',
    );
  }
});

it('the mediators of the case keep the name, may take the party off themselves, and correct the caucus afterwards', async () => {
  expect(await without(confidant, [met.id])).toMatchObject({ ok: true });
  const [seen] = await caucuses(confidant);
  expect(seen).toMatchObject({ partyIds: [], formerParties: ['韩梅梅'] });
  const change = { caseId: file.id, sessionId: seen!.id, version: seen!.version };
  await confidant.call('mediation.recordCaucus', { ...change, caucus: { ...talk([]), place: '院子里' } });
  expect(await caucuses(confidant)).toMatchObject([{ place: '院子里', formerParties: ['韩梅梅'] }]);
  // Somebody was there: a new caucus, or one that nobody has left, names who.
  expect(await confidant.ask('mediation.recordCaucus', { caseId: file.id, caucus: talk([]) })).toMatchObject({
    ok: false,
    error: { fields: { 'caucus.partyIds': { code: 'field.required' } } },
  });
});

it('once the agreement is issued nobody is taken off: the rules of the stage hold for him as for the others', async () => {
  const { version } = await confidant.call('mediation.saveAgreement', {
    caseId: file.id,
    agreement: agreementForm(file.parties),
  });
  await confidant.call('mediation.issuePaper', { caseId: file.id, paper: 'agreement', version });
  for (const gone of [met, stranger])
    expect(await without(confidant, [gone.id])).toMatchObject({ error: { code: 'record.inUse' } });
  expect(await caucuses(confidant)).toMatchObject([{ partyIds: [met.id], formerParties: [] }]);
});

it('what the caucus keeps is not rewritten, and a joint session never gets any', async () => {
  await without(clerk, [met.id]);
  for (const change of [
    'DELETE FROM caucus_former_parties',
    `UPDATE caucus_former_parties SET name = '别人'`,
  ])
    await expect(desk.sql(change)).rejects.toThrow('who took part in a caucus stays written down');
  const { id } = await desk.call('mediation.recordSession', {
    caseId: file.id,
    session: { heldOn: '2026-07-01', startsAt: '10:00', endsAt: '11:00', place: '调解室', minutes: '面谈' },
  });
  await expect(
    desk.sql(`INSERT INTO caucus_former_parties VALUES (?, 'x', 0, '别人', ?, '2026-07-01T00:00:00.000Z')`, [
      id,
      confidant.userId,
    ]),
  ).rejects.toThrow('only a caucus has former parties');
});
