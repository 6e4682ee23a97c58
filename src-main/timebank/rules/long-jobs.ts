import type { JobView } from '../../contract/platform.ts';
import { appendAudit } from '../../platform/audit/audit.ts';
import type { Writer } from '../../platform/database/handles.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { lotsOver, writeOff } from './expiry-store.ts';
import { inOrder, reviewServices, type BookedService, type ReviewRules } from './review.ts';
import { addSuspicions, coveredByItems, servicePage, type ServiceRange } from './review-store.ts';

/*
 * A look over a hundred thousand services, and writing off as many lots: read page by page, written in small units, so that
 * nobody at a counter waits for the whole. Each unit is complete in itself; whoever cancels keeps what is done.
 */

/** So many are done at once within the command; more become a job. */
export const AT_ONCE = 2_000;
const UNIT = 500;

/** Writes off every lot that is over, unit after unit. */
export function startExpiry(context: CommandContext): JobView {
  const { services, actor, today } = context;
  const job = services.jobs.start('timebank.expirePoints', async (run) => {
    const lots = await run.read((tx) => lotsOver(tx, today));
    for (let start = 0; start < lots.length; start += UNIT) {
      run.progress(start, lots.length);
      await run.commit(async (tx) => {
        const now = services.clock.now();
        const unit = { tx, now, services, actor, today: civilDateOfInstant(now) };
        const done = await writeOff(unit, lots.slice(start, start + UNIT));
        await auditOf(context, tx, job.id, 'timebank.expirePoints', now, done);
      });
    }
    run.progress(lots.length, lots.length);
    return null;
  });
  return job;
}

interface ReviewRange extends ServiceRange {
  /** Day from which something is said; earlier services tell what is usual. */
  sayFrom: string;
}

/** Looks over the services of a range and puts what is new on the list. */
export function startReview(
  context: CommandContext,
  range: ReviewRange,
  rules: ReviewRules,
  total: number,
): JobView {
  const { services } = context;
  const job = services.jobs.start('timebank.runReview', async (run) => {
    const read: BookedService[] = [];
    for (let after = 0; ;) {
      run.signal.throwIfAborted();
      run.progress(Math.min(read.length, total), total + UNIT);
      const page = await run.read((tx) => servicePage(tx, range, { after, limit: AT_ONCE }));
      read.push(...page.services);
      if (page.last === null) break;
      after = page.last;
    }
    const covered = await run.read(coveredByItems);
    const found = reviewServices(inOrder(read), rules, covered).filter(
      ({ servedOn }) => servedOn >= range.sayFrom,
    );
    for (let start = 0; start < Math.max(1, found.length); start += UNIT) {
      run.progress(total, total + UNIT);
      await run.commit(async (tx) => {
        const now = services.clock.now();
        const added = await addSuspicions({ tx, now, services }, found.slice(start, start + UNIT));
        await auditOf(context, tx, job.id, 'timebank.runReview', now, {
          ...range,
          looked: read.length,
          added,
        });
      });
    }
    run.progress(total + UNIT, total + UNIT);
    return null;
  });
  return job;
}

function auditOf(
  { actor, commandId }: CommandContext,
  tx: Writer,
  jobId: string,
  route: string,
  at: string,
  details: object,
): Promise<void> {
  return appendAudit(tx, {
    ...{
      at,
      user_id: actor.userId,
      user_name: actor.displayName,
      client: 'job',
      route,
      command_id: commandId,
    },
    ...{ outcome: 'done', about: [], details: { ...details, job: jobId } },
  });
}
