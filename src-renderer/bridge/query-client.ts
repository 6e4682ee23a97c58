import { QueryClient, type Query } from '@tanstack/react-query';
import { CallFailure } from './api.ts';

/** One cache per window; nothing in it survives the window or a sign-out. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The main process says when data changed; focus and age of the window say nothing.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, thrown) =>
          failures < 2 && thrown instanceof CallFailure && thrown.error.code === 'database.busy',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/**
 * After a command of this window: marks everything read of these capabilities as old and waits for what is shown. A read
 * that is running is joined; should it have begun before the change, the announcement of that change (`takeChange`)
 * has it read once more.
 */
export async function invalidate(client: QueryClient, capabilities: readonly string[]): Promise<void> {
  await client.invalidateQueries({ predicate: readOf(capabilities) }, { cancelRefetch: false });
}

/**
 * The main process announced a change. A read that was running then may bring the answer from before it, and would count
 * as fresh: it is let finish and read once more.
 */
export async function takeChange(client: QueryClient, capabilities: readonly string[]): Promise<void> {
  const running = client
    .getQueryCache()
    .findAll({ predicate: readOf(capabilities), fetchStatus: 'fetching' });
  // Joins the read that is running.
  const finished = Promise.allSettled(running.map((query) => query.fetch()));
  const others = invalidate(client, capabilities);
  await finished;
  const again = new Set(running);
  await Promise.all([
    others,
    client.invalidateQueries({ predicate: (query) => again.has(query) }, { cancelRefetch: false }),
  ]);
}

/** Papers belong to every capability, so the list of documents goes along each time. */
function readOf(capabilities: readonly string[]): (query: Query) => boolean {
  const stale = new Set([...capabilities, 'documents']);
  return ({ queryKey: [name] }) => typeof name === 'string' && stale.has(name.slice(0, name.indexOf('.')));
}
