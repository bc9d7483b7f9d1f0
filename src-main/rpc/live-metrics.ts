import type { LiveNotice } from '#main/services/system/live-stream.ts';

export type Metrics = Extract<LiveNotice, { type: 'metrics' }>;

/** Today's values of a scope (`home`, `campaign:<id>`), from the query that the screens ask too; null when there is no such thing. */
export type MeasureScope = (scope: string) => Record<string, number> | null;

interface Known {
  version: number;
  values: Record<string, number>;
}

/** Turns snapshots of numbers into what has changed since the last one, with a version on either side. */
export class LiveMetrics {
  readonly #measure: MeasureScope;
  readonly #known = new Map<string, Known>();
  #newest: number;

  /** @param base larger than any version of an earlier run, so that none of them is taken for a current one */
  constructor(measure: MeasureScope, base: number) {
    this.#measure = measure;
    this.#newest = base;
  }

  /** What is new under a topic, or null when it has no numbers or they are as they were. */
  after(topic: string, at: string): Metrics | null {
    const scope = scopeOf(topic);
    const values = scope === null ? null : this.#measure(scope);
    if (scope === null || values === null) return null;
    const before = this.#known.get(scope);
    const changed = before ? differences(before.values, values) : values;
    if (Object.keys(changed).length === 0) return null;
    const from = before?.version ?? this.#newest;
    this.#newest += 1;
    const to = this.#newest;
    this.#known.set(scope, { version: to, values });
    return { type: 'metrics', at, scope, from, to, values: changed };
  }

  /** Nobody watches: the next watcher starts from a snapshot. */
  forget(): void {
    this.#known.clear();
  }
}

function scopeOf(topic: string): string | null {
  if (topic === 'home') return 'home';
  return topic.startsWith('campaign-stats:') ? topic.replace('campaign-stats:', 'campaign:') : null;
}

function differences(before: Record<string, number>, now: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}
