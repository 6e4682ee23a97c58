import type { ErrorCode } from '../../contract/errors.ts';
import type { JobView } from '../../contract/platform.ts';
import { AppError, notFound } from '../app-error.ts';
import type { Database } from '../database/gateway.ts';
import type { Ids } from '../ids.ts';

/** What a running job may do. It writes only in `commit`, in one transaction, so that a cancelled job leaves nothing. */
export interface JobRun {
  signal: AbortSignal;
  progress(done: number, total: number): void;
  /** On a connection of its own: nothing that a person does waits for it. */
  read: Database['readLong'];
  commit: Database['write'];
}

/** Answers the id of what was made, or null. */
export type JobWork = (run: JobRun) => Promise<string | null>;

export interface Jobs {
  start(kind: string, work: JobWork): JobView;
  read(id: string): JobView;
  cancel(id: string): JobView;
  /** Resolves when no job is running: a terminal waits here before it ends. */
  idle(): Promise<void>;
}

/** Long tasks of this process. They do not survive it: what they commit does, what they had not committed never was. */
export function createJobs(options: {
  ids: Ids;
  database: Pick<Database, 'readLong' | 'write' | 'afterCommit'>;
  onProgress(view: JobView): void;
  onUnexpected(error: unknown): void;
}): Jobs {
  const jobs = new Map<string, { view: JobView; abort: AbortController; ended: Promise<void> }>();

  function job(id: string) {
    const found = jobs.get(id);
    if (!found) throw notFound('job');
    return found;
  }

  return {
    start(kind, work) {
      const id = options.ids.next();
      const view: JobView = {
        id,
        kind,
        state: 'running',
        done: 0,
        total: 0,
        resultId: null,
        errorCode: null,
      };
      const abort = new AbortController();
      const run: JobRun = {
        signal: abort.signal,
        progress(done, total) {
          view.done = done;
          view.total = total;
          options.onProgress({ ...view });
        },
        read: options.database.readLong,
        commit(unit) {
          abort.signal.throwIfAborted();
          return options.database.write(unit);
        },
      };
      // The command that starts a job may still be refused: the work begins when that command has committed.
      const started = new Promise<void>((resolve, reject) =>
        options.database.afterCommit(resolve, () => reject(new AppError('job.notRunning'))),
      );
      const ended = started
        .then(() => work(run))
        .then((resultId) => void Object.assign(view, { state: 'done', resultId, done: view.total }))
        .catch((error: unknown) => {
          const cancelled = abort.signal.aborted;
          const code: ErrorCode = error instanceof AppError ? error.code : 'internal';
          Object.assign(view, {
            state: cancelled ? 'cancelled' : 'failed',
            errorCode: cancelled ? null : code,
          });
          if (!cancelled && code === 'internal') options.onUnexpected(error);
        })
        .finally(() => options.onProgress({ ...view }));
      jobs.set(id, { view, abort, ended });
      return { ...view };
    },
    read: (id) => ({ ...job(id).view }),
    cancel(id) {
      const { view, abort } = job(id);
      if (view.state !== 'running') throw new AppError('job.notRunning');
      abort.abort();
      return { ...view };
    },
    async idle() {
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}
