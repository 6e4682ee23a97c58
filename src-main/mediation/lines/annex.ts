import type { JointBody, WageRow } from '../../contract/mediation/line-values.ts';
import { fen, formatYuanDigits } from '../../platform/money.ts';
import { ANNEX_FROM, restOf, wageTotals } from './wages.ts';

/** A table that is printed behind an agreement. Texts of papers, hence Chinese. */
export interface Annex {
  title: string;
  columns: { title: string; width: number; align: 'left' | 'center' | 'right' }[];
  rows: string[][];
  totals: string[][];
}

export interface AgreementExtras {
  annex?: Annex;
  joint?: JointBody[];
}

/** The wage sheet as an annex; `null` when it is short enough for the clauses alone. */
export function annexOf(rows: readonly WageRow[]): Annex | null {
  if (rows.length < ANNEX_FROM) return null;
  const total = wageTotals(rows);
  return {
    title: '附表：工资明细',
    columns: [
      { title: '序号', width: 1, align: 'center' },
      { title: '姓名', width: 2.2, align: 'left' },
      { title: '期间', width: 3.9, align: 'center' },
      { title: '天数', width: 1.1, align: 'right' },
      { title: '日工资', width: 1.6, align: 'right' },
      { title: '应付', width: 2.6, align: 'right' },
      { title: '已付', width: 2.6, align: 'right' },
      { title: '尚欠', width: 2.6, align: 'right' },
    ],
    rows: rows.map((row, index) => [
      String(index + 1),
      row.name,
      [row.from, row.to]
        .map((date) => (date === null ? '' : shortDate(date)))
        .filter(Boolean)
        .join('至'),
      row.halfDays === null ? '' : String(row.halfDays / 2),
      row.dailyFen === null ? '' : yuan(row.dailyFen),
      yuan(row.owedFen),
      yuan(row.paidFen),
      yuan(restOf(row)),
    ]),
    totals: [['', '合计', '', '', '', yuan(total.owedFen), yuan(total.paidFen), yuan(total.restFen)]],
  };
}

/** `2026.1.31`: a period has to fit into one line of its narrow column. */
const shortDate = (date: string): string => date.split('-').map(Number).join('.');

const yuan = (amount: number): string => formatYuanDigits(fen(amount));
