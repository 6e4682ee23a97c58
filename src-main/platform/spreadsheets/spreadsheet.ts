import { csvLine, type SheetCell, type SheetColumn } from './cells.ts';
import { xlsx } from './xlsx.ts';

export interface SpreadsheetRequest {
  format: 'xlsx' | 'csv';
  /** Name of the sheet. */
  sheet: string;
  columns: readonly SheetColumn[];
  /** Rows, a few hundred in each piece, as `packRows` makes them: they change threads without being copied. */
  pieces: readonly Uint8Array<ArrayBuffer>[];
}

export interface Spreadsheet {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Rows on their way to the worker: UTF-8 of their JSON, in a buffer of its own. */
export const packRows = (rows: readonly (readonly SheetCell[])[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(rows));

/** The file, made where it may take its time. Texts are never formulas in either format. */
export async function makeSpreadsheet(
  request: SpreadsheetRequest,
  onProgress?: (done: number, total: number) => void,
): Promise<Spreadsheet> {
  const rows = unpacked(request.pieces, onProgress);
  const { format, sheet, columns } = request;
  return { bytes: format === 'csv' ? csv(columns, rows) : await xlsx(sheet, columns, rows) };
}

function* unpacked(
  pieces: SpreadsheetRequest['pieces'],
  onProgress?: (done: number, total: number) => void,
): Generator<SheetCell[][]> {
  const decoder = new TextDecoder();
  for (const [index, piece] of pieces.entries()) {
    yield JSON.parse(decoder.decode(piece)) as SheetCell[][];
    onProgress?.(index + 1, pieces.length);
  }
}

/** UTF-8 with the mark that makes a Chinese Excel read it as such. */
function csv(columns: readonly SheetColumn[], pieces: Iterable<SheetCell[][]>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`\uFEFF${csvLine(columns.map(({ heading }) => ({ text: heading })))}`)];
  for (const rows of pieces) parts.push(encoder.encode(rows.map(csvLine).join('')));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
