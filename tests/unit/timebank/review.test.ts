import { describe, expect, it } from 'vitest';
import { reviewServices, type BookedService } from '../../../src-main/timebank/rules/review.ts';

const rules = {
  doubts: { rule: 'doubts@*', dayMinutes: 480, lateDays: 30, sameTimesLines: 10, guardianBelowAge: 18 },
  review: { rule: 'review@*', twinLines: 3, roundLines: 4, peakMinutes: 600, peakFactor: 3, off: [] },
};
let serial = 0;
const service = (more: Partial<BookedService> = {}): BookedService => ({
  transactionId: `t${(serial += 1)}`,
  memberId: 'luo',
  memberKind: 'person',
  enteredBy: 'clerk',
  servedOn: '2026-07-06',
  enteredAt: `${more.servedOn ?? '2026-07-06'}T08:00:00.000Z`,
  minutes: 55,
  startsAt: '09:00',
  endsAt: '10:00',
  sourceClass: 'sheet',
  grounded: true,
  ...more,
});
const rulesFound = (services: BookedService[]) => reviewServices(services, rules).map(({ rule }) => rule);

describe('signs of hours that were not given', () => {
  it('are none in ordinary weeks', () => {
    const weeks = ['06-01', '06-08', '06-15', '06-22'].map((day) => service({ servedOn: `2026-${day}` }));
    expect(reviewServices(weeks, rules)).toEqual([]);
  });

  it('two places at once: the pair is named, touching ends are no overlap', () => {
    const pair = [service(), service({ startsAt: '09:30', endsAt: '10:30' })];
    const [found] = reviewServices(pair, rules);
    expect(found).toMatchObject({
      rule: 'overlap',
      memberId: 'luo',
      params: { otherStart: '09:00', start: '09:30' },
    });
    expect(found?.transactions).toEqual(pair.map(({ transactionId }) => transactionId));
    expect(rulesFound([service(), service({ startsAt: '10:00', endsAt: '11:00' })])).toEqual([]);
  });

  it('a day over the limit, for persons; a group is many people', () => {
    const long = [{ minutes: 300 }, { minutes: 185, startsAt: '14:00', endsAt: '18:00' }];
    expect(rulesFound(long.map((more) => service(more)))).toEqual(['longDay']);
    expect(rulesFound(long.map((more) => service({ ...more, memberKind: 'group' })))).toEqual([]);
  });

  it('entered long after; typed in later with nobody behind it; of a day that had not come', () => {
    expect(rulesFound([service({ enteredAt: '2026-08-06T08:00:00.000Z' })])).toEqual(['lateEntry']);
    expect(rulesFound([service({ enteredAt: '2026-08-05T08:00:00.000Z' })])).toEqual([]);
    expect(rulesFound([service({ sourceClass: 'lateEntry', grounded: false })])).toEqual(['noRequest']);
    expect(rulesFound([service({ grounded: false })])).toEqual([]);
    expect(rulesFound([service({ enteredAt: '2026-07-05T08:00:00.000Z' })])).toEqual(['futureDate']);
  });

  it('each names the version of its rule, and none is looked for that the rule has put off', () => {
    const services = [
      service(),
      service({ startsAt: '09:30', endsAt: '10:30' }),
      service({ sourceClass: 'lateEntry', grounded: false, servedOn: '2026-07-01' }),
      service({ servedOn: '2026-07-20', enteredAt: '2026-07-19T01:00:00.000Z' }),
    ];
    expect(reviewServices(services, rules).map(({ rule, ruleVersion }) => [rule, ruleVersion])).toEqual([
      ['overlap', 'review@*'],
      ['noRequest', 'review@*'],
      ['futureDate', 'review@*'],
    ]);
    const off = ['overlap', 'noRequest', 'futureDate'] as const;
    expect(reviewServices(services, { ...rules, review: { ...rules.review, off: [...off] } })).toEqual([]);
  });

  it('identical times of many by one account, not by several', () => {
    const crowd = (enteredBy: (index: number) => string) =>
      ['a', 'b', 'c'].map((memberId, index) => service({ memberId, enteredBy: enteredBy(index) }));
    expect(
      reviewServices(
        crowd(() => 'clerk'),
        rules,
      ),
    ).toMatchObject([{ rule: 'twins', memberId: null, enteredBy: 'clerk', params: { count: 3 } }]);
    expect(rulesFound(crowd((index) => `clerk${index}`))).toEqual([]);
  });

  it('whole hours in a row; a longer row is the same sign, an odd minute ends it', () => {
    const hours = ['06-01', '06-08', '06-15', '06-22', '06-29'].map((day) =>
      service({ servedOn: `2026-${day}`, minutes: 60, startsAt: null, endsAt: null }),
    );
    const [four] = reviewServices(hours.slice(0, 4), rules);
    const [five] = reviewServices(hours, rules);
    expect(four).toMatchObject({ rule: 'roundHours', params: { count: 4 } });
    expect(five?.key).toBe(four?.key);
    // What an item names already does not make another one; as many new ones do.
    const named = new Set(four?.transactions);
    expect(reviewServices(hours, rules, named)).toEqual([]);
    const eight = [
      ...hours,
      ...['07-06', '07-13', '07-20'].map((day) =>
        service({ servedOn: `2026-${day}`, minutes: 60, startsAt: null, endsAt: null }),
      ),
    ];
    expect(reviewServices(eight, rules, named)).toMatchObject([
      { rule: 'roundHours', params: { count: 4, sinceOn: '2026-06-29' } },
    ]);
    const odd = [...hours.slice(0, 2), service({ servedOn: '2026-06-10', minutes: 61 }), ...hours.slice(2)];
    expect(rulesFound(odd)).toEqual([]);
  });

  it('a month far above what is usual, once there is something usual', () => {
    const month = (name: string, minutes: number) =>
      service({ servedOn: `2026-${name}-10`, minutes, startsAt: null, endsAt: null });
    const quiet = [month('04', 101), month('05', 101)];
    // A day of 603 minutes is long as well; the month is the second sign.
    expect(rulesFound([...quiet, month('06', 603)])).toEqual(['longDay', 'peak']);
    expect(rulesFound([month('05', 101), month('06', 603)])).toEqual(['longDay']);
    expect(rulesFound([...quiet, month('06', 299)])).toEqual([]);
  });
});
