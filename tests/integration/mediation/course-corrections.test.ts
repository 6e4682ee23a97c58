import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, adminId, agreed, allActs, register } from './case-kit.ts';
import { inEffect, performAll, readPerformance } from './performance-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-20T01:30:00.000Z' })));
afterEach(() => desk.close());

const read = (id: string): Promise<CaseView> => desk.call('mediation.readCase', { id });
const sign = (file: CaseView, doneOn: string, keep: (index: number) => boolean = () => true) =>
  desk.ask('mediation.recordSignatures', {
    caseId: file.id,
    version: file.agreement!.version,
    acts: allActs(file, doneOn).filter((_, index) => keep(index)),
  });
const code = (answer: Awaited<ReturnType<TestDesk['ask']>>) => (answer.ok ? 'ok' : answer.error.code);

describe('the day of effect', () => {
  it('stays once something was performed; before it could be un-signed, and the number was then voided', async () => {
    const file = await inEffect(desk);
    expect(code(await sign(file, '2026-07-02'))).toBe('ok');
    await performAll(desk, file.id, '2026-07-10');
    const paid = await read(file.id);
    expect(code(await sign(paid, '2026-07-05'))).toBe('agreement.effectStands');
    expect(code(await sign(paid, '2026-07-02', (index) => index > 0))).toBe('agreement.effectStands');
    expect((await read(file.id)).agreement).toMatchObject({
      effectiveOn: '2026-07-02',
      acts: paid.agreement!.acts,
    });
    // Whoever writes: the file itself refuses.
    await expect(
      desk.sql(`UPDATE agreements SET effective_on = NULL WHERE case_id = ?`, [file.id]),
    ).rejects.toThrow('agreement.effectStands');
  });

  it.each([
    ['urging', 'mediation.recordUrging'],
    ['a step before the court', 'mediation.recordConfirmation'],
    ['a lawsuit', 'mediation.saveCourtStep'],
    ['a visit', 'mediation.recordVisit'],
  ] as const)('stays after %s', async (_, route) => {
    const file = await inEffect(desk);
    const caseId = file.id;
    const { items } = await readPerformance(desk, caseId);
    const on = '2026-07-15';
    await desk.call(route, {
      caseId,
      ...(route === 'mediation.recordUrging'
        ? { urging: { itemKeys: [items[0]!.key], on, content: '电话督促' } }
        : {}),
      ...(route === 'mediation.recordConfirmation' ? { count: 0, step: { event: 'plan', on } } : {}),
      ...(route === 'mediation.saveCourtStep'
        ? { step: { kind: 'lawsuit', filedOn: on, court: '法院' } }
        : {}),
      ...(route === 'mediation.recordVisit'
        ? {
            visit: {
              ...{ planKey: '', visitedOn: on, manner: 'phone', visitors: '主任' },
              ...{ performance: 'partly', findings: '正在履行' },
            },
          }
        : {}),
    } as never);
    expect(code(await sign(await read(caseId), '2026-07-16'))).toBe('agreement.effectStands');
  });

  it('moves again when what followed was a mistake and was taken back', async () => {
    const file = await inEffect(desk);
    const { items } = await readPerformance(desk, file.id);
    const receipt = { itemKey: items[0]!.key, amountFen: 100, paidOn: '2026-07-10' };
    const { id } = await desk.call('mediation.recordReceipt', { caseId: file.id, receipt });
    await desk.call('mediation.reversePerformanceEntry', { entryId: id, reason: '记错案件' });
    expect(code(await sign(await read(file.id), '2026-07-03'))).toBe('ok');
  });
});

describe('an issued agreement that is wrong', () => {
  it('is withdrawn before anybody signs: number void, paper kept as superseded, names free again', async () => {
    const file = await agreed(desk);
    const { number, issuedDocumentId, version } = file.agreement!;
    await desk.call('mediation.withdrawAgreement', { caseId: file.id, version, reason: '姓名有误' });
    const open = await read(file.id);
    expect(open).toMatchObject({ stage: 'mediating', agreement: { number: null, issuedDocumentId: null } });
    const [book] = await desk.sql(`SELECT void_reason FROM issued_numbers WHERE number = ?`, [number]);
    expect(book).toEqual({ void_reason: 'withdrawn: 姓名有误' });
    const dossier = await desk.call('mediation.readDossier', { caseId: file.id });
    const item = dossier.rows.flatMap((row) => row.items).find((one) => one.id === issuedDocumentId);
    expect(item).toMatchObject({ included: false, leftOut: 'superseded' });
    expect(open.timeline.map(({ what }) => what)).toContain('agreementWithdrawn');

    const again = await desk.call('mediation.issuePaper', {
      caseId: file.id,
      paper: 'agreement',
      version: open.agreement!.version,
    });
    expect(again.number).not.toBe(number);
    expect((await read(file.id)).stage).toBe('agreed');
  });

  it('is not withdrawn once somebody has signed it', async () => {
    const file = await agreed(desk);
    await sign(file, '2026-07-02', (index) => index === 0);
    const { version } = (await read(file.id)).agreement!;
    const answer = await desk.ask('mediation.withdrawAgreement', { caseId: file.id, version, reason: '误' });
    expect(code(answer)).toBe('agreement.signed');
  });
});

describe('after the court has rejected the confirmation (art. 33)', () => {
  const reject = async (caseId: string) => {
    for (const [count, event] of (['apply', 'reject'] as const).entries()) {
      const step = { event, on: '2026-07-10', court: '栖霞区人民法院' };
      await desk.call('mediation.recordConfirmation', { caseId, count, step });
    }
  };
  const replace = async (file: CaseView, cause: 'rejected' | 'consent') =>
    desk.ask('mediation.replaceAgreement', {
      caseId: file.id,
      version: (await read(file.id)).agreement!.version,
      ...{ cause, on: '2026-07-12', reason: '改履行期限' },
    });

  it('a successor is agreed: own number, the old one kept, receipts counted on, the court asked anew', async () => {
    const file = await inEffect(desk);
    const { items } = await readPerformance(desk, file.id);
    const receipt = { itemKey: items[0]!.key, amountFen: 100_000, paidOn: '2026-07-05' };
    await desk.call('mediation.recordReceipt', { caseId: file.id, receipt });
    expect(code(await replace(file, 'rejected'))).toBe('agreement.replacementForbids');
    await reject(file.id);
    expect(code(await replace(file, 'rejected'))).toBe('ok');

    const open = await read(file.id);
    expect(open).toMatchObject({ stage: 'mediating', agreement: { number: null, effectiveOn: null } });
    const {
      number: _n,
      issuedDocumentId: _d,
      effectiveOn: _e,
      copies: _c,
      acts: _a,
      version,
      ...terms
    } = open.agreement!;
    const [paid, ...others] = terms.clauses;
    const save = (clauses: typeof terms.clauses) =>
      desk.ask('mediation.saveAgreement', {
        caseId: file.id,
        version,
        agreement: { ...terms, clauses, concludedOn: '2026-07-12' },
      });
    // What was received hangs on its clause.
    expect(code(await save(others))).toBe('agreement.clausePerformed');
    const later = {
      ...paid!,
      dueOn: '2026-12-01',
      instalments: paid!.instalments.map((one, index) =>
        index === 1 ? { ...one, dueOn: '2026-12-01' } : one,
      ),
    };
    expect(code(await save([later, ...others]))).toBe('ok');
    const issued = await desk.call('mediation.issuePaper', {
      caseId: file.id,
      paper: 'agreement',
      version: version + 1,
    });
    expect(issued.number).not.toBe(file.agreement!.number);
    expect(code(await sign(await read(file.id), '2026-07-13'))).toBe('ok');

    const after = await readPerformance(desk, file.id);
    expect(after.effectiveOn).toBe('2026-07-13');
    expect(after.totals.paidFen).toBe(100_000);
    expect(after.confirmation).toMatchObject({ state: 'undecided', count: 0 });
    expect(after.confirmation.events.map((one) => one.former)).toEqual([true, true]);
    await desk.call('mediation.recordConfirmation', {
      caseId: file.id,
      count: 0,
      step: { event: 'apply', on: '2026-07-14', court: '栖霞区人民法院' },
    });
    const [book] = await desk.sql(`SELECT void_reason FROM issued_numbers WHERE number = ?`, [
      file.agreement!.number,
    ]);
    expect(book).toEqual({ void_reason: null });
    const { versions } = await desk.call('mediation.readAgreementVersions', { caseId: file.id });
    expect(versions).toMatchObject([
      { ending: 'rejected', number: file.agreement!.number, effectiveOn: '2026-07-01' },
    ]);
  });

  it('or mediation ends, and the number of the agreement that was in effect is not void', async () => {
    const file = await inEffect(desk);
    const end = async () =>
      desk.ask('mediation.terminateCase', {
        ...{ id: file.id, version: (await read(file.id)).version },
        ...{ reason: 'noAgreement', on: '2026-07-15', routesNotified: true },
      });
    expect(code(await end())).toBe('case.stageForbids');
    await reject(file.id);
    expect(code(await end())).toBe('ok');
    const [book] = await desk.sql(`SELECT void_reason FROM issued_numbers WHERE number = ?`, [
      file.agreement!.number,
    ]);
    expect(book).toEqual({ void_reason: null });
  });

  it('the former one comes back as it was signed when no other is reached; by then nothing ends the case', async () => {
    const file = await inEffect(desk);
    expect(code(await replace(file, 'consent'))).toBe('ok');
    const open = await read(file.id);
    const end = await desk.ask('mediation.terminateCase', {
      ...{ id: file.id, version: open.version },
      ...{ reason: 'noAgreement', on: '2026-07-15', routesNotified: true },
    });
    expect(code(end)).toBe('agreement.formerStands');
    await desk.call('mediation.restoreAgreement', { caseId: file.id, version: open.agreement!.version });
    const back = await read(file.id);
    const { version: _v, ...was } = file.agreement!;
    expect(back).toMatchObject({ stage: 'performing', agreement: was });
  });
});

describe('what was entered late or wrongly', () => {
  it('an accepted case without its notice of rights shows its term, and gets the day of the notice', async () => {
    const file = await accept(desk, await register(desk));
    // As the import of an old register leaves it.
    await desk.sql('UPDATE cases SET rights_notified_on = NULL WHERE id = ?', [file.id]);
    await desk.call('mediation.correctAcceptance', {
      ...{ id: file.id, version: file.version, acceptedOn: '2026-06-29', rightsNotifiedOn: '2026-07-01' },
      ...{ manualNumber: '（2026）尧人调字第88号', reason: '旧登记簿补录' },
    });
    const after = await read(file.id);
    expect(after).toMatchObject({
      ...{ acceptedOn: '2026-06-29', rightsNotifiedOn: '2026-07-01', number: '（2026）尧人调字第88号' },
      nextAction: 'holdSession',
    });
    const voided = await desk.sql(`SELECT number FROM issued_numbers WHERE void_reason IS NOT NULL`);
    expect(voided).toEqual([{ number: file.number }]);
    expect(after.timeline.filter(({ what }) => what === 'corrected')).toHaveLength(2);
  });

  it('a declined case has the day on which it was declined, not of the entry', async () => {
    const file = await register(desk);
    const { id, version } = file;
    desk.clock.set('2026-07-20T01:30:00.000Z');
    await desk.call('mediation.declineCase', { id, version, reason: '不属受理范围', on: '2026-07-03' });
    const declined = await read(id);
    expect(declined.timeline).toContainEqual(expect.objectContaining({ on: '2026-07-03', what: 'declined' }));
    expect(declined.timeline.map(({ what }) => what)).toContain('enteredLate');
    await desk.call('mediation.correctEnding', {
      ...{ id, version: declined.version, on: '2026-07-02', declineReason: '已向法院起诉', reason: '写错' },
    });
    expect((await read(id)).declineReason).toBe('已向法院起诉');
  });

  it('a case closed as 履行中 and paid later becomes 已履行, on no day before the last payment', async () => {
    const file = await inEffect(desk);
    const close = async (outcome: string, on: string) =>
      desk.ask('mediation.closeCase', { id: file.id, version: (await read(file.id)).version, outcome, on });
    expect(code(await close('performing', '2026-07-05'))).toBe('ok');
    const correct = async (on: string) =>
      desk.ask('mediation.correctEnding', {
        ...{ id: file.id, version: (await read(file.id)).version, on },
        ...{ outcome: 'performed', reason: '已付清' },
      });
    expect(code(await correct('2026-07-05'))).toBe('case.closingForbids');
    await performAll(desk, file.id, '2026-07-18');
    const early = await correct('2026-07-17');
    expect(early).toMatchObject({ ok: false, error: { fields: { on: { code: 'field.dateTooEarly' } } } });
    expect(code(await correct('2026-07-18'))).toBe('ok');
    expect(await read(file.id)).toMatchObject({
      outcome: 'performed',
      closedOn: '2026-07-18',
      stage: 'closed',
    });
  });

  it('closing by a lawsuit needs one that was not withdrawn, and not before it was filed', async () => {
    const file = await inEffect(desk);
    const caseId = file.id;
    const lawsuit = { kind: 'lawsuit' as const, filedOn: '2026-07-10', court: '法院' };
    const { id: stepId } = await desk.call('mediation.saveCourtStep', { caseId, step: lawsuit });
    const close = async (on: string) =>
      desk.ask('mediation.closeCase', {
        ...{ id: caseId, version: (await read(caseId)).version, outcome: 'lawsuit', on },
      });
    await desk.call('mediation.saveCourtStep', {
      ...{ caseId, stepId, version: 1 },
      step: { ...lawsuit, result: 'withdrawn', resultOn: '2026-07-12' },
    });
    expect(code(await close('2026-07-15'))).toBe('case.closingForbids');
    await desk.call('mediation.strikeCourtStep', { caseId, stepId, version: 2, reason: '记错案件' });
    expect((await readPerformance(desk, caseId)).courtSteps).toEqual([]);
    expect((await read(caseId)).timeline.map(({ what }) => what)).not.toContain('courtFiled');
    await desk.call('mediation.saveCourtStep', { caseId, step: lawsuit });
    expect(code(await close('2026-07-09'))).toBe('input.invalid');
    expect(code(await close('2026-07-10'))).toBe('ok');
  });

  it('a step before the court that was undone is not told on the timeline', async () => {
    const file = await inEffect(desk);
    for (const [count, event] of (['plan', 'undo'] as const).entries()) {
      const step = { event, on: '2026-07-10', note: '记错' };
      await desk.call('mediation.recordConfirmation', { caseId: file.id, count, step });
    }
    expect((await read(file.id)).timeline.map(({ what }) => what)).not.toContain('confirmation');
  });
});

it('somebody takes over after the agreement was signed by a mediator who left: that signature stays', async () => {
  const file = await agreed(desk);
  const { id: other } = await desk.call('people.createUser', {
    ...{ username: 'li', displayName: '李调解', password: '第二位-Mediator-2026', roles: ['mediator'] },
  } as never);
  await sign(file, '2026-07-02');
  const signed = await read(file.id);
  await desk.call('mediation.assignMediators', {
    ...{ id: file.id, version: signed.version },
    mediators: [{ userId: other, lead: true, chosenBy: 'committee' }],
  });
  const taken = await read(file.id);
  expect(taken).toMatchObject({ stage: 'performing', agreement: { effectiveOn: '2026-07-02' } });
  const acts = taken.agreement!.acts.filter((act) => act.actor === 'mediator');
  expect(acts).toMatchObject([
    { actorId: other, signature: false },
    { actorId: await adminId(desk), signature: true, name: '主任' },
  ]);
  // Saving what is shown changes nothing.
  const shown = taken.agreement!.acts.map(({ name: _name, ...act }) => act);
  expect(
    await desk.call('mediation.recordSignatures', {
      ...{ caseId: file.id, version: taken.agreement!.version, acts: shown },
    }),
  ).toMatchObject({ effectiveOn: '2026-07-02' });
});
