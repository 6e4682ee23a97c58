import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import {
  accept,
  acceptInput,
  agreed,
  agreementForm,
  allActs,
  caseForm,
  partyForm,
  payment,
  register,
  shownParties,
} from './case-kit.ts';
import { performAll } from './performance-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());
const read = (id: string) => desk.call('mediation.readCase', { id });

describe('the life of a case', () => {
  it('goes from registration to its end, each step with its next action, number, papers and timeline', async () => {
    const registered = await register(desk);
    expect(registered).toMatchObject({
      stage: 'registered',
      number: null,
      nextAction: 'accept',
      nextDueOn: '2026-07-02',
    });

    const accepted = await accept(desk, registered);
    expect(accepted).toMatchObject({
      stage: 'accepted',
      number: '（2026）尧人调字第1号',
      dueOn: '2026-07-30',
      nextAction: 'holdSession',
    });
    expect(accepted.parties.every((party) => party.consents === true)).toBe(true);

    await desk.call('mediation.recordSession', {
      caseId: accepted.id,
      session: {
        heldOn: '2026-07-01',
        startsAt: '09:00',
        endsAt: '10:30',
        place: '调解室',
        minutes: '双方陈述。',
      },
    });
    expect(await read(accepted.id)).toMatchObject({ stage: 'mediating', nextAction: 'draftAgreement' });

    const agreement = agreementForm(accepted.parties);
    const checked = await desk.call('mediation.checkAgreement', { caseId: accepted.id, agreement });
    expect(checked).toMatchObject({
      totalFen: 123_456,
      totalCapitals: '人民币壹仟贰佰叁拾肆元伍角陆分',
      copies: 3,
    });
    expect(checked.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    const saved = await desk.call('mediation.saveAgreement', { caseId: accepted.id, agreement });
    expect(saved.version).toBe(1);
    expect(await read(accepted.id)).toMatchObject({ nextAction: 'issueAgreement' });

    for (const paper of ['applicationForm', 'acceptanceForm'] as const) {
      expect((await desk.call('mediation.issuePaper', { caseId: accepted.id, paper })).number).toContain(
        '人调文字第',
      );
    }
    const issued = await desk.call('mediation.issuePaper', {
      caseId: accepted.id,
      paper: 'agreement',
      version: saved.version,
    });
    expect(issued.number).toBe('（2026）尧人调协字第1号');
    const waiting = await read(accepted.id);
    expect(waiting).toMatchObject({
      stage: 'agreed',
      nextAction: 'collectSignatures',
      nextDueOn: '2026-07-06',
    });
    expect(waiting.agreement).toMatchObject({
      number: issued.number,
      issuedDocumentId: issued.documentId,
      effectiveOn: null,
    });

    desk.clock.set('2026-07-03T02:00:00.000Z');
    const acts = allActs(waiting, '2026-07-01').map((act, index) =>
      index === 1 ? { ...act, doneOn: '2026-07-03' } : act,
    );
    const version = waiting.agreement!.version;
    const partly = await desk.call('mediation.recordSignatures', {
      caseId: accepted.id,
      version,
      acts: acts.slice(1),
    });
    expect(partly.effectiveOn).toBeNull();
    const effect = await desk.call('mediation.recordSignatures', {
      caseId: accepted.id,
      version: partly.version,
      acts,
    });
    expect(effect.effectiveOn).toBe('2026-07-03');
    const performing = await read(accepted.id);
    expect(performing).toMatchObject({
      stage: 'performing',
      nextAction: 'followPerformance',
      nextDueOn: '2026-07-20',
    });

    desk.clock.set('2026-07-20T02:00:00.000Z');
    await performAll(desk, accepted.id, '2026-07-20');
    await desk.call('mediation.closeCase', {
      id: accepted.id,
      version: performing.version,
      outcome: 'performed',
      on: '2026-07-20',
    });
    const closed = await read(accepted.id);
    expect(closed).toMatchObject({
      stage: 'closed',
      outcome: 'performed',
      closedOn: '2026-07-20',
      nextAction: null,
    });
    expect(closed.timeline.map((entry) => entry.what)).toEqual([
      'applied',
      'accepted',
      'rightsNotified',
      'session',
      'agreementConcluded',
      'paperIssued',
      'paperIssued',
      'paperIssued',
      'agreementEffective',
      'receipt',
      'closed',
    ]);
    const papers = await desk.call('documents.list', { owner: `case:${accepted.id}` });
    expect(papers.rows).toHaveLength(3);
  });

  it('puts an oral agreement into effect on the day it was reached, without signatures (art. 30)', async () => {
    const file = await agreed(desk, caseForm(), { form: 'oral', concludedOn: '2026-06-30' });
    expect(file).toMatchObject({ stage: 'performing' });
    expect(file.agreement).toMatchObject({ form: 'oral', effectiveOn: '2026-06-30' });
  });

  it('waits for signatures again when a tick was a mistake', async () => {
    const file = await agreed(desk);
    const acts = allActs(file, '2026-07-01');
    const done = await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts,
    });
    expect(done.effectiveOn).toBe('2026-07-01');
    const undone = await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: done.version,
      acts: acts.slice(1),
    });
    expect(undone.effectiveOn).toBeNull();
    expect((await read(file.id)).stage).toBe('agreed');
  });

  it('ends mediation without agreement only when the other routes were told, and voids the number of an unsigned agreement', async () => {
    const file = await agreed(desk);
    const end = { id: file.id, version: file.version, reason: 'refused', on: '2026-07-01' } as const;
    const silent = await desk.ask('mediation.terminateCase', { ...end, routesNotified: false });
    expect(silent).toMatchObject({
      ok: false,
      error: { code: 'input.invalid', fields: { routesNotified: { code: 'field.routesNotified' } } },
    });
    await desk.call('mediation.terminateCase', { ...end, routesNotified: true });
    expect(await read(file.id)).toMatchObject({
      stage: 'terminated',
      terminationReason: 'refused',
      nextAction: null,
    });
    const [number] = await desk.sql<{ void_reason: string }>(
      `SELECT void_reason FROM issued_numbers WHERE kind = 'agreement'`,
    );
    expect(number?.void_reason).toBe('terminated: refused');
  });

  it('takes minutes after the end and marks them late; a correction keeps the mark', async () => {
    const file = await agreed(desk);
    await desk.call('mediation.terminateCase', {
      id: file.id,
      version: file.version,
      reason: 'noAgreement',
      on: '2026-07-01',
      routesNotified: true,
    });
    const session = {
      heldOn: '2026-07-01',
      startsAt: '09:00',
      endsAt: '09:30',
      place: '调解室',
      minutes: '补记。',
    };
    const { id, version } = await desk.call('mediation.recordSession', { caseId: file.id, session });
    expect((await read(file.id)).sessions).toMatchObject([{ number: 1, late: true, version: 1 }]);
    await desk.call('mediation.recordSession', {
      caseId: file.id,
      sessionId: id,
      version,
      session: { ...session, minutes: '再补。' },
    });
    expect((await read(file.id)).sessions).toMatchObject([
      { number: 1, late: true, version: 2, minutes: '再补。' },
    ]);
    expect((await read(file.id)).stage).toBe('terminated');
  });
});

describe('what is refused', () => {
  it('a second writer who saw an older version loses nothing of the first: the case answers record.stale', async () => {
    const file = await register(desk);
    const form = caseForm({ title: '新标题', parties: [{ ...partyForm(), id: file.parties[0]!.id }] });
    await desk.call('mediation.updateCase', { id: file.id, version: file.version, case: form });
    const late = await desk.ask('mediation.updateCase', {
      id: file.id,
      version: file.version,
      case: caseForm(),
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'record.stale' } });
    expect((await read(file.id)).title).toBe('新标题');
    const lateAccept = await desk.ask('mediation.acceptCase', await acceptInput(desk, file));
    expect(lateAccept).toMatchObject({ ok: false, error: { code: 'record.stale' } });
  });

  it('an agreement that somebody else changed meanwhile', async () => {
    const file = await accept(desk, await register(desk));
    const agreement = agreementForm(file.parties);
    await desk.call('mediation.saveAgreement', { caseId: file.id, agreement });
    await desk.call('mediation.saveAgreement', { caseId: file.id, version: 1, agreement });
    for (const version of [undefined, 1]) {
      const stale = await desk.ask('mediation.saveAgreement', {
        caseId: file.id,
        ...(version ? { version } : {}),
        agreement,
      });
      expect(stale).toMatchObject({ ok: false, error: { code: 'record.stale' } });
    }
  });

  it('issuing an agreement in a version other than the one that was shown, or in none', async () => {
    const file = await accept(desk, await register(desk));
    const agreement = agreementForm(file.parties);
    await desk.call('mediation.saveAgreement', { caseId: file.id, agreement });
    const { version } = await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      version: 1,
      agreement: { ...agreement, clauses: [payment(file.parties, { amountFen: 999_999 })] },
    });
    const issue = { caseId: file.id, paper: 'agreement' as const };
    for (const seen of [{}, { version: 1 }]) {
      const stale = await desk.ask('mediation.issuePaper', { ...issue, ...seen });
      expect(stale).toMatchObject({ ok: false, error: { code: 'record.stale' } });
    }
    expect(await desk.sql(`SELECT * FROM issued_numbers WHERE kind = 'agreement'`)).toEqual([]);
    await desk.call('mediation.issuePaper', { ...issue, version });
    expect((await read(file.id)).stage).toBe('agreed');
  });

  it('a sum that no capitals can be written for: it is saved and remarked, never issued, no internal error', async () => {
    const file = await accept(desk, await register(desk));
    const largest = 10_000_000_000_000;
    const part = { amountFen: largest, dueOn: '2026-07-20' };
    const clauseSets = [
      Array.from({ length: 10 }, () => payment(file.parties, { amountFen: largest })),
      Array.from({ length: 120 }, () =>
        payment(file.parties, {
          amountFen: null,
          dueOn: null,
          instalments: Array.from({ length: 120 }, () => part),
        }),
      ),
    ];
    for (const [before, clauses] of clauseSets.entries()) {
      const agreement = agreementForm(file.parties, { clauses });
      const checked = await desk.call('mediation.checkAgreement', { caseId: file.id, agreement });
      expect(checked.totalCapitals).toBe('');
      expect(checked.findings).toContainEqual(
        expect.objectContaining({ code: 'totalTooLarge', severity: 'error', place: 'clauses' }),
      );
      const { version } = await desk.call('mediation.saveAgreement', {
        caseId: file.id,
        ...(before === 0 ? {} : { version: before }),
        agreement,
      });
      const row = (await desk.call('mediation.listCases', {})).rows[0]!;
      expect(row.amountFen).toBeNull();
      const issue = { caseId: file.id, paper: 'agreement' as const, version };
      expect(await desk.ask('mediation.issuePaper', issue)).toMatchObject({
        ok: false,
        error: { code: 'agreement.hasErrors', fields: { clauses: { code: 'findings.totalTooLarge' } } },
      });
    }
    const one = payment(file.parties, {
      amountFen: null,
      instalments: Array.from({ length: 11 }, () => part),
    });
    const draft = await desk.call('mediation.previewPaper', {
      caseId: file.id,
      paper: 'agreement',
      agreement: agreementForm(file.parties, { clauses: [one] }),
    });
    expect(draft.base64.length).toBeGreaterThan(0);
  });

  it('every step that the stage forbids, with the reason', async () => {
    const file = await register(desk);
    const forbidden = (answer: unknown, reason: string) =>
      expect(answer).toMatchObject({ ok: false, error: { code: 'case.stageForbids', params: { reason } } });
    forbidden(
      await desk.ask('mediation.issuePaper', { caseId: file.id, paper: 'acceptanceForm' }),
      'notAccepted',
    );
    forbidden(await desk.ask('mediation.saveAgreement', { caseId: file.id, agreement: {} }), 'notAccepted');
    forbidden(
      await desk.ask('mediation.closeCase', {
        id: file.id,
        version: 1,
        outcome: 'performed',
        on: '2026-07-01',
      }),
      'notAccepted',
    );
    const accepted = await accept(desk, file);
    forbidden(
      await desk.ask('mediation.declineCase', {
        id: file.id,
        version: accepted.version,
        reason: '不属受理范围',
      }),
      'alreadyAccepted',
    );
    forbidden(
      await desk.ask('mediation.closeCase', {
        id: file.id,
        version: accepted.version,
        outcome: 'performed',
        on: '2026-07-01',
      }),
      'notInEffect',
    );
    const other = await register(desk);
    await desk.call('mediation.declineCase', {
      id: other.id,
      version: other.version,
      reason: '不属受理范围',
    });
    forbidden(await desk.ask('mediation.acceptCase', await acceptInput(desk, await read(other.id))), 'over');
  });

  it('mediation against a clear refusal (art. 17), and acceptance without asking everybody', async () => {
    const file = await register(desk);
    const input = await acceptInput(desk, file);
    const refusing = {
      ...input,
      consents: input.consents.map((one, index) => ({ ...one, consents: index === 0 })),
    };
    expect(await desk.ask('mediation.acceptCase', refusing)).toMatchObject({
      ok: false,
      error: { code: 'case.consentMissing', params: { names: '李雷', advice: 'decline' } },
    });
    expect(
      await desk.ask('mediation.acceptCase', { ...input, consents: input.consents.slice(0, 1) }),
    ).toMatchObject({
      ok: false,
      error: { code: 'case.consentMissing', params: { names: '李雷', advice: 'ask' } },
    });
    expect((await read(file.id)).stage).toBe('registered');
  });

  it('a mediator who is none, is inactive, or is named twice', async () => {
    const file = await register(desk);
    const input = await acceptInput(desk, file);
    const clerk = await desk.as(['clerk']);
    const wrong = (userId: string) => ({
      ...input,
      mediators: [{ userId, lead: true, chosenBy: 'committee' }],
    });
    expect(await desk.ask('mediation.acceptCase', wrong(clerk.userId))).toMatchObject({
      ok: false,
      error: { code: 'case.mediatorMissing' },
    });
    const mediator = await desk.as(['mediator']);
    await desk.call('people.updateUser', {
      id: mediator.userId,
      version: 1,
      displayName: '离任',
      roles: ['mediator'],
      areaId: null,
      active: false,
    });
    expect(await desk.ask('mediation.acceptCase', wrong(mediator.userId))).toMatchObject({
      ok: false,
      error: { code: 'case.mediatorMissing' },
    });
    const twice = { ...input, mediators: [...input.mediators, ...input.mediators] };
    expect(await desk.ask('mediation.acceptCase', twice)).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    });
  });

  it('dates that have not come or lie before what they follow', async () => {
    const file = await register(desk);
    const input = await acceptInput(desk, file);
    const field = async (over: object) => {
      const answer = await desk.ask('mediation.acceptCase', { ...input, ...over });
      return answer.ok ? null : answer.error.fields;
    };
    expect(await field({ acceptedOn: '2026-07-02' })).toMatchObject({
      acceptedOn: { code: 'field.dateInFuture' },
    });
    expect(await field({ acceptedOn: '2026-06-28' })).toMatchObject({
      acceptedOn: { code: 'field.dateTooEarly' },
    });
    const agreedFile = await agreed(desk);
    const late = await desk.ask('mediation.updateCase', {
      id: agreedFile.id,
      version: agreedFile.version,
      case: caseForm({ appliedOn: '2026-07-01', parties: shownParties(agreedFile) }),
    });
    expect(late).toMatchObject({
      ok: false,
      error: { fields: { 'case.appliedOn': { code: 'field.dateTooLate' } } },
    });
    const acts = allActs(agreedFile, '2026-06-30');
    const early = await desk.ask('mediation.recordSignatures', {
      caseId: agreedFile.id,
      version: agreedFile.agreement!.version,
      acts,
    });
    expect(early).toMatchObject({
      ok: false,
      error: { fields: { 'acts.0.doneOn': { code: 'field.dateTooEarly' } } },
    });
  });

  it('codes that the reference data does not know', async () => {
    for (const [over, path] of [
      [{ disputeType: 'weather' }, 'case.disputeType'],
      [{ disputeSubType: 'neighbours.weather' }, 'case.disputeSubType'],
      [{ source: 'referral', referralSource: 'weather' }, 'case.referralSource'],
      [{ areaId: '01900000-0000-7000-8000-000000000000' }, 'case.areaId'],
    ] as const) {
      const answer = await desk.ask('mediation.registerCase', { case: caseForm(over) });
      expect(answer).toMatchObject({
        ok: false,
        error: { fields: { [path]: { code: 'field.unknownReference' } } },
      });
    }
  });

  it('an agreement with errors, naming each place; nothing is numbered', async () => {
    const file = await accept(desk, await register(desk));
    const clauses = [payment(file.parties, { debtorIds: [], amountFen: 0 })];
    await desk.call('mediation.saveAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties, { clauses }),
    });
    const answer = await desk.ask('mediation.issuePaper', {
      caseId: file.id,
      paper: 'agreement',
      version: 1,
    });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'agreement.hasErrors',
        params: { count: 2 },
        fields: {
          'clauses.0.debtorIds': { code: 'findings.clauseDebtorMissing' },
          'clauses.0.amountFen': { code: 'findings.clauseAmountZero' },
        },
      },
    });
    expect(await desk.sql(`SELECT * FROM issued_numbers WHERE kind = 'agreement'`)).toEqual([]);
    expect((await read(file.id)).stage).toBe('accepted');
  });

  it('clauses that point at parties of another case', async () => {
    const other = await register(desk);
    const file = await accept(desk, await register(desk));
    const agreement = agreementForm(file.parties, { clauses: [payment(other.parties)] });
    expect(await desk.ask('mediation.saveAgreement', { caseId: file.id, agreement })).toMatchObject({
      ok: false,
      error: { fields: { 'agreement.clauses.0.debtorIds': { code: 'field.unknownReference' } } },
    });
  });

  it('a manual number that is taken; a free one is kept and the series goes on beside it', async () => {
    const paperNumber = '（2026）尧人调字第2号';
    const [first, second, third, fourth] = [
      await register(desk),
      await register(desk),
      await register(desk),
      await register(desk),
    ];
    const take = async (file: typeof first, manualNumber = '') =>
      desk.ask('mediation.acceptCase', { ...(await acceptInput(desk, file)), manualNumber });
    expect(await take(first, paperNumber)).toMatchObject({ ok: true, value: { number: paperNumber } });
    expect(await take(second, paperNumber)).toMatchObject({ ok: false, error: { code: 'case.numberTaken' } });
    expect(await take(third)).toMatchObject({ ok: true, value: { number: '（2026）尧人调字第1号' } });
    expect(await take(fourth)).toMatchObject({ ok: true, value: { number: '（2026）尧人调字第3号' } });
  });

  it('roles: an auditor reads masked and changes nothing, a coordinator sees no case', async () => {
    const file = await register(desk);
    const auditor = await desk.as(['auditor']);
    expect((await auditor.call('mediation.readCase', { id: file.id })).parties[0]!.phone).toBe('138****5678');
    expect(await auditor.ask('mediation.revealCase', { id: file.id })).toMatchObject({
      ok: false,
      error: { code: 'session.roleMissing' },
    });
    const coordinator = await desk.as(['coordinator']);
    expect(await coordinator.ask('mediation.readCase', { id: file.id })).toMatchObject({
      ok: false,
      error: { code: 'session.roleMissing' },
    });
    const workbench = await coordinator.call('mediation.readWorkbench', {});
    expect(workbench.counts.open).toBe(0);
    expect(workbench.due).toEqual([]);
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('mediation.acceptCase', await acceptInput(desk, file))).toMatchObject({
      ok: false,
      error: { code: 'session.roleMissing' },
    });
  });
});
