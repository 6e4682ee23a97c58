import type { SubsidyLine, SubsidyLineInput } from '../../../../src-main/contract/mediation/subsidy.ts';

/** What the maker typed on a line, taken from the line as it was worked out. */
export function inputOf(line: SubsidyLine): SubsidyLineInput {
  return {
    id: line.id,
    caseId: line.caseId,
    score: line.typedScore,
    override: line.overridden
      ? {
          amountFen: line.amountFen,
          reason: line.overrideReason,
          shares: line.sharesTyped
            ? line.shares.map(({ userId, amountFen }) => ({ userId, amountFen }))
            : null,
        }
      : null,
  };
}

/** First and last day of the month before the one of `today` (`YYYY-MM-DD`): what a sheet is usually about. */
export function lastMonth(today: string): { from: string; to: string } {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
  return { from: `${last.slice(0, 8)}01`, to: last };
}
