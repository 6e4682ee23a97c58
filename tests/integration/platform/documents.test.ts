import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src-main/contract/route.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let paper: string;
let statement: string;
beforeEach(async () => {
  desk = await openDesk();
  const { id: caseId } = await desk.call('mediation.registerCase', {
    case: {
      title: '相邻漏水纠纷',
      disputeType: 'neighbours',
      source: 'writtenApplication',
      appliedOn: '2026-07-01',
      facts: '楼上漏水，楼下吊顶受损。',
      requests: ['修复吊顶'],
      parties: [
        { id: randomUUID(), role: 'applicant', name: '张某', phone: '13812345678' },
        { id: randomUUID(), role: 'respondent', name: '李某' },
      ],
    },
  });
  paper = (await desk.call('mediation.issuePaper', { caseId, paper: 'applicationForm' })).documentId;
  const { id: memberId } = await desk.call('timebank.saveMember', {
    member: { name: '骆某', joinedOn: '2026-01-01' },
  });
  statement = (await desk.call('timebank.issueStatement', { memberId, month: '2026-06' })).documentId;
});
afterEach(() => desk.close());

describe('who may see an issued paper', () => {
  it.each<[Role, { papers: boolean; statements: boolean }]>([
    ['mediator', { papers: true, statements: false }],
    ['coordinator', { papers: false, statements: true }],
    ['clerk', { papers: true, statements: true }],
    ['auditor', { papers: true, statements: true }],
  ])('%s, by every route that lists or hands one out', async (role, may) => {
    const { ask, call } = await desk.as([role]);
    const kinds = (await call('documents.list', {})).rows.map((row) => row.kind);
    expect(kinds.includes('mediation.applicationForm')).toBe(may.papers);
    expect(kinds.includes('timebank.statement')).toBe(may.statements);
    for (const [id, allowed] of [
      [paper, may.papers],
      [statement, may.statements],
    ] as const) {
      for (const route of ['documents.read', 'documents.saveAs', 'documents.print', 'documents.open']) {
        const handedOut = desk.saved.length;
        const answer = await ask(route, { id });
        expect(answer.ok, `${role} ${route}`).toBe(allowed);
        if (!allowed) {
          expect(answer).toMatchObject({ error: { code: 'session.roleMissing' } });
          expect(desk.saved.length).toBe(handedOut);
        }
      }
    }
  });

  it('nobody whose account was deactivated, or lost the role, while the window stood open: no byte leaves', async () => {
    for (const change of [
      { roles: ['clerk' as const], active: false },
      { roles: ['coordinator' as const], active: true },
    ]) {
      const { userId, ask } = await desk.as(['clerk']);
      await desk.call('people.updateUser', {
        id: userId,
        version: 1,
        displayName: 'x',
        areaId: null,
        ...change,
      });
      for (const route of ['documents.saveAs', 'documents.print', 'documents.open']) {
        expect((await ask(route, { id: paper })).ok, route).toBe(false);
      }
    }
    expect(desk.saved).toEqual([]);
  });
});

describe('what the trail tells', () => {
  it('a paper shown is noted once in a session, each export each time', async () => {
    const { call } = await desk.as(['clerk']);
    for (let times = 0; times < 3; times += 1) await call('documents.read', { id: paper });
    await call('documents.saveAs', { id: paper });
    await call('documents.saveAs', { id: paper });
    const { rows } = await desk.call('platform.listAudit', { about: `document:${paper}` });
    const routes = rows.map((row) => row.route);
    expect(routes.filter((route) => route === 'documents.read')).toHaveLength(1);
    expect(routes.filter((route) => route === 'documents.saveAs')).toHaveLength(2);
  });
});

describe('the kept bytes', () => {
  it('are the same at every reprint', async () => {
    const first = await desk.call('documents.read', { id: paper });
    desk.clock.advance(86_400_000);
    expect((await desk.call('documents.read', { id: paper })).pdf).toEqual(first.pdf);
  });

  it('cannot be changed in the file; with the guards taken away the change is found before anything is shown', async () => {
    await expect(desk.sql(`UPDATE document_blobs SET body = x'00'`)).rejects.toThrow('append-only');
    await expect(desk.sql('DELETE FROM documents')).rejects.toThrow('append-only');
    await desk.sql('DROP TRIGGER document_blobs_no_update');
    await desk.sql(`UPDATE document_blobs SET body = x'00' WHERE document_id = ?`, [paper]);
    expect(await desk.ask('documents.read', { id: paper })).toMatchObject({
      error: { code: 'document.tampered' },
    });
  });
});

describe('two batches of one closed month at the same moment', () => {
  it('give one paper with one number, and its issue stands in the trail', async () => {
    desk.clock.set('2026-08-02T01:00:00.000Z');
    const start = () => desk.call('timebank.issueStatementBatch', { month: '2026-07' });
    const jobs = await Promise.all([start(), start()]);
    await desk.application.idle();
    const results = await Promise.all(jobs.map(({ jobId }) => desk.call('platform.readJob', { id: jobId })));
    expect(results.map((job) => job.state)).toEqual(['done', 'done']);
    expect(new Set(results.map((job) => job.resultId)).size).toBe(1);
    expect((await desk.call('documents.list', { kind: 'timebank.statementBatch' })).total).toBe(1);
    const { rows } = await desk.call('platform.listAudit', { about: `document:${results[0]?.resultId}` });
    expect(rows.map((row) => row.route)).toContain('timebank.issueStatementBatch');
  });
});
