import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restWays } from '../../../src-main/contract/timebank/rule-bodies.ts';
import {
  dayParts,
  endingKinds,
  memberEventKinds,
  type AvailabilitySlot,
} from '../../../src-main/contract/timebank/membership-values.ts';
import { civilDate } from '../../../src-main/platform/dates.ts';
import {
  partsTouched,
  placesNeeded,
  slotsOf,
  slotsText,
} from '../../../src-main/timebank/membership/availability.ts';
import {
  courseAfter,
  mayFollow,
  openEvents,
  openSteps,
  refuseActing,
  refuseDisposal,
  stateOf,
  type Course,
} from '../../../src-main/timebank/membership/membership.ts';
import { isEmpty, restEntries, type Rest } from '../../../src-main/timebank/membership/rest.ts';

const fresh = (levels: 1 | 2): Course => ({ standing: 'applied', levels, ending: null });

describe('the course of a membership', () => {
  // Would catch: an applicant who becomes a member past a review, a dead member who returns, a double that acts.
  it('never reaches a forbidden state, whatever events are tried in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const),
        fc.array(fc.constantFrom(...memberEventKinds), { maxLength: 40 }),
        (levels, tried) => {
          let course = fresh(levels);
          const taken: string[] = [];
          for (const kind of tried) {
            if (!mayFollow(kind, course)) continue;
            const before = course;
            course = courseAfter(kind, course);
            taken.push(kind);
            if (kind === 'returned') expect(before.ending).not.toBe('died');
            if (before.standing === 'merged') expect(kind).toBe('unmerged');
            if (before.standing === 'refused') expect(kind).toBe('applied');
          }
          const last = taken.lastIndexOf('admitted');
          if (course.standing === 'active') expect(last).toBeGreaterThanOrEqual(0);
          if (last >= 0 && levels === 2) expect(taken.slice(0, last)).toContain('reviewed');
          expect(refuseActing(course.standing) === null).toBe(course.standing === 'active');
          expect(stateOf(course.standing) === 'active').toBe(course.standing === 'active');
          // Nobody is stuck: somebody who is in the books can always be dealt with.
          expect(openEvents(course).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('offers only steps that an event stands behind, and settling only where there is a rest', () => {
    const ended: Course = { standing: 'ended', levels: 1, ending: 'left' };
    expect(openSteps(ended, false)).toEqual(['return', 'revoke']);
    expect(openSteps(ended, true)).toEqual(['settle', 'return', 'revoke']);
    expect(openSteps({ ...ended, ending: 'died' }, false)).toEqual(['revoke']);
    expect(openSteps({ ...ended, ending: null }, false), 'left before such things were written').toEqual([
      'return',
    ]);
    expect(openSteps({ standing: 'active', levels: 2, ending: null }, true)).toEqual([
      'suspend',
      'end',
      'merge',
    ]);
    expect(openSteps({ standing: 'merged', levels: 2, ending: null }, true)).toEqual(['takeBack']);
  });
});

describe('what becomes of the rest', () => {
  const rule = {
    ...{ levels: 2, onMoving: ['keep' as const], onLeaving: ['keep' as const, 'donate' as const] },
    ...{ onDeath: [...restWays], heirs: 'spouseAndLineal' as const },
  };
  const today = civilDate('2026-07-01');
  const ask = (more: Partial<Parameters<typeof refuseDisposal>[0]>, groups: 'keep' | 'donateOnly' = 'keep') =>
    refuseDisposal(
      { kind: 'died', way: 'heir', memberKind: 'person', relation: 'lineal', proof: '户口簿', ...more },
      rule,
      groups,
      today,
    );

  it('is what the rule allows for that ending, to whom it allows, with something shown', () => {
    expect(ask({})).toBeNull();
    expect(ask({ kind: 'moved', way: 'donate' })).toBe('member.wayClosed');
    expect(ask({ kind: 'left' })).toBe('member.wayClosed');
    expect(ask({ relation: 'friend' })).toBe('member.heirOutside');
    // What was shown is on file with the relation; nothing said in the form stands in for one.
    expect(ask({ proof: '' })).toBeNull();
    expect(ask({ relation: 'none' })).toBe('member.heirNotRecorded');
    const outside = (heirs: typeof rule.heirs | 'anyone' | 'none', proof: string) =>
      refuseDisposal(
        { kind: 'died', way: 'heir', memberKind: 'person', relation: 'none', proof },
        { ...rule, heirs },
        'keep',
        today,
      );
    expect(outside('anyone', '')).toBe('member.proofMissing');
    expect(outside('anyone', '遗嘱')).toBeNull();
    expect(outside('none', '遗嘱')).toBe('member.heirOutside');
    expect(ask({ memberKind: 'group' }, 'donateOnly')).toBe('spending.groupDonates');
    expect(ask({ way: 'donate', memberKind: 'group' }, 'donateOnly')).toBeNull();
    for (const kind of endingKinds) expect(ask({ kind, way: 'keep', proof: '' })).toBeNull();
  });

  const day = fc.constantFrom(null, '2026-06-30', '2026-07-01', '2026-12-31', '2028-12-31');
  const rests: fc.Arbitrary<Rest> = fc.record({
    coin: fc.record({ account: fc.constant('coin'), minutes: fc.integer({ min: 0, max: 90_000 }) }),
    points: fc.option(
      fc.record({
        account: fc.constant('points'),
        lots: fc
          .array(fc.record({ left: fc.integer({ min: 0, max: 500 }), expiresOn: day }), { maxLength: 12 })
          .map((lots) => lots.map((lot, index) => ({ ...lot, id: `lot-${index}` }))),
      }),
    ),
  });

  // Would catch: points that vanish with an expired lot, a lot with another last day, coins and points in one sum.
  it('leaves the member at zero in both units, sums to zero in each, and gives lots on with their last days', () => {
    fc.assert(
      fc.property(rests, fc.boolean(), fc.constantFrom(Infinity, 0, 60, 45_000), (rest, toPool, room) => {
        const receiver = toPool
          ? ({ kind: 'pool' } as const)
          : ({ kind: 'member', coin: 'heir-coin', points: 'heir-points', room } as const);
        const entries = restEntries(rest, receiver, today);
        expect(entries.length === 0).toBe(isEmpty(rest));
        const ofPoints = (account: string) => account.includes('points');
        const total = (points: boolean) =>
          entries
            .filter(({ account }) => ofPoints(account) === points)
            .reduce((sum, { amount }) => sum + amount, 0);
        expect([total(true), total(false)]).toEqual([0, 0]);
        expect(new Set(entries.map(({ account }) => account)).size).toBe(entries.length);
        const of = (account: string) => entries.find((entry) => entry.account === account);
        expect(of('coin')?.amount ?? 0).toBe(-rest.coin.minutes || 0);
        if (!toPool) expect(of('heir-coin')?.amount ?? 0).toBe(Math.min(rest.coin.minutes, room));
        const lots = rest.points?.lots ?? [];
        const left = lots.reduce((sum, lot) => sum + lot.left, 0);
        expect(of('points')?.amount ?? 0).toBe(-left || 0);
        expect((of('points')?.lots ?? []).reduce((sum, [, amount]) => sum + amount, 0)).toBe(left);
        const good = lots.filter((lot) => lot.left > 0 && (lot.expiresOn === null || lot.expiresOn >= today));
        if (!toPool) {
          expect(of('heir-points')?.opens ?? []).toEqual(good.map((lot) => [lot.left, lot.expiresOn]));
        }
        expect(of('points:expired')?.amount ?? 0).toBe(left - good.reduce((sum, lot) => sum + lot.left, 0));
      }),
    );
  });
});

describe('availability', () => {
  const slots = fc.uniqueArray(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), part: fc.constantFrom(...dayParts) }),
    { selector: ({ weekday, part }: AvailabilitySlot) => `${weekday} ${part}`, maxLength: 21 },
  );

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(slots, (given) => {
        const text = slotsText(given);
        expect(text).toMatch(/^[01]{21}$/);
        const sorted = (list: AvailabilitySlot[]) =>
          list.map(({ weekday, part }) => `${weekday} ${part}`).sort();
        expect(sorted(slotsOf(text))).toEqual(sorted(given));
      }),
    );
  });

  it('asks for every part of the day that a time touches: noon ends the morning', () => {
    expect(partsTouched('09:00', '12:00')).toEqual(['morning']);
    expect(partsTouched('09:00', '12:01')).toEqual(['morning', 'afternoon']);
    expect(partsTouched('18:00', '24:00')).toEqual(['evening']);
    expect(partsTouched('08:00', '20:00')).toEqual([...dayParts]);
    expect(placesNeeded(1, '09:00', '10:00')).toEqual([1]);
    expect(placesNeeded(7, '13:00', '19:00')).toEqual([20, 21]);
  });
});
