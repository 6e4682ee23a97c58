import { addDays, civilDate, weekdayOf, type CivilDate } from '../dates.ts';

/** Days off and worked weekends of one year, by the State Council's yearly notice. */
export interface CalendarYear {
  year: number;
  /** First and last day of each run of days off, both inclusive. */
  daysOff: readonly (readonly [string, string])[];
  /** Saturdays and Sundays that are worked (调休). */
  workedWeekends: readonly string[];
}

/** What is known of days off; a year that is missing has plain weekends and is reported as unknown. */
export interface DayCalendar {
  isDayOff(date: CivilDate): boolean;
  knows(date: CivilDate): boolean;
}

export interface Term {
  /** The day of the event; it is not counted itself. */
  from: string;
  length: number;
  unit: 'days' | 'workingDays' | 'months';
}

export interface TermEnd {
  dueOn: CivilDate;
  /** False when a day had to be judged in a year without holiday data. */
  calendarKnown: boolean;
}

/**
 * The last day of a term. The first day is not counted; a last day that is a day off moves to the first working day
 * after it (民事诉讼法 art. 85). A term of months ends on the day of the same number, or on the month's last day where
 * there is none. A term of working days counts working days only. Throws RangeError for a length below 1.
 */
export function endOfTerm(term: Term, days: DayCalendar): TermEnd {
  if (!Number.isSafeInteger(term.length) || term.length < 1)
    throw new RangeError(`not a length: ${term.length}`);
  const from = civilDate(term.from);
  let calendarKnown = true;
  const isDayOff = (date: CivilDate) => {
    calendarKnown &&= days.knows(date);
    return days.isDayOff(date);
  };
  let last = from;
  if (term.unit === 'workingDays') {
    for (let counted = 0; counted < term.length;) {
      last = addDays(last, 1);
      if (!isDayOff(last)) counted += 1;
    }
  } else {
    last = term.unit === 'days' ? addDays(from, term.length) : addMonths(from, term.length);
    while (isDayOff(last)) last = addDays(last, 1);
  }
  return { dueOn: last, calendarKnown };
}

export function dayCalendar(years: readonly CalendarYear[]): DayCalendar {
  const known = new Set(years.map((one) => one.year));
  const worked = new Set(years.flatMap((one) => one.workedWeekends));
  const runs = years.flatMap((one) => one.daysOff);
  return {
    knows: (date) => known.has(Number(date.slice(0, 4))),
    isDayOff: (date) =>
      runs.some(([first, last]) => date >= first && date <= last) ||
      (weekdayOf(date) >= 6 && !worked.has(date)),
  };
}

/** The same day `months` later, or the last day of that month where it has none. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const ordinal = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${Math.floor(ordinal / 12)}-${String((ordinal % 12) + 1).padStart(2, '0')}`;
  const nextOrdinal = ordinal + 1;
  const nextMonth = `${Math.floor(nextOrdinal / 12)}-${String((nextOrdinal % 12) + 1).padStart(2, '0')}`;
  const lastDay = addDays(civilDate(`${nextMonth}-01`), -1);
  const wanted = `${month}-${date.slice(8)}`;
  return wanted <= lastDay ? civilDate(wanted) : lastDay;
}
