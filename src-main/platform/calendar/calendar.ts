import { addDays, civilDate, daysBetween, weekdayOf, type CivilDate } from '../dates.ts';

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

/** Days that do not count, both inclusive: appraisal, experts. */
export interface Pause {
  from: string;
  to: string;
}

export interface TermEnd {
  dueOn: CivilDate;
  /** False when a day had to be judged in a year without holiday data. */
  calendarKnown: boolean;
}

/** The end of a term with everything a person needs to count it again. */
export interface CountedTerm extends TermEnd {
  /** The last day before it was moved; the same as `dueOn` when it was not. */
  plainEnd: CivilDate;
  /** Days of each pause that fell into the term, in the order of the pauses. */
  pausedDays: readonly number[];
  /** Years that were judged without holiday data. */
  unknownYears: readonly number[];
}

/**
 * The last day of a term. The first day is not counted; a last day that is a day off moves to the first working day
 * after it (民事诉讼法 art. 85). A term of months ends on the day of the same number, or on the month's last day where
 * there is none. A term of working days counts working days only. Throws RangeError for a length below 1.
 */
export function endOfTerm(term: Term, days: DayCalendar): TermEnd {
  const { dueOn, calendarKnown } = countTerm(term, days);
  return { dueOn, calendarKnown };
}

/**
 * As `endOfTerm`, with pauses: a day inside one is not counted (appraisal time, 医疗纠纷预防和处理条例 art. 38), so a term
 * of days or months ends as many days later as paused days lie between its first day and its end, and a term of working
 * days skips them. No term ends inside a pause. Overlapping pauses count a day once.
 */
export function countTerm(term: Term, days: DayCalendar, pauses: readonly Pause[] = []): CountedTerm {
  if (!Number.isSafeInteger(term.length) || term.length < 1)
    throw new RangeError(`not a length: ${term.length}`);
  const from = civilDate(term.from);
  const unknownYears = new Set<number>();
  const isDayOff = (date: CivilDate) => {
    if (!days.knows(date)) unknownYears.add(Number(date.slice(0, 4)));
    return days.isDayOff(date);
  };
  const pausedDays = pauses.map(() => 0);
  const isPaused = (date: CivilDate) => pauses.some((pause) => date >= pause.from && date <= pause.to);
  /** Which pause takes the day: the first of those that overlap. */
  const notePause = (date: CivilDate) => {
    const at = pauses.findIndex((pause) => date >= pause.from && date <= pause.to);
    if (at >= 0) pausedDays[at] = (pausedDays[at] ?? 0) + 1;
  };

  let last = from;
  if (term.unit === 'workingDays') {
    for (let counted = 0; counted < term.length;) {
      last = addDays(last, 1);
      if (isPaused(last)) notePause(last);
      else if (!isDayOff(last)) counted += 1;
    }
    return {
      dueOn: last,
      plainEnd: last,
      pausedDays,
      unknownYears: [...unknownYears],
      calendarKnown: unknownYears.size === 0,
    };
  }
  const plain = term.unit === 'days' ? addDays(from, term.length) : addMonths(from, term.length);
  for (let unpaused = daysBetween(from, plain); unpaused > 0;) {
    last = addDays(last, 1);
    if (isPaused(last)) notePause(last);
    else unpaused -= 1;
  }
  const plainEnd = last;
  while (isPaused(last) || isDayOff(last)) last = addDays(last, 1);
  return {
    dueOn: last,
    plainEnd,
    pausedDays,
    unknownYears: [...unknownYears],
    calendarKnown: unknownYears.size === 0,
  };
}

/** Days that a centre has made off or worked itself; they beat the yearly notice and the weekday. */
export type DayOverrides = ReadonlyMap<string, 'off' | 'worked'>;

export function dayCalendar(
  years: readonly CalendarYear[],
  overrides: DayOverrides = new Map(),
): DayCalendar {
  const known = new Set(years.map((one) => one.year));
  const worked = new Set(years.flatMap((one) => one.workedWeekends));
  const runs = years.flatMap((one) => one.daysOff);
  return {
    // A day that the centre has decided itself is known, whatever the notices say.
    knows: (date) => overrides.has(date) || known.has(Number(date.slice(0, 4))),
    isDayOff(date) {
      const own = overrides.get(date);
      if (own !== undefined) return own === 'off';
      if (runs.some(([first, last]) => date >= first && date <= last)) return true;
      return weekdayOf(date) >= 6 && !worked.has(date);
    },
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
