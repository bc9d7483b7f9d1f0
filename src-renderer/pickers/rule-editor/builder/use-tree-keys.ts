import { type RefObject, useEffect } from 'react';
import type { BuilderActions } from './builder-context.ts';

/** Alt with an arrow moves the row or group that the focus is in; Ctrl+Z takes back what no field takes back itself. */
export function useTreeKeys(
  root: RefObject<HTMLElement | null>,
  builder: BuilderActions,
  history: { undo(): void; redo(): void },
): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLElement)) return;
      const act = actionOf(event, target, builder, history);
      if (!act) return;
      // Before the field under it opens its list at the same key.
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [root, builder, history]);
}

function actionOf(
  event: KeyboardEvent,
  target: HTMLElement,
  builder: BuilderActions,
  history: { undo(): void; redo(): void },
): (() => void) | null {
  const key = target.closest<HTMLElement>('[data-node]')?.dataset.node;
  if (event.altKey && key) {
    if (event.key === 'ArrowUp') return () => builder.step(key, -1);
    if (event.key === 'ArrowDown') return () => builder.step(key, 1);
  }
  const typing = target instanceof HTMLInputElement && !target.readOnly;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
    return event.shiftKey ? history.redo : history.undo;
  }
  return null;
}
