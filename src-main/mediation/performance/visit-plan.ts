import type { TermOf } from '../deadline.ts';

export interface PlannedVisit {
  /** `effect`, or `due:<day>`. */
  key: string;
  anchorOn: string;
  dueOn: string;
  warnOn: string;
}

/**
 * When to visit: some days after each day of performance, and some after effect (domain default: 7 and 30; the terms of
 * purpose `visit`, by type of dispute, are data). What was due by the day of effect was performed on the spot and is
 * covered by the visit after effect.
 */
export function planVisits(effectiveOn: string, dueDates: readonly string[], terms: TermOf): PlannedVisit[] {
  const days = [...new Set(dueDates.filter((day) => day > effectiveOn))].sort();
  const planned = days.flatMap((day) => entry(`due:${day}`, terms('visit', day, 'due')));
  return [...entry('effect', terms('visit', effectiveOn, 'effect')), ...planned].sort((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0,
  );
}

const entry = (key: string, term: ReturnType<TermOf>): PlannedVisit[] =>
  term ? [{ key, anchorOn: term.fromOn, dueOn: term.dueOn, warnOn: term.warnOn }] : [];
