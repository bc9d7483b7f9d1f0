import { type RefObject, useEffect } from 'react';
import type { GraphDraft } from './graph-draft.ts';

const FIELDS = 'input, textarea, select, [contenteditable=true], [role=listbox], [role=slider]';

/**
 * Undo, redo, copy, paste, choose all and delete, for the drawing in `frame`. What had the focus may have been deleted: keys that
 * belong to nothing else are meant for the drawing as well. Whoever types into a field or has marked text means that.
 */
export function useCanvasKeys(frame: RefObject<HTMLElement | null>, draft: GraphDraft, readOnly: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || event.defaultPrevented) return;
      if (target !== document.body && !frame.current?.contains(target)) return;
      if (target.closest(FIELDS)) return;
      if (act(event, draft, readOnly)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [frame, draft, readOnly]);
}

/** @returns whether the key was one of these */
function act(event: KeyboardEvent, draft: GraphDraft, readOnly: boolean): boolean {
  const { graph, selected, ways } = draft.store.getState();
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey)) {
    if (readOnly || selected.size + ways.size === 0 || (key !== 'delete' && key !== 'backspace')) return false;
    draft.removeChosen();
    return true;
  }
  if (key === 'a') draft.select(graph.nodes.map(({ id }) => id));
  else if (key === 'c' && getSelection()?.isCollapsed !== false) draft.copy();
  else if (readOnly) return false;
  else if (key === 'z') event.shiftKey ? draft.redo() : draft.undo();
  else if (key === 'y') draft.redo();
  else if (key === 'v') draft.paste();
  else return false;
  return true;
}
