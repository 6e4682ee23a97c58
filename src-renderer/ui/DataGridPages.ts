import { useState } from 'react';
import { hashKey, useQueries, useQuery, type QueryKey } from '@tanstack/react-query';
import { useSession } from '../bridge/session.tsx';

export interface GridSort {
  /** `sortKey` of the column. */
  key: string;
  descending: boolean;
}

export interface GridPage<Row> {
  rows: readonly Row[];
  total: number;
}

export type FetchPage<Row> = (offset: number, limit: number, sort?: GridSort) => Promise<GridPage<Row>>;

/** Rows fetched at once. */
export const PAGE_ROWS = 100;

interface Source<Row> {
  key: QueryKey;
  hash: string;
  sort: GridSort | undefined;
  fetchPage: FetchPage<Row>;
}

/**
 * The source of rows a grid should show now. After another filter or sort the old rows stay (`changing`) until the
 * first page of the new ones is there, so that typing in a search box does not make the list flicker.
 */
export function useGridSource<Row>(
  queryKey: QueryKey,
  sort: GridSort | undefined,
  fetchPage: FetchPage<Row>,
) {
  const key = [...queryKey, 'grid', sort ?? null];
  const wanted: Source<Row> = { key, hash: hashKey(key), sort, fetchPage };
  const enabled = useSession().state !== 'locked';
  const first = useQuery({ queryKey: [...wanted.key, 0], queryFn: () => fetchFrom(wanted, 0), enabled });
  const [shown, setShown] = useState(wanted);
  if (shown.hash !== wanted.hash && first.data !== undefined) setShown(wanted);
  return {
    source: shown,
    changing: shown.hash !== wanted.hash && first.isFetching,
    loading: first.isPending,
    error: first.data === undefined ? first.error : null,
    retry: () => void first.refetch(),
  };
}

/** Total and rows of a source; only pages that overlap the rows `first` … `last` are fetched. */
export function useGridRows<Row>(source: Source<Row>, first: number, last: number) {
  const enabled = useSession().state !== 'locked';
  const numbers = pagesBetween(first, last);
  const pages = useQueries({
    queries: numbers.map((number) => ({
      queryKey: [...source.key, number],
      queryFn: () => fetchFrom(source, number),
      enabled,
    })),
  });
  const rowAt = (index: number): Row | undefined => {
    const position = numbers.indexOf(Math.floor(index / PAGE_ROWS));
    return pages[position]?.data?.rows[index % PAGE_ROWS];
  };
  return { total: pages[0]?.data?.total, rowAt };
}

function fetchFrom<Row>(source: Source<Row>, number: number): Promise<GridPage<Row>> {
  return source.fetchPage(number * PAGE_ROWS, PAGE_ROWS, source.sort);
}

/** Numbers of the pages in view; page 0 is always among them because it carries the total. */
export function pagesBetween(first: number, last: number): number[] {
  const numbers = [0];
  for (let number = Math.floor(first / PAGE_ROWS); number <= Math.floor(last / PAGE_ROWS); number += 1) {
    if (number > 0) numbers.push(number);
  }
  return numbers;
}
