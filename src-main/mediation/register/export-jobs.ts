import type { CaseColumn } from '../../contract/mediation/register.ts';
import type { ParsedInput } from '../../contract/index.ts';
import type { JobView } from '../../contract/platform.ts';
import { AppError } from '../../platform/app-error.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { listedCases } from '../case-list.ts';
import { sheetRows } from './export-store.ts';
import { holdFile } from '../../platform/jobs/held-files.ts';
import { MOST_ROWS } from '../../platform/spreadsheets/cells.ts';
import { packRows } from '../../platform/spreadsheets/spreadsheet.ts';
import { headings, sheetCell } from './register-sheet.ts';

type Wanted = ParsedInput<'mediation.exportCases'>;

/** A finished spreadsheet that waits to be saved. */
export interface FinishedSheet {
  name: string;
  format: Wanted['format'];
  bytes: Uint8Array;
  rows: number;
}

const ROWS_A_TURN = 200;
const WIDTHS: Partial<Record<CaseColumn, number>> = { title: 32, parties: 32, number: 24 };

/**
 * Reads what the filter shows, a few hundred cases at a time, and lets a worker make the file; it is kept until it is
 * saved. The program answers meanwhile. Errors of the job: `export.tooLarge`.
 */
export function startExport(context: CommandContext, wanted: Wanted): JobView {
  const { services, actor, today } = context;
  const { filter, sort, descending, columns, format } = wanted;
  const types = services.reference.inForce('disputeTypes', actor.committee.region, today);
  const job = services.jobs.start('mediation.exportCases', async (run) => {
    const seqs = await run.read((tx) =>
      listedCases({ actor, services, today, tx }, { ...filter, sort, descending }),
    );
    if (format === 'xlsx' && seqs.length > MOST_ROWS) throw new AppError('export.tooLarge');
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let count = 0;
    run.progress(0, seqs.length);
    for (let at = 0; at < seqs.length; at += ROWS_A_TURN) {
      run.signal.throwIfAborted();
      const rows = await run.read((tx) =>
        sheetRows({ actor, services, today, tx }, seqs.slice(at, at + ROWS_A_TURN), types),
      );
      pieces.push(packRows(rows.map((row) => columns.map((column) => sheetCell(row, column)))));
      count += rows.length;
      run.progress(Math.min(seqs.length, at + ROWS_A_TURN), seqs.length);
    }
    const { bytes } = await services.renderer.spreadsheet(
      {
        format,
        sheet: '案件登记簿',
        columns: columns.map((column) => ({ heading: headings[column], width: WIDTHS[column] ?? 16 })),
        pieces,
      },
      { signal: run.signal },
    );
    const sheet: FinishedSheet = { name: `案件登记簿 ${today}.${format}`, format, bytes, rows: count };
    holdFile(services.jobs, 'export', actor.userId, job.id, sheet);
    return null;
  });
  return job;
}
