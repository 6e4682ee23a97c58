import { describe, expect, it } from 'vitest';
import { render, solidTextOf } from './pdf-tools.ts';
import { statementOf } from './sample-data.ts';

const KIND = 'timebank.statement';

describe('积分·时长对账单 on paper', () => {
  const text = solidTextOf(render(KIND, statementOf(6)));

  it('says who, what period, which ledger', () => {
    for (const part of [
      '积分·时长对账单',
      '编号：DZ202606-0001',
      '姓名陈某芳志愿者编号320113000001',
      '证件号码320113********1234',
      '对账期间2026年6月1日至2026年6月30日',
      '出具日期2026年7月1日',
      '0123456789abcdef'.repeat(4),
      '与全国志愿服务信息系统的记录不一致的，以全国志愿服务信息系统为准',
      '负责人（李某某）：',
      '（盖章）',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('would notice a running balance that does not lead from opening to closing', () => {
    expect(text).toContain('期初余额（2026年6月1日）12小时30分');
    expect(text).toContain('2026-06-012026-06-01陪同就医信用时数1小时13小时30分');
    expect(text).toContain('2026-06-06兑换助洁服务1小时19小时30分');
    expect(text).toContain('本期合计8小时1小时');
    expect(text).toContain('期末余额（2026年6月30日）19小时30分');
  });

  it('would notice counts that share a balance: coins, permanent hours and points stand apart', () => {
    const [coins, hours, points] = ['一、时间币', '二、服务时长（永久记录，不作支出）', '三、积分'].map(
      (part) => text.indexOf(part),
    );
    expect(coins).toBeGreaterThan(0);
    expect(hours).toBeGreaterThan(coins!);
    expect(points).toBeGreaterThan(hours!);
    expect(text.slice(hours, points)).toContain('本期合计8小时');
    expect(text.slice(hours, points)).toContain('累计（截至2026年6月30日）500小时');
    expect(text.slice(points)).toContain('期末余额35');
    expect(text.slice(points)).toContain('2026年12月31日到期20分');
  });

  it('says nothing of points where none are kept', () => {
    const { points: _points, ...without } = statementOf(3);
    const plain = solidTextOf(render(KIND, without));
    expect(plain).not.toContain('三、积分');
    expect(plain).toContain('时间币、服务时长分别计算');
  });

  it('shows an empty period as such', () => {
    const empty = statementOf(0);
    const plain = solidTextOf(render(KIND, { ...empty, hours: { lines: [], totalToDate: 0 } }));
    expect(plain).toContain('本期合计0分0分');
    expect(plain).toContain('期末余额（2026年6月30日）12小时30分');
  });

  it('tells the same in large print', () => {
    const large = solidTextOf(render(KIND, { ...statementOf(6), large: true }));
    expect(large).toContain('2026-06-01陪同就医（信用时数）+1小时13小时30分');
    expect(large).toContain('2026-06-06兑换助洁服务-1小时19小时30分');
    expect(large).toContain('本期存入合计+8小时');
    expect(large).toContain('期末余额（2026年6月30日）19小时30分');
  });
});
