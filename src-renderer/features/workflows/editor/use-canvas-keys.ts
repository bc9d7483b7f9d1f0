import type { KeyboardEvent } from 'react';
import type { GraphDraft } from './graph-draft.ts';

/** Undo, redo, copy, paste, choose all and delete, unless somebody types into a field. */
export function useCanvasKeys(draft: GraphDraft, readOnly: boolean) {
  return (event: KeyboardEvent) => {
    const { target } = event;
    if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable=true], [role=listbox]'))
      return;
    const { graph, selected } = draft.store.getState();
    const key = event.key.toLowerCase();
    const done = () => event.preventDefault();
    if (!(event.ctrlKey || event.metaKey)) {
      if (readOnly || selected.size === 0 || (key !== 'delete' && key !== 'backspace')) return;
      draft.remove(selected);
      return done();
    }
    if (key === 'a') draft.select(graph.nodes.map(({ id }) => id));
    else if (key === 'c') draft.copy();
    else if (readOnly) return;
    else if (key === 'z') event.shiftKey ? draft.redo() : draft.undo();
    else if (key === 'y') draft.redo();
    else if (key === 'v') draft.paste();
    else return;
    done();
  };
}
