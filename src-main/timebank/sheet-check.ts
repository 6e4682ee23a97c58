import type { Finding } from '../contract/mediation/finding.ts';
import type { Standing } from '../contract/timebank/standings.ts';
import { daysBetween, type CivilDate } from '../platform/dates.ts';
import { clockDuration, formatClock, minutes, parseClock } from '../platform/minutes.ts';
import type { CreditStepKind, LineCredit } from './credit.ts';
import { earnerDoubts, type Earner, type EarnerRules } from './earners.ts';
import type { CheckedSheet, CheckLine } from './sheet-draft.ts';
import { checkGroup, type GroupWork, type SheetGroup } from './sheet-group-check.ts';

/** Thresholds of doubt, from the reference data. */
export interface DoubtRules {
  rule: string;
  dayMinutes: number;
  lateDays: number;
  sameTimesLines: number;
  guardianBelowAge: number;
}

export interface KnownMember extends Earner {
  state: 'active' | 'suspended' | 'left';
  /** Where the membership stands, and the day on which it ended. */
  standing?: Standing;
  endedOn?: string | null;
}

/** What a member served on the same date beside this sheet; no number: it was imported, or a session of mediation. */
export interface OtherLine {
  memberId: string;
  startsAt: string;
  endsAt: string;
  minutes: number;
  sheetNumber: string;
  activity: string;
}

export interface Known {
  today: CivilDate;
  members: ReadonlyMap<string, KnownMember>;
  others: readonly OtherLine[];
  serviceTypes: { has(code: string): boolean };
  /** Absent: everybody serves in their own name. */
  group?: SheetGroup | undefined;
  groupWork?: readonly GroupWork[] | undefined;
}

/**
 * Doubts about a sheet, line by line. `error` blocks saving and approval: the paper says something that cannot be true;
 * `warning` is a doubt that a person must be able to explain; `hint` is worth a look. The signals are those of
 * timebank.md §1.4 (hours sold, two places at once, entered long after, identical times).
 */
export function checkSheet(
  sheet: CheckedSheet,
  known: Known,
  rules: DoubtRules,
  earners: EarnerRules,
): Finding[] {
  return [
    ...checkDate(sheet, known, rules),
    ...sheet.lines.flatMap((line, index) => [
      ...checkTimes(line, index),
      ...checkMember(line, index, sheet, known, rules, earners),
      ...(line.serviceType !== undefined && !known.serviceTypes.has(line.serviceType)
        ? [
            finding('sheet.serviceTypeUnknown', 'error', `lines.${index}.serviceType`, {
              code: line.serviceType,
            }),
          ]
        : []),
    ]),
    ...checkOverlaps(sheet, known),
    ...checkDays(sheet, known, rules),
    ...checkSameTimes(sheet, rules),
    ...checkGroup(sheet, known),
  ];
}

/** Explains every line whose coins were cut or rounded, from the decision itself. */
export function explainCredits(
  lines: readonly CheckLine[],
  credits: readonly LineCredit[],
  members: ReadonlyMap<string, KnownMember>,
): Finding[] {
  const byLine = new Map(credits.map((credit) => [credit.lineId, credit]));
  return lines.flatMap((line, index) => {
    const credit = line.id === undefined ? undefined : byLine.get(line.id);
    if (!credit) return [];
    const place = `lines.${index}.minutes`;
    const name = members.get(credit.memberId)?.name ?? '';
    if (credit.coinMinutes + credit.donatedMinutes === 0) {
      return [finding('sheet.worthNothing', 'error', place, { name }, credit.rule)];
    }
    return credit.steps.flatMap((step) =>
      step.kind === 'coefficient' || step.kind === 'perService'
        ? []
        : [
            finding(
              cutCodes[step.kind],
              'hint',
              place,
              { name, minutes: step.before - step.after, limit: step.limit ?? 0 },
              credit.rule,
            ),
          ],
    );
  });
}

const cutCodes: Record<Exclude<CreditStepKind, 'coefficient' | 'perService'>, string> = {
  groupDonates: 'sheet.groupDonates',
  eventCap: 'sheet.overEventCap',
  dayCap: 'sheet.overDayCap',
  lifetimeCap: 'sheet.overLifetimeCap',
  storedCap: 'sheet.overStoredCap',
};

/** 民政部令第67号: records are 真实、准确、完整; article numbers could not be read (timebank.md). */
const truthful = '志愿服务记录与证明出具办法（试行）：真实、准确、完整';

function checkDate(sheet: CheckedSheet, known: Known, rules: DoubtRules): Finding[] {
  if (sheet.servedOn === undefined) return [];
  if (sheet.servedOn > known.today) {
    return [finding('sheet.futureDate', 'error', 'servedOn', { date: sheet.servedOn, today: known.today })];
  }
  const days = daysBetween(sheet.servedOn, known.today);
  if (days <= rules.lateDays) return [];
  const params = { days, limit: rules.lateDays };
  return sheet.sourceClass === 'lateEntry'
    ? [finding('sheet.enteredLate', 'hint', 'servedOn', params, rules.rule)]
    : [finding('sheet.lateNotMarked', 'warning', 'sourceClass', params, rules.rule)];
}

function checkTimes(line: CheckLine, index: number): Finding[] {
  if (line.startsAt === undefined || line.endsAt === undefined) return [];
  const clock = clockDuration(line.startsAt, line.endsAt);
  if (clock === undefined) {
    return [
      finding('sheet.endsBeforeStart', 'error', `lines.${index}.endsAt`, {
        start: line.startsAt,
        end: line.endsAt,
      }),
    ];
  }
  if (line.minutes === undefined || line.minutes <= clock) return [];
  return [
    finding('sheet.minutesOverClock', 'error', `lines.${index}.minutes`, { minutes: line.minutes, clock }),
  ];
}

function checkMember(
  line: CheckLine,
  index: number,
  sheet: CheckedSheet,
  known: Known,
  rules: DoubtRules,
  earners: EarnerRules,
): Finding[] {
  if (line.memberId === undefined) return [];
  const place = `lines.${index}.memberId`;
  const member = known.members.get(line.memberId);
  if (!member) return [finding('sheet.memberUnknown', 'error', place, {})];
  const found: Finding[] = [];
  const standing = standingFinding(member, place, sheet.servedOn);
  if (standing) found.push(standing);
  const { servedOn } = sheet;
  if (servedOn === undefined) return found;
  const inGroup = known.group?.people.has(line.memberId);
  for (const { code, params, rule } of earnerDoubts(member, servedOn, { doubts: rules, earners }, inGroup))
    found.push(finding(code, 'warning', place, params, rule));
  return found;
}

/** Who is not admitted earns nothing; who has gone still gets what he served before, and somebody should know why so late. */
function standingFinding(
  { name, state, standing, endedOn }: KnownMember,
  place: string,
  servedOn: string | undefined,
): Finding | null {
  if (standing === 'applied' || standing === 'reviewed' || standing === 'refused')
    return finding('sheet.memberNotAdmitted', 'error', place, { name });
  if (standing === 'merged') return finding('sheet.memberMerged', 'error', place, { name });
  if (standing === 'ended' && endedOn && servedOn !== undefined && servedOn <= endedOn)
    return finding('sheet.servedBeforeLeaving', 'warning', place, { name, endedOn });
  return state === 'active' ? null : finding('sheet.memberInactive', 'error', place, { name, state });
}

/** Nobody serves in two places at once. The later line of a pair carries the finding; touching ends are no overlap. */
function checkOverlaps(sheet: CheckedSheet, known: Known): Finding[] {
  const found: Finding[] = [];
  const othersOf = groupBy(known.others, (other) => other.memberId);
  for (const [memberId, own] of linesByMember(sheet)) {
    const name = known.members.get(memberId)?.name ?? '';
    own.forEach(({ line, index, span }, nth) => {
      const twin = own.slice(0, nth).find((earlier) => meets(earlier.span, span));
      if (twin) {
        const same =
          twin.span.from === span.from &&
          twin.span.to === span.to &&
          twin.line.serviceType === line.serviceType;
        const params = {
          name,
          line: twin.index + 1,
          start: formatClock(minutes(span.from)),
          end: formatClock(minutes(span.to)),
        };
        found.push(
          same
            ? finding('sheet.duplicateLine', 'error', `lines.${index}.memberId`, params)
            : finding('sheet.overlap', 'error', `lines.${index}.startsAt`, {
                ...params,
                otherStart: formatClock(minutes(twin.span.from)),
                otherEnd: formatClock(minutes(twin.span.to)),
              }),
        );
      }
      for (const other of othersOf.get(memberId) ?? []) {
        const there = spanOf(other);
        if (!there || !meets(there, span)) continue;
        found.push(
          finding(
            other.sheetNumber === '' ? 'sheet.overlapImported' : 'sheet.overlapElsewhere',
            'error',
            `lines.${index}.startsAt`,
            {
              name,
              number: other.sheetNumber,
              activity: other.activity,
              otherStart: other.startsAt,
              otherEnd: other.endsAt,
            },
          ),
        );
      }
    });
  }
  return found;
}

function checkDays(sheet: CheckedSheet, known: Known, rules: DoubtRules): Finding[] {
  const elsewhere = new Map<string, number>();
  for (const other of known.others) {
    elsewhere.set(other.memberId, (elsewhere.get(other.memberId) ?? 0) + other.minutes);
  }
  const here = new Map<string, { total: number; last: number }>();
  sheet.lines.forEach(({ memberId, minutes: given }, index) => {
    if (memberId === undefined || given === undefined) return;
    here.set(memberId, { total: (here.get(memberId)?.total ?? 0) + given, last: index });
  });
  return [...here].flatMap(([memberId, { total, last }]) => {
    // A group is many people: its day may well hold more than anybody’s.
    const member = known.members.get(memberId);
    const day = total + (elsewhere.get(memberId) ?? 0);
    if (!member || member.kind === 'group' || day <= rules.dayMinutes) return [];
    const params = { name: member.name, minutes: day, limit: rules.dayMinutes };
    return [finding('sheet.dayTooLong', 'warning', `lines.${last}.minutes`, params, rules.rule)];
  });
}

function checkSameTimes(sheet: CheckedSheet, rules: DoubtRules): Finding[] {
  const times = new Map<string, number>();
  for (const line of sheet.lines) {
    if (line.startsAt === undefined || line.endsAt === undefined) continue;
    const key = `${line.startsAt}–${line.endsAt}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times]
    .filter(([, count]) => count >= rules.sameTimesLines)
    .map(([key, count]) => {
      const [start = '', end = ''] = key.split('–');
      return finding('sheet.sameTimes', 'hint', 'lines', { count, start, end }, rules.rule);
    });
}

interface Span {
  from: number;
  to: number;
}

function linesByMember(sheet: CheckedSheet) {
  const placed = sheet.lines.flatMap((line, index) => {
    const span = spanOf(line);
    return line.memberId === undefined || !span ? [] : [{ line, index, span, memberId: line.memberId }];
  });
  return groupBy(placed, (item) => item.memberId);
}

function spanOf(line: { startsAt?: string; endsAt?: string }): Span | undefined {
  const from = parseClock(line.startsAt ?? '');
  const to = parseClock(line.endsAt ?? '');
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

const meets = (a: Span, b: Span) => a.from < b.to && b.from < a.to;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function finding(
  code: string,
  severity: Finding['severity'],
  place: string,
  params: Finding['params'],
  source = truthful,
): Finding {
  return { code, severity, place, params, source };
}
