import type { termStates } from '../../contract/timebank/circle.ts';

/** From when to when something holds. `until` is its last day; from `endedOn` on it no longer holds. */
export interface Term {
  from: string;
  until: string | null;
  endedOn: string | null;
}

/** Whether it holds on a day: the first and the last day count, the day on which it was ended does not. */
export function holdsOn({ from, until, endedOn }: Term, day: string): boolean {
  return from <= day && (until === null || day <= until) && (endedOn === null || day < endedOn);
}

/** Whether it held up to a day, that day included: what the day itself brought to an end (a marriage by a death) still did. */
export function heldUpTo(term: Term, day: string): boolean {
  return holdsOn({ ...term, endedOn: term.endedOn === day ? null : term.endedOn }, day);
}

/** What it is on a day. What was ended before it was over stays `ended`. */
export function termState(term: Term, day: string): (typeof termStates)[number] {
  if (term.endedOn !== null && term.endedOn <= day) return 'ended';
  if (holdsOn(term, day)) return 'running';
  return day < term.from ? 'coming' : 'over';
}

/** Whether what is on file and what is to be written down hold on a same day. */
export function meets(known: Term, next: { from: string; until: string | null }): boolean {
  const days = known.endedOn === null || (known.endedOn > next.from && known.endedOn > known.from);
  return (
    days &&
    (known.until === null || known.until >= next.from) &&
    (next.until === null || next.until >= known.from)
  );
}
