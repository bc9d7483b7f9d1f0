import { useCallback, useMemo, useRef, useState } from 'react';
import type { RowSelection } from '#renderer/ui/data-table.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import type { ContactFilter as Question } from '#shared/contract/contact.contract.ts';

/** No more than one call takes. */
export const MOST_SELECTED = 10_000;
/** Out of everybody, so many can be left out one by one. */
const MOST_EXCEPTIONS = 1_000;

/** What is picked: some rows, or everybody who fits but some. */
interface Picked {
  everybody: boolean;
  keys: ReadonlySet<string>;
}

const NOTHING: Picked = { everybody: false, keys: new Set() };

/** Says of each row that it is picked, but of those that were taken out. */
class EverybodyBut extends Set<string> {
  override has(key: string): boolean {
    return !super.has(key);
  }
}

/**
 * Rows that are picked by hand, one by one or from the last one on, or all that fit a question at once.
 *
 * @param keysOf the keys of a stretch of rows, fetched where they are not at hand
 */
export function useSelection(
  question: Question,
  total: number,
  keysOf: (first: number, count: number) => Promise<string[]>,
) {
  const asked = JSON.stringify(question);
  const [state, setState] = useState({ asked, picked: NOTHING });
  // Another question has other rows: what was picked among everybody is not meant any more.
  const picked = state.asked === asked || !state.picked.everybody ? state.picked : NOTHING;
  const anchor = useRef(0);
  const change = useCallback(
    (next: (was: Picked) => Picked) =>
      setState((was) => ({
        asked,
        picked: next(was.asked === asked || !was.picked.everybody ? was.picked : NOTHING),
      })),
    [asked],
  );
  const clear = useCallback(() => change(() => NOTHING), [change]);
  const pickAll = useCallback(() => change(() => ({ everybody: true, keys: new Set() })), [change]);
  const onToggle = useCallback<RowSelection['onToggle']>(
    (key, { index, extend }) => {
      const from = anchor.current;
      anchor.current = index;
      if (!extend) return change((was) => toggled(was, key));
      const first = Math.min(from, index);
      const count = Math.min(MOST_SELECTED, Math.abs(from - index) + 1);
      void keysOf(first, count).then((keys) =>
        change((was) =>
          was.everybody ? was : { everybody: false, keys: new Set([...was.keys, ...keys].slice(0, MOST_SELECTED)) },
        ),
      );
    },
    [keysOf, change],
  );
  return useMemo(() => {
    const { everybody, keys } = picked;
    return {
      selected: everybody ? new EverybodyBut(keys) : keys,
      count: everybody ? Math.max(0, total - keys.size) : keys.size,
      everybody,
      target: targetOf(picked, JSON.parse(asked) as Question),
      onToggle,
      clear,
      pickAll,
    };
  }, [picked, total, asked, onToggle, clear, pickAll]);
}

export type Selection = ReturnType<typeof useSelection>;

function targetOf({ everybody, keys }: Picked, filter: Question): ContactTarget {
  if (!everybody) return { kind: 'picked', contact_ids: [...keys] };
  return { kind: 'matching', filter, ...(keys.size > 0 ? { except_ids: [...keys] } : {}) };
}

function toggled({ everybody, keys }: Picked, key: string): Picked {
  const next = new Set(keys);
  const most = everybody ? MOST_EXCEPTIONS : MOST_SELECTED;
  if (!next.delete(key) && next.size < most) next.add(key);
  return { everybody, keys: next };
}
