import { changesBetween, type SegmentFields } from './segment-changes.ts';

/** What was changed but not saved when the editor was left, kept on this device. */
export interface UnsavedSegment {
  at: number;
  changes: Partial<SegmentFields>;
}

const keyOf = (id: string) => `herald.unsaved.segment.${id}`;

export function keepUnsaved(id: string, changes: Partial<SegmentFields>): void {
  try {
    if (Object.keys(changes).length === 0) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), JSON.stringify({ at: Date.now(), changes } satisfies UnsavedSegment));
  } catch {
    // A rule too long for the browser's storage is only safe once it is saved.
  }
}

/** @returns what differs from the server's version, or null */
export function findUnsaved(id: string, server: SegmentFields): UnsavedSegment | null {
  const kept = read(localStorage.getItem(keyOf(id)));
  const changes = kept && changesBetween(server, { ...server, ...kept.changes });
  return kept && changes && Object.keys(changes).length > 0 ? { at: kept.at, changes } : null;
}

function read(text: string | null): UnsavedSegment | null {
  try {
    return text ? (JSON.parse(text) as UnsavedSegment) : null;
  } catch {
    return null;
  }
}
