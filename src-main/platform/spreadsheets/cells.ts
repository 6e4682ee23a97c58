import { civilDate, daysBetween } from '../dates.ts';

/** A cell: text, a day (`YYYY-MM-DD`), an amount in 分, or a whole number. */
export type SheetCell = { text: string } | { day: string } | { fen: number } | { whole: number } | null;

export interface SheetColumn {
  heading: string;
  /** In characters of the usual font. */
  width: number;
}

/** Lines below the headings that a sheet of XLSX can hold. */
export const MOST_ROWS = 1_048_575;

/** Excel's count of a day, so that the cell is a day and not a text. */
export const excelCount = (day: string): number => daysBetween(civilDate('1899-12-30'), civilDate(day));

/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula is written behind an apostrophe:
 * a name such as `=HYPERLINK(…)` must stay a name.
 */
export function csvLine(cells: readonly SheetCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: SheetCell): string {
  if (cell === null) return '';
  if ('day' in cell) return cell.day;
  if ('fen' in cell) return yuanText(cell.fen);
  if ('whole' in cell) return String(cell.whole);
  const safe = /^[=+\-@\t\r]/u.test(cell.text) ? `'${cell.text}` : cell.text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An amount in 元 as a decimal number, made without floats. */
export function yuanText(fen: number): string {
  const whole = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}
