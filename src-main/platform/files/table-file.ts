import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '../app-error.ts';
import { sha256 } from '../hash.ts';

/** A table as its file holds it: one line of headings and what stands below, every cell as text. */
export interface TableFile {
  name: string;
  sha256: string;
  headers: string[];
  /** `line` is the number of the row in the file, as a spreadsheet shows it. */
  rows: { line: number; cells: string[] }[];
}

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_UNPACKED = 400 * 1024 * 1024;
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 100;
/** A title may stand above the headings. */
const HEADINGS_WITHIN = 10;

/**
 * Reads an XLSX or CSV file (UTF-8, UTF-16 or GB18030, whichever its bytes are). `isHeading` tells which row is the one
 * with the headings. Errors: `import.unreadable`, `import.tooLarge`.
 */
export async function readTable(
  file: { name: string; bytes: Uint8Array },
  isHeading: (cell: string) => boolean,
): Promise<TableFile> {
  if (file.bytes.byteLength > MOST_BYTES) throw new AppError('import.tooLarge');
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
  const all = (isZip ? await rowsOfSheet(bytes) : rowsOfText(textOf(bytes))).filter(({ cells }) =>
    cells.some((cell) => cell !== ''),
  );
  if (all.length > MOST_ROWS + HEADINGS_WITHIN) throw new AppError('import.tooLarge');
  const top = all.slice(0, HEADINGS_WITHIN);
  const best = top.findIndex(({ cells }) => cells.filter(isHeading).length >= 2);
  const head = best < 0 ? 0 : best;
  const headers = all[head]?.cells ?? [];
  const width = Math.max(headers.length, ...all.slice(head + 1).map(({ cells }) => cells.length));
  if (all.length <= head + 1) throw new AppError('import.unreadable');
  if (width > MOST_COLUMNS) throw new AppError('import.tooLarge');
  const wide = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => cells[index] ?? '');
  return {
    name: file.name.replace(/^.*[\\/]/u, '').slice(0, 200),
    sha256: sha256(bytes),
    headers: wide(headers),
    rows: all.slice(head + 1).map(({ line, cells }) => ({ line, cells: wide(cells) })),
  };
}

async function rowsOfSheet(bytes: Buffer): Promise<TableFile['rows']> {
  refuseBombs(bytes);
  try {
    const rows = await readSheet(bytes, { parseNumber: (digits: string) => digits });
    return rows.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  } catch {
    throw new AppError('import.unreadable');
  }
}

/** A day comes as the instant of its midnight in UTC, whatever the machine's own time zone. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime())
      ? ''
      : cell
          .toISOString()
          .replace(/T00:00:00\.000Z$/, '')
          .replace('T', ' ');
  }
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

function rowsOfText(text: string): TableFile['rows'] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      line: info.lines,
      cells: record.map((cell) => cell.trim().replace(/^'(?=[=+\-@])/, '')),
    }));
  } catch {
    throw new AppError('import.unreadable');
  }
}

/** What the first line holds most of, outside quotes. */
function delimiterOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/gu, '');
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is no UTF-8 in a Chinese office is GBK or its successor.
    return decodeGb18030(bytes);
  }
}

function decodeGb18030(bytes: Buffer): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('import.unreadable');
  }
}

/** A small file may unpack to fill the memory: the sizes that the archive itself declares are added up first. */
function refuseBombs(bytes: Buffer): void {
  const entry = Buffer.from('PK\u0001\u0002', 'latin1');
  let unpacked = 0;
  for (let at = bytes.indexOf(entry); at >= 0; at = bytes.indexOf(entry, at + 4)) {
    if (at + 28 <= bytes.length) unpacked += bytes.readUInt32LE(at + 24);
  }
  if (unpacked > MOST_UNPACKED) throw new AppError('import.tooLarge');
}
