import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const SCHEME = 'data-mantine-color-scheme';
const watchers = new Set<() => void>();
/** What was worn before; null while nothing is printed. */
let aside: string | null = null;

/** Paper is white: while a screen is printed the console wears its light colours. */
export function printInLight(): void {
  const page = document.documentElement;
  addEventListener('beforeprint', () => {
    aside ??= page.getAttribute(SCHEME) ?? 'light';
    page.setAttribute(SCHEME, 'light');
    tell();
  });
  addEventListener('afterprint', () => {
    if (aside !== null) page.setAttribute(SCHEME, aside);
    aside = null;
    tell();
  });
}

export function useIsPrinting(): boolean {
  return useSyncExternalStore(watch, () => aside !== null);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** At once: the browser looks at the page as soon as this event is over. */
function tell(): void {
  flushSync(() => {
    for (const watcher of watchers) watcher();
  });
}
