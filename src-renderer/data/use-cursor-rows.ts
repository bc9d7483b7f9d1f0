import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Page } from '#shared/kernel/page.ts';
import type { RowWindow } from './use-row-window.ts';

/**
 * For lists that only lead on from page to page: fetches the next one as the end comes into sight.
 *
 * @param queryKey names list and filter; take `api.campaigns.list.key({ input: filter })` so that change notices reach it
 * @param fetchPage `(cursor, signal) => client.campaigns.list({ ...filter, cursor, limit: 100 }, { signal })`
 */
export function useCursorRows<Row>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): RowWindow<Row> {
  const query = useInfiniteQuery({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const show = useCallback(
    (_first: number, last: number) => {
      if (last >= rows.length - 1 && hasNextPage && !isFetching) void fetchNextPage();
    },
    [rows.length, hasNextPage, isFetching, fetchNextPage],
  );
  return {
    total: query.data?.pages.at(-1)?.total,
    rowAt: (index) => rows[index],
    show,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
  };
}
