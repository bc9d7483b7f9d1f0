import type { ChangeTopic } from '#shared/domain/change-topic.ts';

export type CommitListener = (topics: readonly ChangeTopic[]) => void;

/** Tells listeners of each commit on any connection of this process, and which topics it touched (perhaps none). */
export class CommitFeed {
  readonly #listeners = new Set<CommitListener>();

  subscribe(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(topics: readonly ChangeTopic[]): void {
    for (const listener of this.#listeners) listener(topics);
  }
}
