import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStages } from '../../../src-main/contract/mediation.ts';
import { chooseTerm, termsFor } from '../../../src-main/mediation/deadline.ts';
import { nextStep, type CaseState } from '../../../src-main/mediation/next-action.ts';
import { isOpen } from '../../../src-main/mediation/stage.ts';
import { dayCalendar } from '../../../src-main/platform/calendar/calendar.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';
import { referenceRecords } from './sample.ts';

const weekdays = dayCalendar([]);
const inRegion = (prefixes: string[]) =>
  referenceRecords('deadlines').filter((one) => prefixes.includes(one.region));
const terms = termsFor(inRegion(['*']), { disputeType: 'neighbours', referralSource: '' }, weekdays);
const state = (over: Partial<CaseState> = {}): CaseState => ({
  stage: 'registered',
  appliedOn: '2026-07-01',
  acceptedOn: '2026-07-02',
  rightsNotifiedOn: '2026-07-02',
  dueOn: '2026-08-03',
  agreement: null,
  ...over,
});
const agreement = {
  form: 'written' as const,
  hasClauses: true,
  issuedOn: '2026-07-06',
  effectiveOn: '2026-07-07',
  dueDates: ['2026-07-20', '2026-09-01'],
};

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
    const court = termsFor(inRegion(['*']), { disputeType: 'contract', referralSource: source }, weekdays);
    expect(court('mediate', '2026-07-01')).toBe(end);
    expect(
      chooseTerm(inRegion(['*']), 'accept', { disputeType: 'contract', referralSource: source })?.code,
    ).toBe('accept.court');
  });

  it('counts a medical dispute in working days', () => {
    const medical = termsFor(inRegion(['*']), { disputeType: 'medical', referralSource: '' }, weekdays);
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
  ])('%s', (_, now, step) => expect(nextStep(now, terms, '2026-07-07')).toEqual(step));

  it('walks through performance, judicial confirmation and the return visit as the days pass', () => {
    const performing = state({ stage: 'performing', agreement });
    const on = (today: string) => nextStep(performing, terms, today);
    expect(on('2026-07-21')).toEqual({ action: 'judicialConfirmation', dueOn: '2026-08-06' });
    expect(on('2026-08-07')).toEqual({ action: 'followPerformance', dueOn: '2026-09-01' });
    expect(on('2026-09-02')).toEqual({ action: 'close', dueOn: '2026-09-08' });
    expect(on('2027-01-01')).toEqual({ action: 'close', dueOn: '2026-09-08' });
  });

  it('does not count down to the court when all was performed on the spot', () => {
    const paid = state({ stage: 'performing', agreement: { ...agreement, dueDates: ['2026-07-07'] } });
    expect(nextStep(paid, terms, '2026-07-07')).toEqual({ action: 'close', dueOn: '2026-07-14' });
  });

  it('gives an agreement without any date a return visit all the same', () => {
    const undated = state({ stage: 'performing', agreement: { ...agreement, dueDates: [] } });
    expect(nextStep(undated, terms, '2026-07-08')).toEqual({
      action: 'judicialConfirmation',
      dueOn: '2026-08-06',
    });
    const oral = state({ stage: 'performing', agreement: { ...agreement, form: 'oral', dueDates: [] } });
    expect(nextStep(oral, terms, '2026-07-08')).toEqual({ action: 'close', dueOn: '2026-08-06' });
  });

  it('leaves no open case without a next action and its day, and gives none to a case that is over', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays(civilDate('2026-01-01'), offset));
    fc.assert(
      fc.property(
        fc.constantFrom(...caseStages),
        fc.array(day, { maxLength: 12 }),
        day,
        day,
        (stage, dates, effectiveOn, today) => {
          const one = state({
            stage,
            agreement:
              stage === 'registered' ? null : { ...agreement, effectiveOn, dueDates: [...dates].sort() },
          });
          const step = nextStep(one, terms, today);
          expect(step === null).toBe(!isOpen(stage));
          if (step) expect(step.dueOn).not.toBeNull();
        },
      ),
    );
  });
});
