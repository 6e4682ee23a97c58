import { civilDate, daysBetween } from '../../platform/dates.ts';

/** What decides who comes first when coins are given away. */
export interface Waiting {
  memberId: string;
  /** The rule names him for the fund: the hardest cases (Nanjing: 重点空巢独居老人). */
  byFund: boolean;
  /** Day of the assessment that counts. */
  assessedOn: string;
  lastGivenOn: string | null;
  yearMinutes: number;
}

/** Days since he was last given coins, or, when never since the assessment, since that; never below zero. */
export function waitingDays(
  { assessedOn, lastGivenOn }: Pick<Waiting, 'assessedOn' | 'lastGivenOn'>,
  today: string,
): number {
  const since = lastGivenOn !== null && lastGivenOn > assessedOn ? lastGivenOn : assessedOn;
  return Math.max(0, daysBetween(civilDate(since), civilDate(today)));
}

/** The hardest cases first, then those who wait longest, then those who got least this year. */
export function byPriority<W extends Waiting>(rows: readonly W[], today: string): W[] {
  return [...rows].sort(
    (a, b) =>
      Number(b.byFund) - Number(a.byFund) ||
      waitingDays(b, today) - waitingDays(a, today) ||
      a.yearMinutes - b.yearMinutes ||
      a.memberId.localeCompare(b.memberId),
  );
}
