import type { LiveItem, LiveNotice } from '#main/services/system/live-stream.ts';

type Metrics = Extract<LiveNotice, { type: 'metrics' }>;

/** A watcher that lets more than this gather is told to fetch afresh. */
const MOST_TOPICS = 500;

/**
 * What waits for one watcher. It is merged state, not a list of everything: however slowly somebody reads, there are at most one notice
 * of changes and one of each scope's numbers.
 */
export class StreamMailbox {
  #id: string;
  #at = '';
  #first: LiveNotice[] = [];
  #topics = new Set<string>();
  #metrics = new Map<string, Metrics>();
  #reset = false;
  #last: LiveNotice | null = null;
  #wake: (() => void) | null = null;
  #closed = false;

  constructor(id: string) {
    this.#id = id;
  }

  greet(notice: LiveNotice): void {
    this.#first.push(notice);
    this.#arrived();
  }

  change(id: string, at: string, topics: readonly string[]): void {
    this.#id = id;
    this.#at = at;
    for (const topic of topics) this.#topics.add(topic);
    if (this.#topics.size > MOST_TOPICS) {
      this.#reset = true;
      this.#topics.clear();
      this.#metrics.clear();
    }
    if (topics.length > 0) this.#arrived();
  }

  measure(notice: Metrics): void {
    const waiting = this.#metrics.get(notice.scope);
    const merged = waiting
      ? { ...notice, from: waiting.from, values: { ...waiting.values, ...notice.values } }
      : notice;
    this.#metrics.set(notice.scope, merged);
    this.#arrived();
  }

  /** The last thing this watcher is told. */
  end(notice: LiveNotice | null): void {
    this.#last = notice;
    this.#closed = true;
    this.#arrived();
  }

  /** The next notice; null at the end. */
  async next(): Promise<LiveItem | null> {
    for (;;) {
      const notice = this.#take();
      if (notice) return { id: this.#id, notice };
      if (this.#closed) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(): LiveNotice | null {
    const first = this.#first.shift();
    if (first) return first;
    if (this.#closed) {
      const last = this.#last;
      this.#last = null;
      return last;
    }
    if (this.#reset) {
      this.#reset = false;
      return { type: 'reset', at: this.#at };
    }
    if (this.#topics.size > 0) {
      const topics = [...this.#topics];
      this.#topics.clear();
      return { type: 'changed', at: this.#at, topics };
    }
    const [metrics] = this.#metrics.values();
    if (metrics) this.#metrics.delete(metrics.scope);
    return metrics ?? null;
  }

  #arrived(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
