import { rememberParty } from '../../people/public.ts';
import { AppError, requireVersion } from '../../platform/app-error.ts';
import { documentError } from '../../platform/documents/refusals.ts';
import { registerDocument } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { checkBatch } from './batch-check.ts';
import { batchOf, progressOf, waitingRows, type KeptBatch } from './batch-store.ts';
import { CaseBatches } from './entities.ts';
import { startIssuing } from './issue-jobs.ts';
import { auditJob, openRow, quiet, startOpening } from './open-jobs.ts';

type OpenRoutes = 'mediation.openBatch' | 'mediation.issueBatch' | 'mediation.printBatch';

/*
 * A batch does what a person would do case by case, through the same handlers: no rule of registration, acceptance or
 * issuing stands here a second time. What each of them would have audited is told in the one row of the batch.
 */
export const openHandlers: Pick<HandlersOf<'mediation'>, OpenRoutes> = {
  async 'mediation.openBatch'(context, { id, version, accept }) {
    const batch = await batchOf(context.tx, id);
    requireVersion(batch.record.version, version);
    const waiting = await waitingRows(context.tx, id);
    if (batch.record.state === 'opened' && waiting.size === 0) throw new AppError('batch.alreadyOpened');
    refuseErrors(batch);
    const [first, ...rows] = batch.fields.rows.filter((row) => waiting.has(row.id));
    if (!first) throw new AppError('batch.hasErrors', { params: { count: 0 } });
    const directoryId = await firmInDirectory(context, batch);
    const fields = { ...batch.fields, firm: { ...batch.fields.firm, directoryId } };
    // The first case is made here and now: what is wrong with the answers is said beside their fields, and nothing is left.
    const caseId = await openRow(quiet(context), fields, first, accept);
    await context.tx.update(CaseBatches, id, {
      state: 'opened',
      version: batch.record.version + 1,
      // A batch that goes on later uses the same entry of the directory.
      ...(batch.record.state === 'draft' ? { firm: JSON.stringify(fields.firm) } : {}),
      updated_at: context.now,
    });
    const done = batch.fields.rows.length - rows.length;
    const job = startOpening(context, { batchId: id, fields, rows, accept }, done);
    context.audit([`batch:${id}`, `case:${caseId}`], {
      job: job.id,
      waiting: rows.length,
      accepted: accept !== null,
    });
    return { id, version: batch.record.version + 1, waiting: rows.length, jobId: job.id };
  },

  async 'mediation.issueBatch'(context, { id, version }) {
    const batch = await batchOf(context.tx, id);
    requireVersion(batch.record.version, version);
    const waiting = (await progressOf(context.tx, id)).filter((one) => one.caseId && one.documentId === null);
    if (batch.record.state !== 'opened' || waiting.length === 0) throw new AppError('batch.nothingToIssue');
    const job = startIssuing(context, id);
    context.audit(`batch:${id}`, { job: job.id, waiting: waiting.length });
    return { jobId: job.id };
  },

  async 'mediation.printBatch'(context, { id }) {
    const batch = await batchOf(context.tx, id);
    const { services, actor, today } = context;
    const issued = (await progressOf(context.tx, id)).filter((one) => one.documentId !== null);
    if (issued.length === 0) throw new AppError('batch.nothingToPrint');
    const kind = 'mediation.agreementBatch' as const;
    const job = services.jobs.start('mediation.printBatch', async (run) => {
      // What was issued, from the data it was issued from, in the order of rooms.
      const agreements = await run.read(async (tx) => {
        const snapshots: unknown[] = [];
        for (const one of issued) {
          const row = await tx.get<{ snapshot: string }>('SELECT snapshot FROM documents WHERE id = ?', [
            one.documentId,
          ]);
          if (row) snapshots.push(JSON.parse(row.snapshot));
        }
        return snapshots;
      });
      const data = { agreements };
      run.progress(0, agreements.length);
      const now = services.clock.now();
      const rendered = await services.renderer
        .render(
          { kind, data, createdAt: now },
          { signal: run.signal, onProgress: (done, total) => run.progress(done, total) },
        )
        .catch((error: unknown) => {
          throw documentError(error);
        });
      return run.commit(async (tx) => {
        const inside: CommandContext = { ...context, tx, now };
        const { number } = await issueNumber(inside, { kind: 'paper', on: today, ownerId: job.id });
        const paper = { kind, number, title: `${batch.record.name} ${number}`, owner: `batch:${id}`, data };
        const { documentId } = await registerDocument({ tx, services, now, actor }, paper, rendered);
        await auditJob(inside, 'mediation.printBatch', [`batch:${id}`, `document:${documentId}`], {
          job: job.id,
          number,
          agreements: agreements.length,
        });
        return documentId;
      });
    });
    context.audit(`batch:${id}`, { job: job.id, agreements: issued.length });
    return { jobId: job.id };
  },
};

/** The firm stands in the directory once, however many owners it has. */
async function firmInDirectory(context: CommandContext, { fields }: KeptBatch): Promise<string> {
  const { directoryId, ...firm } = fields.firm;
  return rememberParty(context, firm, directoryId);
}

function refuseErrors({ fields }: KeptBatch): void {
  if (fields.rows.length === 0) throw new AppError('batch.hasErrors', { params: { count: 0 } });
  const errors = checkBatch(fields).filter((one) => one.severity === 'error');
  if (errors.length === 0) return;
  throw new AppError('batch.hasErrors', {
    params: { count: errors.length },
    fields: Object.fromEntries(
      errors.map((one) => [one.place, { code: `findings.${one.code}`, params: one.params }]),
    ),
  });
}
