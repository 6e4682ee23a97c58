import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src-main/platform/dates.ts';
import { periodName, startOf, statementPeriod } from '../../../src-main/timebank/booking-period.ts';
import { statementSchema } from '../../../src-main/timebank/documents/statement-data.ts';
import {
  hasMovement,
  statementData,
  type StatementFacts,
  type StatementFrame,
} from '../../../src-main/timebank/statement.ts';

describe('the days of a statement', () => {
  it('begin and end at midnight in Shanghai, so that a booking at 23:59 there stays in its month', () => {
    expect(startOf(civilDate('2026-07-01'))).toBe('2026-06-30T16:00:00.000Z');
  });

  it('are the whole month once it is over, the days so far while it runs, and none before it begins', () => {
    expect(statementPeriod('2026-06', civilDate('2026-07-01'))).toEqual({
      from: '2026-06-01',
      to: '2026-06-30',
      closed: true,
    });
    expect(statementPeriod('2026-06', civilDate('2026-06-30'))).toEqual({
      from: '2026-06-01',
      to: '2026-06-30',
      closed: false,
    });
    expect(statementPeriod('2026-07', civilDate('2026-06-30'))).toBeUndefined();
  });

  it('have another name while the month runs, even on its last day: a running statement is never handed out as the final one', () => {
    const last = statementPeriod('2026-06', civilDate('2026-06-30'))!;
    const after = statementPeriod('2026-06', civilDate('2026-07-01'))!;
    expect(periodName(after)).toBe('2026年6月');
    expect(periodName(last)).toBe('2026年6月1日至2026年6月30日');
  });
});

const frame: StatementFrame = {
  organisation: '尧化街道人民调解委员会',
  handler: '协调员',
  period: { from: civilDate('2026-06-01'), to: civilDate('2026-06-30'), closed: true },
  head: 'a'.repeat(64),
  now: '2026-07-01T01:00:00.000Z',
  today: civilDate('2026-07-01'),
  sourceNames: { signInOut: '签到签退', sheet: '签到表', lateEntry: '补录' },
  notes: { person: ['1小时服务计1小时时间币。'], group: ['只用于捐赠。'] },
  large: false,
};
const facts: StatementFacts = {
  member: { name: '骆某', kind: 'person', volunteerNumber: '尧志202600001', maskedId: '', place: '' },
  opening: 1600,
  coins: [
    {
      recordedAt: '2026-06-08T16:30:00.000Z',
      servedOn: '2026-06-08',
      text: '周一巡查',
      sourceClass: 'sheet',
      minutes: 60,
      reversesSeq: null,
      reason: '',
    },
    {
      recordedAt: '2026-06-10T02:00:00.000Z',
      servedOn: '2026-06-08',
      text: '周一巡查',
      sourceClass: 'sheet',
      minutes: -60,
      reversesSeq: 12,
      reason: '当日缺勤',
    },
  ],
  hours: [
    { servedOn: '2026-06-08', activity: '周一巡查', sourceClass: 'sheet', minutes: 60 },
    { servedOn: '2026-06-08', activity: '周一巡查', sourceClass: 'sheet', minutes: -60 },
  ],
  totalToDate: 1600,
  donated: 0,
};

describe('the data of a statement', () => {
  it('ties out and passes the template’s own schema', () => {
    const data = statementData(facts, frame, '尧账单2026-000001');
    expect(statementSchema.safeParse(data).success).toBe(true);
    expect(data.coins).toMatchObject({ opening: 1600, closing: 1600 });
    expect(data.coins.lines.map((line) => [line.postedOn, line.serviceOn, line.in, line.out])).toEqual([
      ['2026-06-09', '2026-06-08', 60, 0],
      ['2026-06-10', '2026-06-08', 0, 60],
    ]);
  });

  it('names what a reversal undoes and why, on both sides of the statement', () => {
    const data = statementData(facts, frame);
    expect(data.coins.lines[1]?.text).toBe('冲正第12号：周一巡查（当日缺勤）');
    expect(data.hours.lines[1]).toMatchObject({ text: '冲正：周一巡查', minutes: -60 });
  });

  it('tells of minutes that went to a pool, which the account itself cannot show', () => {
    expect(statementData({ ...facts, donated: 90 }, frame).notes).toEqual([
      '1小时服务计1小时时间币。',
      '本期另有1小时30分按规则转入捐赠池，不计入个人账户。',
    ]);
  });

  it('counts a month with hours but no coins as moved (a group’s month)', () => {
    expect(hasMovement({ ...facts, coins: [] })).toBe(true);
    expect(hasMovement({ ...facts, coins: [], hours: [] })).toBe(false);
  });
});
