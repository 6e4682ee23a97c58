import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { CaseColumn } from '../../contract/mediation/register.ts';
import type { ParsedInput } from '../../contract/index.ts';
import type { JobView } from '../../contract/platform.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { listedCases } from '../case-list.ts';
import { sheetRows } from './export-store.ts';
import { holdFile } from './held-files.ts';
import { csvLine, excelCount, headings, sheetCell, type SheetCell } from './register-sheet.ts';

type Wanted = ParsedInput<'mediation.exportCases'>;

/** A finished spreadsheet that waits to be saved. */
export interface FinishedSheet {
  name: string;
  format: Wanted['format'];
  bytes: Uint8Array;
  rows: number;
}

const ROWS_A_TURN = 500;

/** Reads what the filter shows, a few hundred cases at a time, and makes the file; it is kept until it is saved. */
export function startExport(context: CommandContext, wanted: Wanted): JobView {
  const { services, actor, today } = context;
  const { filter, sort, descending, columns, format } = wanted;
  const types = services.reference.inForce('disputeTypes', actor.committee.region, today);
  const job = services.jobs.start('mediation.exportCases', async (run) => {
    const seqs = await run.read((tx) => listedCases(tx, { ...filter, sort, descending }));
    const lines: SheetCell[][] = [];
    run.progress(0, seqs.length);
    for (let at = 0; at < seqs.length; at += ROWS_A_TURN) {
      run.signal.throwIfAborted();
      const rows = await run.read((tx) =>
        sheetRows({ actor, services, today, tx }, seqs.slice(at, at + ROWS_A_TURN), types),
      );
      for (const row of rows) lines.push(columns.map((column) => sheetCell(row, column)));
      run.progress(Math.min(seqs.length, at + ROWS_A_TURN), seqs.length);
    }
    const bytes = format === 'csv' ? csvBytes(columns, lines) : await xlsxBytes(columns, lines);
    const sheet: FinishedSheet = { name: `案件登记簿 ${today}.${format}`, format, bytes, rows: lines.length };
    holdFile(services.jobs, 'export', actor.userId, job.id, sheet);
    return null;
  });
  return job;
}

/** UTF-8 with the mark that makes a Chinese Excel read it as such. */
function csvBytes(columns: readonly CaseColumn[], lines: readonly SheetCell[][]): Uint8Array {
  const head = csvLine(columns.map((column) => ({ text: headings[column] })));
  return Buffer.from(`\uFEFF${head}${lines.map(csvLine).join('')}`, 'utf8');
}

/** Texts are cells of text, never formulas; days and amounts are numbers that a spreadsheet can sort and add. */
async function xlsxBytes(columns: readonly CaseColumn[], lines: readonly SheetCell[][]): Promise<Uint8Array> {
  const head: Row = columns.map((column) => ({ value: headings[column], type: String, fontWeight: 'bold' }));
  const rows = lines.map((line): Row =>
    line.map((cell) => {
      if (cell === null) return null;
      if ('day' in cell) return { value: excelCount(cell.day), type: Number, format: 'yyyy-mm-dd' };
      // The nearest double to the amount in 元; the file format has no other numbers.
      if ('fen' in cell) return { value: cell.fen / 100, type: Number, format: '#,##0.00' };
      return { value: cell.text, type: String };
    }),
  );
  return writeXlsxFile([head, ...rows], {
    sheet: '案件登记簿',
    columns: columns.map((column) => ({ width: column === 'title' || column === 'parties' ? 32 : 16 })),
    stickyRowsCount: 1,
  }).toBuffer();
}
