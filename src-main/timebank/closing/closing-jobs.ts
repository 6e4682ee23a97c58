import type { ClosingLevel } from '../../contract/timebank/closing.ts';
import { AppError } from '../../platform/app-error.ts';
import { appendAudit } from '../../platform/audit/audit.ts';
import type { JobView } from '../../contract/platform.ts';
import type { Writer } from '../../platform/database/handles.ts';
import { documentError } from '../../platform/documents/refusals.ts';
import { registerDocument, type DocumentKind } from '../../platform/documents/registry.ts';
import type { JobRun } from '../../platform/jobs/jobs.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { bookClosing, closingRows } from './closing-store.ts';
import { closingReportFacts } from './report-store.ts';
import { selfAudit } from './self-audit-store.ts';

/**
 * Closes a month: figures, report, then both in one transaction. Cancelled before that, it leaves nothing behind.
 * Errors of the job: `closing.notNext`, `closing.totalsDiffer`.
 */
export function startClosing(context: CommandContext, month: string, level: ClosingLevel): JobView {
  const { services, actor, now, today } = context;
  const steps = 3;
  const job = services.jobs.start('timebank.closeMonth', async (run) => {
    run.progress(0, steps);
    const { data, seq } = await run.read(async (tx) => {
      const last = (await closingRows(tx)).length;
      const number = `${actor.committee.mark}结账${month}-${String(last + 1).padStart(3, '0')}`;
      const frame = { organisation: actor.committee.name, closedBy: actor.displayName, closedOn: today, now };
      return { ...(await closingReportFacts(tx, { month, level, number }, frame)), seq: last + 1 };
    });
    run.progress(1, steps);
    const paper = {
      kind: 'timebank.closingReport' as const,
      number: data.number,
      title: `${month} 时间银行月度结账报告（${level === 'first' ? '初结' : '终结'}）`,
      owner: `closing:${month}`,
      data,
    };
    const rendered = await render(run, context, paper.kind, data);
    run.progress(2, steps);
    return run.commit(async (tx) => {
      // The time inside the write lock: what is recorded never runs backwards, however long the drawing took.
      const at = services.clock.now();
      const { documentId } = await registerDocument({ tx, services, now: at, actor }, paper, rendered);
      const closing = await bookClosing(
        { tx, now: at, actor },
        { id: services.ids.next(), month, act: level, reason: '', documentId },
      );
      // Between reading and writing another closing may have come first, or something was booked into the month.
      if (closing.seq !== seq || closing.balances_hash !== data.ledger.balancesHash)
        throw new AppError('closing.totalsDiffer');
      await auditOf(context, tx, job.id, 'timebank.closeMonth', [paper.owner, `document:${documentId}`], {
        seals: data.seals?.head,
        level,
        throughSeq: closing.through_seq,
        head: closing.head,
      });
      return documentId;
    });
  });
  return job;
}

/** Recomputes everything and registers the report, good or bad. */
export function startSelfAudit(context: CommandContext): JobView {
  const { services, actor, now, today } = context;
  const job = services.jobs.start('timebank.selfAudit', async (run) => {
    const report = await selfAudit(run.read, {
      progress: (done, total) => run.progress(done, total),
      signal: run.signal,
      runner: (walk, start, pieces, onProgress) =>
        services.renderer.walk(walk, start, pieces, {
          signal: run.signal,
          ...(onProgress && { onProgress }),
        }),
    });
    const { intact, problems, ...figures } = report;
    const stamp = now.replace(/\D/g, '').slice(0, 17);
    const data = {
      organisation: actor.committee.name,
      number: `${actor.committee.mark}自查${stamp}`,
      auditedOn: today,
      auditedBy: actor.displayName,
      ...figures,
      problems: problems.slice(0, problemsPrinted),
    };
    const paper = {
      kind: 'timebank.auditReport' as const,
      number: data.number,
      title: `${today} 时间银行账簿自查报告（${intact ? '未发现问题' : `发现${problems.length}个问题`}）`,
      owner: 'ledger',
      data,
    };
    const rendered = await render(run, context, paper.kind, data);
    return run.commit(async (tx) => {
      const issued = { tx, services, now: services.clock.now(), actor };
      const { documentId } = await registerDocument(issued, paper, rendered);
      await auditOf(context, tx, job.id, 'timebank.startSelfAudit', ['ledger', `document:${documentId}`], {
        intact,
        problems: problems.length,
        head: figures.head,
        seals: figures.seals.head,
      });
      return documentId;
    });
  });
  return job;
}

const problemsPrinted = 500;

async function render(run: JobRun, context: CommandContext, kind: DocumentKind, data: unknown) {
  try {
    return await context.services.renderer.render(
      { kind, data, createdAt: context.now },
      { signal: run.signal },
    );
  } catch (error) {
    throw documentError(error);
  }
}

function auditOf(
  { services, actor, commandId }: CommandContext,
  tx: Writer,
  jobId: string,
  route: string,
  about: string[],
  details: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, {
    at: services.clock.now(),
    user_id: actor.userId,
    user_name: actor.displayName,
    client: 'job',
    route,
    command_id: commandId,
    outcome: 'done',
    about,
    details: { ...details, job: jobId },
  });
}
