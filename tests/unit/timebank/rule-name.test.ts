import { expect, it } from 'vitest';
import { ruleName } from '../../../src-main/timebank/documents/rule-name.ts';

const regions = [{ code: '320106', name: '南京市鼓楼区' }];

// Would catch: a code on a paper that a family reads, and a name that says another place or day than the rule.
it('names a version of a rule by place, kind and day, and leaves what it does not know as it is', () => {
  expect(ruleName('use@320106/2018-10-18', regions)).toBe(
    '南京市鼓楼区时间银行使用与转赠规则（2018年10月18日版）',
  );
  expect(ruleName('use@own-3/2026-08-01', regions)).toBe(
    '本中心时间银行使用与转赠规则（第3号，2026年8月1日版）',
  );
  expect(ruleName('credit@00/2012-10-23', regions)).toBe('时间银行计时与限额规则（2012年10月23日版）');
  for (const unknown of ['', 'stars@00/2012-10-23', 'use@320106', 'use@320106/2018-13-40'])
    expect(ruleName(unknown, regions)).toBe(unknown);
});
