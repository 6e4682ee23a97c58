import { formatDate, isCivilDate } from '../../platform/dates.ts';

/** What the kinds of rules that are printed on papers are called there. */
const names: Record<string, string> = { use: '使用与转赠规则', credit: '计时与限额规则' };

/**
 * A version of a rule as people read it: `use@320106/2018-10-18` is `南京市鼓楼区时间银行使用与转赠规则（2018年10月18日版）`, one of the
 * centre’s own says so. `regions` names the places by code; what is in no such form stands as it is.
 */
export function ruleName(version: string, regions: readonly { code: string; name: string }[]): string {
  const [, code = '', region = '', from = ''] = /^([^@]+)@([^/]+)\/(.+)$/.exec(version) ?? [];
  const name = names[code];
  if (name === undefined || !isCivilDate(from)) return version;
  const own = /^own-(\d+)$/.exec(region);
  const place = own ? '本中心' : (regions.find((known) => known.code === region)?.name ?? '');
  const nth = own ? `第${own[1]}号，` : '';
  return `${place}时间银行${name}（${nth}${formatDate(from)}版）`;
}
