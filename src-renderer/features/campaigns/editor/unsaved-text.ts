import { changesBetween, type DraftFields } from './draft-changes.ts';

/** What was typed but not saved when the console was closed or crashed, kept on this device. */
interface Kept {
  at: number;
  changes: Partial<DraftFields>;
}

const keyOf = (id: string) => `herald.unsaved.${id}`;

export function keepUnsaved(id: string, changes: Partial<DraftFields> | null): void {
  try {
    if (changes === null) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), JSON.stringify({ at: Date.now(), changes } satisfies Kept));
  } catch {
    // A text too long for the browser's storage is still saved by the server a moment later.
  }
}

/** @returns what differs from the server's version, or null */
export function findUnsaved(id: string, server: DraftFields): Kept | null {
  const text = localStorage.getItem(keyOf(id));
  if (!text) return null;
  const kept = readKept(text);
  if (kept) {
    const changes = changesBetween(server, { ...server, ...kept.changes });
    if (Object.keys(changes).length > 0) return { at: kept.at, changes };
  }
  keepUnsaved(id, null);
  return null;
}

function readKept(text: string): Kept | null {
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}
