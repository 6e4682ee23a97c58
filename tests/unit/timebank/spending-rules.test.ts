import { describe, expect, it } from 'vitest';
import type { RuleBody } from '../../../src-main/contract/timebank/rule-bodies.ts';
import { civilDate } from '../../../src-main/platform/dates.ts';
import {
  fitsUnit,
  refuseReceiver,
  refuseSpending,
  thresholdMet,
} from '../../../src-main/timebank/spending/spending-rules.ts';

const today = civilDate('2026-07-01');
const rule: RuleBody<'use'> = {
  receivers: [],
  thresholdMinutes: null,
  thresholdMonths: null,
  transferCircle: 'anyone',
  transferFromAge: null,
  ways: ['service', 'goods', 'transfer', 'donation'],
  exits: [],
  fenPerHour: null,
};
const spender = { kind: 'person' as const, joinedOn: '2025-07-01', servedMinutes: 5999 };

describe('what coins may be spent on', () => {
  it('100 hours or one year (Hongkou): one of them is enough, and the day of the year counts', () => {
    const hongkou = { ...rule, thresholdMinutes: 6000, thresholdMonths: 12 };
    expect(thresholdMet(spender, hongkou, today)).toBe(true);
    expect(thresholdMet({ ...spender, joinedOn: '2025-07-02' }, hongkou, today)).toBe(false);
    expect(thresholdMet({ ...spender, joinedOn: '2026-06-01', servedMinutes: 6000 }, hongkou, today)).toBe(
      true,
    );
    expect(thresholdMet(spender, { ...rule, thresholdMinutes: 6000 }, today)).toBe(false);
  });

  it('a way that the region closes is refused; a group that only donates may still donate', () => {
    expect(refuseSpending('goods', spender, { ...rule, ways: ['service'] }, 'keep', today)).toBe(
      'spending.wayClosed',
    );
    const group = { ...spender, kind: 'group' as const };
    expect(refuseSpending('transfer', group, rule, 'donateOnly', today)).toBe('spending.groupDonates');
    expect(refuseSpending('donation', group, rule, 'donateOnly', today)).toBeNull();
    expect(
      refuseSpending('donation', spender, { ...rule, thresholdMinutes: 90_000 }, 'keep', today),
    ).toBeNull();
  });

  it('Gulou: spouse or lineal relatives from 60 only; an unknown age is not old enough', () => {
    const gulou = { transferCircle: 'spouseAndLineal', transferFromAge: 60 } as const;
    const born = (birthDate: string | null) => ({ relation: 'lineal' as const, birthDate });
    expect(refuseReceiver(born('1966-07-01'), gulou, today)).toBeNull();
    expect(refuseReceiver(born('1966-07-02'), gulou, today)).toBe('spending.receiverTooYoung');
    expect(refuseReceiver(born(null), gulou, today)).toBe('spending.receiverTooYoung');
    expect(refuseReceiver({ relation: 'friend', birthDate: '1940-01-01' }, gulou, today)).toBe(
      'spending.outsideCircle',
    );
    expect(
      refuseReceiver(
        { relation: 'none', birthDate: null },
        { transferCircle: 'none', transferFromAge: null },
        today,
      ),
    ).toBe('spending.outsideCircle');
  });

  it('points go in multiples where a region says so', () => {
    expect([fitsUnit(20, 10), fitsUnit(25, 10), fitsUnit(25, null)]).toEqual([true, false, true]);
  });
});
