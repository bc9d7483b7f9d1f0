import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';

export const ROW_HEIGHT = 40;
export const HEAD_HEIGHT = 36;

/** Browsers lay out at most some 33 million device pixels; a longer list scrolls in proportion. */
const TALLEST = () => Math.floor(30_000_000 / Math.max(1, devicePixelRatio));
/** Rows stand within a stretch whose place alone changes in a scroll, so that they need not be drawn anew. */
const STRETCH = 64;

interface TableViewport {
  total: number;
  show(first: number, last: number): void;
  /** Another list begins at the top. */
  list: string | undefined;
}

/** Which rows of a long list are in sight, where they stand, and which one the keyboard is on. */
export function useTableViewport({ total, show, list }: TableViewport) {
  const ref = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(0);
  const full = total * ROW_HEIGHT;
  const height = Math.min(full, TALLEST());
  const screen = (ref.current?.clientHeight ?? 400) - HEAD_HEIGHT;
  const ratio = full > height ? (full - screen) / (height - screen) : 1;
  // It listens to the element from its first row on, when the total may not be known.
  const scale = useRef(ratio);
  scale.current = ratio;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    observeElementOffset: (instance, callback) =>
      observeElementOffset(instance, (offset, isScrolling) => callback(offset * scale.current, isScrolling)),
    // It would not go beyond what the element itself can scroll; see `bringIntoSight`.
    scrollToFn: () => {},
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last]);
  useEffect(() => {
    if (list === undefined) return;
    setActive(0);
    ref.current?.scrollTo({ top: 0 });
  }, [list]);

  const offset = virtualizer.scrollOffset ?? 0;
  const shift = offset - offset / ratio;
  const start = Math.floor(first / STRETCH) * STRETCH;
  const page = Math.max(1, Math.floor(screen / ROW_HEIGHT) - 1);
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: total - 1,
  };

  function bringIntoSight(index: number) {
    const above = index * ROW_HEIGHT;
    const below = above + ROW_HEIGHT - screen;
    const target = above < offset ? above : below > offset ? below : offset;
    if (target !== offset) ref.current?.scrollTo({ top: target / ratio });
  }

  return {
    ref,
    height,
    stretchTop: start * ROW_HEIGHT - shift,
    rows: items.map(({ index }) => ({ index, top: (index - start) * ROW_HEIGHT })),
    /** The rows that a reader sees, counted from nought. */
    sight: {
      first: Math.min(Math.floor(offset / ROW_HEIGHT), Math.max(0, total - 1)),
      last: Math.min(total, Math.floor((offset + screen) / ROW_HEIGHT)) - 1,
    },
    active: Math.min(active, Math.max(0, total - 1)),
    setActive,
    /** @returns whether the key means something here */
    move(key: string): boolean {
      const target = steps[key];
      if (target === undefined) return false;
      const next = Math.max(0, Math.min(total - 1, target));
      setActive(next);
      bringIntoSight(next);
      return true;
    },
  };
}
