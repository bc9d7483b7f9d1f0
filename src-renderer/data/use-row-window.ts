import { type QueryKey, useQueries } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Page } from '#shared/kernel/page.ts';

export const PAGE_ROWS = 100;

/** Rows of a list of any length, of which only what is looked at is fetched. `DataTable` takes it as its `source`. */
export interface RowWindow<Row> {
  /** undefined until the first answer */
  total: number | undefined;
  rowAt(index: number): Row | undefined;
  /** The table says which rows it shows. */
  show(first: number, last: number): void;
  error: unknown;
  retry(): void;
}

interface PageQuery<Row> {
  queryKey: QueryKey;
  queryFn?: unknown;
  _row?: Row;
}

/**
 * For lists that can jump to an offset.
 *
 * @param pageQuery `(offset, limit) => api.contacts.list.queryOptions({ input: { ...filter, offset, limit } })`
 */
export function useRowWindow<Row>(pageQuery: (offset: number, limit: number) => PageQuery<Row>): RowWindow<Row> {
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const pages = range(pageOf(shown.first), pageOf(shown.last));
  const answers = useQueries({
    queries: pages.map((page) => ({ ...pageQuery(page * PAGE_ROWS, PAGE_ROWS), structuralSharing: true })) as never[],
  }) as { data: Page<Row> | undefined; error: unknown; refetch(): unknown }[];
  const filter = JSON.stringify(pageQuery(0, PAGE_ROWS).queryKey);
  const lastTotal = useRef<{ filter: string; total: number | undefined }>({ filter, total: undefined });
  if (lastTotal.current.filter !== filter) lastTotal.current = { filter, total: undefined };
  lastTotal.current.total = answers.find(({ data }) => data)?.data?.total ?? lastTotal.current.total;
  const show = useCallback((first: number, last: number) => {
    setShown((was) => (was.first === first && was.last === last ? was : { first, last }));
  }, []);
  return {
    total: lastTotal.current.total,
    rowAt: (index) => answers[pages.indexOf(pageOf(index))]?.data?.items[index % PAGE_ROWS],
    show,
    error: answers.find(({ data, error }) => !data && error)?.error ?? null,
    retry: () => answers.forEach((answer) => void answer.refetch()),
  };
}

const pageOf = (index: number) => Math.floor(Math.max(0, index) / PAGE_ROWS);
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
