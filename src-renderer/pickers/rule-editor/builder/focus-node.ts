import type { RefObject } from 'react';
import type { Place } from '../tree/edit-tree.ts';

/** Where the keyboard goes on after the tree has changed. */
export function focusLater(root: RefObject<HTMLElement | null>) {
  const nodeOf = (key: string) => root.current?.querySelector<HTMLElement>(`[data-node="${key}"]`) ?? null;
  const drawn = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work));
  return {
    /** Into the first field of a row or group that is new. */
    field: (key: string) => drawn(() => nodeOf(key)?.querySelector<HTMLElement>('input')?.focus()),
    /** What has the focus keeps it while its row is moved; in another group it is drawn anew, and its handle takes it. */
    keep(key: string) {
      const active = document.activeElement;
      const inside = active instanceof HTMLElement && nodeOf(key)?.contains(active);
      return () => {
        if (!inside) return;
        drawn(() => {
          if (active.isConnected) active.focus();
          else nodeOf(key)?.querySelector<HTMLElement>('[data-handle]')?.focus();
        });
      };
    },
    /** To what has taken the place of something, or to the button that adds there. */
    near({ group, index }: Place) {
      drawn(() => {
        const list = root.current?.querySelector<HTMLElement>(`[data-group="${group}"]`);
        const next = list?.children[Math.min(index, list.children.length - 1)];
        const handle = next?.querySelector<HTMLElement>('[data-handle]');
        (handle ?? list?.parentElement?.querySelector<HTMLElement>('[data-add]'))?.focus();
      });
    },
  };
}
