import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobView } from '../../contract/platform.ts';
import type { ImportField } from '../../contract/mediation/register.ts';
import { AppError } from '../../platform/app-error.ts';
import { appendAudit } from '../../platform/audit/audit.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { fold } from '../search/fold.ts';
import { createLineCheck, type CheckedLine } from './import-check.ts';
import type { ImportRules } from './import-line.ts';
import { onFile, rememberMapping } from './import-store.ts';
import { writeLines } from './import-write-store.ts';
import type { TableFile } from '../../platform/files/table-file.ts';

/** An opened register and what is known of it; kept in memory until it is accepted or forgotten. */
export interface OpenImport {
  table: TableFile;
  state: 'opened' | 'checking' | 'checked' | 'accepting' | 'accepted';
  mapping: readonly (ImportField | null)[];
  lines: CheckedLine[];
  written: number;
}

const LINES_A_TURN = 200;

/** Judges every line; writes nothing. */
export function startCheck(context: CommandContext, open: OpenImport, rules: ImportRules): JobView {
  open.state = 'checking';
  open.lines = [];
  const { rows } = open.table;
  return context.services.jobs.start('mediation.checkImport', async (run) => {
    try {
      const check = createLineCheck(open.mapping, rules, await run.read(onFile));
      const lines: CheckedLine[] = [];
      for (const [index, row] of rows.entries()) {
        lines.push(check(row));
        if (index % LINES_A_TURN !== 0) continue;
        run.progress(index, rows.length);
        await nextTurn();
        run.signal.throwIfAborted();
      }
      run.progress(rows.length, rows.length);
      Object.assign(open, { lines, state: 'checked' });
      return null;
    } finally {
      if (open.state === 'checking') open.state = 'opened';
    }
  });
}

/**
 * Writes all good lines in one transaction, or none. Errors of the job: `import.notChecked` when a line has become known
 * or its number taken since the dry run.
 */
export function startAccept(context: CommandContext, open: OpenImport): JobView {
  open.state = 'accepting';
  const passed = open.lines.filter((line) => line.state === 'good');
  // Numbers of the paper age first: one that is given by the pattern must not take their place.
  const good = [
    ...passed.filter((line) => line.number !== ''),
    ...passed.filter((line) => line.number === ''),
  ];
  const { services, actor, commandId } = context;
  const { table } = open;
  const job = services.jobs.start('mediation.acceptImport', async (run) => {
    try {
      run.progress(0, good.length);
      await run.commit(async (tx) => {
        if (good.length === 0) return;
        const inside: CommandContext = { ...context, actor, tx };
        const now = await onFile(tx);
        const met = (line: CheckedLine) =>
          now.fingerprints.has(line.fingerprint) ||
          (line.number !== '' && now.numbers.has(fold(line.number)));
        if (good.some(met)) throw new AppError('import.notChecked');
        await writeLines(inside, { fileName: table.name, sha256: table.sha256 }, good, (done) => {
          run.signal.throwIfAborted();
          run.progress(done, good.length);
        });
        await rememberMapping(inside, table.headers, open.mapping);
        await appendAudit(tx, {
          at: services.clock.now(),
          user_id: actor.userId,
          user_name: actor.displayName,
          client: 'job',
          route: 'mediation.acceptImport',
          command_id: commandId,
          outcome: 'done',
          about: [`import:${table.sha256}`],
          details: { job: job.id, cases: good.length, leftOut: open.lines.filter(isBad).length },
        });
      });
      Object.assign(open, { state: 'accepted', written: good.length });
      return null;
    } catch (error) {
      // Nothing was written: the person may correct the file, or check it again.
      open.state = error instanceof AppError && error.code === 'import.notChecked' ? 'opened' : 'checked';
      throw error instanceof AppError && error.code === 'record.duplicate'
        ? new AppError('import.notChecked')
        : error;
    }
  });
  return job;
}

export const isBad = (line: CheckedLine): boolean => line.state === 'bad';
