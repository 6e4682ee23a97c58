import { expect } from 'vitest';
import type { JobView } from '../../../../src-main/contract/platform.ts';
import type { TestDesk } from '../../../support/desk.ts';
import { addMember, book, line, sheet } from '../play.ts';

type Caller = Pick<TestDesk, 'call'>;

/** Waits for a job; answers its state. */
export async function ended(desk: Caller, jobId: string): Promise<JobView> {
  for (;;) {
    const job = await desk.call('platform.readJob', { id: jobId });
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function close(
  desk: Caller,
  month: string,
  level: 'first' | 'final' = 'first',
): Promise<string> {
  const { jobId } = await desk.call('timebank.closeMonth', { month, level });
  const job = await ended(desk, jobId);
  expect(job).toMatchObject({ state: 'done' });
  return job.resultId!;
}

/** Two members with hours of May and June; the clock stands on 1 July afterwards. */
export async function twoMonths(desk: TestDesk): Promise<{ wang: string; liu: string }> {
  desk.clock.set('2026-05-20T02:00:00.000Z');
  const wang = await addMember(desk, '王秀英', { idNumber: '320102195003071234', idType: 'residentId' });
  const liu = await addMember(desk, '刘桂兰');
  await book(desk, sheet('2026-05-18', [line(wang, '09:00', '11:00', 120), line(liu, '09:00', '10:00', 60)]));
  desk.clock.set('2026-06-10T02:00:00.000Z');
  await book(desk, sheet('2026-06-08', [line(wang, '09:00', '12:00', 180)]));
  desk.clock.set('2026-07-01T02:00:00.000Z');
  return { wang, liu };
}
