import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type ContactFilter, readFilter, writeFilter } from './contact-filter.ts';

/** The filter of the address bar. Typing replaces the entry in the history, every other change makes a new one. */
export function useContactFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = (patch: Partial<ContactFilter>, options?: { replace: boolean }) =>
    setParams(writeFilter({ ...filter, ...patch }), options);
  return { filter, change };
}
