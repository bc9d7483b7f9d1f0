import type { Database } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { hasSearchTodo, indexSomeContacts } from '#main/repositories/contact/contact-search.repo.ts';

/** How long other writers may have to wait for one step, in milliseconds. */
const STEP = 20;
const PAUSE = 5;
const FEWEST = 20;
const MOST = 2_000;

/** Puts changed contacts into the search index, a short transaction at a time, whenever there are some. */
export class SearchIndexer {
  readonly #db: Database;
  /** While something more urgent writes, changed contacts wait. */
  readonly #mustWait: () => boolean;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #rows = 100;

  constructor(db: Database, mustWait: () => boolean) {
    this.#db = db;
    this.#mustWait = mustWait;
  }

  /** Looks for work soon; called after each commit. */
  wake(): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => void this.#step(), PAUSE);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #step(): Promise<void> {
    await letOthersWrite();
    this.#timer = undefined;
    if (this.#stopped || this.#mustWait() || !hasSearchTodo(this.#db.reader)) return;
    const started = performance.now();
    this.#db.write((tx) => indexSomeContacts(tx, this.#rows));
    const wanted = (this.#rows * STEP) / Math.max(1, performance.now() - started);
    this.#rows = Math.round(Math.min(MOST, Math.max(FEWEST, Math.min(wanted, this.#rows * 2))));
    this.wake();
  }
}
