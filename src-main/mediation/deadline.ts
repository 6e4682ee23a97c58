import { endOfTerm, type DayCalendar } from '../platform/calendar/calendar.ts';
import type { CivilDate } from '../platform/dates.ts';

/** A term of `seeds/reference/deadlines.json`, in force in the committee’s region. */
export interface TermRecord {
  code: string;
  purpose: string;
  anchor: string;
  length: number;
  unit: 'days' | 'workingDays' | 'months';
  disputeTypes: readonly string[];
  referralSources: readonly string[];
}

export interface TermSubject {
  disputeType: string;
  referralSource: string;
}

/** Last day of the term for a purpose, counted from a day; null where no rule in force sets one. */
export type TermEndOf = (purpose: string, from: string, anchor?: string) => CivilDate | null;

/** The terms of one case: the rule that names its type or source beats the general one. */
export function termsFor(records: readonly TermRecord[], subject: TermSubject, days: DayCalendar): TermEndOf {
  return (purpose, from, anchor) => {
    const term = chooseTerm(records, purpose, subject, anchor);
    return term ? endOfTerm({ from, length: term.length, unit: term.unit }, days).dueOn : null;
  };
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
