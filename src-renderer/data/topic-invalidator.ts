import type { QueryKey } from '@tanstack/react-query';

const PAUSE_MS = 500;

/**
 * Gathers topics and hands out each key at most twice a second, the first at once: an import that changes contacts for
 * minutes must not restart the same fetch before it can end.
 */
export function topicInvalidator(keysOf: (topic: string) => QueryKey[], invalidate: (key: QueryKey) => void) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    if (waiting.size === 0) return;
    const keys = [...waiting.values()];
    waiting.clear();
    timer = setTimeout(flush, PAUSE_MS);
    for (const key of keys) invalidate(key);
  }

  return {
    add(topics: readonly string[]) {
      for (const key of topics.flatMap(keysOf)) waiting.set(JSON.stringify(key), key);
      if (timer === undefined) flush();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
