import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import type { Envelope, ErrorCode } from '../../contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../contract/index.ts';
import type { JobView } from '../../contract/platform.ts';
import { exportFormats, type ExportFormat } from '../../contract/timebank/closing.ts';
import { dataDirOf, openTerminalDesk, type Desk } from './desk.ts';
import { exitCode, folderFor, signIn } from './session.ts';
import { dataHelp, readArguments, UsageError, type Command } from './usage.ts';

export const exportCommand: Command = {
  summary: 'write the ledger for other programs, or a month’s statements, into a folder',
  help: `Usage: fengqiao export --to DIR --user NAME [--format LIST] [--statements YYYY-MM] [--data DIR]

Writes the time bank’s whole ledger as files that other programs read, with the balance of every account at every month
end as an assertion; or each member’s statement of a month as a PDF. Nothing in the folder is overwritten: a name that is
taken gets “ (2)”.

  --to DIR             folder for the files; made if missing
  --user NAME          account to sign in with; the password comes from FENGQIAO_PASSWORD or is asked for
  --format LIST        ${exportFormats.join(', ')}, several with commas, or all;
                       default hledger,ledger,beancount,csv, and none when --statements is given
  --statements MONTH   one PDF for each member and a list of them in the order of handing out
  --all-members        statements also for members without movement in the month
  --grid               in the order of street, community and grid; default by volunteer number
  --large              large print
${dataHelp.replace('DIR    ', 'DIR           ')}

Exit code: 0 done, 2 refused, 1 internal error.
`,
  async run(argv) {
    const { values, positionals } = readArguments(argv, {
      to: { type: 'string' },
      user: { type: 'string' },
      format: { type: 'string' },
      statements: { type: 'string' },
      'all-members': { type: 'boolean', default: false },
      grid: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      data: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`there is nothing to do with “${positionals[0]}”`);
    const to = await folderFor(values.to);
    if (to === undefined) throw new UsageError('name a folder with --to');
    const formats = formatsOf(values.format ?? (values.statements === undefined ? usual : ''));
    const desk = await openTerminalDesk(dataDirOf(values.data), { to });
    try {
      const refused = await signIn(desk, values.user);
      if (refused) throw new Refusal(refused);
      for (const format of formats) await exportLedger(desk, format);
      if (values.statements !== undefined) {
        await exportStatements(desk, {
          month: values.statements,
          onlyWithMovement: !values['all-members'],
          order: values.grid ? 'grid' : 'number',
          large: values.large,
        });
      }
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      process.stderr.write(`${error.message}\n`);
      return exitCode(error.answer);
    } finally {
      await desk.close();
    }
  },
};

const usual = 'hledger,ledger,beancount,csv';

function formatsOf(list: string): ExportFormat[] {
  if (list === 'all') return [...exportFormats];
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const format = exportFormats.find((known) => known === name);
      if (!format)
        throw new UsageError(`there is no format “${name}”; there are ${exportFormats.join(', ')}`);
      return format;
    });
}

async function exportLedger(desk: Desk, format: ExportFormat): Promise<void> {
  const { jobId } = await call(desk, 'timebank.exportLedger', { format });
  await finished(desk, jobId);
  const saved = await call(desk, 'timebank.saveLedgerExport', { jobId });
  say(`${saved.savedAs}  ${saved.transactions} transactions, ${saved.assertions} balance assertions`);
}

async function exportStatements(
  desk: Desk,
  input: RouteInput<'timebank.issueStatementFiles'>,
): Promise<void> {
  const { jobId } = await call(desk, 'timebank.issueStatementFiles', input);
  if (jobId === null) return;
  try {
    await finished(desk, jobId);
  } finally {
    // Whatever became of the run: what lies in the folder is told.
    const made = await call(desk, 'timebank.readStatementFiles', { jobId, page: { limit: 1 } });
    if (made.total > 0) {
      say(
        `${made.folder}  ${made.total} of ${made.asked} statements, ${made.already} of them were there already`,
      );
      if (made.index !== null) say(join(made.folder, made.index));
    }
  }
}

/** Waits for a job that a call has started. */
async function finished(desk: Desk, jobId: string): Promise<void> {
  for (;;) {
    const job: JobView = await call(desk, 'platform.readJob', { id: jobId });
    if (job.state === 'done') return;
    if (job.state !== 'running') {
      const code = (job.errorCode ?? 'internal') as ErrorCode;
      throw new Refusal({ ok: false, error: { code, message: code } });
    }
    await wait(20);
  }
}

async function call<N extends RouteName>(
  desk: Desk,
  route: N,
  input: RouteInput<N>,
): Promise<RouteOutput<N>> {
  const answer = await desk.call(route, input);
  if (!answer.ok) throw new Refusal(answer);
  return answer.value as RouteOutput<N>;
}

/** A route said no: told as it is, with the exit code that `call` gives. */
class Refusal extends Error {
  readonly answer: Envelope;
  constructor(answer: Envelope) {
    super(answer.ok ? '' : `refused: ${JSON.stringify(answer.error)}`);
    this.answer = answer;
  }
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
