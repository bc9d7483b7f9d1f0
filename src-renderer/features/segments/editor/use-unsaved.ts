import { useEffect, useState } from 'react';
import type { SegmentFields } from './segment-changes.ts';
import { findUnsaved, keepUnsaved } from './unsaved-segment.ts';

const PAUSE_MS = 400;

/** Keeps what is not saved on this device, and offers what was left there by an earlier visit. */
export function useUnsaved(id: string, server: SegmentFields, changes: Partial<SegmentFields>) {
  const [found, setFound] = useState(() => findUnsaved(id, server));
  const text = JSON.stringify(changes);
  useEffect(() => {
    // What was found stays until something new is written or it is decided about.
    if (found && text === '{}') return;
    const later = setTimeout(() => keepUnsaved(id, JSON.parse(text) as Partial<SegmentFields>), PAUSE_MS);
    return () => clearTimeout(later);
  }, [id, text, found]);
  return {
    found,
    forget() {
      keepUnsaved(id, {});
      setFound(null);
    },
    /** Nothing is offered any more; the kept text follows what is in the editor. */
    settle: () => setFound(null),
  };
}
