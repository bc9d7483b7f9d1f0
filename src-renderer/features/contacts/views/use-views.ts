import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '#renderer/data/client.ts';
import type { ContactView } from '#shared/contract/contact-view.contract.ts';
import { DEFAULT_COLUMNS } from '#shared/domain/contact-column.ts';
import { type ContactFilter, isFiltered, NO_FILTER, questionOf } from '../contact-filter.ts';

export interface Views {
  all: ContactView[];
  /** What the list began with; undefined for everybody. */
  current: ContactView | undefined;
  /** The columns that are shown. */
  columns: string[];
  /** The list shows something else than the view that it began with. */
  changed: boolean;
}

/** The saved views, and how what is shown stands to the one that was chosen. */
export function useViews(
  filter: ContactFilter,
  change: (patch: Partial<ContactFilter>, options?: { replace: boolean }) => void,
): Views {
  const { data: all = [] } = useQuery(api.contactViews.list.queryOptions());
  const current = all.find(({ id }) => id === filter.view);
  const first = all.find(({ is_default }) => is_default);
  const untouched = !filter.view && !filter.columns && !isFiltered(filter) && filter.sort === 'newest';
  useEffect(() => {
    if (untouched && first) change(addressOf(first), { replace: true });
  });
  const columns = filter.columns ?? current?.columns ?? [...DEFAULT_COLUMNS];
  return { all, current, columns, changed: current ? differs(current, filter, columns) : false };
}

/** A view as a change of the address. */
export function addressOf({ id, filter, sort }: ContactView): Partial<ContactFilter> {
  return { ...NO_FILTER, ...filter, sort, view: id, columns: undefined };
}

function differs(view: ContactView, filter: ContactFilter, columns: string[]): boolean {
  const plain = (question: object) =>
    JSON.stringify(
      Object.entries(question)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return (
    view.sort !== filter.sort ||
    view.columns.join() !== columns.join() ||
    plain(view.filter) !== plain(questionOf(filter))
  );
}
