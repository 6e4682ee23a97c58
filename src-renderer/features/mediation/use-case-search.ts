import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import type { SearchCursor } from '../../../src-main/contract/mediation/search.ts';
import { call } from '../../bridge/api.ts';
import { useIndexing } from './use-indexing.ts';

type Answer = RouteOutput<'mediation.search'>;

/** Calls that may follow each other without a hit before the person is told to look elsewhere. */
const MOST_ROUNDS = 30;

/**
 * Cases for the one search box. A call of the main process looks at a bounded number of cases; this goes on asking until
 * there are `wanted` hits, everything was looked through, or the words are changed.
 */
export function useCaseSearch(text: string, wanted: number, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['mediation.search', text, wanted],
    queryFn: ({ pageParam }: { pageParam: SearchCursor | null }): Promise<Answer> =>
      call('mediation.search', { text, limit: wanted, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as SearchCursor | null,
    getNextPageParam: (last) => last.next,
    enabled: enabled && text !== '',
  });
  useIndexing(enabled && text !== '' && (query.data?.pages.at(-1)?.pending ?? 0) > 0);
  const pages = query.data?.pages ?? [];
  const hits = pages.flatMap((page) => page.hits);
  const goOn = hits.length < wanted && query.hasNextPage && pages.length < MOST_ROUNDS;
  const { fetchNextPage, isFetching } = query;
  useEffect(() => {
    if (goOn && !isFetching) void fetchNextPage();
  }, [goOn, isFetching, fetchNextPage]);
  return {
    hits: hits.slice(0, wanted),
    more: hits.length >= wanted && (query.hasNextPage || hits.length > wanted),
    going: isFetching || goOn,
    pending: pages.at(-1)?.pending ?? 0,
  };
}
