import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { type ClaimedDelivery, claimDeliveries } from '#main/repositories/delivery/delivery.repo.ts';
import { type Ending, LedgerEntry } from './ledger-entry.ts';

/** Enough for a connection that sends: it walks through a ledger once, and pages that are kept would only grow with the send. */
export const SENDING_CACHE_KIB = 4 * 1024;

/** What one transaction of the ledger is to write, by numbers of deliveries. */
export interface LedgerBatch {
  /** Their messages are about to leave. */
  marks: readonly number[];
  /** What became of whom; who ended alike stands together. */
  endings: readonly { ending: Ending; nos: readonly number[] }[];
}

export interface ClaimWanted {
  send_no: number;
  limit: number;
}

/** Where the ledger is written, in this thread or in one of its own. Both refuse when the disk does. */
export interface LedgerKeeper {
  claim(wanted: ClaimWanted): Promise<ClaimedDelivery[]>;
  /** @returns for each mark whether its message may leave */
  write(batch: LedgerBatch): Promise<boolean[]>;
}

export interface LedgerBookOptions {
  db: Database;
  clock: Clock;
  /** Number of the engine that it is kept for. */
  claim: number;
}

interface Held {
  delivery: ClaimedDelivery;
  /** On disk. */
  state: 'claimed' | 'in_data';
}

/** The rows in hand of one engine, and each change of them as one transaction. */
export class LedgerBook {
  readonly #options: LedgerBookOptions;
  readonly #held = new Map<number, Held>();

  constructor(options: LedgerBookOptions) {
    this.#options = options;
  }

  claim({ send_no, limit }: ClaimWanted): ClaimedDelivery[] {
    const { db, claim, clock } = this.#options;
    const deliveries = db.write((tx) => claimDeliveries(tx, { send_no, claim, now: clock.now(), limit }));
    for (const delivery of deliveries) this.#held.set(delivery.no, { delivery, state: 'claimed' });
    return deliveries;
  }

  /** @returns for each mark whether its message may leave */
  write({ marks, endings }: LedgerBatch): boolean[] {
    const { db, claim, clock } = this.#options;
    const permitted = db.write((tx) => {
      const entry = new LedgerEntry(tx, claim, clock.now());
      for (const { ending, nos } of endings)
        for (const { delivery, state } of this.#heldOf(nos)) entry.end(delivery, state, ending);
      entry.writeAccepted();
      const may = entry.mark(this.#heldOf(marks).map(({ delivery }) => delivery));
      entry.close();
      return may;
    });
    for (const { nos } of endings) for (const no of nos) this.#held.delete(no);
    for (const held of this.#heldOf(marks)) {
      if (permitted.has(held.delivery.no)) held.state = 'in_data';
      else this.#held.delete(held.delivery.no);
    }
    return marks.map((no) => permitted.has(no));
  }

  #heldOf(nos: readonly number[]): Held[] {
    return nos.flatMap((no) => this.#held.get(no) ?? []);
  }
}

/** In this thread: whoever writes waits for the disk. */
export function keptHere(book: LedgerBook): LedgerKeeper {
  return {
    claim: async (wanted) => book.claim(wanted),
    write: async (batch) => book.write(batch),
  };
}
