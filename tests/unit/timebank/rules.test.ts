import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReference, type Reference } from '../../../src-main/platform/reference-data/reference.ts';
import {
  creditRulesOfVersion,
  ruleInForce,
  rulesInForce,
  starsOf,
  type Edition,
} from '../../../src-main/timebank/rules.ts';

describe('the dated rules of the time bank', () => {
  let reference: Reference;
  beforeAll(async () => {
    reference = await loadReference(join(import.meta.dirname, '../../../seeds'));
  });

  it('hold Nanjing’s provisional 1500 hours in Qixia, and no limit where none is published', () => {
    const qixia = rulesInForce(reference, '320113', '2026-07-01', []);
    expect(qixia.credit).toMatchObject({
      rule: 'credit@3201/2019-07-17',
      storedMinutes: 90_000,
      groups: 'donateOnly',
      perDayMinutes: null,
    });
    expect(rulesInForce(reference, '440106', '2026-07-01', []).credit).toMatchObject({
      rule: 'credit@*/2012-10-23',
      storedMinutes: null,
      groups: 'keep',
    });
  });

  it('give one coin for an hour of every kind of service that is seeded: no other coefficient is published', () => {
    const { serviceTypes } = rulesInForce(reference, '320113', '2026-07-01', []);
    expect(serviceTypes.size).toBeGreaterThan(10);
    for (const { coefficient } of serviceTypes.values())
      expect(coefficient.numerator).toBe(coefficient.denominator);
  });

  it('count a place’s own set for that place alone: Qixia is not touched by Changning or Huangshi', () => {
    const at = (region: string) => rulesInForce(reference, region, '2026-07-01', []);
    expect(at('310105').credit).toMatchObject({
      ...{ perDayMinutes: 120, storedMinutes: null, lifetimeMinutes: 36_000 },
    });
    expect(at('310106').credit).toMatchObject({ perDayMinutes: null, storedMinutes: null });
    expect(at('420203').points.expiry).toEqual({ kind: 'endOfYear' });
    expect(at('320113').points.perHour).toBeNull();
    expect(at('310109').use).toMatchObject({ thresholdMinutes: 6000, thresholdMonths: 12 });
    expect(at('110101').use).toMatchObject({ transferCircle: 'lineal', exits: [{ minutes: 600_000 }] });
  });

  const edition = (number: number, validFrom: string, perDayMinutes: number): Edition => ({
    ...{ number, code: 'credit', validFrom, source: '街道办通知', verified: false },
    body: {
      ...ruleInForce(reference, [], { code: 'credit', region: '320113', on: validFrom }).body,
      perDayMinutes,
    },
  });

  it('let the centre’s own version stand before the published one from its day on, the later one before the earlier', () => {
    const editions = [
      edition(1, '2026-08-01', 120),
      edition(2, '2026-08-01', 180),
      edition(3, '2027-01-01', 240),
    ];
    const day = (on: string) => rulesInForce(reference, '320113', on, editions).credit;
    expect(day('2026-07-31')).toMatchObject({ rule: 'credit@3201/2019-07-17', perDayMinutes: null });
    expect(day('2026-08-01')).toMatchObject({ rule: 'credit@own-2/2026-08-01', perDayMinutes: 180 });
    expect(day('2027-01-01')).toMatchObject({ rule: 'credit@own-3/2027-01-01', perDayMinutes: 240 });
  });

  it('find a stored version again whatever is in force today, and claim nothing about one that is gone', () => {
    const editions = [edition(1, '2026-08-01', 120)];
    const of = (rule: string) => creditRulesOfVersion(reference, editions, rule);
    expect(of('credit@own-1/2026-08-01 patrol@*/2019-07-17')?.perDayMinutes).toBe(120);
    expect(of('credit@3201/2019-07-17 patrol@*/2019-07-17')?.storedMinutes).toBe(90_000);
    expect(of('credit@own-9/2026-08-01 patrol@*/2019-07-17')).toBeUndefined();
    expect(of('credit@4202/2012-10-23 points@gone/2000-01-01')).toBeUndefined();
  });

  it('weigh a service by the centre’s own coefficient, and name the version that weighed it', () => {
    const weights: Edition = {
      ...{ number: 4, code: 'coefficients', validFrom: '2026-08-01', source: '街道办', verified: false },
      body: { weights: [{ serviceType: 'patrol', numerator: 3, denominator: 2 }] },
    };
    const { serviceTypes } = rulesInForce(reference, '320113', '2026-08-01', [weights]);
    expect(serviceTypes.get('patrol')?.coefficient).toEqual({
      rule: 'coefficients@own-4/2026-08-01',
      numerator: 3,
      denominator: 2,
    });
    expect(serviceTypes.get('training')?.coefficient).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('mark every number as unverified: none was read in the text of an instrument', () => {
    for (const record of [...reference.all('timebankRules'), ...reference.all('serviceTypes')]) {
      expect(record.verified, record.code).toBe(false);
      expect(record.source.length, record.code).toBeGreaterThan(5);
    }
  });

  it('give the stars at 100, 300, 600, 1000 and 1500 hours, not a minute earlier', () => {
    const { stars } = rulesInForce(reference, '320113', '2026-07-01', []);
    const at = (hours: number) => starsOf(hours * 60, stars);
    expect([99, 100, 300, 600, 1000, 1500, 3000].map(at)).toEqual([0, 1, 2, 3, 4, 5, 5]);
    expect(starsOf(100 * 60 - 1, stars)).toBe(0);
  });
});
