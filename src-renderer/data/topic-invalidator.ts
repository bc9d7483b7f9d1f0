import type { QueryKey } from '@tanstack/react-query';

const PAUSE_MS = 500;

/**
 * Gathers topics and has each key fetched again: the first at once, then at most twice a second, and never before the fetch
 * under way has ended. Otherwise an import or a send that changes things for minutes would cut off every answer before it
 * is there.
 *
 * @param refresh resolves when what lies under the key has been fetched
 */
export function topicInvalidator(
  keysOf: (topic: string) => QueryKey[],
  refresh: (key: QueryKey) => Promise<unknown> | unknown,
) {
  const waiting = new Map<string, QueryKey>();
  const busy = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    const ready = [...waiting].filter(([name]) => !busy.has(name));
    if (ready.length === 0) return;
    timer = setTimeout(flush, PAUSE_MS);
    for (const [name, key] of ready) {
      waiting.delete(name);
      busy.add(name);
      void Promise.resolve(refresh(key)).finally(() => {
        busy.delete(name);
        if (timer === undefined) flush();
      });
    }
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
