import type { Finding } from '../../contract/mediation/finding.ts';
import type { WageRow } from '../../contract/mediation/line-values.ts';
import { remark } from '../findings.ts';

const SUM = 'arithmetic: days × daily wage';

/** From this many lines on the sheet is printed with the agreement as an annex. */
export const ANNEX_FROM = 4;

/** What the sheet comes to, in 分. */
export function wageTotals(rows: readonly WageRow[]): { owedFen: number; paidFen: number; restFen: number } {
  const owedFen = rows.reduce((sum, row) => sum + row.owedFen, 0);
  const paidFen = rows.reduce((sum, row) => sum + row.paidFen, 0);
  return { owedFen, paidFen, restFen: owedFen - paidFen };
}

export const restOf = (row: Pick<WageRow, 'owedFen' | 'paidFen'>): number => row.owedFen - row.paidFen;

/** Half days × daily wage, half up to 分; `null` for piecework. */
export function wageByDays(row: Pick<WageRow, 'halfDays' | 'dailyFen'>): number | null {
  return row.halfDays === null || row.dailyFen === null
    ? null
    : Math.floor((row.halfDays * row.dailyFen + 1) / 2);
}

/** Remarks on the lines of a wage sheet; the place is `rows.N.<field>`. */
export function checkWages(rows: readonly WageRow[]): Finding[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, index) => {
    const findings: Finding[] = [];
    const line = index + 1;
    const byDays = wageByDays(row);
    if (byDays !== null && byDays !== row.owedFen) {
      const params = { line, owedFen: row.owedFen, byDaysFen: byDays };
      findings.push(remark('warning', 'wageDiffersFromDays', `rows.${index}.owedFen`, SUM, params));
    }
    if (row.paidFen > row.owedFen) {
      findings.push(remark('error', 'wagePaidExceedsOwed', `rows.${index}.paidFen`, SUM, { line }));
    }
    if (row.from !== null && row.to !== null && row.to < row.from) {
      findings.push(remark('error', 'periodReversed', `rows.${index}.to`, 'order of time', { line }));
    }
    const twin = seen.get(row.name);
    if (twin !== undefined) {
      const params = { line, other: twin, name: row.name };
      findings.push(remark('hint', 'rowNameTwice', `rows.${index}.name`, 'practice: one line each', params));
    }
    seen.set(row.name, line);
    return findings;
  });
}
