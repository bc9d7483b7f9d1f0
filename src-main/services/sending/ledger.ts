import type { Database, Tx } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { type ClaimedDelivery, claimDeliveries } from '#main/repositories/delivery/delivery.repo.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { type Ending, LedgerEntry } from './ledger-entry.ts';

export interface LedgerOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  /** Number of this engine. */
  claim: number;
  /** The disk does not take what has happened; nothing more should be taken in hand. */
  onTrouble(error: unknown): void;
  /** It takes it again. */
  onRecovery(): void;
  /** Recipients are back in the queue, now or at a later moment. */
  onReturn(): void;
}

interface Mark {
  delivery: ClaimedDelivery;
  answer(permitted: boolean): void;
}

interface Settled {
  delivery: ClaimedDelivery;
  ending: Ending;
}

const SETTLE_MILLIS = 25;
const LONGEST_MARK = 20;
const LARGEST_GROUP = 500;
const RETRY_MILLIS = 2_000;

/**
 * The durable side of a send. Marks are committed before the message they stand for may leave; those of all connections that
 * are waiting at a moment share one commit, and endings that have gathered meanwhile ride along.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  /** Rows in hand and the state they have on disk. */
  readonly #inHand = new Map<number, 'claimed' | 'in_data'>();
  #marks: Mark[] = [];
  #endings: Settled[] = [];
  #stumbled = false;
  #markSoon: NodeJS.Immediate | undefined;
  #markTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Rows taken and not yet settled on disk. */
  get inHand(): number {
    return this.#inHand.size;
  }

  claim(send_no: number, limit: number): ClaimedDelivery[] {
    const { db, claim, clock } = this.#options;
    try {
      const deliveries = db.write((tx) => claimDeliveries(tx, { send_no, claim, now: clock.now(), limit }));
      for (const { no } of deliveries) this.#inHand.set(no, 'claimed');
      return deliveries;
    } catch (error) {
      this.#stumble(error);
      return [];
    }
  }

  /**
   * Resolves once it is on disk that the message may leave. False: it must not, because the send or its sender was stopped
   * meanwhile, the person has left, or the disk refused; the row has been dealt with then.
   * @param within how long the answer is not missed, so that more can gather
   */
  mark(delivery: ClaimedDelivery, within: Millis = 0): Promise<boolean> {
    return new Promise((answer) => {
      this.#marks.push({ delivery, answer });
      if (within < 1 || this.#marks.length >= LARGEST_GROUP) this.#markSoon ??= setImmediate(() => this.flush());
      else this.#markTimer ??= setTimeout(() => this.flush(), Math.min(within, LONGEST_MARK));
    });
  }

  settle(delivery: ClaimedDelivery, ending: Ending): void {
    this.#endings.push({ delivery, ending });
    if (this.#endings.length >= LARGEST_GROUP && !this.#stumbled) this.flush();
    else this.#settleTimer ??= setTimeout(() => this.flush(), SETTLE_MILLIS);
  }

  /** Writes what has gathered and nothing after it. */
  close(): void {
    this.flush();
    clearTimeout(this.#settleTimer);
  }

  /** Writes everything that has gathered. */
  flush(): void {
    clearImmediate(this.#markSoon);
    clearTimeout(this.#markTimer);
    clearTimeout(this.#settleTimer);
    this.#markSoon = undefined;
    this.#markTimer = undefined;
    this.#settleTimer = undefined;
    const marks = this.#marks;
    const endings = this.#endings;
    if (marks.length + endings.length === 0 && !this.#stumbled) return;
    this.#marks = [];
    this.#endings = [];
    try {
      const permitted = this.#options.db.write((tx) => this.#write(tx, marks, endings));
      for (const { delivery } of endings) this.#inHand.delete(delivery.no);
      marks.forEach(({ delivery, answer }, index) => {
        if (permitted[index]) this.#inHand.set(delivery.no, 'in_data');
        else this.#inHand.delete(delivery.no);
        answer(permitted[index] ?? false);
      });
      if (this.#stumbled) this.#recover();
      if (endings.some(({ ending }) => mayComeAgain(ending))) this.#options.onReturn();
    } catch (error) {
      this.#keepForLater(marks, endings, error);
    }
  }

  /** Nothing that a server has answered may be forgotten, so endings are tried again until the disk takes them. */
  #keepForLater(marks: Mark[], endings: Settled[], error: unknown): void {
    const released = marks.map(({ delivery }) => ({ delivery, ending: { kind: 'released' } as const }));
    this.#endings = [...endings, ...released, ...this.#endings];
    for (const { answer } of marks) answer(false);
    this.#stumble(error);
  }

  #stumble(error: unknown): void {
    this.#options.log.error({ err: error, waiting: this.#endings.length }, 'the ledger could not be written');
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => this.flush(), RETRY_MILLIS);
    if (this.#stumbled) return;
    this.#stumbled = true;
    this.#options.onTrouble(error);
  }

  #recover(): void {
    this.#stumbled = false;
    this.#options.onRecovery();
  }

  /** @returns for each mark whether its message may leave */
  #write(tx: Tx, marks: Mark[], endings: Settled[]): boolean[] {
    const entry = new LedgerEntry(tx, this.#options.claim, this.#options.clock.now());
    for (const { delivery, ending } of endings) entry.end(delivery, this.#inHand.get(delivery.no) ?? 'claimed', ending);
    entry.writeAccepted();
    const permitted = entry.mark(marks.map(({ delivery }) => delivery));
    entry.close();
    return marks.map(({ delivery }) => permitted.has(delivery.no));
  }
}

function mayComeAgain(ending: Ending): boolean {
  return ending.kind === 'released' || (ending.kind === 'tried' && ending.state === 'deferred');
}
