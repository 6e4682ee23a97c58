import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countDue, type CaseClock } from '../../../src-main/mediation/deadline.ts';
import { dayCalendar } from '../../../src-main/platform/calendar/calendar.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';
import { loadReference } from '../../../src-main/platform/reference-data/reference.ts';

/*
 * Terms counted by hand with a printed calendar, not by the program. Days off and worked weekends are those of
 * seeds/reference/holidays.json (notices for 2025 and 2026); the rule of counting is 民事诉讼法 art. 85: the first day does
 * not count, a last day that is a day off moves to the next working day.
 */
const reference = await loadReference(join(import.meta.dirname, '../../../seeds'));
const years = reference.all('holidays');
const [jiangsu, ningbo, shenzhen] = ['320113', '330203', '440305'];

interface Vector {
  rule: string;
  from: string;
  due: string;
  why: string;
  source: string;
  region?: string;
  pauses?: [reason: 'appraisal' | 'expert', from: string, to: string][];
  extension?: string;
  own?: Record<string, 'off' | 'worked'>;
}

const ART_33 = '人民调解法 art. 33';
const GENERAL = '人民调解工作若干规定';
const MEDICAL = '医疗纠纷预防和处理条例 art. 38';
const COURT = '人民法院在线调解规则 art. 24';
const HABIT = 'habit';

const months: Vector[] = [
  {
    rule: 'mediate.general',
    from: '2026-03-10',
    due: '2026-04-10',
    why: 'the day of the same number, a Friday',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-03-31',
    due: '2026-04-30',
    why: 'April has no 31st',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-05-31',
    due: '2026-06-30',
    why: 'June has no 31st',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2025-01-31',
    due: '2025-02-28',
    why: 'February of a common year, a Friday',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2024-01-31',
    due: '2024-02-29',
    why: 'leap day, a Thursday',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-01-31',
    due: '2026-02-28',
    why: 'month end on a Saturday that is worked (调休)',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2025-12-31',
    due: '2026-02-02',
    why: '31 January is a Saturday',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-09-01',
    due: '2026-10-08',
    why: 'National Day, 1–7 October',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-01-15',
    due: '2026-02-24',
    why: 'Spring Festival, 15–23 February',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-04-01',
    due: '2026-05-06',
    why: 'Labour Day, 1–5 May',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-05-19',
    due: '2026-06-22',
    why: 'Dragon Boat Festival, 19–21 June',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-08-25',
    due: '2026-09-28',
    why: 'Mid-Autumn, 25–27 September',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-04-09',
    due: '2026-05-09',
    why: 'a Saturday that is worked',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-08-20',
    due: '2026-09-20',
    why: 'a Sunday that is worked',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-06-11',
    due: '2026-07-13',
    why: 'an ordinary Saturday',
    source: GENERAL,
  },
  {
    rule: 'mediate.general',
    from: '2026-07-05',
    due: '2026-08-05',
    why: 'one month in Ningbo',
    source: '宁波市人民调解条例 art. 27',
    region: ningbo,
  },
  {
    rule: 'mediate.general',
    from: '2026-07-05',
    due: '2026-08-04',
    why: '30 days in Shenzhen',
    source: '多元化解条例 art. 25',
    region: shenzhen,
  },
];

const workingDays: Vector[] = [
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-08-12',
    why: 'six weeks without a holiday',
    source: MEDICAL,
  },
  {
    rule: 'mediate.medical',
    from: '2026-02-02',
    due: '2026-03-20',
    why: 'Spring Festival, Saturdays 14 and 28 February worked',
    source: MEDICAL,
  },
  {
    rule: 'mediate.medical',
    from: '2026-04-20',
    due: '2026-06-03',
    why: 'Labour Day, Saturday 9 May worked',
    source: MEDICAL,
  },
  {
    rule: 'mediate.medical',
    from: '2026-09-14',
    due: '2026-10-30',
    why: 'two festivals, 20 September and 10 October worked',
    source: MEDICAL,
  },
  {
    rule: 'mediate.medical',
    from: '2025-01-20',
    due: '2025-03-07',
    why: 'Spring Festival 2025, 26 January and 8 February worked',
    source: MEDICAL,
  },
  {
    rule: 'mediate.medical',
    from: '2025-09-22',
    due: '2025-11-07',
    why: 'eight days of October 2025, 28 September and 11 October worked',
    source: MEDICAL,
  },
  {
    rule: 'accept.court',
    from: '2026-07-01',
    due: '2026-07-06',
    why: 'over a weekend',
    source: '在线调解规则 art. 12',
  },
  {
    rule: 'accept.court',
    from: '2026-09-30',
    due: '2026-10-10',
    why: '8, 9 and the worked Saturday 10 October',
    source: '在线调解规则 art. 12',
  },
  {
    rule: 'accept.court',
    from: '2026-02-13',
    due: '2026-02-25',
    why: 'the worked Saturday, then after the festival',
    source: '在线调解规则 art. 12',
  },
  {
    rule: 'accept.medical.ningbo',
    from: '2025-12-31',
    due: '2026-01-06',
    why: 'New Year, Sunday 4 January worked',
    source: '宁波市医疗纠纷',
    region: ningbo,
  },
  { rule: 'habit.accept', from: '2026-06-29', due: '2026-07-02', why: 'three ordinary days', source: HABIT },
  { rule: 'habit.signatures', from: '2026-04-30', due: '2026-05-08', why: '6, 7 and 8 May', source: HABIT },
];

const days: Vector[] = [
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-07-31',
    why: 'the first day is not counted',
    source: COURT,
  },
  {
    rule: 'mediate.court',
    from: '2026-01-20',
    due: '2026-02-24',
    why: '19 February lies in the festival',
    source: COURT,
  },
  {
    rule: 'mediate.court',
    from: '2026-02-10',
    due: '2026-03-12',
    why: 'days off inside the term count',
    source: COURT,
  },
  {
    rule: 'mediate.courtFiledOrdinary',
    from: '2026-06-05',
    due: '2026-06-22',
    why: '20 June is a holiday',
    source: COURT,
  },
  {
    rule: 'mediate.courtFiledOrdinary',
    from: '2026-04-21',
    due: '2026-05-06',
    why: 'the first working day itself',
    source: COURT,
  },
  {
    rule: 'mediate.courtFiledSummary',
    from: '2026-09-24',
    due: '2026-10-08',
    why: 'seven days end on National Day',
    source: COURT,
  },
  {
    rule: 'mediate.courtFiledSummary',
    from: '2026-12-28',
    due: '2027-01-04',
    why: 'over the year, a Monday',
    source: COURT,
  },
  { rule: 'judicialConfirmation', from: '2026-07-07', due: '2026-08-06', why: 'a Thursday', source: ART_33 },
  {
    rule: 'judicialConfirmation',
    from: '2026-07-09',
    due: '2026-08-10',
    why: '8 August is a Saturday',
    source: ART_33,
  },
  {
    rule: 'judicialConfirmation',
    from: '2026-09-05',
    due: '2026-10-08',
    why: '5 October is a holiday',
    source: ART_33,
  },
  {
    rule: 'judicialConfirmation',
    from: '2026-01-30',
    due: '2026-03-02',
    why: 'over a February of 28 days, 1 March a Sunday',
    source: ART_33,
  },
  {
    rule: 'judicialConfirmation',
    from: '2024-01-30',
    due: '2024-02-29',
    why: 'exactly on the leap day',
    source: ART_33,
  },
  {
    rule: 'court.accept',
    from: '2026-08-06',
    due: '2026-08-10',
    why: '9 August is a Sunday',
    source: '法释〔2011〕5号 art. 4',
  },
  {
    rule: 'court.decide',
    from: '2026-08-10',
    due: '2026-08-25',
    why: 'fifteen days',
    source: '法释〔2011〕5号 art. 5',
  },
  {
    rule: 'police.request.traffic',
    from: '2026-07-08',
    due: '2026-07-13',
    why: '11 July is a Saturday',
    source: '道路交通事故处理程序规定',
  },
  {
    rule: 'insurer.notice.traffic',
    from: '2026-07-20',
    due: '2026-07-17',
    why: 'three days before',
    source: '公安部等 2010',
  },
  {
    rule: 'insurer.notice.traffic',
    from: '2026-10-09',
    due: '2026-10-06',
    why: 'backwards, no shift: earlier is safe',
    source: '公安部等 2010',
  },
  {
    rule: 'visit.due',
    from: '2026-07-20',
    due: '2026-07-27',
    why: 'habit.visit.due',
    source: 'domain notes §4.5',
  },
  {
    rule: 'visit.effect',
    from: '2026-09-01',
    due: '2026-10-08',
    why: 'habit.visit.effect',
    source: 'domain notes §4.5',
  },
  {
    rule: 'habit.closing',
    from: '2026-09-18',
    due: '2026-09-28',
    why: 'seven days end on Mid-Autumn',
    source: 'domain notes §4.5',
  },
].map((one) => (one.rule.startsWith('visit.') ? { ...one, rule: `habit.${one.rule}` } : one));

const clocks: Vector[] = [
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-08-26',
    why: 'appraisal 13–24 July: ten working days',
    source: MEDICAL,
    pauses: [['appraisal', '2026-07-13', '2026-07-24']],
  },
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-08-12',
    why: 'a weekend of appraisal costs no working day',
    source: MEDICAL,
    pauses: [['appraisal', '2026-07-11', '2026-07-12']],
  },
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-08-12',
    why: 'the regulation excludes appraisal, not experts',
    source: MEDICAL,
    pauses: [['expert', '2026-07-13', '2026-07-24']],
  },
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-08-10',
    why: 'ten days of appraisal',
    source: '特邀调解规定',
    pauses: [['appraisal', '2026-07-10', '2026-07-19']],
  },
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-08-06',
    why: 'stopped on the last day, one day was left',
    source: '特邀调解规定',
    pauses: [['appraisal', '2026-07-31', '2026-08-05']],
  },
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-08-05',
    why: 'two overlapping stops are five days',
    source: '特邀调解规定',
    pauses: [
      ['appraisal', '2026-07-06', '2026-07-08'],
      ['appraisal', '2026-07-08', '2026-07-10'],
    ],
  },
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-07-31',
    why: 'a stop after the end changes nothing',
    source: '特邀调解规定',
    pauses: [['appraisal', '2026-08-03', '2026-08-10']],
  },
  {
    rule: 'mediate.courtFiledOrdinary',
    from: '2026-06-01',
    due: '2026-06-22',
    why: 'three days of appraisal push the end into a holiday',
    source: '特邀调解规定',
    pauses: [['appraisal', '2026-06-10', '2026-06-12']],
  },
  {
    rule: 'mediate.general',
    from: '2026-03-10',
    due: '2026-04-15',
    why: 'experts 8–12 April, three days were left',
    source: GENERAL,
    pauses: [['expert', '2026-04-08', '2026-04-12']],
  },
  {
    rule: 'mediate.general',
    from: '2026-06-11',
    due: '2026-07-15',
    why: 'shifted from Saturday into a stop: the day after it',
    source: GENERAL,
    pauses: [['appraisal', '2026-07-13', '2026-07-14']],
  },
  {
    rule: 'mediate.general',
    from: '2026-07-05',
    due: '2026-08-05',
    why: 'the rule of Ningbo names no stop',
    source: '宁波市人民调解条例',
    region: ningbo,
    pauses: [['appraisal', '2026-07-10', '2026-07-19']],
  },
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-09-30',
    why: 'extended by committee and parties',
    source: MEDICAL,
    extension: '2026-09-30',
  },
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-09-06',
    why: 'an agreed day stands, even a Sunday',
    source: MEDICAL,
    extension: '2026-09-06',
  },
  {
    rule: 'mediate.medical',
    from: '2026-07-01',
    due: '2026-08-12',
    why: 'an earlier day shortens nothing',
    source: MEDICAL,
    extension: '2026-08-01',
  },
  {
    rule: 'judicialConfirmation',
    from: '2026-07-07',
    due: '2026-08-06',
    why: 'no stop and no extension of art. 33',
    source: ART_33,
    pauses: [['appraisal', '2026-07-10', '2026-07-19']],
    extension: '2026-09-30',
  },
  {
    rule: 'mediate.court',
    from: '2026-07-01',
    due: '2026-08-03',
    why: 'the centre closes on Friday 31 July',
    source: COURT,
    own: { '2026-07-31': 'off' },
  },
  {
    rule: 'mediate.general',
    from: '2026-06-11',
    due: '2026-07-11',
    why: 'the centre works on that Saturday',
    source: GENERAL,
    own: { '2026-07-11': 'worked' },
  },
  {
    rule: 'accept.court',
    from: '2026-07-01',
    due: '2026-07-07',
    why: 'Friday 3 July off by the centre',
    source: '在线调解规则 art. 12',
    own: { '2026-07-03': 'off' },
  },
];

const count = (vector: Vector) => {
  const region = vector.region ?? jiangsu;
  const record = reference.one('deadlines', vector.rule, region, vector.from);
  const clock: CaseClock = {
    pauses: (vector.pauses ?? []).map(([reason, from, to]) => ({ reason, from, to })),
    extensions: vector.extension ? [{ toOn: vector.extension, agreedOn: vector.from }] : [],
  };
  const calendar = dayCalendar(years, new Map(Object.entries(vector.own ?? {})));
  return countDue(record, vector.from, calendar, clock);
};

describe('terms counted by hand', () => {
  const all = [...months, ...workingDays, ...days, ...clocks];
  it('are at least forty', () => expect(all.length).toBeGreaterThanOrEqual(40));

  it.each(all.map((one) => [one.rule, one.from, one.due, one.why, one] as const))(
    '%s from %s ends %s: %s',
    (_rule, _from, due, _why, vector) => {
      const counted = count(vector);
      expect(counted.dueOn).toBe(due);
      expect(counted.record.source).toContain(vector.source);
    },
  );
});

describe('how it was counted', () => {
  it('says the first day, the length, what was stopped, the plain end and the shift', () => {
    const { steps } = count(clocks.find((one) => one.why.includes('into a stop'))!);
    expect(steps).toEqual([
      { step: 'from', params: { on: '2026-06-11' } },
      { step: 'length', params: { n: 1, unit: 'months' } },
      { step: 'counted', params: { on: '2026-07-11' } },
      { step: 'shifted', params: { from: '2026-07-11', to: '2026-07-15' } },
    ]);
    const stopped = count(clocks[0]!).steps;
    expect(stopped).toContainEqual({
      step: 'paused',
      params: { from: '2026-07-13', to: '2026-07-24', days: 12 },
    });
  });

  it('names the extension, and the year without a notice', () => {
    expect(count(clocks.find((one) => one.extension === '2026-09-30')!).steps.at(-1)).toEqual({
      step: 'extended',
      params: { to: '2026-09-30', agreedOn: '2026-07-01' },
    });
    expect(count(days.find((one) => one.due === '2027-01-04')!).steps).toContainEqual({
      step: 'unknownYear',
      params: { year: 2027 },
    });
  });

  it('begins to warn where the data says: days before the end, or days after the anchor', () => {
    expect(count(days.find((one) => one.from === '2026-07-07')!).warnOn).toBe('2026-07-27');
    expect(count(days[0]!).warnOn).toBe('2026-07-24');
  });
});

describe('stops of the clock, whatever they are', () => {
  const day = fc.integer({ min: 0, max: 500 }).map((offset) => addDays(civilDate('2025-02-01'), offset));
  const pause = fc
    .tuple(fc.integer({ min: -10, max: 80 }), fc.integer({ min: 0, max: 20 }))
    .map(([after, length]) => ({ after, length }));

  it('never shorten a term, never let it end inside a stop or on a day off', () => {
    const rules = ['mediate.general', 'mediate.medical', 'mediate.court'];
    fc.assert(
      fc.property(day, fc.constantFrom(...rules), fc.array(pause, { maxLength: 4 }), (from, rule, list) => {
        const pauses = list.map(({ after, length }) => {
          const first = addDays(from, after);
          return ['appraisal', first, addDays(first, length)] as ['appraisal', string, string];
        });
        const vector = { rule, from, due: '', why: '', source: '' };
        const { dueOn } = count({ ...vector, pauses });
        expect(dueOn >= count(vector).dueOn).toBe(true);
        expect(pauses.some(([, first, last]) => dueOn >= first && dueOn <= last)).toBe(false);
        expect(dayCalendar(years).isDayOff(dueOn)).toBe(false);
      }),
    );
  });
});
