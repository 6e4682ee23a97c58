import type { JobView } from '../../contract/platform.ts';
import { AppError } from '../../platform/app-error.ts';
import { drawPaper, type DrawnPaper } from '../../platform/documents/registry.ts';
import type { JobRun } from '../../platform/jobs/jobs.ts';
import { comingNumbers } from '../../platform/numbers/numbers.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { caseById, type CaseContext } from '../case-store.ts';
import {
  agreementPaperData,
  issuableAgreement,
  issueAgreement,
  numberedOn,
} from '../papers/agreement-issue-store.ts';
import { progressOf, type Progress } from './batch-store.ts';
import { BatchRefusals } from './entities.ts';
import { auditJob, quiet } from './open-jobs.ts';

/** Agreements gathered in one reading and drawn beside each other. */
const TOGETHER = 6;

/** What one line came to before anything was written: a drawn paper of this version, or why there is none. */
type Ready = { row: Progress } & (
  { version: number; drawn: DrawnPaper; refusal?: undefined } | { refusal: AppError }
);

/**
 * Issues the agreements of a batch that are still to be issued. They are drawn outside the transaction with the numbers that
 * come next, and issued one by one in a short one each: nobody waits while five hundred are drawn. Each is issued whole or
 * not at all; one that cannot be issued is named with the reason at its line and does not keep the others back. Stopped
 * half way, what is issued stays; asked again, the job goes on with the rest. Two jobs on one batch share its lines.
 */
export function startIssuing(context: CommandContext, batchId: string): JobView {
  const { services } = context;
  const job = services.jobs.start('mediation.issueBatch', async (run) => {
    const all = await run.read(async (tx) => (await progressOf(tx, batchId)).filter(waits));
    run.progress(0, all.length);
    for (let at = 0; at < all.length; at += TOGETHER) {
      const now = services.clock.now();
      const inside = quiet({ ...context, now });
      const ready = await drawAhead(run, inside, all.slice(at, at + TOGETHER));
      for (const [index, one] of ready.entries()) {
        await issueOne(run, inside, { batchId, jobId: job.id }, one);
        run.progress(at + index + 1, all.length);
      }
    }
    return null;
  });
  return job;
}

const waits = (row: Progress): boolean => row.caseId !== null && row.documentId === null;

async function drawAhead(run: JobRun, context: CommandContext, rows: readonly Progress[]): Promise<Ready[]> {
  const gathered = await run.read((tx) => gather({ ...context, tx }, rows));
  return Promise.all(
    gathered.map(async (one): Promise<Ready> => {
      if ('refusal' in one) return one;
      try {
        const paper = { kind: 'mediation.agreement' as const, data: one.data };
        return {
          row: one.row,
          version: one.version,
          drawn: await drawPaper(context.services, paper, context.now),
        };
      } catch (error) {
        return { row: one.row, refusal: refusalOf(error) };
      }
    }),
  );
}

type Gathered = { row: Progress } & ({ version: number; data: unknown } | { refusal: AppError });

async function gather(context: CaseContext, rows: readonly Progress[]): Promise<Gathered[]> {
  const gathered: Gathered[] = [];
  const given = new Map<string, number>();
  for (const row of rows) {
    try {
      if (row.agreementVersion === null)
        throw new AppError('batch.agreementMissing', { params: { room: row.room } });
      const record = await caseById(context, row.caseId as string);
      const { fields } = await issuableAgreement(context, record, row.agreementVersion);
      const on = numberedOn(context, fields);
      const before = given.get(on.slice(0, 4)) ?? 0;
      const number = (await comingNumbers(context, { kind: 'agreement', on }, before + 1))[before] ?? '';
      const data = await agreementPaperData(context, record, fields, number);
      given.set(on.slice(0, 4), before + 1);
      gathered.push({ row, version: row.agreementVersion, data });
    } catch (error) {
      gathered.push({ row, refusal: refusalOf(error) });
    }
  }
  return gathered;
}

async function issueOne(
  run: JobRun,
  context: CommandContext,
  { batchId, jobId }: { batchId: string; jobId: string },
  one: Ready,
): Promise<void> {
  const { row } = one;
  try {
    if (one.refusal) throw one.refusal;
    await run.commit(async (tx) => {
      const inside = { ...context, tx };
      // Somebody else, or another job, may have issued it meanwhile.
      const record = await caseById(inside, row.caseId as string);
      const standing = (await progressOf(tx, batchId, row.rowId))[0];
      if (!standing || !waits(standing)) return;
      const issued = await issueAgreement(inside, record, one.version, one.drawn);
      await tx.run('DELETE FROM batch_refusals WHERE row_id = ?', [row.rowId]);
      const about = [`batch:${batchId}`, `case:${row.caseId}`, `document:${issued.documentId}`];
      await auditJob(inside, 'mediation.issueBatch', about, { job: jobId, number: issued.number });
    });
  } catch (error) {
    const { code, params } = refusalOf(error);
    await run.commit(async (tx) => {
      await tx.run('DELETE FROM batch_refusals WHERE row_id = ?', [row.rowId]);
      await tx.insert(BatchRefusals, {
        row_id: row.rowId,
        code,
        params: JSON.stringify(params ?? {}),
        refused_at: context.now,
      });
    });
  }
}

/** An expected refusal; anything else ends the job. */
function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
