import type { ExportFormat } from '../../contract/timebank/closing.ts';
import type { JobView } from '../../contract/platform.ts';
import { AppError } from '../../platform/app-error.ts';
import { holdFile } from '../../platform/jobs/held-files.ts';
import type { JobRun } from '../../platform/jobs/jobs.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { MOST_ROWS, type SheetCell, type SheetColumn } from '../../platform/spreadsheets/cells.ts';
import { packRows } from '../../platform/spreadsheets/spreadsheet.ts';
import { accountNames, kindNames } from '../documents/account-names.ts';
import { headOf } from '../ledger-store.ts';
import { entryRowsAfter, type EntryRow } from './entry-rows-store.ts';
import { journalWriter } from './journal.ts';
import { writeJournal, type JournalCounts } from './journal-store.ts';

/** An exported ledger that waits to be saved. */
export interface HeldExport {
  name: string;
  extension: string;
  bytes: Uint8Array;
  transactions: number;
  assertions: number;
}

export const exportShelf = 'ledgerExport';

/** The whole ledger in the format asked for, a few thousand transactions at a time. Error: `export.tooLarge` (XLSX). */
export function startLedgerExport(context: CommandContext, format: ExportFormat): JobView {
  const { services, actor, today } = context;
  const job = services.jobs.start('timebank.exportLedger', async (run) => {
    const made =
      format === 'csv' || format === 'xlsx'
        ? await spreadsheet(context, run, format)
        : await journal(run, format, actor.committee.name);
    const extension = extensions[format];
    const name = `时间银行账簿 ${today}.${extension}`;
    holdFile<HeldExport>(services.jobs, exportShelf, actor.userId, job.id, { ...made, name, extension });
    return null;
  });
  return job;
}

const extensions: Record<ExportFormat, string> = {
  hledger: 'journal',
  ledger: 'ledger',
  beancount: 'beancount',
  csv: 'csv',
  xlsx: 'xlsx',
};

type Made = Pick<HeldExport, 'bytes'> & Pick<JournalCounts, 'transactions' | 'assertions'>;

async function journal(
  run: JobRun,
  format: 'hledger' | 'ledger' | 'beancount',
  title: string,
): Promise<Made> {
  const pieces: Uint8Array[] = [];
  const { transactions, assertions } = await writeJournal(
    {
      read: run.read,
      write: (text) => void pieces.push(Buffer.from(text, 'utf8')),
      progress: (done, total) => run.progress(done, total),
      signal: run.signal,
    },
    (accounts) => journalWriter(format, accounts),
    title,
  );
  return { bytes: Buffer.concat(pieces), transactions, assertions };
}

const columns: readonly SheetColumn[] = [
  { heading: '编号', width: 10 },
  { heading: '记账日期', width: 12 },
  { heading: '服务日期', width: 12 },
  { heading: '类别', width: 14 },
  { heading: '账户', width: 26 },
  { heading: '志愿者编号', width: 18 },
  { heading: '单位', width: 8 },
  { heading: '变动', width: 10 },
  { heading: '余额', width: 10 },
  { heading: '摘要', width: 36 },
  { heading: '冲正第', width: 10 },
  { heading: '理由', width: 24 },
  { heading: '补记理由', width: 24 },
  { heading: '规则', width: 30 },
  { heading: '校验值', width: 66 },
];

async function spreadsheet(context: CommandContext, run: JobRun, format: 'csv' | 'xlsx'): Promise<Made> {
  const head = await run.read(async (tx) => (await headOf(tx)).seq);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  let count = 0;
  while (at < head) {
    run.signal.throwIfAborted();
    const rows = await run.read((tx) => entryRowsAfter(tx, at, head));
    if (rows.length === 0) break;
    count += rows.length;
    if (format === 'xlsx' && count > MOST_ROWS) throw new AppError('export.tooLarge');
    pieces.push(packRows(rows.map(cells)));
    at = rows.at(-1)!.seq;
    run.progress(at, head);
  }
  const { bytes } = await context.services.renderer.spreadsheet(
    { format, sheet: '分录', columns, pieces },
    { signal: run.signal },
  );
  return { bytes, transactions: head, assertions: 0 };
}

function cells(row: EntryRow): SheetCell[] {
  const text = (value: string) => (value === '' ? null : { text: value });
  return [
    { whole: row.seq },
    { day: row.recordedOn },
    { day: row.servedOn },
    { text: kindNames[row.kind] ?? row.kind },
    {
      text:
        row.volunteerNumber === null
          ? (accountNames[row.code] ?? row.code)
          : row.code.replace(/^member:.*:/, '成员 '),
    },
    text(row.volunteerNumber ?? ''),
    { text: row.unit === 'minute' ? '分钟' : '积分' },
    { whole: row.amount },
    { whole: row.balance },
    text(row.text),
    row.reversesSeq === null ? null : { whole: row.reversesSeq },
    text(row.reason),
    text(row.lateReason),
    text(row.rule),
    { text: row.hash },
  ];
}
