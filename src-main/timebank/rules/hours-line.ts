import type { HoursField, HoursLine } from '../../contract/timebank/rules.ts';
import type { SourceClass } from '../../contract/timebank.ts';
import { addDays, civilDate, isCivilDate, type CivilDate } from '../../platform/dates.ts';
import { clockDuration, formatClock, parseClock } from '../../platform/minutes.ts';

/** A row of a file of hours, as far as it can be read. */
export interface ReadHours {
  volunteerNumber: string;
  name: string;
  servedOn: CivilDate | null;
  startsAt: string;
  endsAt: string;
  minutes: number | null;
  serviceText: string;
  activity: string;
  recipient: string;
  sourceClass: SourceClass;
  problems: HoursLine['problems'];
}

/** Headings of files of hours, without signs and spaces, by what they mean. */
const headings: Record<HoursField, readonly string[]> = {
  volunteerNumber: ['志愿者编号', '志愿者号', '编号', '会员号', 'volunteernumber'],
  name: ['姓名', '志愿者姓名', '志愿者', 'name'],
  servedOn: ['服务日期', '日期', '活动日期', '服务时间', 'date'],
  startsAt: ['开始时间', '签到时间', '签到', '起始时间', '开始', 'start'],
  endsAt: ['结束时间', '签退时间', '签退', '结束', 'end'],
  minutes: ['分钟', '时长分钟', '服务时长分钟', '服务分钟', 'minutes'],
  hours: ['小时', '时长', '服务时长', '时长小时', '服务时长小时', 'hours'],
  serviceType: ['服务类别', '服务项目', '服务类型', '类别', 'service'],
  activity: ['活动名称', '活动', '项目名称', '活动项目名称', 'activity'],
  recipient: ['服务对象', '受助人', 'recipient'],
  sourceClass: ['来源', '时长来源', '记录方式', 'source'],
};

const sources: Record<SourceClass, readonly string[]> = {
  signInOut: ['签到签退', '信用时数', '信用时长', 'signinout'],
  sheet: ['签到表', '纸质签到', 'sheet'],
  lateEntry: ['补录', '荣誉时数', '荣誉时长', 'lateentry'],
};

export const wordOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s（）()［］【】\[\]:：/／_\-]+/gu, '');

export const isHeading = (cell: string): boolean =>
  Object.values(headings).some((words) => words.includes(wordOf(cell)));

/** What each column of a file means by its heading; the first column that fits a field has it. */
export function guessHoursMapping(headers: readonly string[]): (HoursField | null)[] {
  const taken = new Set<HoursField>();
  return headers.map((header) => {
    const fits = (Object.keys(headings) as HoursField[]).find(
      (field) => !taken.has(field) && headings[field].includes(wordOf(header)),
    );
    if (fits) taken.add(fits);
    return fits ?? null;
  });
}

/**
 * Reads one row. Without a column for the source an hour counts as typed in later (补录): whoever cannot show a sign-in
 * must not get the rights of one (timebank.md, conclusion 3).
 */
export function readHoursLine(cells: Partial<Record<HoursField, string>>, today: CivilDate): ReadHours {
  const problems: HoursLine['problems'] = [];
  const report = (
    field: HoursField | null,
    code: string,
    params: HoursLine['problems'][number]['params'] = {},
  ) => problems.push({ field, code, params });
  const value = (field: HoursField) => (cells[field] ?? '').normalize('NFC').trim();

  const servedOn = dayOf(value('servedOn'));
  if (value('servedOn') === '') report('servedOn', 'dateMissing');
  else if (servedOn === null) report('servedOn', 'dateUnreadable', { text: value('servedOn') });
  else if (servedOn > today) report('servedOn', 'futureDate', { today });

  const clock = (field: 'startsAt' | 'endsAt') => {
    const text = value(field);
    if (text === '') return '';
    const time = parseClock(
      text
        .replace('：', ':')
        .replace(/^.*\s/u, '')
        .replace(/^(\d+:\d\d):\d\d$/, '$1'),
    );
    if (time === undefined) report(field, 'timeUnreadable', { text });
    return time === undefined ? '' : formatClock(time);
  };
  const [startsAt, endsAt] = [clock('startsAt'), clock('endsAt')];
  const byClock = startsAt !== '' && endsAt !== '' ? clockDuration(startsAt, endsAt) : undefined;
  if (startsAt !== '' && endsAt !== '' && byClock === undefined) report('endsAt', 'endNotAfterStart');

  const given = durationOf(value('minutes'), value('hours'));
  if (given === undefined) report(value('minutes') === '' ? 'hours' : 'minutes', 'minutesUnreadable');
  const minutes = given ?? byClock ?? null;
  if (given !== undefined && minutes === null && problems.every(({ code }) => code !== 'endNotAfterStart')) {
    report('minutes', 'minutesMissing');
  }
  if (minutes !== null && (minutes < 1 || minutes > 1440)) report('minutes', 'minutesOutside');
  if (typeof given === 'number' && byClock !== undefined && given > byClock) {
    report('minutes', 'minutesOverClock', { minutes: given, clock: byClock });
  }

  if (value('volunteerNumber') === '' && value('name') === '') report('name', 'memberMissing');
  if (value('activity') === '') report('activity', 'activityMissing');
  const sourceText = wordOf(value('sourceClass'));
  const source = (Object.keys(sources) as SourceClass[]).find((one) => sources[one].includes(sourceText));
  if (sourceText !== '' && !source) report('sourceClass', 'sourceUnknown', { text: value('sourceClass') });
  for (const [field, most] of [
    ['activity', 80],
    ['recipient', 60],
  ] as const) {
    if (value(field).length > most) report(field, 'textTooLong', { most });
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(value(field)) || !value(field).isWellFormed()) {
      report(field, 'badCharacters');
    }
  }
  return {
    volunteerNumber: value('volunteerNumber'),
    name: value('name'),
    ...{ servedOn, startsAt, endsAt, minutes },
    serviceText: value('serviceType'),
    activity: value('activity'),
    recipient: value('recipient'),
    sourceClass: source ?? 'lateEntry',
    problems,
  };
}

/** `2026-07-01`, `2026/7/1`, `2026.7.1`, `2026年7月1日`, `20260701`, and a spreadsheet’s count of days. */
function dayOf(text: string): CivilDate | null {
  const plain = text.normalize('NFKC').replace(/[T\s].*$/u, '');
  if (/^[2-7]\d{4}$/.test(plain)) return addDays(civilDate('1899-12-30'), Number(plain));
  const match =
    /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ?? /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?$/u.exec(plain);
  if (!match) return null;
  const [year = '', month = '', day = ''] = match.slice(1);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}

/** Minutes from a column of minutes or of hours, without floats; null: nothing stands there; undefined: unreadable. */
function durationOf(minutes: string, hours: string): number | null | undefined {
  if (minutes !== '') {
    const match = /^(\d{1,5})(\.0+)?(分|分钟)?$/u.exec(minutes.normalize('NFKC'));
    return match ? Number(match[1]) : undefined;
  }
  if (hours === '') return null;
  const text = hours.normalize('NFKC').replace(/\s+/gu, '');
  const words = /^(?:(\d{1,4})(?:小时|时|h))?(?:(\d{1,2})(?:分|分钟|min))?$/u.exec(text);
  if (words && text !== '') return Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0);
  const decimal = /^(\d{1,4})(?:\.(\d{1,4}))?(?:小时|时|h)?$/u.exec(text);
  if (!decimal) return undefined;
  const fraction = decimal[2] ?? '';
  const parts = Number(fraction === '' ? '0' : fraction) * 60;
  const scale = 10 ** fraction.length;
  // 1.33 hours is no whole number of minutes: the file must say what it means.
  return parts % scale === 0 ? Number(decimal[1]) * 60 + parts / scale : undefined;
}
