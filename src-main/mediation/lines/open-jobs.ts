import type { CommandName, HandlerOutput, ParsedInput } from '../../contract/index.ts';
import type { BatchFields, BatchRow } from '../../contract/mediation/batches.ts';
import type { JobView } from '../../contract/platform.ts';
import { appendAudit } from '../../platform/audit/audit.ts';
import type { CommandContext, CommandHandler } from '../../platform/router/handlers.ts';
import { agreementHandlers } from '../agreement-handlers.ts';
import { caseHandlers } from '../case-handlers.ts';
import { courseHandlers } from '../course-handlers.ts';
import { agreementOfRow, caseOfRow } from './batch-case.ts';
import { waitingRows } from './batch-store.ts';
import { writeCharge } from './line-store.ts';

/** Lines of one unit of work: others who want to write wait for so many cases and no longer. */
const TOGETHER = 5;

export type OpeningAnswers = ParsedInput<'mediation.openBatch'>['accept'];

export interface Opening {
  batchId: string;
  fields: BatchFields;
  /** Lines that were no case when the command was given. */
  rows: readonly BatchRow[];
  accept: OpeningAnswers;
}

/**
 * Makes the remaining cases of a batch, a few in each unit of work. A batch is not all or nothing: five hundred cases would
 * keep everybody from writing for half a minute, and what has a number and was audited is a case like any other.
 * So a batch that was cancelled, failed, or was cut off with the power holds whole cases and untouched lines and nothing
 * between; a line becomes a case once, because the same unit of work makes the case and writes it to the line. Asking
 * again goes on with the untouched lines; two jobs on one batch share them.
 */
export function startOpening(context: CommandContext, opening: Opening, done: number): JobView {
  const { services } = context;
  const { batchId, fields, rows, accept } = opening;
  const total = done + rows.length;
  const job = services.jobs.start('mediation.openBatch', async (run) => {
    run.progress(done, total);
    for (let at = 0; at < rows.length; at += TOGETHER) {
      await run.commit(async (tx) => {
        const inside = quiet({ ...context, tx, now: services.clock.now() });
        const waiting = await waitingRows(tx, batchId);
        const cases: string[] = [];
        for (const row of rows.slice(at, at + TOGETHER)) {
          if (waiting.has(row.id)) cases.push(await openRow(inside, fields, row, accept));
        }
        if (cases.length === 0) return;
        const about = [`batch:${batchId}`, ...cases.map((caseId) => `case:${caseId}`)];
        await auditJob(inside, 'mediation.openBatch', about, { job: job.id, cases: cases.length });
      });
      run.progress(Math.min(total, done + at + TOGETHER), total);
    }
    return null;
  });
  return job;
}

/** One line becomes one case; accepted and with its draft agreement when `accept` says so. Answers the case’s id. */
export async function openRow(
  context: CommandContext,
  batch: BatchFields,
  row: BatchRow,
  accept: OpeningAnswers,
): Promise<string> {
  const { services, tx } = context;
  const ids = { firm: services.ids.next(), owner: services.ids.next() };
  const registered = await call(context, caseHandlers['mediation.registerCase'], {
    case: caseOfRow(batch, row, ids),
  });
  const { amountFen: _amount, owner: _owner, phone: _phone, idNumber: _idNumber, id: rowId, ...charge } = row;
  await writeCharge(context, registered.id, undefined, charge);
  await tx.run('UPDATE batch_rows SET case_id = ? WHERE id = ?', [registered.id, rowId]);
  if (accept === null) return registered.id;
  await call(context, courseHandlers['mediation.acceptCase'], {
    id: registered.id,
    version: registered.version,
    acceptedOn: accept.acceptedOn,
    rightsNotifiedOn: accept.rightsNotifiedOn,
    consents: [ids.firm, ids.owner].map((partyId) => ({
      partyId,
      consents: true,
      manner: 'notStated' as const,
    })),
    mediators: accept.mediators,
    manualNumber: '',
  });
  const { concludedOn, place, recorder } = accept;
  const made = { concludedOn, place, recorder, newId: () => services.ids.next() };
  await call(context, agreementHandlers['mediation.saveAgreement'], {
    caseId: registered.id,
    agreement: agreementOfRow(batch, row, ids, made),
  });
  return registered.id;
}

/** What the handlers of single cases would audit is told in the row of the batch. */
export const quiet = (context: CommandContext): CommandContext => ({ ...context, audit: () => undefined });

/** Another route’s handler inside this unit of work; one that prepares outside a transaction cannot be used here. */
async function call<N extends CommandName>(
  context: CommandContext,
  handler: CommandHandler<N>,
  input: ParsedInput<N>,
): Promise<HandlerOutput<N>> {
  if (typeof handler !== 'function') throw new Error('a prepared command cannot run inside another one');
  return handler(context, input);
}

/** The row of the trail for what a job has committed, in the same unit of work. */
export const auditJob = (
  { tx, services, actor, commandId }: CommandContext,
  route: string,
  about: string[],
  details: Record<string, unknown>,
) =>
  appendAudit(tx, {
    at: services.clock.now(),
    user_id: actor.userId,
    user_name: actor.displayName,
    client: 'job',
    route,
    command_id: commandId,
    outcome: 'done',
    about,
    details,
  });
