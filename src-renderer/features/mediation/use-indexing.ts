import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../bridge/api.ts';

const ASK_AGAIN_MS = 1_500;

/**
 * How far the search index is, asked again while cases wait in it: after an update of the program, or a rebuilding, what
 * is found by text is incomplete. When the last one is done, lists and answers are read anew.
 */
export function useIndexing(enabled: boolean): { cases: number; pending: number } {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['mediation.readSearchIndex', {}],
    queryFn: () => call('mediation.readSearchIndex', {}),
    enabled,
    refetchInterval: ({ state }) => ((state.data?.pending ?? 0) > 0 ? ASK_AGAIN_MS : false),
  });
  const pending = data?.pending ?? 0;
  const before = useRef(0);
  useEffect(() => {
    if (before.current > 0 && pending === 0) {
      for (const route of ['mediation.listCases', 'mediation.search']) {
        void client.invalidateQueries({ queryKey: [route] });
      }
    }
    before.current = pending;
  }, [client, pending]);
  return { cases: data?.cases ?? 0, pending };
}
