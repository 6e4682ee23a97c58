import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { routes } from '../../../src-main/contract/index.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { Route } from '../../../src-main/contract/route.ts';
import { accept, adminId, agreementForm, register } from '../../integration/mediation/case-kit.ts';
import { solidTextOf } from '../../pdf/pdf-tools.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { sampleInput } from '../../support/sample-input.ts';

/*
 * The attack: in a private talk the landlord tells the mediator that he would pay 8,000 and fears for his marriage. The
 * other side’s cousin is a clerk of the centre; a mediator of another case is curious; the director wants to know; an
 * auditor reads everything by right; a mediator was sent away from the case for taking sides. Each of them has a real
 * account and the whole program, its lists, searches, papers, exports, drafts and its audit trail.
 */
const secret = '房东私下说最多出八千元千万别让对方知道';
const core = secret.slice(4, 12);
/** Where it was said: who comes across this knows that the mediator met one side alone. */
const place = '后院小阁楼';

// Every route is asked several times for each person: minutes, on a small machine that is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

type Person = Awaited<ReturnType<TestDesk['as']>>;
let desk: TestDesk;
let file: CaseView;
let confidant: Person;
let sessionId: string;
const caucus = () => ({
  heldOn: '2026-07-01',
  startsAt: '09:00',
  endsAt: '09:30',
  place,
  partyIds: [file.parties[1]!.id],
});
const choice = (userId: string, lead = false) => ({ userId, lead, chosenBy: 'committee' as const });
const caseNow = () => desk.call('mediation.readCase', { id: file.id });
const assign = async (by: Pick<Person, 'ask'>, userIds: string[]) =>
  by.ask('mediation.assignMediators', {
    id: file.id,
    version: (await caseNow()).version,
    mediators: userIds.map((userId, index) => choice(userId, index === 0)),
  });

const assignTo = async ({ id }: { id: string }, userId: string) =>
  desk.call('mediation.assignMediators', {
    id,
    version: (await desk.call('mediation.readCase', { id })).version,
    mediators: [choice(userId, true)],
  });

async function setUp(): Promise<void> {
  desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' });
  file = await accept(desk, await register(desk));
  confidant = await desk.as(['mediator']);
  // The director accepted the case and handed it on: from here on it is the confidant’s alone.
  expect(await assign(desk, [confidant.userId])).toMatchObject({ ok: true });
  const made = await confidant.call('mediation.recordCaucus', {
    caseId: file.id,
    caucus: caucus(),
    note: { text: secret },
  });
  sessionId = made.id;
  await confidant.call('platform.saveDraft', {
    key: `caucus:${file.id}:${sessionId}`,
    body: JSON.stringify({ values: { note: `${secret}（未写完）` } }),
  });
  await desk.call('mediation.recordSession', {
    caseId: file.id,
    session: { heldOn: '2026-07-01', startsAt: '10:00', endsAt: '11:00', place: '调解室', minutes: '面谈' },
  });
  await desk.call('mediation.saveAgreement', { caseId: file.id, agreement: agreementForm(file.parties) });
  for (const paper of ['applicationForm', 'acceptanceForm'] as const) {
    await desk.call('mediation.issuePaper', { caseId: file.id, paper });
  }
}

/** Everything an account gets to see, by every route that answers with something and changes nothing that matters. */
async function lookEverywhere(person: Pick<Person, 'ask'>): Promise<{ seen: string; answered: string[] }> {
  const documents = await desk.sql<{ id: string }>('SELECT id FROM documents LIMIT 2');
  const answered: string[] = [];
  const seen: string[] = [];
  const keep = async (route: string, input: unknown) => {
    const answer = await person.ask(route, input);
    if (answer.ok) answered.push(route);
    seen.push(JSON.stringify(answer), ...filesIn(answer));
  };
  for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
    const showsSomething =
      route.kind === 'query' || /reveal|export|saveAs|SaveAs|print|open|preview|bind|draft/i.test(name);
    if (!showsSomething || name === 'people.lock' || name === 'platform.saveDraft') continue;
    const ask = (id: string, word: string) =>
      keep(
        name,
        sampleInput(route.input, {
          ids: { id, caseId: file.id, sessionId, partyId: file.parties[1]!.id },
          anyId: file.id,
          word,
        }),
      );
    // Words that lead to the secret without being it: an answer may repeat what was asked.
    for (const word of ['八千元', `caucus:${file.id}:${sessionId}`, `case:${file.id}`])
      await ask(file.id, word);
    if (name.startsWith('documents.')) for (const { id } of documents) await ask(id, '八千元');
  }
  for (const paper of ['applicationForm', 'acceptanceForm', 'agreement']) {
    await keep('mediation.previewPaper', { caseId: file.id, paper });
  }
  for (const { bytes } of desk.saved) seen.push(Buffer.from(bytes).toString('utf8'), pdfTextOf(bytes));
  return { seen: seen.join('\n'), answered };
}

/** What stands in the files of an answer, PDFs as a reader sees them. */
function filesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'base64' || typeof inner !== 'string') return filesIn(inner);
    const bytes = Buffer.from(inner, 'base64');
    return [bytes.toString('utf8'), pdfTextOf(bytes)];
  });
}

const pdfTextOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-' ? solidTextOf(bytes) : '';

const note = (person: Pick<Person, 'ask'>, caseId = file.id) =>
  person.ask('mediation.readCaucusNote', { caseId, sessionId });
const refusedAsStranger = { ok: false, error: { code: 'case.notItsMediator' } };

describe('the words of a caucus', () => {
  // Looking changes nothing: all of them look at the same case.
  beforeAll(setUp);
  afterAll(() => desk.close());

  it('reach the mediator of the case: otherwise the tests below would prove nothing', async () => {
    expect(await note(confidant)).toMatchObject({ ok: true, value: { note: { text: secret } } });
    const { seen, answered } = await lookEverywhere(confidant);
    expect(seen).toContain(core);
    expect(seen).toContain(place);
    expect(seen).toContain(`"id":"${sessionId}"`);
    expect(answered).toEqual(
      expect.arrayContaining(['mediation.readCase', 'mediation.listCases', 'mediation.readCaucusNote']),
    );
    expect(new Set(answered).size).toBeGreaterThan(15);
  });

  it.each([
    ['a clerk', ['clerk'] as const],
    ['an auditor', ['auditor'] as const],
    ['a coordinator', ['coordinator'] as const],
    ['a mediator of another case', ['mediator'] as const],
    ['another director', ['administrator'] as const],
    ['somebody with every role', ['administrator', 'mediator', 'coordinator', 'clerk', 'auditor'] as const],
  ])('reach %s by no route there is', async (_who, roles) => {
    const stranger = await desk.as([...roles]);
    const { seen } = await lookEverywhere(stranger);
    expect(seen).not.toContain(core);
    expect((await note(stranger)).ok).toBe(false);
    // Nor that there was a caucus: its card, its row of the trail, its place in the count.
    for (const trace of [place, `"id":"${sessionId}"`, 'readCaucusNote', 'recordCaucus'])
      expect(seen).not.toContain(trace);
  });

  it('do not reach the administrator who set everything up', async () => {
    const { seen } = await lookEverywhere(desk);
    expect(seen).not.toContain(core);
    expect(await note(desk)).toMatchObject(refusedAsStranger);
    for (const trace of [place, `"id":"${sessionId}"`, 'readCaucusNote', 'recordCaucus'])
      expect(seen).not.toContain(trace);
  });

  it('leave the trail whole: the row is there, tells whose it is and no more, and no search by case finds it', async () => {
    const auditor = await desk.as(['auditor']);
    const hidden = (rows: { confidential: boolean }[]) => rows.filter((row) => row.confidential);
    const page = async (offset: number) =>
      auditor.call('platform.listAudit', { page: { offset, limit: 200 } });
    const rows: Awaited<ReturnType<typeof page>>['rows'] = [];
    for (let next = await page(0); next.rows.length > 0; next = await page(rows.length))
      rows.push(...next.rows);
    expect(hidden(rows)[0]).toMatchObject({ route: '', about: [], details: {} });
    for (const about of [`case:${file.id}`, `session:${sessionId}`]) {
      const found = await auditor.call('platform.listAudit', { about });
      expect(hidden(found.rows)).toEqual([]);
      expect(found.total).toBe(found.rows.length);
    }
    expect(await auditor.call('platform.verifyAudit', {})).toMatchObject({ intact: true });
  });

  it('move no stage, no number and no day of the case, and leave no gap beside the joint session', async () => {
    const clerk = await desk.as(['clerk']);
    const other = await accept(desk, await register(desk));
    await assignTo(other, confidant.userId);
    const before = await clerk.call('mediation.readCase', { id: other.id });
    const listed = async () =>
      (await clerk.call('mediation.listCases', {})).rows.find((row) => row.id === other.id);
    const row = await listed();
    desk.clock.advance(60_000);
    const at = { heldOn: '2026-07-01', startsAt: '09:00', endsAt: '09:30', place };
    await confidant.call('mediation.recordCaucus', {
      caseId: other.id,
      caucus: { ...at, partyIds: [other.parties[1]!.id] },
    });
    expect(await clerk.call('mediation.readCase', { id: other.id })).toEqual(before);
    expect(await listed()).toEqual(row);
    await confidant.call('mediation.recordSession', {
      caseId: other.id,
      session: { ...at, minutes: '面谈' },
    });
    const after = await clerk.call('mediation.readCase', { id: other.id });
    expect(after.sessions.map((one) => one.number)).toEqual([1]);
    expect(after.timeline.filter((one) => one.what === 'session')).toMatchObject([
      { params: { number: '1' } },
    ]);
    const forms = JSON.stringify(await clerk.call('mediation.readPack', { caseId: other.id }));
    expect(forms).toContain('第1次');
    expect(forms).not.toContain('第2次');
  });

  it('are recorded by a mediator of the case alone', async () => {
    const curious = await desk.as(['mediator', 'administrator']);
    const write = await curious.ask('mediation.recordCaucus', { caseId: file.id, caucus: caucus() });
    expect(write).toMatchObject(refusedAsStranger);
  });
});

describe('the traces of a caucus', () => {
  beforeEach(setUp);
  afterEach(() => desk.close());

  it('words leave no trace in any table but their own, nor in the log, when written, corrected, refused or gone wrong', async () => {
    await confidant.call('platform.discardDraft', { key: `caucus:${file.id}:${sessionId}` });
    const write = (over: object, text: string) =>
      confidant.ask('mediation.recordCaucus', {
        ...{ caseId: file.id, sessionId, version: 1, caucus: caucus(), note: { version: 1, text } },
        ...over,
      });
    expect(await write({}, `${secret}。更正`)).toMatchObject({ ok: true });
    expect(await write({ version: 1 }, secret)).toMatchObject({ error: { code: 'record.stale' } });
    const long = await write({ version: 2 }, secret.repeat(1_200));
    expect(long).toMatchObject({ error: { code: 'input.invalid' } });
    await desk.sql(
      `CREATE TRIGGER broken BEFORE UPDATE ON caucus_notes BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    );
    const broken = await write({ version: 2, note: { version: 2, text: secret } }, secret);
    expect(broken).toMatchObject({ error: { code: 'internal' } });
    expect(JSON.stringify([long, broken])).not.toContain(secret.slice(0, 6));
    const tables = await desk.sql<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('caucus_notes')`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const forms = [core, Buffer.from(secret).toString('base64').slice(8, 40)];
    for (const { name } of tables) {
      const rows = JSON.stringify(await desk.sql(`SELECT * FROM "${name}"`));
      for (const form of forms) expect(rows.includes(form), name).toBe(false);
    }
    const log = join(desk.dataDir, 'log', 'errors.log');
    expect(existsSync(log)).toBe(true);
    expect(readFileSync(log, 'utf8')).not.toContain(core);
  });

  it('words are not in the fingerprint of their command: nobody guesses them with the file in hand', async () => {
    const id = randomUUID();
    const input = (text: string) => ({
      ...{ caseId: file.id, sessionId, version: 1, caucus: caucus() },
      note: { version: 1, text },
    });
    const first = await confidant.ask('mediation.recordCaucus', input('一'), id);
    expect(first).toMatchObject({ ok: true });
    // Other words under the same id: the same command as far as the memory of commands can tell.
    expect(await confidant.ask('mediation.recordCaucus', input('二'), id)).toEqual(first);
  });

  it('every reading is on the trail, without a word of it', async () => {
    await note(confidant);
    const rows = await desk.sql<{ about: string; details: string }>(
      `SELECT about, details FROM audit_rows WHERE route = 'mediation.readCaucusNote'`,
    );
    expect(rows).toEqual([{ about: JSON.stringify([`session:${sessionId}`]), details: '{"viewed":true}' }]);
  });
});

describe('who comes and goes', () => {
  beforeEach(setUp);
  afterEach(() => desk.close());

  it('a mediator taken off the case loses the notes at once, and the half-typed ones with them', async () => {
    const other = await desk.as(['mediator']);
    await assign(desk, [other.userId]);
    expect(await note(confidant)).toMatchObject(refusedAsStranger);
    const key = `caucus:${file.id}:${sessionId}`;
    expect(await confidant.ask('platform.readDraft', { key })).toMatchObject({ value: { draft: null } });
    const { seen } = await lookEverywhere(confidant);
    expect(seen).not.toContain(core);
    const write = await confidant.ask('mediation.recordCaucus', {
      ...{ caseId: file.id, sessionId, version: 1, caucus: caucus(), note: { version: 1, text: '改' } },
    });
    expect(write).toMatchObject(refusedAsStranger);
    // The successor, put there by somebody else, may go on with them.
    expect(await note(other)).toMatchObject({ value: { note: { text: secret } } });
  });

  it('a mediator who stepped back loses them for good', async () => {
    await desk.call('mediation.recordRecusal', {
      caseId: file.id,
      recusal: {
        userId: confidant.userId,
        askedBy: 'committee',
        askedOn: '2026-07-01',
        reason: '与一方有亲属关系',
        decision: 'granted',
        decidedOn: '2026-07-01',
      },
    });
    expect(await note(confidant)).toMatchObject(refusedAsStranger);
    expect((await lookEverywhere(confidant)).seen).not.toContain(core);
    expect(await assign(desk, [confidant.userId])).toMatchObject({
      error: { code: 'case.mediatorRecused' },
    });
  });

  it('nobody becomes a reader by his own hand: who puts himself on a case reads what is written from then on', async () => {
    const curious = await desk.as(['mediator']);
    for (const person of [curious, { ...desk, userId: await adminId(desk) }]) {
      expect(await assign(person, [confidant.userId, person.userId])).toMatchObject({ ok: true });
      expect(await note(person)).toMatchObject(refusedAsStranger);
      // Taking himself off and on again, or shuffling the list, opens nothing either.
      await assign(person, [person.userId, confidant.userId]);
      expect(await note(person)).toMatchObject(refusedAsStranger);
      await assign(person, [confidant.userId]);
      await assign(person, [confidant.userId, person.userId]);
      const view = await person.ask('mediation.readProceedings', { caseId: file.id });
      expect(view).toMatchObject({ value: { caucuses: [] } });
    }
    expect((await lookEverywhere(curious)).seen).not.toContain(core);
    await assign(curious, [confidant.userId, curious.userId]);
    desk.clock.advance(60_000);
    const later = await confidant.call('mediation.recordCaucus', {
      ...{ caseId: file.id, caucus: caucus(), note: { text: '第二次单独谈话' } },
    });
    expect(
      await curious.ask('mediation.readCaucusNote', { caseId: file.id, sessionId: later.id }),
    ).toMatchObject({ value: { note: { text: '第二次单独谈话' } } });
  });

  it('a mediator cannot reach the note through a case of his own', async () => {
    const curious = await desk.as(['mediator']);
    const own = await register(desk);
    const accepted = await curious.ask('mediation.acceptCase', {
      id: own.id,
      version: own.version,
      acceptedOn: '2026-06-30',
      rightsNotifiedOn: '2026-06-30',
      consents: own.parties.map((party) => ({ partyId: party.id, consents: true })),
      mediators: [choice(curious.userId, true)],
    });
    expect(accepted).toMatchObject({ ok: true });
    expect(await note(curious, own.id)).toEqual({ ok: true, value: { note: null } });
    const write = await curious.ask('mediation.recordCaucus', {
      ...{ caseId: own.id, sessionId, version: 1, note: { version: 1, text: 'x' } },
      caucus: { ...caucus(), partyIds: [own.parties[0]!.id] },
    });
    expect(write).toMatchObject({ error: { code: 'record.notFound' } });
  });

  it('the draft of one account is no other account’s, whatever key is asked for', async () => {
    const curious = await desk.as(['mediator', 'administrator']);
    const answer = await curious.ask('platform.readDraft', { key: `caucus:${file.id}:${sessionId}` });
    expect(answer).toEqual({ ok: true, value: { draft: null } });
  });
});

describe('with a tool for the file in hand', () => {
  beforeEach(setUp);
  afterEach(() => desk.close());

  it('the shared row of a caucus takes no words, and a joint session does not turn into a caucus or back', async () => {
    for (const column of ['minutes', 'result']) {
      await expect(
        desk.sql(`UPDATE mediation_sessions SET ${column} = 'x' WHERE kind = 'caucus'`),
      ).rejects.toThrow(/private note/);
    }
    await expect(
      desk.sql(`UPDATE mediation_sessions SET kind = 'joint' WHERE kind = 'caucus'`),
    ).rejects.toThrow(/stays/);
    await expect(desk.sql('DELETE FROM caucus_notes')).rejects.toThrow(/never deleted/);
    const [joint] = await desk.sql<{ id: string }>(`SELECT id FROM mediation_sessions WHERE kind = 'joint'`);
    await expect(
      desk.sql(
        `INSERT INTO caucus_notes SELECT ?, 1, 'x', written_by, written_at, changed_by, changed_at FROM caucus_notes`,
        [joint!.id],
      ),
    ).rejects.toThrow(/only a caucus/);
  });
});
