import { type RefObject, useEffect } from 'react';
import type { BuilderActions } from './builder-context.ts';

type Side = 'above' | 'below';
interface Aim {
  element: HTMLElement;
  side: Side;
}

/** Rows and groups are dragged by their handles; a line shows where one would land. */
export function useTreeDrag(root: RefObject<HTMLElement | null>, builder: BuilderActions): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let dragged: string | null = null;
    let aim: Aim | null = null;

    const mark = (next: Aim | null) => {
      if (aim) delete aim.element.dataset.drop;
      aim = next;
      if (aim) aim.element.dataset.drop = aim.side;
    };
    const start = (event: DragEvent) => {
      const node = nodeAt(event.target, '[data-handle]')?.closest<HTMLElement>('[data-node]');
      if (!node || !event.dataTransfer) return;
      dragged = node.dataset.node ?? null;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setDragImage(node, 24, 20);
    };
    const over = (event: DragEvent) => {
      const node = nodeAt(event.target, '[data-node]');
      if (!dragged) return;
      event.preventDefault();
      const own = node?.closest(`[data-node="${dragged}"]`);
      mark(node && !own ? { element: node, side: sideOf(node, event.clientY) } : null);
    };
    const drop = (event: DragEvent) => {
      if (!dragged) return;
      event.preventDefault();
      const place = aim && placeOf(aim);
      if (place) builder.move(dragged, place);
      end();
    };
    const end = () => {
      mark(null);
      dragged = null;
    };
    const listeners = { dragstart: start, dragover: over, drop, dragend: end } as const;
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name as 'drop', listener);
    };
  }, [root, builder]);
}

function nodeAt(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

function sideOf(node: HTMLElement, y: number): Side {
  const { top, height } = node.getBoundingClientRect();
  return y < top + height / 2 ? 'above' : 'below';
}

/** Beside the node that is aimed at, in its group. */
function placeOf({ element, side }: Aim) {
  const list = element.closest<HTMLElement>('[data-group]');
  if (!list?.dataset.group) return null;
  const index = [...list.children].indexOf(element);
  return { group: list.dataset.group, index: side === 'above' ? index : index + 1 };
}
