import type { JobView } from '../../contract/platform.ts';
import type { Database } from '../../platform/database/gateway.ts';
import type { Jobs, JobRun } from '../../platform/jobs/jobs.ts';
import { countPending, indexCases, pendingCases } from './index-store.ts';

/** Cases of one transaction: a command that comes in between waits no longer than that. */
const BATCH = 100;

/**
 * After an update of the program cases may wait to be indexed. Starts a job for them, or answers null. Until it is done
 * searching says how many are missing.
 */
export async function indexWaitingCases(services: {
  jobs: Jobs;
  database: Pick<Database, 'read'>;
}): Promise<JobView | null> {
  const waiting = await services.database.read(countPending);
  return waiting === 0 ? null : startIndexing(services.jobs);
}

/** Indexes whatever waits. Each batch is complete in itself: cancelled, the rest still waits. */
export function startIndexing(jobs: Jobs): JobView {
  return jobs.start('mediation.rebuildSearch', async (run) => {
    const total = await run.read(countPending);
    let done = 0;
    run.progress(done, total);
    while ((await indexBatch(run)) > 0) {
      done = Math.min(total, done + BATCH);
      run.progress(done, total);
    }
    return null;
  });
}

async function indexBatch(run: JobRun): Promise<number> {
  return run.commit(async (tx) => {
    const seqs = await pendingCases(tx, BATCH);
    await indexCases(tx, seqs);
    return seqs.length;
  });
}
