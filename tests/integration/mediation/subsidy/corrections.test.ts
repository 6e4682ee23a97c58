import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../../support/desk.ts';
import { solidTextOf } from '../../../pdf/pdf-tools.ts';
import { closed, grade, lineForm, rulesForm, sheetForm } from './subsidy-kit.ts';

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
  await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
});
afterEach(() => desk.close());

const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.error.code : String(error)),
  );

/** An approved sheet of one case with two mediators, 50 yuan each. */
async function approved() {
  const file = await closed(desk, [lead.userId, second.userId]);
  await grade(desk, file.id);
  const saved = await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
  const handedIn = await clerk.call('mediation.submitSubsidySheet', { id: saved.id, version: saved.version });
  await desk.call('mediation.approveSubsidySheet', { id: saved.id, version: handedIn.version });
  const { standing } = await desk.call('mediation.listSubsidyCorrections', { sheetId: saved.id });
  return { id: saved.id, lineId: standing[0]!.lineId, file };
}

describe('a correction of an approved sheet', () => {
  it('stands beside it with number, reason and paper; the sheet itself says what it said', async () => {
    const { id, lineId } = await approved();
    const before = await desk.call('mediation.readSubsidySheet', { id });
    const made = await clerk.call('mediation.saveSubsidyCorrection', {
      sheetId: id,
      reason: '分配写错了人',
      entries: [
        { lineId, userId: lead.userId, amountFen: 8_000 },
        { lineId, userId: second.userId, amountFen: 1_000 },
      ],
    });
    const open = await desk.call('mediation.listSubsidyCorrections', { sheetId: id });
    // Nothing counts before it is approved.
    expect(open).toMatchObject({ totalFen: 10_000, corrections: [{ state: 'submitted', totalFen: -1_000 }] });
    expect((await lead.call('mediation.listOwnSubsidies', {})).totalFen).toBe(5_000);
    const draft = await clerk.call('mediation.previewSubsidyCorrection', { id: made.id });
    expect(solidTextOf(Buffer.from(draft.base64, 'base64'))).toContain('分配写错了人');

    const decided = await desk.call('mediation.decideSubsidyCorrection', {
      id: made.id,
      version: 1,
      approve: true,
    });
    const after = await desk.call('mediation.listSubsidyCorrections', { sheetId: id });
    expect(after.totalFen).toBe(9_000);
    expect(after.standing.map(({ amountFen }) => amountFen).sort((a, b) => a - b)).toEqual([1_000, 8_000]);
    expect(after.corrections[0]!.entries.map((one) => [one.beforeFen, one.afterFen])).toEqual([
      [5_000, 8_000],
      [5_000, 1_000],
    ]);
    expect(await desk.call('mediation.readSubsidySheet', { id })).toEqual(before);
    const [row] = (await desk.call('mediation.listSubsidySheets', {})).rows;
    expect(row).toMatchObject({ totalFen: 10_000, correctedFen: -1_000 });
    const own = await lead.call('mediation.listOwnSubsidies', {});
    expect(own).toMatchObject({
      totalFen: 8_000,
      rows: [{ shareFen: 8_000, correctedFen: 3_000, lineFen: 9_000 }],
    });
    // What others are paid is no mediator’s to read, neither on the sheet nor on its correction.
    expect(await lead.ask('documents.read', { id: decided.documentId! })).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    expect((await lead.call('documents.list', { kind: 'mediation.subsidyCorrection' })).rows).toEqual([]);
    for (const asked of [
      lead.ask('mediation.listSubsidyCorrections', { sheetId: id }),
      lead.ask('mediation.previewSubsidyCorrection', { id: made.id }),
    ])
      expect(await asked).toMatchObject({ error: { code: 'session.roleMissing' } });
    const paper = await desk.call('documents.read', { id: decided.documentId! });
    const text = solidTextOf(Buffer.from(paper.pdf.base64, 'base64'));
    for (const words of [made.number, '80.00', '−10.00', '¥90.00']) expect(text).toContain(words);
  });

  it('can be corrected again, from what stands then; two are never open at once', async () => {
    const { id, lineId } = await approved();
    const correct = (amountFen: number) =>
      clerk.call('mediation.saveSubsidyCorrection', {
        sheetId: id,
        reason: '更正',
        entries: [{ lineId, userId: lead.userId, amountFen }],
      });
    const first = await correct(4_000);
    expect(await refusal(correct(3_000))).toBe('subsidy.correctionOpen');
    await desk.call('mediation.decideSubsidyCorrection', { id: first.id, version: 1, approve: true });
    const next = await correct(4_500);
    const refused = { id: next.id, version: 1, approve: false };
    expect(await refusal(desk.call('mediation.decideSubsidyCorrection', refused))).toBe('input.invalid');
    await desk.call('mediation.decideSubsidyCorrection', { ...refused, refusal: '没有依据' });
    expect(await refusal(correct(4_000))).toBe('subsidy.nothingCorrected');
    const third = await correct(0);
    await desk.call('mediation.decideSubsidyCorrection', { id: third.id, version: 1, approve: true });
    expect((await desk.call('mediation.listSubsidyCorrections', { sheetId: id })).totalFen).toBe(5_000);
    // What everybody gets adds up to the total, whichever way it is asked.
    const own = await Promise.all(
      [lead, second].map(async (one) => (await one.call('mediation.listOwnSubsidies', {})).totalFen),
    );
    expect(own[0]! + own[1]!).toBe(5_000);
  });

  it('is not approved by whoever wrote it or the sheet, not even by raw SQL; a draft has no corrections', async () => {
    const { id, lineId } = await approved();
    const other = await desk.as(['administrator']);
    const made = await other.call('mediation.saveSubsidyCorrection', {
      sheetId: id,
      reason: '更正',
      entries: [{ lineId, userId: lead.userId, amountFen: 1 }],
    });
    const decide = { id: made.id, version: 1, approve: true };
    expect(await refusal(other.call('mediation.decideSubsidyCorrection', decide))).toBe('subsidy.ownSheet');
    expect(await refusal(clerk.call('mediation.decideSubsidyCorrection', decide))).toBe(
      'session.roleMissing',
    );
    for (const userId of [other.userId, clerk.userId]) {
      await expect(
        desk.sql(
          `UPDATE subsidy_corrections SET state = 'approved', decided_by = ?, decided_at = 'x',
             document_id = (SELECT document_id FROM subsidy_sheets)`,
          [userId],
        ),
      ).rejects.toThrow('subsidy.ownSheet');
    }
    await desk.call('mediation.decideSubsidyCorrection', decide);
    for (const statement of [
      `UPDATE subsidy_corrections SET reason = 'x'`,
      'DELETE FROM subsidy_corrections',
      'UPDATE subsidy_correction_entries SET after_fen = 7',
      'DELETE FROM subsidy_correction_entries',
    ]) {
      await expect(desk.sql(statement)).rejects.toThrow('subsidy.frozen');
    }
    const file = await closed(desk, [lead.userId]);
    await grade(desk, file.id);
    const draft = await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(file.id)]) });
    const correction = {
      sheetId: draft.id,
      reason: '更正',
      entries: [{ lineId, userId: lead.userId, amountFen: 1 }],
    };
    expect(await refusal(clerk.call('mediation.saveSubsidyCorrection', correction))).toBe(
      'subsidy.stageForbids',
    );
  });

  it('gives nothing to a stranger or to who is barred', async () => {
    const { id, lineId } = await approved();
    const stranger = await desk.as(['mediator']);
    const give = (userId: string) =>
      clerk.call('mediation.saveSubsidyCorrection', {
        sheetId: id,
        reason: '更正',
        entries: [{ lineId, userId, amountFen: 9_000 }],
      });
    expect(await refusal(give(stranger.userId))).toBe('input.invalid');
    await desk.call('mediation.saveSubsidyExclusion', {
      exclusion: { userId: second.userId, reason: '公务员', validFrom: '2026-01-01' },
    });
    const made = await give(second.userId);
    const decide = desk.call('mediation.decideSubsidyCorrection', { id: made.id, version: 1, approve: true });
    expect(await refusal(decide)).toBe('subsidy.notMediator');
  });
});

describe('the spreadsheet of a corrected sheet', () => {
  const cells = (sheet: string) => readSheet(Buffer.from(desk.saved.at(-1)!.bytes), sheet);

  it('holds the counter-entries and comes to the sums of the papers; what is not approved is not in it', async () => {
    const { id, lineId, file } = await approved();
    await clerk.call('mediation.exportSubsidySheet', { id });
    expect(await cells('补贴明细')).toHaveLength(3);
    await expect(cells('更正明细')).rejects.toThrow();

    const made = await clerk.call('mediation.saveSubsidyCorrection', {
      sheetId: id,
      reason: '分配写错了人',
      entries: [
        { lineId, userId: lead.userId, amountFen: 8_000 },
        { lineId, userId: second.userId, amountFen: 1_000 },
      ],
    });
    await clerk.call('mediation.exportSubsidySheet', { id });
    await expect(cells('更正明细')).rejects.toThrow();
    const decided = await desk.call('mediation.decideSubsidyCorrection', {
      id: made.id,
      version: 1,
      approve: true,
    });
    await clerk.call('mediation.exportSubsidySheet', { id });

    const entries = await cells('更正明细');
    expect(entries.slice(1, 3).map((row) => [row[1], row[3], row[6], row[7], row[8], row[9]])).toEqual([
      [made.number, file.number, 50, 80, 30, '分配写错了人'],
      [made.number, file.number, 50, 10, -40, '分配写错了人'],
    ]);
    expect(entries.slice(3).map((row) => [row[1], row[8]])).toEqual([
      ['差额合计', -10],
      ['原审批表合计', 100],
      ['更正后合计', 90],
    ]);
    const lines = await cells('补贴明细');
    expect(lines.slice(2).map((row) => [row[1], row[9]])).toEqual([
      ['合计', 100],
      ['更正差额', -10],
      ['更正后合计', 90],
    ]);
    const people = await cells('按调解员汇总');
    expect(
      people
        .slice(1, 3)
        .map((row) => row.slice(3))
        .sort((a, b) => Number(a[1]) - Number(b[1])),
    ).toEqual([
      [50, -40, 10],
      [50, 30, 80],
    ]);
    expect(people.at(-1)!.slice(3)).toEqual([100, -10, 90]);
    // The same sums stand on the two papers.
    const texts = await Promise.all(
      [(await desk.call('mediation.readSubsidySheet', { id })).documentId!, decided.documentId!].map(
        async (documentId) =>
          solidTextOf(
            Buffer.from((await desk.call('documents.read', { id: documentId })).pdf.base64, 'base64'),
          ),
      ),
    );
    expect(texts[0]).toContain('¥100.00');
    expect(texts[1]).toContain('¥90.00');
  });
});

describe('a year of a large centre on one sheet', () => {
  it(
    'holds more than 500 cases; lines, summary, PDF and spreadsheet tie out',
    { timeout: 300_000 },
    async () => {
      const { file } = await approved();
      await copies(file.id, 700);
      const { rows, more } = await clerk.call('mediation.listSubsidyCandidates', {
        from: '2026-07-01',
        to: '2026-07-31',
      });
      expect([rows.length, more]).toEqual([700, false]);
      const saved = await clerk.call('mediation.saveSubsidySheet', {
        sheet: sheetForm(rows.map(({ caseId }) => lineForm(caseId))),
      });
      const handedIn = await clerk.call('mediation.submitSubsidySheet', {
        id: saved.id,
        version: saved.version,
      });
      const { documentId } = await desk.call('mediation.approveSubsidySheet', {
        id: saved.id,
        version: handedIn.version,
      });
      const sheet = await desk.call('mediation.readSubsidySheet', { id: saved.id });
      expect(sheet.totalFen).toBe(700 * 10_000);
      expect(sheet.summary.map((one) => [one.cases, one.amountFen])).toEqual([
        [700, 3_500_000],
        [700, 3_500_000],
      ]);
      const paper = await desk.call('documents.read', { id: documentId });
      expect(paper.pages).toBeGreaterThan(20);
      const text = solidTextOf(Buffer.from(paper.pdf.base64, 'base64'));
      expect(text).toContain('70,000.00');
      for (const { number } of [rows[0]!, rows[350]!, rows[699]!]) expect(text).toContain(number);
      await clerk.call('mediation.exportSubsidySheet', { id: saved.id });
      expect(desk.saved.at(-1)!.name).toMatch(/\.xlsx$/);
    },
  );
});

/** The same ended case so many times, with its mediators and grade. */
async function copies(caseId: string, count: number): Promise<void> {
  const columns = async (table: string) =>
    (await desk.sql<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)).map(
      ({ name }) => name,
    );
  const copy = async (table: string, over: Record<string, string>, where: string) => {
    const names = await columns(table);
    const values = names.map((name) => over[name] ?? `source.${name}`);
    await desk.sql(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM n, ${table} AS source WHERE ${where}`,
      [caseId],
    );
  };
  const numbered = (column: string) => `substr(source.${column}, 1, 24) || printf('%012d', n.i)`;
  const [id, ofCase] = [numbered('id'), numbered('case_id')];
  await copy('cases', { id, seq: '1000 + n.i', number: `source.number || '-' || n.i` }, 'source.id = ?');
  await copy('case_mediators', { case_id: ofCase }, 'source.case_id = ?');
  await copy(
    'agreements',
    { id, case_id: ofCase, number: 'NULL', issued_document_id: 'NULL', effective_on: 'NULL' },
    'source.case_id = ?',
  );
  await copy('case_grades', { id, case_id: ofCase }, 'source.case_id = ?');
}
