import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { accept, caseForm, partyForm, register } from '../../../integration/mediation/case-kit.ts';

/*
 * The story: somebody without the right to case files, or with the data file alone, tries to learn from the search what
 * the files keep to themselves.
 */
let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const secretCase = () =>
  caseForm({
    title: '漏水案',
    facts: '当事人身份证 110105 19491231 002X，家住六楼。',
    parties: [
      partyForm({
        name: '王小明',
        phone: '13812345678',
        idType: 'residentId',
        idNumber: '11010519491231002X',
      }),
    ],
  });

describe('the search box', () => {
  it('answers nobody but readers of cases', async () => {
    await register(desk, secretCase());
    const coordinator = await desk.as(['coordinator']);
    for (const [route, input] of [
      ['mediation.search', { text: '王小明' }],
      ['mediation.listCases', { text: '王小明' }],
      ['mediation.listEnquiries', {}],
      ['mediation.exportCases', { columns: ['title'], format: 'csv' }],
      ['mediation.listCaseViews', {}],
      ['mediation.rebuildSearch', {}],
    ] as const) {
      expect(await coordinator.ask(route, input), route).toMatchObject({
        error: { code: 'session.roleMissing' },
      });
    }
    const mediator = await desk.as(['mediator']);
    expect(await mediator.ask('mediation.rebuildSearch', {})).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect((await mediator.call('mediation.search', { text: '王小明' })).hits).toHaveLength(1);
  });

  it('knows no ID number: not by any part of it, not in a snippet, and a phone only masked', async () => {
    await register(desk, secretCase());
    for (const text of ['11010519491231002X', '110105', '19491231', '1231002', '002X', '002x']) {
      expect((await desk.call('mediation.search', { text })).hits, text).toEqual([]);
    }
    const answer = JSON.stringify(await desk.call('mediation.search', { text: '家住六楼' }));
    expect(answer).not.toMatch(/1949|002X|110105/);
    expect(JSON.stringify(await desk.call('mediation.search', { text: '5678' }))).not.toMatch(
      /13812345678|1234/,
    );
  });

  it('shows no part of an ID number that a long text is cut through', async () => {
    // Of a long text only the surroundings of a word are read: whoever chooses the word chooses where it is cut.
    const gaps = Array.from({ length: 30 }, (_, index) => 95 + index);
    for (const [index, gap] of gaps.entries()) {
      const number = index % 2 === 0 ? '11010519491231002X' : '110105 19491231 002X';
      const word = [...'漏水纠缠'].map((one) => one + '甲乙丙丁戊己庚辛壬癸'[index % 10]).join('');
      const facts = `${number}${'情'.repeat(gap)}${word}${'况'.repeat(gap)}${number}`;
      await register(desk, { ...secretCase(), facts: `${'前'.repeat(200)}${facts}${'后'.repeat(200)}` });
    }
    for (const text of ['漏甲', '甲水', '漏癸水', '漏丁', '情漏', '漏戊 纠戊']) {
      const { hits } = await desk.call('mediation.search', { text });
      expect(hits.length, text).toBeGreaterThan(0);
      for (const hit of hits) {
        expect(hit.found[0]?.snippet.marks.length, text).toBeGreaterThan(0);
        expect(JSON.stringify(hit.found)).not.toMatch(/\d{3}/);
      }
    }
  });

  it('holds nothing of a private talk, in its answers or in its tables', async () => {
    const file = await accept(desk, await register(desk, secretCase()));
    const users = await desk.sql<{ id: string }>('SELECT id FROM users');
    // The worst case: a note that got into the row of a session, past the triggers that refuse it.
    await desk.sql('DROP TRIGGER IF EXISTS mediation_sessions_caucus_insert').catch(() => undefined);
    await desk
      .sql(
        `INSERT INTO mediation_sessions (id, case_id, version, number, held_on, starts_at, ends_at, place, attendees,
           minutes, result, recorder, late, recorded_by, recorded_at, kind)
         VALUES ('x', ?, 1, 9, '2026-07-01', '08:00', '09:00', '室', '', '底线是三万元', '', '', 0, ?, '2026-07-01', 'caucus')`,
        [file.id, users[0]!.id],
      )
      .catch(() => undefined);
    await desk.call('mediation.rebuildSearch', {});
    await desk.application.idle();
    for (const text of ['底线', '三万元'])
      expect((await desk.call('mediation.search', { text })).hits).toEqual([]);
  });

  it('takes signs of its own query language for text', async () => {
    await register(desk, secretCase());
    for (const text of [
      '"',
      "' OR 1=1 --",
      'NOT 漏水案x',
      'a* OR b*',
      '漏水" OR "x',
      'rowid:1',
      '^漏',
      '(',
      'NEAR(a b)',
    ]) {
      const answer = await desk.ask('mediation.search', { text });
      expect(answer.ok, text).toBe(true);
    }
    expect((await desk.call('mediation.search', { text: '漏水*' })).hits).toHaveLength(1);
  });

  it('keeps saved filters, opened registers and finished sheets from other accounts', async () => {
    const mediator = await desk.as(['mediator']);
    const view = { filter: {}, columns: ['title' as const] };
    const saved = await mediator.call('mediation.saveCaseView', { name: '我的', view });
    expect((await desk.call('mediation.listCaseViews', {})).rows).toEqual([]);
    expect(await desk.ask('mediation.deleteCaseView', { id: saved.id })).toMatchObject({
      error: { code: 'record.notFound' },
    });
    expect(await desk.ask('mediation.saveCaseView', { ...saved, name: '你的', view })).toMatchObject({
      error: { code: 'record.notFound' },
    });
    const { jobId } = await mediator.call('mediation.exportCases', { columns: ['title'], format: 'csv' });
    await desk.application.idle();
    expect(await desk.ask('mediation.saveExport', { jobId })).toMatchObject({
      error: { code: 'export.gone' },
    });
    expect((await mediator.call('mediation.saveExport', { jobId })).rows).toBe(0);
  });
});
