import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differsFrom,
  lengthOf,
  overlapping,
} from '../../../src-main/mediation/session-hours/session-offer.ts';
import { civilDate } from '../../../src-main/platform/dates.ts';
import {
  activityOf,
  doubtsAbout,
  sourceClassOf,
} from '../../../src-main/timebank/session-hours/session-service.ts';

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to, startsAt: clock(from), endsAt: clock(to) }));

describe('a session that is offered', () => {
  it('is as long as its clock says, and an offer differs exactly when it says more, or another day', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 1440 }), fc.boolean(), (time, minutes, sameDay) => {
        const session = { heldOn: '2026-06-30', startsAt: time.startsAt, endsAt: time.endsAt };
        expect(lengthOf(session)).toBe(time.to - time.from);
        const servedOn = sameDay ? '2026-06-30' : '2026-06-29';
        expect(differsFrom(session, { servedOn, minutes })).toBe(!sameDay || minutes > time.to - time.from);
      }),
    );
  });

  it('meets a service when they share a minute; touching ends are two services one after the other', () => {
    fc.assert(
      fc.property(span, span, (one, other) => {
        const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from);
        expect(overlapping(one, [other])).toHaveLength(shared > 0 ? 1 : 0);
      }),
    );
  });

  it('does not meet a service of which no time is known: an empty time is not midnight', () => {
    expect(overlapping({ startsAt: '00:00', endsAt: '24:00' }, [{ startsAt: '', endsAt: '' }])).toEqual([]);
  });
});

describe('what the time bank makes of it', () => {
  it('is never signed in or out; late only when it was offered late, however long the decision took', () => {
    expect(sourceClassOf('2026-06-01', civilDate('2026-06-08'), 7)).toBe('sheet');
    expect(sourceClassOf('2026-06-01', civilDate('2026-06-09'), 7)).toBe('lateEntry');
  });

  it('gives the second session of a day a name of its own, or both would share the limit of one event', () => {
    expect(activityOf('调解服务', 1)).toBe('调解服务');
    expect(activityOf('调解服务', 2)).not.toBe(activityOf('调解服务', 1));
  });

  const rules = {
    doubts: { rule: 'd', dayMinutes: 480, lateDays: 7, sameTimesLines: 5, guardianBelowAge: 18 },
    earners: {
      ...{ rule: 'e', fromAge: 18, womenFromAge: null, toAge: null },
      minors: 'withGuardian' as const,
    },
  };
  const member = (state: 'active' | 'suspended' = 'active') => ({
    ...{ name: '王志明', kind: 'person' as const, state, gender: 'male' as const },
    ...{ birthDate: null, guarded: false, joinedOn: '2026-01-05' },
  });
  const doubts = (others: { startsAt: string; endsAt: string; minutes: number }[], state?: 'suspended') =>
    doubtsAbout(
      {
        ...{ id: 'o', memberId: 'm', servedOn: '2026-06-30', minutes: 90, serviceType: 'mediation' },
        ...{ offeredOn: civilDate('2026-07-01'), sourceClass: 'sheet' as const },
      },
      {
        members: new Map([['m', member(state)]]),
        others: others.map((other) => ({ memberId: 'm', sheetNumber: 'S1', activity: '巡查', ...other })),
        serviceTypes: { has: () => true },
      },
      null,
      rules,
    ).map(({ code, severity }) => `${severity} ${code}`);

  it('doubts every other service of the day: whichever meets the session in time is among them', () => {
    expect(doubts([])).toEqual([]);
    expect(
      doubts([
        { startsAt: '08:00', endsAt: '09:00', minutes: 60 },
        { startsAt: '', endsAt: '', minutes: 30 },
      ]),
    ).toEqual(['warning sessionHours.sameDay', 'warning sessionHours.sameDaySession']);
  });

  it('adds the day up with the doubts of a sheet, and refuses who is suspended', () => {
    expect(doubts([{ startsAt: '08:00', endsAt: '15:00', minutes: 400 }])).toContain(
      'warning sheet.dayTooLong',
    );
    expect(doubts([], 'suspended').some((line) => line.startsWith('error '))).toBe(true);
  });
});
