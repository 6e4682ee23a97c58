import type { SuspensionReason, TermStep } from '../contract/mediation/deadlines.ts';
import { countTerm, type DayCalendar, type Pause, type Term } from '../platform/calendar/calendar.ts';
import { addDays, civilDate, type CivilDate } from '../platform/dates.ts';

/** A term of `seeds/reference/deadlines.json`, in force in the committee’s region. */
export interface TermRecord {
  code: string;
  name: string;
  source: string;
  verified: boolean;
  purpose: string;
  anchor: string;
  length: number;
  unit: Term['unit'];
  disputeTypes: readonly string[];
  referralSources: readonly string[];
  suspensions: readonly SuspensionReason[];
  extensionBy: 'none' | 'parties' | 'committeeAndParties';
  extensionMax: { length: number; unit: Term['unit'] } | null;
  overTime: 'none' | 'failed';
  before: boolean;
  warnDays: readonly number[];
  warnAtDays: readonly number[];
}

export interface TermSubject {
  disputeType: string;
  referralSource: string;
}

/** What stops or prolongs the term of one case; only rules that allow it take notice. */
export interface CaseClock {
  pauses: readonly (Pause & { reason: SuspensionReason })[];
  /** Days to which all parties have extended the term. */
  extensions: readonly { toOn: string; agreedOn: string }[];
}

/** One term, counted: its end, how it was counted, and the first day on which it is worth a warning. */
export interface CountedDue {
  record: TermRecord;
  fromOn: string;
  dueOn: CivilDate;
  warnOn: CivilDate;
  steps: TermStep[];
}

/** Last day of the term for a purpose, counted from a day; null where no rule in force sets one. */
export type TermEndOf = (purpose: string, from: string, anchor?: string) => CivilDate | null;
/** The same with all that is known of it. */
export type TermOf = (purpose: string, from: string, anchor?: string) => CountedDue | null;

const running: CaseClock = { pauses: [], extensions: [] };

/** The terms of one case: the rule that names its type or source beats the general one. */
export function termsFor(
  records: readonly TermRecord[],
  subject: TermSubject,
  days: DayCalendar,
  clock: CaseClock = running,
): TermOf {
  return (purpose, from, anchor) => {
    const record = chooseTerm(records, purpose, subject, anchor);
    return record ? countDue(record, from, days, clock) : null;
  };
}

/**
 * Counts one rule from a day. An extension names a day and stands as it was agreed, without any shift; of it and of the
 * term as the law counts it the later one holds. A rule that counts backwards (`before`) is never shifted: earlier is safe.
 */
export function countDue(
  record: TermRecord,
  from: string,
  days: DayCalendar,
  clock: CaseClock = running,
): CountedDue {
  const fromOn = civilDate(from);
  const steps: TermStep[] = [{ step: 'from', params: { on: fromOn } }];
  if (record.before) {
    const dueOn = addDays(fromOn, -record.length);
    steps.push({ step: 'before', params: { n: record.length } });
    return { record, fromOn, dueOn, warnOn: warnDay(record, fromOn, dueOn), steps };
  }
  const pauses = clock.pauses.filter((pause) => record.suspensions.includes(pause.reason));
  const counted = countTerm({ from, length: record.length, unit: record.unit }, days, pauses);
  steps.push({ step: 'length', params: { n: record.length, unit: record.unit } });
  pauses.forEach((pause, index) => {
    const paused = counted.pausedDays[index] ?? 0;
    if (paused > 0) steps.push({ step: 'paused', params: { from: pause.from, to: pause.to, days: paused } });
  });
  steps.push({ step: 'counted', params: { on: counted.plainEnd } });
  if (counted.dueOn !== counted.plainEnd) {
    steps.push({ step: 'shifted', params: { from: counted.plainEnd, to: counted.dueOn } });
  }
  for (const year of counted.unknownYears) steps.push({ step: 'unknownYear', params: { year } });
  let dueOn = counted.dueOn;
  if (record.extensionBy !== 'none') {
    for (const { toOn, agreedOn } of clock.extensions) {
      if (toOn <= dueOn) continue;
      dueOn = civilDate(toOn);
      steps.push({ step: 'extended', params: { to: toOn, agreedOn } });
    }
  }
  return { record, fromOn, dueOn, warnOn: warnDay(record, fromOn, dueOn), steps };
}

/** The earliest day that one of the thresholds names; the end itself where there is none. */
function warnDay(record: TermRecord, fromOn: CivilDate, dueOn: CivilDate): CivilDate {
  const beforeEnd = record.warnDays.map((count) => addDays(dueOn, -count));
  const afterStart = record.warnAtDays.map((count) => addDays(fromOn, count));
  return [...beforeEnd, ...afterStart].reduce((first, day) => (day < first ? day : first), dueOn);
}

/** A rule on the type (medical: an administrative regulation) comes before one on the source, before a general one. */
export function chooseTerm(
  records: readonly TermRecord[],
  purpose: string,
  subject: TermSubject,
  anchor?: string,
): TermRecord | undefined {
  const fits = (named: readonly string[], value: string) => named.length === 0 || named.includes(value);
  const weight = (term: TermRecord) =>
    (term.disputeTypes.length > 0 ? 2 : 0) + (term.referralSources.length > 0 ? 1 : 0);
  return records
    .filter(
      (term) =>
        term.purpose === purpose &&
        (anchor === undefined || term.anchor === anchor) &&
        fits(term.disputeTypes, subject.disputeType) &&
        fits(term.referralSources, subject.referralSource),
    )
    .sort((left, right) => weight(right) - weight(left))[0];
}
