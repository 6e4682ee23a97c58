import { QueryClient } from '@tanstack/react-query';
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
 * Marks everything read of these capabilities as old. Papers belong to every capability, so the list of documents
 * goes along each time.
 */
export async function invalidate(client: QueryClient, capabilities: readonly string[]): Promise<void> {
  const stale = new Set([...capabilities, 'documents']);
  await client.invalidateQueries(
    {
      predicate: ({ queryKey: [name] }) =>
        typeof name === 'string' && stale.has(name.slice(0, name.indexOf('.'))),
    },
    { cancelRefetch: false },
  );
}
