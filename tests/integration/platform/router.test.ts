import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '../../../src-main/contract/index.ts';
import { openDesk, testPassword, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const party = { party: { name: '张某' } };

describe('a route that does not exist', () => {
  it.each(['people.dropTable', '__proto__', 'constructor', 'toString', '', 'people'])(
    '“%s” is refused',
    async (route) => {
      expect(await desk.ask(route, {})).toMatchObject({ ok: false, error: { code: 'route.unknown' } });
    },
  );
});

describe('who may call', () => {
  it('nobody without a session, but for the routes before sign-in', async () => {
    await desk.call('people.signOut', {});
    for (const [name, route] of Object.entries(routes)) {
      const answer = await desk.ask(name, {});
      if (route.access === 'anyone')
        expect(answer).not.toMatchObject({ error: { code: 'session.required' } });
      else expect(answer, name).toMatchObject({ ok: false, error: { code: 'session.required' } });
    }
  });

  it('nobody while locked, until the right password unlocks', async () => {
    await desk.call('people.lock', {});
    expect(await desk.ask('people.listUsers', {})).toMatchObject({ error: { code: 'session.locked' } });
    expect(await desk.ask('people.unlock', { password: 'wrong password' })).toMatchObject({
      error: { code: 'session.wrongPassword' },
    });
    await desk.call('people.unlock', { password: testPassword });
    expect((await desk.call('people.listUsers', {})).rows).toHaveLength(1);
  });

  it('only the roles that a route declares, for every route and every role', async () => {
    for (const role of ['mediator', 'coordinator', 'clerk', 'auditor'] as const) {
      const { ask } = await desk.as([role]);
      for (const [name, route] of Object.entries(routes)) {
        if (typeof route.access === 'string') continue;
        const answer = await ask(name, {});
        const refused = !answer.ok && answer.error.code === 'session.roleMissing';
        expect(refused, `${role} on ${name}`).toBe(!(route.access as readonly string[]).includes(role));
      }
    }
  });

  it('not an account that was deactivated a moment ago: its open session stops at its next call', async () => {
    const { userId, ask } = await desk.as(['clerk']);
    expect(await ask('people.searchParties', {})).toMatchObject({ ok: true });
    await desk.call('people.updateUser', {
      id: userId,
      version: 1,
      displayName: 'x',
      roles: ['clerk'],
      areaId: null,
      active: false,
    });
    expect(await ask('people.searchParties', {})).toMatchObject({
      error: { code: 'session.accountInactive' },
    });
    expect(await ask('people.searchParties', {})).toMatchObject({ error: { code: 'session.required' } });
  });

  it('not a role that was taken away a moment ago', async () => {
    const { userId, ask } = await desk.as(['clerk']);
    await desk.call('people.updateUser', {
      id: userId,
      version: 1,
      displayName: 'x',
      roles: ['coordinator'],
      areaId: null,
      active: true,
    });
    expect(await ask('people.saveParty', party)).toMatchObject({ error: { code: 'session.roleMissing' } });
    expect(await desk.sql('SELECT * FROM parties')).toEqual([]);
  });
});

describe('what comes in', () => {
  it('wrong fields are named by their path, with a stable code', async () => {
    const answer = await desk.ask('people.saveParty', {
      party: { name: '  ', birthDate: '2026-02-30', surprise: 1 },
    });
    expect(answer).toMatchObject({
      error: {
        code: 'input.invalid',
        fields: {
          'party.name': { code: 'field.required' },
          'party.birthDate': { code: 'field.date' },
          party: { code: 'field.unknown' },
        },
      },
    });
  });

  it('half a surrogate pair and control characters are refused: no font could print them', async () => {
    for (const name of ['\ud842', 'a\u0000b']) {
      expect(await desk.ask('people.saveParty', { party: { name } })).toMatchObject({
        error: { fields: { 'party.name': { code: 'field.controlCharacters' } } },
      });
    }
  });

  it('a command without an id is refused', async () => {
    expect(await desk.connection.call({ route: 'people.saveParty', input: party })).toMatchObject({
      error: { code: 'command.idRequired' },
    });
  });
});

describe('a command sent twice', () => {
  it('with the same content answers the first result and writes once', async () => {
    const id = randomUUID();
    const first = await desk.call('people.saveParty', party, id);
    expect(await desk.call('people.saveParty', party, id)).toEqual(first);
    expect(await desk.sql('SELECT * FROM parties')).toHaveLength(1);
    expect(await desk.sql(`SELECT * FROM audit_rows WHERE route = 'people.saveParty'`)).toHaveLength(1);
  });

  it('at the same moment (a double click) writes once', async () => {
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => desk.call('people.saveParty', party, id)));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await desk.sql('SELECT * FROM parties')).toHaveLength(1);
  });

  it('with other content, or by another account, is refused', async () => {
    const id = randomUUID();
    await desk.call('people.saveParty', party, id);
    expect(await desk.ask('people.saveParty', { party: { name: '李某' } }, id)).toMatchObject({
      error: { code: 'command.idReused' },
    });
    const { ask } = await desk.as(['clerk']);
    expect(await ask('people.saveParty', party, id)).toMatchObject({ error: { code: 'command.idReused' } });
    expect(await desk.sql('SELECT * FROM parties')).toHaveLength(1);
  });

  it('that shows a dialog does not show it twice', async () => {
    const { documentId } = await issueSomething();
    const id = randomUUID();
    await desk.call('documents.saveAs', { id: documentId }, id);
    await desk.call('documents.saveAs', { id: documentId }, id);
    expect(desk.saved).toHaveLength(1);
  });
});

describe('a handler that fails midway', () => {
  it('leaves no row, no audit, no memory of the command; the person gets a reference, the log no names', async () => {
    await desk.sql(
      `CREATE TRIGGER boom BEFORE INSERT ON parties WHEN NEW.name = '王某' BEGIN SELECT RAISE(ABORT, 'boom'); END`,
    );
    const area = (await desk.call('platform.readReference', {})).areas[0]?.id;
    const id = randomUUID();
    const before = await desk.sql('SELECT COUNT(*) AS n FROM audit_rows');
    const answer = await desk.ask(
      'mediation.registerCase',
      {
        case: {
          title: '相邻漏水纠纷',
          disputeType: 'neighbours',
          source: 'writtenApplication',
          appliedOn: '2026-07-01',
          areaId: area,
          facts: '漏水',
          parties: [
            { id: randomUUID(), role: 'applicant', name: '张某' },
            { id: randomUUID(), role: 'respondent', name: '王某' },
          ],
        },
      },
      id,
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'internal', ref: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
    });
    expect(JSON.stringify(answer)).not.toContain('王某');
    for (const table of ['cases', 'case_parties', 'parties'])
      expect(await desk.sql(`SELECT * FROM ${table}`)).toEqual([]);
    expect(await desk.sql('SELECT * FROM commands WHERE id = ?', [id])).toEqual([]);
    expect(await desk.sql('SELECT COUNT(*) AS n FROM audit_rows')).toEqual(before);
    const { readFile } = await import('node:fs/promises');
    const log = await readFile(`${desk.dataDir}/log/errors.log`, 'utf8');
    expect(log).toContain('mediation.registerCase');
    expect(log).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('drafts', () => {
  it('are kept per account through sign-out, and leave no trace in audit or command memory', async () => {
    await desk.call('platform.saveDraft', { key: 'case:new', body: '{"title":"半截"}' });
    await desk.call('people.signOut', {});
    await desk.call('people.signIn', { username: 'admin', password: testPassword });
    expect((await desk.call('platform.readDraft', { key: 'case:new' })).draft?.body).toBe('{"title":"半截"}');
    const { call } = await desk.as(['clerk']);
    expect((await call('platform.readDraft', { key: 'case:new' })).draft).toBeNull();
    expect(await desk.sql(`SELECT * FROM audit_rows WHERE route LIKE '%Draft'`)).toEqual([]);
    expect(await desk.sql(`SELECT * FROM commands WHERE route LIKE '%Draft'`)).toEqual([]);
  });
});

/** An application form of a small case: any registered document will do. */
async function issueSomething(): Promise<{ documentId: string }> {
  const { id } = await desk.call('mediation.registerCase', {
    case: {
      title: '相邻漏水纠纷',
      disputeType: (await desk.call('platform.readReference', {})).disputeTypes[0]?.code ?? '',
      source: 'writtenApplication',
      appliedOn: '2026-07-01',
      facts: '楼上漏水，楼下吊顶受损。',
      requests: ['修复吊顶'],
      parties: [
        { id: randomUUID(), role: 'applicant', name: '张某' },
        { id: randomUUID(), role: 'respondent', name: '李某' },
      ],
    },
  });
  return desk.call('mediation.issuePaper', { caseId: id, paper: 'applicationForm' });
}
