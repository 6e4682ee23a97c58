import type { Jobs } from './jobs.ts';

/*
 * Files under way between two calls: an opened register that nothing has been written of yet, a spreadsheet that has
 * not been saved yet. They hold personal data, so they stay in memory, belong to one account, and end with the program.
 */
const shelves = new WeakMap<Jobs, Map<string, { kind: string; userId: string; held: unknown }>>();

/** Of each kind an account keeps its last few. */
const KEPT = 2;

export function holdFile<T>(jobs: Jobs, kind: string, userId: string, id: string, held: T): void {
  const shelf = shelves.get(jobs) ?? new Map<string, { kind: string; userId: string; held: unknown }>();
  shelves.set(jobs, shelf);
  shelf.set(id, { kind, userId, held });
  const own = [...shelf].filter(([, one]) => one.kind === kind && one.userId === userId);
  for (const [old] of own.slice(0, -KEPT)) shelf.delete(old);
}

/** What was put there by the same account under the same kind; undefined when it is gone. */
export function heldFile<T>(jobs: Jobs, kind: string, userId: string, id: string): T | undefined {
  const found = shelves.get(jobs)?.get(id);
  return found?.kind === kind && found.userId === userId ? (found.held as T) : undefined;
}
