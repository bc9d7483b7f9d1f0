import { useCallback, useMemo, useRef, useState } from 'react';
import type { RowSelection } from '#renderer/ui/data-table.tsx';

/** No more than one call takes. */
export const MOST_SELECTED = 1_000;

/**
 * Rows that are picked by hand, one by one or from the last one on.
 *
 * @param keysOf the keys of a stretch of rows, fetched where they are not at hand
 */
export function useSelection(keysOf: (first: number, count: number) => Promise<string[]>) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);
  const clear = useCallback(() => setSelected(new Set()), []);
  const onToggle = useCallback<RowSelection['onToggle']>(
    (key, { index, extend }) => {
      const from = anchor.current;
      anchor.current = index;
      if (!extend) return setSelected((was) => toggled(was, key));
      const first = Math.min(from, index);
      const count = Math.min(MOST_SELECTED, Math.abs(from - index) + 1);
      void keysOf(first, count).then((keys) =>
        setSelected((was) => new Set([...was, ...keys].slice(0, MOST_SELECTED))),
      );
    },
    [keysOf],
  );
  return useMemo(() => ({ selected, onToggle, clear }), [selected, onToggle, clear]);
}

function toggled(was: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(was);
  if (!next.delete(key) && next.size < MOST_SELECTED) next.add(key);
  return next;
}
