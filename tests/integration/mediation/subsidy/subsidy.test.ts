import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../../support/desk.ts';
import { adminId } from '../case-kit.ts';
import { closed, grade, lineForm, rulesForm, sheetForm, terminated } from './subsidy-kit.ts';

type Other = Awaited<ReturnType<TestDesk['as']>>;

let desk: TestDesk;
let clerk: Other;
let lead: Other;
let second: Other;
beforeEach(async () => {
  desk = await openDesk();
  clerk = await desk.as(['clerk']);
  lead = await desk.as(['mediator']);
  second = await desk.as(['mediator']);
});
afterEach(() => desk.close());

const refusal = async (work: Promise<unknown>): Promise<{ code: string; fields?: unknown }> => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof Refused ? thrown.error : { code: 'done' };
};

/** A sheet of one graded case, handed in by the clerk. */
async function submitted(mediators = [lead.userId, second.userId]) {
  const file = await closed(desk, mediators);
  await grade(desk, file.id);
  const saved = await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
  const { version } = await clerk.call('mediation.submitSubsidySheet', {
    id: saved.id,
    version: saved.version,
  });
  return { ...saved, version, file };
}

describe('rule sets', () => {
  it('nothing is in force until the centre adopts a set: samples alone pay nobody', async () => {
    const { samples, versions } = await desk.call('mediation.readSubsidyRules', {});
    expect(versions).toEqual([]);
    expect(samples.map(({ code }) => code)).toContain('lueyang2011');
    expect(samples.every(({ verified }) => !verified)).toBe(true);
    const file = await closed(desk, [lead.userId]);
    expect((await refusal(grade(desk, file.id))).code).toBe('subsidy.noRules');
    const { findings } = await clerk.call('mediation.checkSubsidySheet', {
      sheet: sheetForm([lineForm(file.id, { override: { amountFen: 100, reason: '想发' } })]),
    });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'subsidyNoRules', severity: 'error' }));
  });

  it('a case is paid by the version of the day it ended, and a newer one takes over from its date', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
    const newer = rulesForm({ validFrom: '2026-07-02', rows: [{ class: 'general', amountFen: 1 }] });
    await desk.call('mediation.adoptSubsidyRules', { rules: newer });
    const file = await closed(desk, [lead.userId]);
    await grade(desk, file.id);
    const sheet = sheetForm([lineForm(file.id)]);
    const { lines } = await clerk.call('mediation.checkSubsidySheet', { sheet });
    expect(lines[0]).toMatchObject({ amountFen: 10_000, ruleRow: 1, className: '一般' });
    const { versions } = await desk.call('mediation.readSubsidyRules', {});
    expect(versions.map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('an ambiguous table is not adopted, and says where', async () => {
    const rows = [
      { class: 'general', amountFen: 1 },
      { class: 'any', form: 'oral' as const, amountFen: 2 },
    ];
    const error = await refusal(desk.call('mediation.adoptSubsidyRules', { rules: rulesForm({ rows }) }));
    expect(error).toMatchObject({
      code: 'input.invalid',
      fields: { 'rules.rows.0.class': { code: 'findings.subsidyRowsAmbiguous' } },
    });
  });

  it('an adopted version cannot be changed, replaced or deleted, not even by raw SQL', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
    for (const text of [
      `UPDATE subsidy_rule_sets SET rows = '[]'`,
      'DELETE FROM subsidy_rule_sets',
      'INSERT OR REPLACE INTO subsidy_rule_sets SELECT * FROM subsidy_rule_sets',
    ]) {
      await expect(desk.sql(text), text).rejects.toThrow('subsidy.frozen');
    }
  });

  it('only an administrator adopts', async () => {
    for (const other of [clerk, lead]) {
      const error = await refusal(other.call('mediation.adoptSubsidyRules', { rules: rulesForm() }));
      expect(error.code).toBe('session.roleMissing');
    }
  });
});

describe('grades', () => {
  beforeEach(() => desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() }));

  it('keeps every grade with its reason; two who grade at once do not overwrite each other', async () => {
    const file = await closed(desk, [lead.userId]);
    const both = await Promise.all([
      desk.ask('mediation.gradeCase', { caseId: file.id, seen: 0, classCode: 'general', reason: '一' }),
      clerk.ask('mediation.gradeCase', { caseId: file.id, seen: 0, classCode: 'difficult', reason: '二' }),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await grade(desk, file.id, 'difficult', 1);
    const read = await lead.call('mediation.readCaseGrade', { caseId: file.id });
    expect(read).toMatchObject({ seen: 2, current: { className: '疑难' } });
    expect(read.history.map(({ number }) => number)).toEqual([2, 1]);
    await expect(desk.sql(`UPDATE case_grades SET class_code = 'x'`)).rejects.toThrow('subsidy.frozen');
  });

  it('a mediator does not grade, and a grader who mediates the case is pointed out', async () => {
    const admin = await adminId(desk);
    const file = await closed(desk, [admin]);
    const error = await refusal(
      lead.call('mediation.gradeCase', { caseId: file.id, seen: 0, classCode: 'general', reason: '自评' }),
    );
    expect(error.code).toBe('session.roleMissing');
    await grade(desk, file.id);
    const sheet = sheetForm([lineForm(file.id)]);
    const { findings } = await clerk.call('mediation.checkSubsidySheet', { sheet });
    expect(findings.map(({ code }) => code)).toEqual(['subsidyGradedByMediator']);
  });
});

describe('a sheet', () => {
  beforeEach(() => desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() }));

  it('offers what ended in the period, pays by class, form, outcome and score, and adds up', async () => {
    const [one, two, three] = [
      await closed(desk, [lead.userId, second.userId]),
      await closed(desk, [second.userId], { form: 'oral' }),
      await terminated(desk, [lead.userId]),
    ];
    await grade(desk, one.id, 'difficult');
    await grade(desk, two.id);
    await grade(desk, three.id);
    const offered = await clerk.call('mediation.listSubsidyCandidates', {
      from: '2026-07-01',
      to: '2026-07-31',
    });
    expect(offered.rows.map(({ caseId, form, outcome }) => [caseId, form, outcome])).toEqual([
      [one.id, 'written', 'agreement'],
      [two.id, 'oral', 'agreement'],
      [three.id, 'none', 'terminated'],
    ]);
    const earlier = { from: '2026-06-01', to: '2026-06-30' };
    expect((await clerk.call('mediation.listSubsidyCandidates', earlier)).rows).toEqual([]);

    const sheet = sheetForm([lineForm(one.id), lineForm(two.id), lineForm(three.id)]);
    const checked = await clerk.call('mediation.checkSubsidySheet', { sheet });
    expect(checked.findings).toEqual([]);
    expect(checked.lines.map(({ amountFen }) => amountFen)).toEqual([20_000, 10_000, 5_000]);
    // The score is that of the dossier itself; what a reviewer types does not raise it.
    const { score } = await desk.call('mediation.readDossier', { caseId: one.id });
    const typed = sheetForm([lineForm(one.id, { score: 100 })]);
    const [line] = (await clerk.call('mediation.checkSubsidySheet', { sheet: typed })).lines;
    expect(line).toMatchObject({ score: score.points, dossierScore: score.points, typedScore: 100 });
    expect(checked).toMatchObject({ totalFen: 35_000, totalCapitals: '人民币叁佰伍拾元整' });
    expect(checked.summary.map(({ userId, cases, amountFen }) => [userId, cases, amountFen])).toEqual([
      [second.userId, 2, 20_000],
      [lead.userId, 2, 15_000],
    ]);
  });

  it('goes draft → submitted → returned → draft → submitted → approved, with a number, a PDF and a trail', async () => {
    const sheet = await submitted();
    expect(sheet.number).toBe('2026-尧-补贴-001');
    const back = await desk.call('mediation.returnSubsidySheet', { ...head(sheet), reason: '请核对评分' });
    const returned = await clerk.call('mediation.readSubsidySheet', { id: sheet.id });
    expect(returned).toMatchObject({ state: 'returned', reason: '请核对评分', ownSheet: true });
    const again = await clerk.call('mediation.saveSubsidySheet', {
      id: sheet.id,
      version: back.version,
      sheet: sheetForm([lineForm(sheet.file.id, { score: 90 })]),
    });
    const handed = await clerk.call('mediation.submitSubsidySheet', head(again));
    const approved = await desk.call('mediation.approveSubsidySheet', head(handed));
    const view = await clerk.call('mediation.readSubsidySheet', { id: sheet.id });
    expect(view).toMatchObject({ state: 'approved', totalFen: 10_000, documentId: approved.documentId });
    const paper = await desk.call('documents.read', { id: approved.documentId });
    expect(paper).toMatchObject({ kind: 'mediation.subsidySheet', number: sheet.number });
    expect(Buffer.from(paper.pdf.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
    const { rows } = await desk.call('platform.listAudit', { about: `subsidySheet:${sheet.id}` });
    expect(rows.map(({ route }) => route.split('.')[1])).toEqual(
      expect.arrayContaining([
        'saveSubsidySheet',
        'submitSubsidySheet',
        'returnSubsidySheet',
        'approveSubsidySheet',
      ]),
    );
  });

  it('is not approved by anybody who wrote on it, not even by raw SQL', async () => {
    const file = await closed(desk, [lead.userId]);
    await grade(desk, file.id);
    const own = await desk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
    const corrected = await clerk.call('mediation.saveSubsidySheet', {
      ...head(own),
      sheet: sheetForm([lineForm(file.id, { score: 70 })]),
    });
    const handed = await clerk.call('mediation.submitSubsidySheet', head(corrected));
    expect((await refusal(desk.call('mediation.approveSubsidySheet', head(handed)))).code).toBe(
      'subsidy.ownSheet',
    );
    await expect(
      desk.sql(
        `UPDATE subsidy_sheets SET state = 'approved', approved_by = ?, approved_at = 'x', document_id = 'd'`,
        [await adminId(desk)],
      ),
    ).rejects.toThrow('subsidy.ownSheet');
    const other = await desk.as(['administrator']);
    expect((await other.call('mediation.approveSubsidySheet', head(handed))).documentId).toBeTruthy();
  });

  it('is refused at submission while a class is missing, and at approval when the facts have changed since', async () => {
    const file = await closed(desk, [lead.userId]);
    const draft = await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
    expect(await refusal(clerk.call('mediation.submitSubsidySheet', head(draft)))).toMatchObject({
      code: 'subsidy.hasErrors',
      fields: { 'sheet.lines.0.classCode': { code: 'findings.subsidyClassMissing' } },
    });
    await grade(desk, file.id);
    const handed = await clerk.call('mediation.submitSubsidySheet', head(draft));
    await desk.call('mediation.saveSubsidyExclusion', {
      exclusion: { userId: lead.userId, reason: '在编人员', validFrom: '2026-01-01' },
    });
    expect(await refusal(desk.call('mediation.approveSubsidySheet', head(handed)))).toMatchObject({
      code: 'subsidy.hasErrors',
    });
    expect((await clerk.call('mediation.readSubsidySheet', { id: draft.id })).state).toBe('submitted');
  });

  it('pays another amount or other shares only with a reason, and only if they add up', async () => {
    const file = await closed(desk, [lead.userId, second.userId]);
    await grade(desk, file.id);
    const withShares = (fen: [number, number], reason = '主调人多跑了三次') =>
      sheetForm([
        lineForm(file.id, {
          override: {
            amountFen: 10_000,
            reason,
            shares: [
              { userId: lead.userId, amountFen: fen[0] },
              { userId: second.userId, amountFen: fen[1] },
            ],
          },
        }),
      ]);
    const error = await refusal(
      clerk.call('mediation.saveSubsidySheet', { sheet: withShares([7_000, 3_000], ' ') }),
    );
    expect(error.fields).toHaveProperty(['sheet.lines.0.override.reason']);
    const wrong = await clerk.call('mediation.checkSubsidySheet', { sheet: withShares([7_000, 2_999]) });
    expect(wrong.findings.map(({ code }) => code)).toEqual(['subsidySharesDiffer']);
    const right = await clerk.call('mediation.checkSubsidySheet', { sheet: withShares([7_000, 3_000]) });
    expect(right.findings).toEqual([]);
    expect(right.lines[0]!.shares.map(({ amountFen }) => amountFen)).toEqual([7_000, 3_000]);
    expect(right.lines[0]!.steps.at(-1)).toMatchObject({ code: 'override' });
  });

  it('leaves out who is barred on the day the case ended, and refuses to pay a stranger', async () => {
    const file = await closed(desk, [lead.userId, second.userId]);
    await grade(desk, file.id);
    await clerk.call('mediation.saveSubsidyExclusion', {
      exclusion: { userId: lead.userId, reason: '在编人员', validFrom: '2026-07-01', validTo: '2026-07-01' },
    });
    const { lines, findings } = await clerk.call('mediation.checkSubsidySheet', {
      sheet: sheetForm([lineForm(file.id)]),
    });
    expect(lines[0]!.shares.map(({ amountFen, barred }) => [amountFen, barred])).toEqual([
      [0, true],
      [10_000, false],
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['subsidyBarredLeftOut']);
    const stranger = await clerk.call('mediation.checkSubsidySheet', {
      sheet: sheetForm([
        lineForm(file.id, {
          override: { amountFen: 1, reason: '帮忙', shares: [{ userId: clerk.userId, amountFen: 1 }] },
        }),
      ]),
    });
    expect(stranger.findings.map(({ code }) => code)).toContain('subsidyNotMediator');
  });

  it('counts the cap of a month over all live sheets', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm({ capFen: 15_000 }) });
    const files = [await closed(desk, [lead.userId]), await closed(desk, [lead.userId])];
    for (const file of files) await grade(desk, file.id);
    await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(files[0]!.id)]) });
    const { findings } = await clerk.call('mediation.checkSubsidySheet', {
      sheet: sheetForm([lineForm(files[1]!.id)]),
    });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'subsidyOverCap',
        severity: 'error',
        params: expect.objectContaining({ month: '2026-07', sumFen: 20_000, capFen: 15_000 }),
      }),
    ]);
  });

  it('shows a mediator his own approved shares and nothing else', async () => {
    const sheet = await submitted();
    expect((await lead.call('mediation.listOwnSubsidies', {})).rows).toEqual([]);
    const { documentId } = await desk.call('mediation.approveSubsidySheet', head(sheet));
    const own = await lead.call('mediation.listOwnSubsidies', { year: 2026 });
    expect(own.rows.map(({ shareFen, lineFen }) => [shareFen, lineFen])).toEqual([[5_000, 10_000]]);
    expect(own.totalFen).toBe(5_000);
    expect((await lead.call('mediation.listOwnSubsidies', { year: 2025 })).rows).toEqual([]);
    const stranger = await desk.as(['mediator']);
    expect((await stranger.call('mediation.listOwnSubsidies', {})).rows).toEqual([]);
    // Attack: the sheet names everybody’s pay; a mediator tries the sheet, its list, its PDF and the list of papers.
    for (const [route, input] of [
      ['mediation.readSubsidySheet', { id: sheet.id }],
      ['mediation.listSubsidySheets', {}],
      ['mediation.previewSubsidySheet', { id: sheet.id }],
      ['mediation.exportSubsidySheet', { id: sheet.id }],
      ['mediation.listSubsidyExclusions', {}],
      ['documents.read', { id: documentId }],
      ['documents.saveAs', { id: documentId }],
    ] as const) {
      expect(await lead.ask(route, input), route).toMatchObject({
        ok: false,
        error: { code: 'session.roleMissing' },
      });
    }
    const papers = await lead.call('documents.list', { owner: `subsidySheet:${sheet.id}` });
    expect(papers).toMatchObject({ rows: [], total: 0 });
    expect((await clerk.call('documents.list', { owner: `subsidySheet:${sheet.id}` })).total).toBe(1);
  });
});

describe('one dispute once', () => {
  beforeEach(() => desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() }));

  it('holds under two commands at the same moment: one of two sheets is refused', async () => {
    const file = await closed(desk, [lead.userId]);
    await grade(desk, file.id);
    const answers = await Promise.all(
      [clerk, desk].map((who) =>
        who.ask('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) }),
      ),
    );
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'subsidy.caseTaken' } });
    expect(await desk.sql('SELECT count(*) AS n FROM subsidy_lines WHERE live = 1')).toEqual([{ n: 1 }]);
  });

  it('holds within one sheet, and for raw SQL', async () => {
    const file = await closed(desk, [lead.userId]);
    await grade(desk, file.id);
    const twice = sheetForm([lineForm(file.id), lineForm(file.id)]);
    expect((await refusal(clerk.call('mediation.saveSubsidySheet', { sheet: twice }))).code).toBe(
      'subsidy.caseTaken',
    );
    await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
    await expect(desk.sql('UPDATE subsidy_lines SET live = 0')).rejects.toThrow('subsidy.stageForbids');
  });

  it.each(['returned', 'cancelled'] as const)('a case on a %s sheet becomes free again', async (state) => {
    const sheet = await submitted([lead.userId]);
    const back = await desk.call('mediation.returnSubsidySheet', { ...head(sheet), reason: '退回' });
    if (state === 'cancelled') {
      await clerk.call('mediation.cancelSubsidySheet', { ...head(back), reason: '不发了' });
    }
    const offered = await clerk.call('mediation.listSubsidyCandidates', {
      from: '2026-07-01',
      to: '2026-07-31',
    });
    expect(offered.rows.map(({ caseId }) => caseId)).toEqual([sheet.file.id]);
    await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(sheet.file.id)]) });
    if (state === 'cancelled') return;
    // The returned sheet comes too late for its own case, but can go on without it.
    const late = clerk.call('mediation.saveSubsidySheet', {
      ...head(back),
      sheet: sheetForm([lineForm(sheet.file.id)]),
    });
    expect((await refusal(late)).code).toBe('subsidy.caseTaken');
    const without = await clerk.call('mediation.saveSubsidySheet', { ...head(back), sheet: sheetForm([]) });
    expect(without.number).toBe(sheet.number);
  });
});

describe('an approved sheet', () => {
  it('is frozen: no statement changes its head, its lines, its shares or its makers', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
    const sheet = await submitted();
    await desk.call('mediation.approveSubsidySheet', head(sheet));
    for (const text of [
      `UPDATE subsidy_sheets SET note = 'x'`,
      `UPDATE subsidy_sheets SET state = 'returned', reason = 'x'`,
      'DELETE FROM subsidy_sheets',
      'INSERT OR REPLACE INTO subsidy_sheets SELECT * FROM subsidy_sheets',
      'UPDATE subsidy_lines SET amount_fen = 1, overridden = 1',
      'DELETE FROM subsidy_lines',
      'UPDATE subsidy_shares SET amount_fen = 0',
      'DELETE FROM subsidy_shares',
      `INSERT OR REPLACE INTO subsidy_shares SELECT line_id, user_id, position, lead, barred, 1 FROM subsidy_shares`,
      'DELETE FROM subsidy_sheet_makers',
    ]) {
      await expect(desk.sql(text), text).rejects.toThrow(/subsidy\.(frozen|stageForbids)/);
    }
    for (const route of ['mediation.cancelSubsidySheet', 'mediation.returnSubsidySheet'] as const) {
      const error = await refusal(
        desk.call(route, { id: sheet.id, version: sheet.version + 1, reason: 'x' }),
      );
      expect(error.code).toBe('subsidy.stageForbids');
    }
  });

  it('was not approved with sums that differ: the database adds up for itself', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
    const sheet = await submitted();
    const { id: documentId } = (await desk.sql<{ id: string }>('SELECT id FROM documents LIMIT 1'))[0]!;
    const approve = () =>
      desk.sql(
        `UPDATE subsidy_sheets SET state = 'approved', approved_by = ?, approved_at = 'x', document_id = ?`,
        [lead.userId, documentId],
      );
    await desk.sql('DROP TRIGGER subsidy_shares_update');
    await desk.sql('UPDATE subsidy_shares SET amount_fen = amount_fen - 1 WHERE lead = 1');
    await expect(approve()).rejects.toThrow('subsidy.sumsDiffer');
    await desk.sql('UPDATE subsidy_shares SET amount_fen = amount_fen + 1 WHERE lead = 1');
    await desk.sql('UPDATE subsidy_shares SET user_id = ? WHERE lead = 1', [clerk.userId]);
    await expect(approve()).rejects.toThrow('subsidy.notMediator');
    expect(sheet.number).toBeTruthy();
  });
});

describe('the spreadsheet', () => {
  it('is saved where the person chooses, with numbers as numbers, and leaves a trace', async () => {
    await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
    const sheet = await submitted();
    const { savedAs } = await clerk.call('mediation.exportSubsidySheet', { id: sheet.id });
    expect(savedAs).toMatch(/2026-尧-补贴-001\.xlsx$/);
    const file = desk.saved.at(-1)!;
    expect(Buffer.from(file.bytes).subarray(0, 2).toString()).toBe('PK');
    const { rows } = await desk.call('platform.listAudit', { about: `subsidySheet:${sheet.id}` });
    expect(rows[0]).toMatchObject({ route: 'mediation.exportSubsidySheet', details: { exported: true } });
    desk.cancelDialogs = true;
    expect(await clerk.call('mediation.exportSubsidySheet', { id: sheet.id })).toEqual({ savedAs: null });
  });
});

const head = ({ id, version }: { id: string; version: number }) => ({ id, version });
