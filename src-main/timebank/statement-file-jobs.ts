import type { JobView } from '../contract/platform.ts';
import { notFound } from '../platform/app-error.ts';
import { appendAudit } from '../platform/audit/audit.ts';
import type { Writer } from '../platform/database/handles.ts';
import { readDocument } from '../platform/documents/registry.ts';
import { holdFile } from '../platform/jobs/held-files.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import type { OutputFolder } from '../platform/ports.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import type { SheetCell, SheetColumn } from '../platform/spreadsheets/cells.ts';
import { packRows } from '../platform/spreadsheets/spreadsheet.ts';
import { issueStatements, type IssuedStatement, type StatementRun } from './statement-issue-store.ts';
import { statementMembers, type StatementChoice } from './statement-store.ts';

/** One statement that lies in the folder. */
interface StatementFile {
  name: string;
  volunteerNumber: string;
  place: string;
  number: string;
  pages: number;
  documentId: string;
  file: string;
  /** It was there already, byte for byte. */
  already: boolean;
}

/** What a run has written so far; grows while it runs and stays when it is cancelled. */
export interface StatementFiles {
  folder: string;
  total: number;
  files: StatementFile[];
  /** The list of the files in the order of handing out, beside them; null before it is written. */
  index: string | null;
}

export const statementShelf = 'statementFiles';

/** So many are drawn, registered and written before the next ones: no more PDFs than these are ever held. */
const chunk = 20;

/**
 * A statement for each member as a file of its own. Every chunk is issued in one transaction and written before the next:
 * cancelled or failed, what was issued stays issued and what was written stays written; started again, a month that is
 * over gives the same papers, and the files that are there already stay as they are. Errors of the job:
 * `record.notFound` (nobody to write to), `folder.notWritable`.
 */
export function startStatementFiles(
  context: CommandContext,
  statements: StatementRun,
  choice: StatementChoice,
  folder: OutputFolder,
): JobView {
  const { services, actor } = context;
  const made: StatementFiles = { folder: folder.path, total: 0, files: [], index: null };
  const job = services.jobs.start('timebank.issueStatementFiles', async (run) => {
    const members = await run.read((tx) => statementMembers(tx, statements.period, choice));
    if (members.length === 0) throw notFound('statement');
    made.total = members.length;
    run.progress(0, members.length);
    const placeOf = new Map(members.map(({ id, place }) => [id, place]));
    try {
      for (let at = 0; at < members.length; at += chunk) {
        const ids = members.slice(at, at + chunk).map(({ id }) => id);
        const issued = await run.commit((tx) => issueChunk({ ...context, tx }, statements, ids, job.id));
        for (const paper of issued) {
          run.signal.throwIfAborted();
          made.files.push(await writeOne(run, folder, statements, paper, placeOf.get(paper.memberId) ?? ''));
          run.progress(made.files.length, members.length);
        }
      }
    } finally {
      if (made.files.length > 0) made.index = await writeIndex(context, folder, statements, made.files);
    }
    return null;
  });
  holdFile<StatementFiles>(services.jobs, statementShelf, actor.userId, job.id, made);
  return job;
}

async function issueChunk(
  context: CommandContext & { tx: Writer },
  statements: StatementRun,
  memberIds: readonly string[],
  jobId: string,
): Promise<IssuedStatement[]> {
  const { tx, services, actor } = context;
  const issued = await issueStatements(context, statements, memberIds);
  await appendAudit(tx, {
    at: services.clock.now(),
    user_id: actor.userId,
    user_name: actor.displayName,
    client: 'job',
    route: 'timebank.issueStatementFiles',
    command_id: context.commandId,
    outcome: 'done',
    about: issued.map(({ memberId }) => `member:${memberId}`),
    details: { month: statements.month, large: statements.large, exported: issued.length, job: jobId },
  });
  return issued;
}

async function writeOne(
  run: JobRun,
  folder: OutputFolder,
  { month, period, large }: StatementRun,
  { documentId, number, pages, memberId }: IssuedStatement,
  place: string,
): Promise<StatementFile> {
  const { bytes, member } = await run.read(async (tx) => ({
    bytes: (await readDocument(tx, documentId)).bytes,
    member: await tx.get<{ name: string; volunteer_number: string }>(
      'SELECT name, volunteer_number FROM members WHERE id = ?',
      [memberId],
    ),
  }));
  const volunteerNumber = member?.volunteer_number ?? '';
  const until = period.closed ? '' : ` 截至${period.to}`;
  const wanted = `${volunteerNumber} ${month}${until}${large ? ' 大字' : ''}.pdf`;
  const { name: file, already } = await folder.write(wanted, bytes);
  return { name: member?.name ?? '', volunteerNumber, place, number, pages, documentId, file, already };
}

const columns: readonly SheetColumn[] = [
  { heading: '序号', width: 8 },
  { heading: '网格', width: 30 },
  { heading: '志愿者编号', width: 18 },
  { heading: '姓名', width: 14 },
  { heading: '文件', width: 30 },
  { heading: '对账单编号', width: 20 },
  { heading: '页数', width: 6 },
];

/** The list for handing out and for mail merge: a table of what lies in the folder, in that order. */
async function writeIndex(
  { services }: CommandContext,
  folder: OutputFolder,
  { month, large }: StatementRun,
  files: readonly StatementFile[],
): Promise<string> {
  const rows = files.map((one, index): SheetCell[] => [
    { whole: index + 1 },
    { text: one.place },
    { text: one.volunteerNumber },
    { text: one.name },
    { text: one.file },
    { text: one.number },
    { whole: one.pages },
  ]);
  const pieces = [packRows(rows)];
  const { bytes } = await services.renderer.spreadsheet({ format: 'csv', sheet: '对账单', columns, pieces });
  const { name } = await folder.write(`对账单目录 ${month}${large ? ' 大字' : ''}.csv`, bytes);
  return name;
}
