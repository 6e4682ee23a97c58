import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { QueryName, RouteInput, RouteOutput } from '../../src-main/contract/index.ts';
import { call, type CallFailure } from './api.ts';
import { useSession } from './session.tsx';

export interface ReadOptions {
  /** Ask only while true. */
  enabled?: boolean;
  /** Keep showing the last answer while the next one is on its way (live previews, paged lists). */
  keepPrevious?: boolean;
  /** Milliseconds for which an answer counts as fresh; 30 s when not given. */
  staleTime?: number;
}

/**
 * Reads a query route, and reads it again when the main process reports a change of its capability.
 * Nothing is asked while the session is locked; what was read before stays.
 */
export function useRoute<N extends QueryName>(
  name: N,
  input: RouteInput<N>,
  { enabled = true, keepPrevious = false, staleTime }: ReadOptions = {},
): UseQueryResult<RouteOutput<N>, CallFailure> {
  const session = useSession();
  return useQuery<RouteOutput<N>, CallFailure>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: enabled && session.state !== 'locked',
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
