import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReference, type Reference } from '../../../src-main/platform/reference-data/reference.ts';
import { rulesInForce, starsOf } from '../../../src-main/timebank/rules.ts';

describe('the dated rules of the time bank', () => {
  let reference: Reference;
  beforeAll(async () => {
    reference = await loadReference(join(import.meta.dirname, '../../../seeds'));
  });

  it('hold Nanjing’s provisional 1500 hours in Qixia, and no limit where none is published', () => {
    const qixia = rulesInForce(reference, '320113', '2026-07-01');
    expect(qixia.credit).toMatchObject({
      rule: 'credit@3201/2019-07-17',
      storedMinutes: 90_000,
      groups: 'donateOnly',
      perDayMinutes: null,
    });
    expect(rulesInForce(reference, '330106', '2026-07-01').credit).toMatchObject({
      rule: 'credit@*/2012-10-23',
      storedMinutes: null,
      groups: 'keep',
    });
  });

  it('give one coin for an hour of every kind of service that is seeded: no other coefficient is published', () => {
    const { serviceTypes } = rulesInForce(reference, '320113', '2026-07-01');
    expect(serviceTypes.size).toBeGreaterThan(10);
    for (const { coefficient } of serviceTypes.values())
      expect(coefficient.numerator).toBe(coefficient.denominator);
  });

  it('mark every number as unverified: none was read in the text of an instrument', () => {
    for (const record of [...reference.all('timebankRules'), ...reference.all('serviceTypes')]) {
      expect(record.verified, record.code).toBe(false);
      expect(record.source.length, record.code).toBeGreaterThan(5);
    }
  });

  it('give the stars at 100, 300, 600, 1000 and 1500 hours, not a minute earlier', () => {
    const { stars } = rulesInForce(reference, '320113', '2026-07-01');
    const at = (hours: number) => starsOf(hours * 60, stars);
    expect([99, 100, 300, 600, 1000, 1500, 3000].map(at)).toEqual([0, 1, 2, 3, 4, 5, 5]);
    expect(starsOf(100 * 60 - 1, stars)).toBe(0);
  });
});
