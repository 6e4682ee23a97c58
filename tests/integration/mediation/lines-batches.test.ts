import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { solidTextOf } from '../../pdf/pdf-tools.ts';
import { adminId } from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type BatchForm = RouteInput<'mediation.saveBatch'>['batch'];

const row = (index: number, over = {}) => ({
  id: randomUUID(),
  room: `${Math.floor(index / 10) + 1}-${101 + (index % 10)}`,
  owner: `业主${index + 1}`,
  phone: '13812345678',
  areaCenti: 8_950 + index,
  from: '2025-01-01',
  to: '2025-12-31',
  rateFen: 185,
  months: 12,
  waiverFen: index * 100,
  ...over,
});
const batchForm = (count: number, over: Partial<BatchForm> = {}): BatchForm => ({
  name: '某小区2025年度物业费',
  appliedOn: '2026-07-01',
  firm: {
    kind: 'organisation',
    name: '某物业服务有限公司',
    legalRepresentative: '李某',
    phone: '02585550000',
    address: '栖霞区某路1号',
  },
  template: {
    title: '某物业公司与{业主}物业费纠纷',
    facts: '{业主}系{房号}业主，建筑面积{面积}平方米，2025年度物业费{费用}元未交。',
    requests: ['请求支付物业费{应付}元'],
    issues: '物业费数额与交纳期限',
    ownerResponsibility: '应当按照约定交纳物业费',
    clauses: [
      { kind: 'payment', text: '{房号}物业服务费', amount: 'due', dueOn: '2026-08-03', manner: '银行转账' },
    ],
  },
  rows: Array.from({ length: count }, (_, index) => row(index)),
  ...over,
});
const accepted = async () => ({
  acceptedOn: '2026-07-01',
  rightsNotifiedOn: '2026-07-01',
  allConsent: true as const,
  concludedOn: '2026-07-01',
  recorder: '文员',
  mediators: [{ userId: await adminId(desk), lead: true, chosenBy: 'parties' as const }],
});
const jobDone = async (jobId: string) => {
  await desk.application.idle();
  return desk.call('platform.readJob', { id: jobId });
};

const numbersGiven = async () =>
  (
    await desk.sql<{ serial: number }>(
      `SELECT serial FROM issued_numbers WHERE kind = 'agreement' ORDER BY serial`,
    )
  ).map(({ serial }) => serial);

describe('a batch of cases', () => {
  it('of 30 owners: from the sheet to 30 numbered agreements and one PDF in the order of rooms', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(30) });
    const draft = await desk.call('mediation.readBatch', { id });
    expect(draft.findings).toEqual([]);
    expect(draft.rows[0]!.phone).toBe('138****5678');
    const opened = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    expect(opened.waiting).toBe(29);
    expect(await jobDone(opened.jobId)).toMatchObject({ state: 'done', done: 30, total: 30 });

    const open = await desk.call('mediation.readBatch', { id });
    expect(new Set(open.progress.map((one) => one.number)).size).toBe(30);
    expect(open.progress.every((one) => one.stage === 'accepted')).toBe(true);
    // One firm, typed once: one entry of the directory.
    expect(await desk.sql(`SELECT COUNT(*) AS n FROM parties WHERE kind = 'organisation'`)).toEqual([
      { n: 1 },
    ]);
    const { jobId } = await desk.call('mediation.issueBatch', { id, version: opened.version });
    expect(await jobDone(jobId)).toMatchObject({ state: 'done', done: 30, total: 30 });
    const issued = await desk.call('mediation.readBatch', { id });
    expect(issued.progress.every((one) => one.agreementNumber !== null && one.stage === 'agreed')).toBe(true);
    const total = await desk.sql<{ sum: number }>('SELECT SUM(amount_fen) AS sum FROM cases');
    expect(total[0]!.sum).toBe(issued.totalFen);

    const printing = await desk.call('mediation.printBatch', { id });
    const printed = await jobDone(printing.jobId);
    expect(printed).toMatchObject({ state: 'done' });
    const document = await desk.call('documents.read', { id: printed.resultId! });
    expect(document.pages).toBeGreaterThanOrEqual(30);
    const text = solidTextOf(Buffer.from(document.pdf.base64, 'base64'));
    const rooms = [...text.matchAll(/(\d+-\d+)物业服务费/g)].map((match) => match[1]);
    expect(rooms).toEqual(issued.progress.map((one) => one.room));
    const links = await desk.call('mediation.readLines', { caseId: issued.progress[0]!.caseId! });
    expect(links.batch).toEqual({ id, name: '某小区2025年度物业费' });
    expect(links.charge?.dueFen).toBe(issued.progress[0]!.dueFen);
  });

  it('only registered: cases without a number wait for acceptance one by one', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(3) });
    await desk.call('mediation.openBatch', { id, version: 1 });
    await desk.application.idle();
    const { progress } = await desk.call('mediation.readBatch', { id });
    expect(progress.map((one) => [one.stage, one.number])).toEqual(Array(3).fill(['registered', null]));
    expect(await desk.ask('mediation.issueBatch', { id, version: 2 })).toMatchObject({ ok: true });
    await desk.application.idle();
    expect(await desk.sql(`SELECT COUNT(*) AS n FROM documents`)).toEqual([{ n: 0 }]);
  });

  it('the same command twice opens nothing twice; another one is refused', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(3) });
    const commandId = randomUUID();
    const input = { id, version: 1, accept: await accepted() };
    const first = await desk.call('mediation.openBatch', input, commandId);
    expect(await desk.call('mediation.openBatch', input, commandId)).toEqual(first);
    await desk.application.idle();
    expect(await desk.ask('mediation.openBatch', { ...input, version: 2 })).toMatchObject({
      ok: false,
      error: { code: 'batch.alreadyOpened' },
    });
    expect(await desk.sql('SELECT COUNT(*) AS n FROM cases')).toEqual([{ n: 3 }]);
    expect(await desk.ask('mediation.saveBatch', { id, version: 2, batch: batchForm(1) })).toMatchObject({
      ok: false,
      error: { code: 'batch.alreadyOpened' },
    });
  });

  it('a line with an error opens no case, and an answer that is refused leaves neither case nor number', async () => {
    const rows = [row(0), row(1, { waiverFen: 9_999_999 })];
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(0, { rows }) });
    const answer = await desk.ask('mediation.openBatch', { id, version: 1, accept: await accepted() });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'batch.hasErrors',
        fields: { 'rows.1.waiverFen': { code: 'findings.waiverExceedsFee', params: { line: 2 } } },
      },
    });
    const good = await desk.call('mediation.saveBatch', { batch: batchForm(3) });
    const nobody = [{ userId: randomUUID(), lead: true, chosenBy: 'parties' as const }];
    const half = await desk.ask('mediation.openBatch', {
      id: good.id,
      version: 1,
      accept: { ...(await accepted()), mediators: nobody },
    });
    expect(half).toMatchObject({ ok: false, error: { code: 'case.mediatorMissing' } });
    expect(await desk.sql('SELECT COUNT(*) AS n FROM cases')).toEqual([{ n: 0 }]);
    expect(await desk.sql('SELECT COUNT(*) AS n FROM issued_numbers')).toEqual([{ n: 0 }]);
    expect((await desk.call('mediation.readBatch', { id: good.id })).state).toBe('draft');
  });

  it('an agreement that cannot be issued is named at its line with the reason; the others are issued, and it follows', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(8) });
    const opened = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    await jobDone(opened.jobId);
    const { progress } = await desk.call('mediation.readBatch', { id });
    const bad = progress[2]!;
    const { agreement } = await desk.call('mediation.readCase', { id: bad.caseId! });
    const { form, facts, issues, responsibilities, clauses, performance, concludedOn, place, recorder } =
      agreement!;
    const whole = {
      form,
      facts,
      issues,
      responsibilities,
      clauses,
      performance,
      concludedOn,
      place,
      recorder,
    };
    await desk.call('mediation.saveAgreement', {
      caseId: bad.caseId!,
      version: 1,
      agreement: { ...whole, facts: '', clauses: [] },
    });
    const { jobId } = await desk.call('mediation.issueBatch', { id, version: opened.version });
    expect(await jobDone(jobId)).toMatchObject({ state: 'done', done: 8, total: 8 });
    const after = (await desk.call('mediation.readBatch', { id })).progress;
    expect(after.filter((one) => one.agreementNumber !== null)).toHaveLength(7);
    expect(after[2]).toMatchObject({
      agreementNumber: null,
      stage: 'accepted',
      refusal: { code: 'agreement.hasErrors', params: { count: expect.any(Number) } },
    });
    // Numbers have no gap: the one that was refused took none.
    expect(await numbersGiven()).toEqual([1, 2, 3, 4, 5, 6, 7]);

    await desk.call('mediation.saveAgreement', { caseId: bad.caseId!, version: 2, agreement: whole });
    const again = await desk.call('mediation.issueBatch', { id, version: opened.version });
    expect(await jobDone(again.jobId)).toMatchObject({ state: 'done', done: 1, total: 1 });
    expect((await desk.call('mediation.readBatch', { id })).progress[2]).toMatchObject({
      agreementNumber: expect.any(String),
      refusal: null,
    });
    expect(await numbersGiven()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('each paper tells its own number, also when others issue agreements in between', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(14) });
    const opened = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    await jobDone(opened.jobId);
    const { progress } = await desk.call('mediation.readBatch', { id });
    const { jobId } = await desk.call('mediation.issueBatch', { id, version: opened.version });
    // The last one is issued by hand while the job draws: the numbers that it foresaw are not all its own.
    const byHand = await desk.ask('mediation.issuePaper', {
      caseId: progress[13]!.caseId!,
      paper: 'agreement',
      version: 1,
    });
    expect(byHand).toMatchObject({ ok: true });
    expect(await jobDone(jobId)).toMatchObject({ state: 'done' });
    const after = (await desk.call('mediation.readBatch', { id })).progress;
    expect(new Set(after.map((one) => one.agreementNumber)).size).toBe(14);
    const papers = await desk.sql<{ id: string; number: string }>(
      `SELECT id, number FROM documents WHERE kind = 'mediation.agreement'`,
    );
    expect(papers).toHaveLength(14);
    for (const paper of papers) {
      const { pdf } = await desk.call('documents.read', { id: paper.id });
      expect(solidTextOf(Buffer.from(pdf.base64, 'base64'))).toContain(paper.number);
    }
  });

  it('stopped half way, what is issued stays and is whole; asked again, the rest follows', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(30) });
    const opened = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    await jobDone(opened.jobId);
    const first = await desk.call('mediation.issueBatch', { id, version: opened.version });
    for (;;) {
      const { state, done } = await desk.call('platform.readJob', { id: first.jobId });
      if (state !== 'running' || done > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Somebody else writes while agreements are drawn.
    await desk.call('mediation.saveBatch', { batch: batchForm(1, { name: '另一批' }) });
    await desk.ask('platform.cancelJob', { id: first.jobId });
    await desk.application.idle();
    const [half] = await desk.sql<{ issued: number; agreed: number }>(
      `SELECT (SELECT COUNT(*) FROM documents) AS issued,
         (SELECT COUNT(*) FROM cases JOIN agreements a ON a.case_id = cases.id
          WHERE cases.stage = 'agreed' AND a.number IS NOT NULL AND a.issued_document_id IS NOT NULL) AS agreed`,
    );
    expect(half!.issued).toBeGreaterThan(0);
    expect(half!.issued).toBeLessThan(30);
    expect(half!.agreed).toBe(half!.issued);
    const rest = await desk.call('mediation.issueBatch', { id, version: opened.version });
    expect(await jobDone(rest.jobId)).toMatchObject({ state: 'done', total: 30 - half!.issued });
    expect(await numbersGiven()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('a masked phone that comes back is the phone on file; a line of an opened batch is frozen by the database', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(2) });
    const shown = await desk.call('mediation.readBatch', { id });
    const { name, appliedOn, firm, template } = shown;
    await desk.call('mediation.saveBatch', {
      id,
      version: 1,
      batch: { name, appliedOn, firm, template, rows: shown.rows },
    });
    expect(await desk.sql('SELECT DISTINCT phone FROM batch_rows')).toEqual([{ phone: '13812345678' }]);
    const [kept] = await desk.sql<{ firm: string }>('SELECT firm FROM case_batches');
    expect(JSON.parse(kept!.firm).phone).toBe('02585550000');
    await desk.call('mediation.openBatch', { id, version: 2 });
    await expect(desk.sql('UPDATE batch_rows SET rate_fen = 1')).rejects.toThrow('batch.alreadyOpened');
    await expect(desk.sql('DELETE FROM batch_rows')).rejects.toThrow('batch.alreadyOpened');
  });

  it('tells while it is typed what each line comes to and what differs from the firm’s own figure', async () => {
    const typed = batchForm(0, { rows: [row(0, { amountFen: 198_690 }), row(1, { amountFen: 1 })] });
    const checked = await desk.call('mediation.checkBatch', { batch: typed });
    expect(checked.dues[0]).toMatchObject({ feeFen: 198_690, dueFen: 198_690 });
    expect(checked.findings.map((one) => [one.code, one.place])).toEqual([
      ['batchAmountDiffers', 'rows.1.amountFen'],
    ]);
    expect(
      await desk.call('mediation.checkBatch', { batch: { rows: [{ owner: 1 }], template: null } }),
    ).toMatchObject({
      dues: [],
    });
  });
});

describe('making the cases is a job', () => {
  const forty = () => batchForm(0, { rows: Array.from({ length: 40 }, (_, index) => row(index)) });
  /** Waits until the job has committed something beyond the first case, then stops it. */
  const stopHalfWay = async (jobId: string) => {
    for (;;) {
      const { state, done } = await desk.call('platform.readJob', { id: jobId });
      if (state !== 'running') return;
      if (done > 1) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await desk.ask('platform.cancelJob', { id: jobId });
    await desk.application.idle();
  };

  it('stopped half way it leaves whole cases and untouched lines; asked again it makes the others, once each', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: forty() });
    const first = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    await stopHalfWay(first.jobId);
    const [half] = await desk.sql<{ cases: number; whole: number; lines: number }>(
      `SELECT (SELECT COUNT(*) FROM cases) AS cases,
         (SELECT COUNT(*) FROM cases JOIN agreements a ON a.case_id = cases.id
          JOIN case_mediators m ON m.case_id = cases.id WHERE cases.number IS NOT NULL) AS whole,
         (SELECT COUNT(*) FROM batch_rows WHERE case_id IS NOT NULL) AS lines`,
    );
    expect(half!.cases).toBeGreaterThan(1);
    expect(half!.cases).toBeLessThan(40);
    expect([half!.whole, half!.lines]).toEqual([half!.cases, half!.cases]);
    const [listed] = (await desk.call('mediation.listBatches', {})).rows;
    expect(listed).toMatchObject({ state: 'opened', cases: half!.cases, rows: 40 });
    // What was typed into the sheet stays what the cases were made of.
    expect(await desk.ask('mediation.saveBatch', { id, version: 2, batch: forty() })).toMatchObject({
      error: { code: 'batch.alreadyOpened' },
    });

    const rest = await desk.call('mediation.openBatch', { id, version: 2, accept: await accepted() });
    expect(rest.waiting).toBe(40 - half!.cases - 1);
    expect(await jobDone(rest.jobId)).toMatchObject({ state: 'done', done: 40, total: 40 });
    const progress = (await desk.call('mediation.readBatch', { id })).progress;
    expect(new Set(progress.map((one) => one.number)).size).toBe(40);
    expect(await desk.sql('SELECT COUNT(*) AS n FROM cases')).toEqual([{ n: 40 }]);
    expect(await desk.sql(`SELECT COUNT(*) AS n FROM parties WHERE kind = 'organisation'`)).toEqual([
      { n: 1 },
    ]);
    expect(await desk.ask('mediation.openBatch', { id, version: 3 })).toMatchObject({
      error: { code: 'batch.alreadyOpened' },
    });
    const [trail] = await desk.sql<{ n: number }>(
      `SELECT SUM(json_array_length(about) - 1) AS n FROM audit_rows WHERE route = 'mediation.openBatch' AND outcome = 'done'`,
    );
    expect(trail!.n).toBe(40);
  });

  it('two jobs on one batch share its lines', async () => {
    const { id } = await desk.call('mediation.saveBatch', { batch: forty() });
    const first = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    const other = await desk.call('mediation.openBatch', { id, version: 2, accept: await accepted() });
    for (const one of [first, other]) {
      expect(await jobDone(one.jobId)).toMatchObject({ state: 'done', errorCode: null });
    }
    expect(await desk.sql('SELECT COUNT(*) AS n FROM cases')).toEqual([{ n: 40 }]);
  });

  it('500 lines: somebody else’s command is answered in between', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 500 }, (_, index) => row(index));
    const { id } = await desk.call('mediation.saveBatch', { batch: batchForm(0, { rows }) });
    const { jobId } = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
    await desk.call('mediation.saveBatch', { batch: batchForm(1, { name: '另一批' }) });
    expect(await desk.call('platform.readJob', { id: jobId })).toMatchObject({ state: 'running' });
    expect(await jobDone(jobId)).toMatchObject({ state: 'done', done: 500, total: 500 });
    expect(await desk.sql('SELECT COUNT(DISTINCT number) AS n FROM cases')).toEqual([{ n: 500 }]);
  });
});

it('a payment in parts: each owner’s own amount, to the last 分', async () => {
  const form = batchForm(2);
  const [clause] = form.template.clauses;
  const instalments = [
    { percent: 33, dueOn: '2026-08-03' },
    { percent: 33, dueOn: '2026-09-01' },
    { percent: 34, dueText: '交房前' },
  ];
  form.template.clauses = [{ ...clause!, dueOn: null, instalments }];
  const { id } = await desk.call('mediation.saveBatch', { batch: form });
  const { jobId } = await desk.call('mediation.openBatch', { id, version: 1, accept: await accepted() });
  await jobDone(jobId);
  const { progress, version } = await desk.call('mediation.readBatch', { id });
  for (const one of progress) {
    const { agreement } = await desk.call('mediation.readCase', { id: one.caseId! });
    const parts = agreement!.clauses[0]!.instalments;
    expect(parts.map(({ dueOn, dueText }) => dueOn ?? dueText)).toEqual([
      '2026-08-03',
      '2026-09-01',
      '交房前',
    ]);
    expect(parts[0]!.amountFen).toBe(Math.floor((one.dueFen * 33) / 100));
    expect(parts.reduce((sum, part) => sum + (part.amountFen ?? 0), 0)).toBe(one.dueFen);
  }
  const issuing = await desk.call('mediation.issueBatch', { id, version });
  expect(await jobDone(issuing.jobId)).toMatchObject({ state: 'done' });
});
