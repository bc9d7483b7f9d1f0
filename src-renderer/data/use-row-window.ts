import { type QueryKey, useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '#shared/kernel/page.ts';

export const PAGE_ROWS = 100;

/** Rows fetched beyond what is in sight, so that a steady scroll finds them there. */
const AHEAD = 40;
/** Somebody who drags the scroll bar across a million rows wants those where it comes to rest. */
const REST_MS = 60;

/** Rows of a list of any length, of which only what is looked at is fetched. `DataTable` takes it as its `source`. */
export interface RowWindow<Row> {
  /** undefined until the first answer */
  total: number | undefined;
  rowAt(index: number): Row | undefined;
  /** The table says which rows it shows. */
  show(first: number, last: number): void;
  error: unknown;
  retry(): void;
  /** Names the filter: another one begins at the top. */
  filter?: string;
  /** The filter has changed and what is shown are still the rows of the one before. */
  updating?: boolean;
}

interface PageQuery<Row> {
  queryKey: QueryKey;
  queryFn?: unknown;
  _row?: Row;
}

interface Answer<Row> {
  data: Page<Row> | undefined;
  error: unknown;
  refetch(): unknown;
}

interface Known<Row> {
  filter: string;
  total: number;
  pages: Map<number, Row[]>;
}

/**
 * For lists that can jump to an offset. While another filter is being asked for, the rows of the last one stay.
 *
 * @param pageQuery `(offset, limit) => api.contacts.list.queryOptions({ input: { ...filter, offset, limit } })`
 */
export function useRowWindow<Row>(pageQuery: (offset: number, limit: number) => PageQuery<Row>): RowWindow<Row> {
  const filter = JSON.stringify(pageQuery(0, PAGE_ROWS).queryKey);
  const known = useRef<Known<Row> | null>(null);
  const { pages, show } = useShownPages(filter, known.current?.total);
  const answers = useQueries({
    queries: pages.map((page) => ({ ...pageQuery(page * PAGE_ROWS, PAGE_ROWS), structuralSharing: true })) as never[],
  }) as Answer<Row>[];
  const found = answers.find(({ data }) => data)?.data;
  if (found) {
    const items = pages.flatMap((page, at) => (answers[at]?.data ? [[page, answers[at].data.items] as const] : []));
    known.current = { filter, total: found.total, pages: new Map(items) };
  }
  const error = found ? null : (answers.find((answer) => answer.error)?.error ?? null);
  return {
    total: known.current?.total,
    rowAt: (index) => known.current?.pages.get(pageOf(index))?.[index % PAGE_ROWS],
    show,
    error,
    retry: () => answers.forEach((answer) => void answer.refetch()),
    filter,
    updating: known.current !== null && known.current.filter !== filter,
  };
}

/** The pages around what is in sight. Changes page by page, not row by row, so that a scroll draws only the table anew. */
function useShownPages(filter: string, total = Number.POSITIVE_INFINITY) {
  const [shown, setShown] = useState({ filter, first: 0, last: 0 });
  const current = shown.filter === filter ? shown : { filter, first: 0, last: 0 };
  const latest = useRef({ ...current, total });
  latest.current = { ...current, total };
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const show = useCallback((firstRow: number, lastRow: number) => {
    clearTimeout(rest.current);
    const { filter, total, ...was } = latest.current;
    const first = pageOf(firstRow - AHEAD);
    const last = pageOf(Math.min(lastRow + AHEAD, total - 1));
    if (first === was.first && last === was.last) return;
    const jump = first > was.last + 1 || last < was.first - 1;
    rest.current = setTimeout(() => setShown({ filter, first, last }), jump ? REST_MS : 0);
  }, []);
  return { pages: range(current.first, current.last), show };
}

const pageOf = (index: number) => Math.floor(Math.max(0, index) / PAGE_ROWS);
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
