import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { accept, agreed, agreementForm, allActs, caseForm, payment, register } from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());
const read = (id: string) => desk.call('mediation.readCase', { id });
const sheet = (caseId: string) => desk.call('mediation.readDeadlines', { caseId });
const at = (day: string) => desk.clock.set(`${day}T01:30:00.000Z`);
const refused = async (route: string, input: unknown) => {
  const answer = await desk.ask(route, input);
  return answer.ok ? null : answer.error;
};
const medical = () => caseForm({ disputeType: 'medical', disputeSubType: '' });
const stop = (over = {}) => ({
  reason: 'appraisal' as const,
  fromOn: '2026-07-13',
  expectedOn: '2026-07-24',
  ...over,
});

describe('stopping the clock', () => {
  it('counts the appraisal out everywhere at once: case, list, workbench, control sheet', async () => {
    // Accepted on 30 June: thirty working days end on 11 August.
    const file = await accept(desk, await register(desk, medical()));
    expect(file.dueOn).toBe('2026-08-11');
    at('2026-07-13');
    const saved = await desk.call('mediation.saveSuspension', { caseId: file.id, suspension: stop() });
    const stopped = await read(file.id);
    expect(stopped).toMatchObject({
      dueOn: '2026-08-25',
      nextAction: 'endSuspension',
      nextDueOn: '2026-07-24',
    });
    const [row] = (await desk.call('mediation.listCases', {})).rows;
    expect(row).toMatchObject({ nextAction: 'endSuspension', nextDueOn: '2026-07-24' });
    const term = (await sheet(file.id)).terms.find((one) => one.purpose === 'mediate')!;
    expect(term).toMatchObject({ state: 'suspended', dueOn: '2026-08-25', code: 'mediate.medical' });
    expect(term.steps.map((one) => one.step)).toEqual(['from', 'length', 'paused', 'counted']);

    at('2026-07-22');
    const { warnings } = await desk.call('mediation.readWorkbench', {});
    expect(warnings).toMatchObject([{ caseId: file.id, action: 'endSuspension', daysLeft: 2 }]);
    // The opinion came earlier than expected: 13 to 21 July are out, seven working days.
    await desk.call('mediation.saveSuspension', {
      caseId: file.id,
      suspensionId: saved.id,
      version: 1,
      suspension: stop({ toOn: '2026-07-21' }),
    });
    expect(await read(file.id)).toMatchObject({ dueOn: '2026-08-20', nextAction: 'holdSession' });
    await desk.call('mediation.cancelSuspension', { id: saved.id, version: 2, reason: '未实际鉴定' });
    expect((await read(file.id)).dueOn).toBe('2026-08-11');
    expect((await sheet(file.id)).suspensions).toMatchObject([{ cancelReason: '未实际鉴定' }]);
    expect(
      await refused('mediation.cancelSuspension', { id: saved.id, version: 3, reason: '又一次' }),
    ).toMatchObject({ code: 'term.cancelled' });
  });

  it('refuses what the rule does not know, what overlaps, what lies after the end, and a second open stop', async () => {
    const file = await accept(desk, await register(desk, medical()));
    at('2026-08-20');
    const save = (over: object) =>
      refused('mediation.saveSuspension', { caseId: file.id, suspension: stop(over) });
    expect(await save({ reason: 'expert' })).toMatchObject({ code: 'term.suspensionForbidden' });
    expect(await save({ fromOn: '2026-08-12', expectedOn: '2026-08-30' })).toMatchObject({
      fields: { 'suspension.fromOn': { code: 'field.dateTooLate' } },
    });
    expect(await save({ expectedOn: '2026-07-12' })).toMatchObject({
      fields: { 'suspension.expectedOn': { code: 'field.dateTooEarly' } },
    });
    expect(await save({})).toBeNull();
    expect(await save({ fromOn: '2026-07-20' })).toMatchObject({ code: 'term.suspensionsOverlap' });
    await expect(
      desk.sql(`INSERT INTO term_suspensions SELECT 'x', case_id, 1, reason, from_on, expected_on, NULL, '', NULL, '',
        recorded_by, recorded_at FROM term_suspensions`),
    ).rejects.toThrow();
  });
});

describe('extending the term', () => {
  const extension = (over = {}) => ({
    toOn: '2026-09-30',
    agreedOn: '2026-08-10',
    agreedByAll: true,
    reason: '双方愿意继续调解',
    ...over,
  });

  it('needs all parties, before the term is over, to a later day; and is counted at once', async () => {
    const file = await accept(desk, await register(desk, medical()));
    at('2026-08-12');
    const extend = (over: object) =>
      refused('mediation.recordExtension', { caseId: file.id, extension: extension(over) });
    expect(await extend({ agreedByAll: false })).toMatchObject({
      fields: { 'extension.agreedByAll': { code: 'field.agreedByAll' } },
    });
    expect(await extend({ toOn: '2026-08-11' })).toMatchObject({
      fields: { 'extension.toOn': { code: 'field.dateTooEarly' } },
    });
    expect(await extend({ agreedOn: '2026-08-12' })).toMatchObject({
      fields: { 'extension.agreedOn': { code: 'field.dateTooLate' } },
    });
    expect(await extend({})).toBeNull();
    expect(await read(file.id)).toMatchObject({ dueOn: '2026-09-30', nextDueOn: '2026-09-30' });
    const view = await sheet(file.id);
    expect(view.allows).toMatchObject({ extensionBy: 'committeeAndParties', overTime: 'failed' });
    const [one] = view.extensions;
    await desk.call('mediation.cancelExtension', { id: one!.id, version: 1, reason: '一方反悔，未签字' });
    expect((await read(file.id)).dueOn).toBe('2026-08-11');
  });

  it('once an agreement is issued can only be entered late: it was agreed while there was something to mediate', async () => {
    const file = await agreed(desk);
    at('2026-07-10');
    const extend = (agreedOn: string) =>
      refused('mediation.recordExtension', { caseId: file.id, extension: extension({ agreedOn }) });
    expect(await extend('2026-07-02')).toMatchObject({
      fields: { 'extension.agreedOn': { code: 'field.dateTooLate' } },
    });
    expect(await extend('2026-07-01')).toBeNull();
  });
});

describe('the centre’s calendar', () => {
  it('moves the terms of open cases with a day, and gives them back with it', async () => {
    const file = await accept(desk, await register(desk));
    expect(file.dueOn).toBe('2026-07-30');
    const set = await desk.call('mediation.setCalendarDays', {
      days: ['2026-07-30', '2026-07-31'],
      kind: 'off',
      reason: '台风停工',
    });
    expect(set).toEqual({ days: 2, cases: 1 });
    expect((await read(file.id)).dueOn).toBe('2026-08-03');
    const year = await desk.call('mediation.readCalendar', { year: 2026 });
    expect(year).toMatchObject({ known: true, verified: false });
    expect(year.days).toHaveLength(365);
    expect(year.days.find((one) => one.day === '2026-07-30')).toEqual({
      day: '2026-07-30',
      off: true,
      origin: 'centre',
      reason: '台风停工',
    });
    expect(year.days.find((one) => one.day === '2026-10-10')).toMatchObject({ off: false, origin: 'notice' });
    await desk.call('mediation.unsetCalendarDays', { days: ['2026-07-30', '2026-07-31'] });
    expect((await read(file.id)).dueOn).toBe('2026-07-30');
    expect((await desk.call('mediation.readCalendar', { year: 2031 })).known).toBe(false);
  });

  it('is the administrator’s to change; everybody may look', async () => {
    const mediator = await desk.as(['mediator']);
    const input = { days: ['2026-07-30'], kind: 'off' as const, reason: '停工' };
    expect(await mediator.ask('mediation.setCalendarDays', input)).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    await mediator.call('mediation.readCalendar', { year: 2026 });
  });
});

describe('the checker and the centre’s calendar', () => {
  it('a day that the centre has closed, or a weekend it works, is what the remark on a day of payment goes by', async () => {
    const file = await accept(desk, await register(desk));
    const remarks = async (dueOn: string) => {
      const agreement = agreementForm(file.parties, { clauses: [payment(file.parties, { dueOn })] });
      const { findings } = await desk.call('mediation.checkAgreement', { caseId: file.id, agreement });
      return findings.filter((one) => one.code === 'dueOnDayOff').length;
    };
    // A Wednesday and the Saturday after it; the reference data knows neither as anything special.
    expect([await remarks('2026-07-22'), await remarks('2026-07-25')]).toEqual([0, 1]);
    await desk.call('mediation.setCalendarDays', { days: ['2026-07-22'], kind: 'off', reason: '停电' });
    await desk.call('mediation.setCalendarDays', { days: ['2026-07-25'], kind: 'worked', reason: '补班' });
    expect([await remarks('2026-07-22'), await remarks('2026-07-25')]).toEqual([1, 0]);
    await desk.call('mediation.unsetCalendarDays', { days: ['2026-07-22', '2026-07-25'] });
    expect([await remarks('2026-07-22'), await remarks('2026-07-25')]).toEqual([0, 1]);
  });
});

describe('the control sheet', () => {
  it('has every term of a case with its source and state, from registration to the visits', async () => {
    const file = await agreed(desk, caseForm({ disputeType: 'traffic', disputeSubType: '' }));
    await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts: allActs(file, '2026-07-01'),
    });
    at('2026-07-21');
    const { terms } = await sheet(file.id);
    const rows = terms.map((one) => [one.key.replace(/[0-9a-f-]{36}/, '…'), one.dueOn, one.state]);
    expect(rows).toEqual([
      ['accept', '2026-07-02', 'done'],
      ['mediate', '2026-07-30', 'done'],
      ['signatures', '2026-07-06', 'done'],
      ['confirmation', '2026-07-31', 'soon'],
      ['performance:…/0', '2026-07-20', 'over'],
      ['visit:effect', '2026-07-31', 'running'],
      ['visit:due:2026-07-20', '2026-07-27', 'running'],
      ['closing', '2026-07-27', 'running'],
    ]);
    for (const term of terms) expect(term.steps.length, term.key).toBeGreaterThan(0);
  });

  it('tells the insurer’s notice of a traffic case before each session, and the police route after its end', async () => {
    const file = await accept(
      desk,
      await register(desk, caseForm({ disputeType: 'traffic', disputeSubType: '' })),
    );
    at('2026-07-08');
    const session = {
      heldOn: '2026-07-08',
      startsAt: '09:00',
      endsAt: '10:00',
      place: '调解室',
      minutes: '未谈成。',
    };
    await desk.call('mediation.recordSession', { caseId: file.id, session });
    await desk.call('mediation.terminateCase', {
      id: file.id,
      version: file.version,
      reason: 'refused',
      on: '2026-07-08',
      routesNotified: true,
      refusedBy: [file.parties[1]!.id],
      disputeFocus: '责任比例',
      complexity: 'simple',
    });
    const { terms } = await sheet(file.id);
    const day = (purpose: string) => terms.find((one) => one.purpose === purpose)?.dueOn;
    expect(day('insurerNotice')).toBe('2026-07-05');
    expect(day('policeRequest')).toBe('2026-07-13');
    expect(terms.find((one) => one.purpose === 'mediate')).toMatchObject({
      state: 'done',
      doneOn: '2026-07-08',
    });
    const view = await read(file.id);
    expect(view.parties.map((party) => party.consents)).toEqual([true, false]);
    expect(await desk.sql('SELECT refused_by, dispute_focus, complexity FROM case_terminations')).toEqual([
      { refused_by: JSON.stringify([file.parties[1]!.id]), dispute_focus: '责任比例', complexity: 'simple' },
    ]);
  });
});

describe('warnings of the workbench', () => {
  it('tell of the clock of art. 33, of overdue performance, of visits of closed cases and of the committee’s term', async () => {
    const file = await agreed(desk);
    await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts: allActs(file, '2026-07-01'),
    });
    const actions = async (day: string) => {
      at(day);
      return (await desk.call('mediation.readWorkbench', {})).warnings.map((one) => one.action);
    };
    expect(await actions('2026-07-02')).toEqual([]);
    expect(await actions('2026-07-13')).toEqual(['followPerformance']);
    expect(await actions('2026-07-21')).toEqual(['urgePerformance', 'judicialConfirmation']);
    expect(await actions('2026-08-03')).toEqual(['urgePerformance', 'close', 'visit']);
    const { counts } = await desk.call('mediation.readWorkbench', {});
    expect(counts).toMatchObject({ performance: 1, visit: 1, confirmation: 0 });
    await desk.call('mediation.closeCase', {
      id: file.id,
      version: (await read(file.id)).version,
      outcome: 'notPerformed',
      on: '2026-08-03',
    });
    expect(await actions('2026-08-04')).toEqual(['visit']);
    expect((await desk.call('mediation.readWorkbench', { onlyMine: true })).warnings).toHaveLength(1);

    expect((await desk.call('mediation.readWorkbench', {})).committeeTerm).toBeNull();
    const { id: _id, ...committee } = await desk.call('people.readCommittee', {});
    await desk.call('people.updateCommittee', { ...committee, termEnd: '2026-09-03' });
    expect((await desk.call('mediation.readWorkbench', {})).committeeTerm).toEqual({
      endsOn: '2026-09-03',
      daysLeft: 30,
    });
  });
});
