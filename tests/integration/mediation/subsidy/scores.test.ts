import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type Refused, type TestDesk } from '../../../support/desk.ts';
import { closed, grade, lineForm, rulesForm, sheetForm } from './subsidy-kit.ts';

type Other = Awaited<ReturnType<TestDesk['as']>>;

let desk: TestDesk;
let clerk: Other;
let lead: Other;
beforeEach(async () => {
  desk = await openDesk();
  clerk = await desk.as(['clerk']);
  lead = await desk.as(['mediator']);
  await desk.call('mediation.adoptSubsidyRules', { rules: rulesForm() });
});
afterEach(() => desk.close());

/** A graded case, not yet on a sheet, and what its dossier is worth. */
async function gradedCase() {
  const file = await closed(desk, [lead.userId]);
  await grade(desk, file.id);
  const points = async () => (await desk.call('mediation.readDossier', { caseId: file.id })).score.points;
  return { id: file.id, points };
}

async function submitted(caseId: string) {
  const saved = await clerk.call('mediation.saveSubsidySheet', { sheet: sheetForm([lineForm(caseId)]) });
  const { version } = await clerk.call('mediation.submitSubsidySheet', {
    id: saved.id,
    version: saved.version,
  });
  return { id: saved.id, version };
}

/** Another score than before: the note on the state of the file counts. */
async function writeSituation(caseId: string) {
  await desk.call('mediation.saveDossier', {
    caseId,
    version: 0,
    situation: '材料齐全，按序装订。',
    compiledBy: '',
    checkedBy: '',
    evidenceBags: 0,
  });
}

describe('scores that are read before the transaction', () => {
  it('are not trusted when the dossier changed while the approval was being drawn', async () => {
    const file = await gradedCase();
    const sheet = await submitted(file.id);
    const before = await file.points();
    // The approval reads and draws first; the note is written before its transaction begins.
    const [approval] = await Promise.allSettled([
      desk.call('mediation.approveSubsidySheet', sheet),
      writeSituation(file.id),
    ]);
    expect(await file.points()).not.toBe(before);
    const refusal = approval.status === 'rejected' ? (approval.reason as Refused).error : undefined;
    expect(refusal).toMatchObject({
      code: 'subsidy.hasErrors',
      fields: { 'sheet.lines.0.amountFen': { code: 'findings.subsidyFactsChanged' } },
    });
  });

  it('of a sheet that is being typed follow every change of a case, and of the rules of quality', async () => {
    const [one, other] = [await gradedCase(), await gradedCase()];
    const sheet = sheetForm([lineForm(one.id), lineForm(other.id)]);
    const shown = async () =>
      (await clerk.call('mediation.checkSubsidySheet', { sheet })).lines.map((line) => line.dossierScore);
    const first = await one.points();
    expect(await shown()).toEqual([first, first]);
    await writeSituation(one.id);
    expect(await shown()).toEqual([await one.points(), first]);
    expect(await one.points()).not.toBe(first);

    const { base } = await desk.call('mediation.readQualityRules', {});
    await desk.call('mediation.adoptQualityRules', {
      rules: {
        validFrom: '2026-01-01',
        source: '尧办〔2026〕2号',
        lines: base
          .filter(({ code }) => code === 'situation')
          .map(({ code, name }) => ({ code, name, points: 10 })),
      },
    });
    expect(await shown()).toEqual([100, 0]);
  });
});

describe('a paper that was drawn before the approval', () => {
  it('is the one that is issued, though time has gone on until the transaction', async () => {
    const file = await gradedCase();
    const sheet = await submitted(file.id);
    const drawnAt = desk.clock.now();
    const approval = desk.call('mediation.approveSubsidySheet', sheet);
    // Time goes on as soon as the drawing has begun; a paper made anew inside the transaction would tell the later moment.
    const ticking = setInterval(() => desk.clock.advance(1_000), 1);
    const { documentId } = await approval.finally(() => clearInterval(ticking));
    const { pdf, issuedAt } = await desk.call('documents.read', { id: documentId });
    const [, made] = /CreateDate>([^<]+)</.exec(Buffer.from(pdf.base64, 'base64').toString('latin1')) ?? [];
    expect(Date.parse(made!)).toBeGreaterThanOrEqual(Date.parse(drawnAt));
    expect(Date.parse(made!)).toBeLessThan(Math.floor(Date.parse(issuedAt) / 1_000) * 1_000);
  });
});
