import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStages } from '../../../src-main/contract/mediation/case-values.ts';
import { chooseTerm, termsFor, type TermOf } from '../../../src-main/mediation/deadline.ts';
import {
  duesOf,
  nextStep,
  type CaseState,
  type PerformanceDue,
} from '../../../src-main/mediation/next-action.ts';
import { isOpen } from '../../../src-main/mediation/stage.ts';
import { dayCalendar } from '../../../src-main/platform/calendar/calendar.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';
import { referenceRecords } from './sample.ts';

const weekdays = dayCalendar([]);
const inRegion = (prefixes: string[]) =>
  referenceRecords('deadlines').filter((one) => prefixes.includes(one.region));
const counted = (disputeType: string, referralSource = '') =>
  termsFor(inRegion(['*']), { disputeType, referralSource }, weekdays);
const ends = (terms: TermOf) => (purpose: string, from: string) => terms(purpose, from)?.dueOn ?? null;
const allTerms = counted('neighbours');
const terms = ends(allTerms);
const state = (over: Partial<CaseState> = {}): CaseState => ({
  stage: 'registered',
  appliedOn: '2026-07-01',
  acceptedOn: '2026-07-02',
  rightsNotifiedOn: '2026-07-02',
  suspended: null,
  plans: [],
  agreement: null,
  ...over,
});
const item = (dueOn: string | null, over: Partial<PerformanceDue> = {}): PerformanceDue => ({
  key: `clause/${dueOn}`,
  dueOn,
  settled: false,
  lastUrgedOn: null,
  ...over,
});
const agreement = {
  form: 'written' as const,
  hasClauses: true,
  issuedOn: '2026-07-06',
  effectiveOn: '2026-07-07',
  items: [item('2026-07-20'), item('2026-09-01')],
  visits: [],
  confirmation: 'undecided' as const,
};
const next = (one: CaseState, today: string) => nextStep(duesOf(one, allTerms), today);

describe('terms of a case', () => {
  it.each([
    ['general, one month', { disputeType: 'neighbours', referralSource: '' }, 'mediate.general'],
    [
      'medical beats the court’s term',
      { disputeType: 'medical', referralSource: 'court' },
      'mediate.medical',
    ],
    ['from a court, 30 days', { disputeType: 'contract', referralSource: 'court' }, 'mediate.court'],
    [
      'from a court after filing, ordinary procedure: 15 days',
      { disputeType: 'contract', referralSource: 'courtFiledOrdinary' },
      'mediate.courtFiledOrdinary',
    ],
    [
      'from a court after filing, summary procedure: 7 days',
      { disputeType: 'contract', referralSource: 'courtFiledSummary' },
      'mediate.courtFiledSummary',
    ],
    [
      'from the police: the general one',
      { disputeType: 'contract', referralSource: 'police' },
      'mediate.general',
    ],
  ])('%s', (_, subject, code) => {
    expect(chooseTerm(inRegion(['*']), 'mediate', subject)?.code).toBe(code);
  });

  it.each([
    ['court', '2026-07-31'],
    ['courtFiledOrdinary', '2026-07-16'],
    ['courtFiledSummary', '2026-07-08'],
  ])('counts days of art. 24 of the online rules for %s, accepted within 3 working days', (source, end) => {
    const court = ends(counted('contract', source));
    expect(court('mediate', '2026-07-01')).toBe(end);
    expect(
      chooseTerm(inRegion(['*']), 'accept', { disputeType: 'contract', referralSource: source })?.code,
    ).toBe('accept.court');
  });

  it('counts a medical dispute in working days', () => {
    const medical = ends(counted('medical'));
    expect(medical('mediate', '2026-07-01')).toBe('2026-08-12');
    expect(terms('mediate', '2026-07-01')).toBe('2026-08-03');
  });

  it('gives the parties 30 days from effect for judicial confirmation, a day off moves the end (art. 33)', () => {
    expect(terms('judicialConfirmation', '2026-07-07')).toBe('2026-08-06');
    expect(terms('judicialConfirmation', '2026-07-09')).toBe('2026-08-10');
  });

  it('knows no term where no rule sets one', () => expect(terms('weather', '2026-07-07')).toBeNull());
});

describe('the next action', () => {
  it.each([
    ['a new case is to be accepted', state(), { action: 'accept', dueOn: '2026-07-06' }],
    [
      'rights are told first',
      state({ stage: 'accepted', rightsNotifiedOn: null }),
      { action: 'notifyRights', dueOn: '2026-07-02' },
    ],
    [
      'then a session within the term',
      state({ stage: 'accepted' }),
      { action: 'holdSession', dueOn: '2026-08-03' },
    ],
    ['then an agreement', state({ stage: 'mediating' }), { action: 'draftAgreement', dueOn: '2026-08-03' }],
    [
      'a draft is to be issued',
      state({ stage: 'mediating', agreement: { ...agreement, issuedOn: null, effectiveOn: null } }),
      { action: 'issueAgreement', dueOn: '2026-08-03' },
    ],
    [
      'an issued one to be signed',
      state({ stage: 'agreed', agreement: { ...agreement, effectiveOn: null } }),
      { action: 'collectSignatures', dueOn: '2026-07-09' },
    ],
    [
      'in effect: the first performance',
      state({ stage: 'performing', agreement }),
      { action: 'followPerformance', dueOn: '2026-07-20' },
    ],
  ])('%s', (_, now, step) => expect(next(now, '2026-07-07')).toEqual(step));

  it('keeps asking for what is overdue until it is performed, then goes on to the court, the visit and closing', () => {
    const performing = (
      items: PerformanceDue[],
      visits: { key: string; anchorOn: string; dueOn: string; warnOn: string }[] = [],
    ) => state({ stage: 'performing', agreement: { ...agreement, items, visits } });
    const [first, second] = agreement.items as [PerformanceDue, PerformanceDue];
    const visit = {
      key: 'due:2026-07-20',
      anchorOn: '2026-07-20',
      dueOn: '2026-07-27',
      warnOn: '2026-07-24',
    };
    expect(next(performing([first, second]), '2026-07-21')).toEqual({
      action: 'urgePerformance',
      dueOn: '2026-07-20',
    });
    const urged = { ...first, lastUrgedOn: '2026-07-22' };
    expect(next(performing([urged, second]), '2026-07-23')).toEqual({
      action: 'followPerformance',
      dueOn: '2026-07-29',
    });
    const paid = [{ ...first, settled: true }, second];
    expect(next(performing(paid, [visit]), '2026-07-21')).toEqual({ action: 'visit', dueOn: '2026-07-27' });
    expect(next(performing(paid), '2026-07-28')).toEqual({
      action: 'judicialConfirmation',
      dueOn: '2026-08-06',
    });
    // The 30 days of art. 33 do not wait: they make room when they are over.
    expect(next(performing(paid), '2026-08-07')).toEqual({
      action: 'followPerformance',
      dueOn: '2026-09-01',
    });
    const all = [first, second].map((one) => ({ ...one, settled: true }));
    expect(next(performing(all), '2026-09-02')).toEqual({ action: 'close', dueOn: '2026-09-08' });
    expect(next(performing(all), '2027-01-01')).toEqual({ action: 'close', dueOn: '2026-09-08' });
  });

  it('asks for the court only while the parties have not decided and something is open', () => {
    const of = (over: object) => {
      const one = state({ stage: 'performing', agreement: { ...agreement, ...over } });
      return duesOf(one, allTerms).some((due) => due.action === 'judicialConfirmation');
    };
    expect(of({})).toBe(true);
    for (const confirmation of ['forgone', 'applied', 'confirmed', 'rejected']) {
      expect(of({ confirmation }), confirmation).toBe(false);
    }
    expect(of({ confirmation: 'withdrawn' })).toBe(true);
    expect(of({ form: 'oral' })).toBe(false);
    expect(of({ items: [item('2026-07-07', { settled: true })] })).toBe(false);
  });

  it('gives what has no date a reminder', () => {
    const undated = state({ stage: 'performing', agreement: { ...agreement, items: [item(null)] } });
    expect(next(undated, '2026-07-08')).toEqual({ action: 'followPerformance', dueOn: '2026-08-06' });
  });

  it('a stopped clock is looked after: the next action is the day on which the result is expected', () => {
    const suspended = { fromOn: '2026-07-06', expectedOn: '2026-07-20' };
    const stopped = state({ stage: 'mediating', suspended });
    expect(next(stopped, '2026-07-08')).toEqual({ action: 'endSuspension', dueOn: '2026-07-20' });
    expect(next(stopped, '2026-07-25')).toEqual({ action: 'endSuspension', dueOn: '2026-07-20' });
  });

  it('a closed case has its visits left and nothing else', () => {
    const visit = { key: 'effect', anchorOn: '2026-07-07', dueOn: '2026-08-06', warnOn: '2026-08-01' };
    const closed = state({ stage: 'closed', agreement: { ...agreement, visits: [visit] } });
    expect(duesOf(closed, allTerms).map((due) => due.action)).toEqual(['visit']);
  });

  it('leaves no open case without a next action and its day, and none of a case that ended without agreement', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays(civilDate('2026-01-01'), offset));
    const items = fc.array(
      fc.record({
        key: fc.uuid(),
        dueOn: fc.option(day),
        settled: fc.boolean(),
        lastUrgedOn: fc.option(day),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...caseStages),
        items,
        day,
        day,
        fc.boolean(),
        (stage, list, effectiveOn, today, stops) => {
          const one = state({
            stage,
            suspended: stops ? { fromOn: effectiveOn, expectedOn: today } : null,
            agreement: stage === 'registered' ? null : { ...agreement, effectiveOn, items: list },
          });
          const step = next(one, today);
          expect(step === null).toBe(!isOpen(stage));
          if (step) expect(step.dueOn).not.toBeNull();
        },
      ),
    );
  });
});
