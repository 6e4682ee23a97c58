import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src-main/platform/dates.ts';
import {
  checkSheet,
  explainCredits,
  type DoubtRules,
  type Known,
  type KnownMember,
} from '../../../src-main/timebank/sheet-check.ts';
import type { EarnerRules } from '../../../src-main/timebank/earners.ts';
import { readDraft, type CheckedSheet } from '../../../src-main/timebank/sheet-draft.ts';

const rules: DoubtRules = {
  rule: 'doubts@*',
  dayMinutes: 480,
  lateDays: 30,
  sameTimesLines: 10,
  guardianBelowAge: 18,
};
const earners: EarnerRules = {
  rule: 'credit@*',
  fromAge: null,
  womenFromAge: null,
  toAge: null,
  minors: 'any',
};
const member = (name: string, more: Partial<KnownMember> = {}): KnownMember => ({
  name,
  kind: 'person',
  state: 'active',
  gender: 'unknown',
  birthDate: '1952-03-04',
  guarded: false,
  joinedOn: '2026-01-01',
  ...more,
});
const known = (more: Partial<Known> = {}): Known => ({
  today: civilDate('2026-07-20'),
  members: new Map([
    ['luo', member('骆某')],
    ['li', member('李某')],
    ['kid', member('小周', { birthDate: '2012-09-01' })],
    ['gone', member('马某', { state: 'left' })],
    ['team', member('巡逻队', { kind: 'group', birthDate: null })],
  ]),
  others: [],
  serviceTypes: new Set(['patrol', 'training']),
  ...more,
});
const line = (memberId: string, startsAt: string, endsAt: string, minutes = 60, serviceType = 'patrol') => ({
  id: `${memberId}-${startsAt}`,
  memberId,
  serviceType,
  startsAt,
  endsAt,
  minutes,
});
const sheet = (lines: CheckedSheet['lines'], more: Partial<CheckedSheet> = {}): CheckedSheet => ({
  servedOn: civilDate('2026-07-13'),
  sourceClass: 'sheet',
  lines,
  ...more,
});
const codes = (checked: CheckedSheet, context = known()) =>
  checkSheet(checked, context, rules, earners).map(
    ({ code, severity, place }) => `${severity} ${code} ${place}`,
  );

describe('doubts about a sign-in sheet', () => {
  it('stays silent on the published Monday patrol, 9:00–10:00', () => {
    expect(codes(sheet([line('luo', '09:00', '10:00')]))).toEqual([]);
  });

  it('refuses an end before its start and more minutes than the clock gives', () => {
    expect(codes(sheet([line('luo', '10:00', '09:00')]))).toEqual([
      'error sheet.endsBeforeStart lines.0.endsAt',
    ]);
    expect(codes(sheet([line('luo', '09:00', '10:00', 61)]))).toEqual([
      'error sheet.minutesOverClock lines.0.minutes',
    ]);
  });

  it('sees one person in two places at once, but lets one service end where the next begins', () => {
    const twice = sheet([line('luo', '09:00', '10:00'), line('luo', '09:59', '10:59')]);
    expect(codes(twice)).toEqual(['error sheet.overlap lines.1.startsAt']);
    expect(codes(sheet([line('luo', '09:00', '10:00'), line('luo', '10:00', '11:00')]))).toEqual([]);
    expect(codes(sheet([line('luo', '09:00', '10:00'), line('li', '09:00', '10:00')]))).toEqual([]);
  });

  it('calls a line typed twice a duplicate and names the line it repeats', () => {
    const found = checkSheet(
      sheet([line('li', '09:00', '10:00'), line('luo', '09:00', '10:00'), line('li', '09:00', '10:00')]),
      known(),
      rules,
      earners,
    );
    expect(found).toMatchObject([
      { code: 'sheet.duplicateLine', place: 'lines.2.memberId', params: { name: '李某', line: 1 } },
    ]);
  });

  it('sees the same hour on another sheet of that day, with its number', () => {
    const others = [
      {
        memberId: 'luo',
        startsAt: '09:30',
        endsAt: '11:00',
        minutes: 90,
        sheetNumber: '2026-尧-签到-0007',
        activity: '书法课',
      },
    ];
    const found = checkSheet(sheet([line('luo', '09:00', '10:00')]), known({ others }), rules, earners);
    expect(found).toMatchObject([
      {
        code: 'sheet.overlapElsewhere',
        severity: 'error',
        params: { number: '2026-尧-签到-0007', activity: '书法课' },
      },
    ]);
  });

  it('adds the day up over all sheets, and spares groups, whose day is many people’s', () => {
    const others = [
      { memberId: 'luo', startsAt: '13:00', endsAt: '20:00', minutes: 420, sheetNumber: 'x', activity: 'y' },
    ];
    const long = sheet([line('luo', '08:00', '10:00', 61)]);
    expect(codes(long, known({ others }))).toEqual(['warning sheet.dayTooLong lines.0.minutes']);
    expect(codes(sheet([line('luo', '08:00', '10:00', 60)]), known({ others }))).toEqual([]);
    expect(codes(sheet([line('team', '08:00', '20:00', 720)]))).toEqual([]);
  });

  it('refuses a date that has not come, and doubts an entry long after the service', () => {
    expect(codes(sheet([], { servedOn: civilDate('2026-07-21') }))).toEqual([
      'error sheet.futureDate servedOn',
    ]);
    expect(codes(sheet([], { servedOn: civilDate('2026-06-20') }))).toEqual([]);
    expect(codes(sheet([], { servedOn: civilDate('2026-06-19') }))).toEqual([
      'warning sheet.lateNotMarked sourceClass',
    ]);
    expect(codes(sheet([], { servedOn: civilDate('2026-06-19'), sourceClass: 'lateEntry' }))).toEqual([
      'hint sheet.enteredLate servedOn',
    ]);
  });

  it('knows who may not be credited: unknown, gone, not yet a member, a minor without guardian', () => {
    expect(codes(sheet([line('nobody', '09:00', '10:00')]))).toEqual([
      'error sheet.memberUnknown lines.0.memberId',
    ]);
    expect(codes(sheet([line('gone', '09:00', '10:00')]))).toEqual([
      'error sheet.memberInactive lines.0.memberId',
    ]);
    expect(codes(sheet([line('kid', '09:00', '10:00')]))).toEqual([
      'warning sheet.minorWithoutGuardian lines.0.memberId',
    ]);
    const earlier = sheet([line('luo', '09:00', '10:00')], { servedOn: civilDate('2025-12-29') });
    expect(codes(earlier, known({ today: civilDate('2026-01-05') }))).toEqual([
      'warning sheet.beforeJoining lines.0.memberId',
    ]);
  });

  it('refuses a kind of service that the region does not know', () => {
    expect(codes(sheet([line('luo', '09:00', '10:00', 60, 'gardening')]))).toEqual([
      'error sheet.serviceTypeUnknown lines.0.serviceType',
    ]);
  });

  it('points at ten lines of identical times once, as a hint', () => {
    const members = new Map(Array.from({ length: 10 }, (_, n) => [`m${n}`, member(`志愿者${n}`)]));
    const crowd = sheet([...members.keys()].map((id) => line(id, '14:00', '15:00')));
    expect(codes(crowd, known({ members }))).toEqual(['hint sheet.sameTimes lines']);
    expect(codes({ ...crowd, lines: crowd.lines.slice(1) }, known({ members }))).toEqual([]);
  });

  it('says why a line’s coins were cut, and refuses a line that is worth nothing', () => {
    const credit = {
      lineId: 'a',
      memberId: 'luo',
      servedMinutes: 60,
      coefficient: { rule: 'c', numerator: 1, denominator: 1 },
      already: { eventMinutes: 0, dayMinutes: 0, storedMinutes: 0 },
      memberKind: 'person' as const,
      sourceClass: 'sheet' as const,
      bookedOn: civilDate('2026-07-13'),
      points: 0,
      countedMinutes: 60,
      pointsExpireOn: null,
      pointSteps: [],
      rule: 'r',
    };
    const cut = {
      ...credit,
      coinMinutes: 20,
      donatedMinutes: 40,
      pool: 'pool:overcap' as const,
      steps: [{ kind: 'storedCap' as const, before: 60, after: 20, limit: 90_000 }],
    };
    expect(explainCredits([{ id: 'a' }], [cut], known().members)).toMatchObject([
      { code: 'sheet.overStoredCap', severity: 'hint', params: { name: '骆某', minutes: 40, limit: 90_000 } },
    ]);
    const nothing = { ...credit, coinMinutes: 0, donatedMinutes: 0, pool: null, steps: [] };
    expect(explainCredits([{ id: 'a' }], [nothing], known().members)).toMatchObject([
      { code: 'sheet.worthNothing', severity: 'error' },
    ]);
  });

  it('reads 9:05 and full-width digits as the same time, and leaves unreadable fields out', () => {
    expect(
      readDraft({
        servedOn: '2026-02-30',
        lines: [{ startsAt: '９：０５', endsAt: '25:00', minutes: '60', memberId: '' }],
      }),
    ).toEqual({
      lines: [{ startsAt: '09:05' }],
    });
  });

  it('never throws on a half-typed sheet, whatever stands in it (property)', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.constant(undefined),
      fc.constantFrom('09:00', '10:00', 'luo', 'kid', 'patrol'),
    );
    const row = fc.record(
      { id: cell, memberId: cell, serviceType: cell, startsAt: cell, endsAt: cell, minutes: cell },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.oneof(cell, fc.constant('2026-07-13')),
        (lines, servedOn) => {
          for (const found of checkSheet(readDraft({ servedOn, lines }), known(), rules, earners)) {
            const at = /^lines\.(\d+)\./.exec(found.place);
            if (at) expect(Number(at[1])).toBeLessThan(lines.length);
          }
        },
      ),
    );
  });

  it('finds an overlap whichever line was typed first (property)', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const text = (at: number) =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(time, time, time, time, (a, b, c, d) => {
        const [from, to, other, otherTo] = [
          Math.min(a, b),
          Math.max(a, b) + 1,
          Math.min(c, d),
          Math.max(c, d) + 1,
        ];
        const one = line('luo', text(from), text(to), 1);
        const two = line('luo', text(other), text(otherTo), 1, 'training');
        const expected = from < otherTo && other < to;
        for (const lines of [
          [one, two],
          [two, one],
        ]) {
          expect(codes(sheet(lines)).some((code) => code.includes('sheet.overlap'))).toBe(expected);
        }
      }),
    );
  });
});
