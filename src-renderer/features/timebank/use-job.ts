import { useCallback, useEffect, useState } from 'react';
import type { JobView } from '../../../src-main/contract/platform.ts';
import { call } from '../../bridge/api.ts';

export interface FollowedJob {
  job: JobView | undefined;
  /** Begin to follow a job that a command has just started. */
  follow: (id: string) => void;
  cancel: () => void;
}

const ASK_AGAIN_MS = 2_000;

/** Follows a long task by its events; asks now and then too, so that a missed event cannot leave the bar standing still. */
export function useJob(): FollowedJob {
  const [id, setId] = useState<string>();
  const [job, setJob] = useState<JobView>();
  const running = id !== undefined && (job === undefined || job.state === 'running');

  useEffect(() => {
    if (id === undefined) return;
    return window.api.on('job.progress', (news) => {
      if (news.id === id) setJob((known) => (known && known.state !== 'running' ? known : news));
    });
  }, [id]);
  useEffect(() => {
    if (id === undefined || !running) return;
    const ask = () => call('platform.readJob', { id }).then(setJob, () => undefined);
    void ask();
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [id, running]);

  const follow = useCallback((next: string) => {
    setJob(undefined);
    setId(next);
  }, []);
  const cancel = useCallback(() => {
    if (id !== undefined)
      void call('platform.cancelJob', { id }, crypto.randomUUID()).then(setJob, () => undefined);
  }, [id]);
  return { job, follow, cancel };
}
