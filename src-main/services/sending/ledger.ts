import type { Database, Tx } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { finishIfDone } from '#main/repositories/campaign.repo.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  findLateObstacle,
  markInData,
  releaseDelivery,
  settleDelivery,
} from '#main/repositories/delivery.repo.ts';
import { addToMinute, campaignIdOf, isCancelled, maySend } from '#main/repositories/delivery-run.repo.ts';
import { responseNo } from '#main/repositories/response.repo.ts';
import { addToCount } from '#main/repositories/send-count.repo.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import { instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';

/** What became of a recipient in hand. */
export type Ending =
  | { kind: 'skipped'; reason: SkipReason }
  /** Back to where it was taken from, as if it had not been touched. */
  | { kind: 'released' }
  | {
      kind: 'tried';
      state: 'accepted' | 'deferred' | 'failed' | 'unknown';
      code: string;
      said: string;
      next_at: Millis | null;
    };

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
const SETTLE_ROWS = 500;
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
  #markTimer: NodeJS.Immediate | undefined;
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
   */
  mark(delivery: ClaimedDelivery): Promise<boolean> {
    return new Promise((answer) => {
      this.#marks.push({ delivery, answer });
      this.#markTimer ??= setImmediate(() => this.flush());
    });
  }

  settle(delivery: ClaimedDelivery, ending: Ending): void {
    this.#endings.push({ delivery, ending });
    if (this.#endings.length >= SETTLE_ROWS && !this.#stumbled) this.flush();
    else this.#settleTimer ??= setTimeout(() => this.flush(), SETTLE_MILLIS);
  }

  /** Writes what has gathered and nothing after it. */
  close(): void {
    this.flush();
    clearTimeout(this.#settleTimer);
  }

  /** Writes everything that has gathered. */
  flush(): void {
    clearImmediate(this.#markTimer);
    clearTimeout(this.#settleTimer);
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
    const entry = new Entry(tx, this.#options.claim, this.#options.clock.now());
    for (const { delivery, ending } of endings) entry.end(delivery, this.#inHand.get(delivery.no) ?? 'claimed', ending);
    const permitted = marks.map(({ delivery }) => entry.mark(delivery));
    entry.close();
    return permitted;
  }
}

function mayComeAgain(ending: Ending): boolean {
  return ending.kind === 'released' || (ending.kind === 'tried' && ending.state === 'deferred');
}

/** One transaction of the ledger: rows first, then the sums they change. */
class Entry {
  readonly #tx: Tx;
  readonly #claim: number;
  readonly #now: Millis;
  readonly #sums = new Map<number, Map<string, number>>();
  readonly #minutes = new Map<number, { sent: number; failed: number }>();
  readonly #mayGo = new Map<number, boolean>();
  readonly #ended = new Set<number>();

  constructor(tx: Tx, claim: number, now: Millis) {
    this.#tx = tx;
    this.#claim = claim;
    this.#now = now;
  }

  mark(delivery: ClaimedDelivery): boolean {
    if (!this.#isUnderWay(delivery.send_no)) {
      this.end(delivery, 'claimed', { kind: 'released' });
      return false;
    }
    const reason = findLateObstacle(this.#tx, delivery.contact_no);
    if (reason) {
      this.end(delivery, 'claimed', { kind: 'skipped', reason });
      return false;
    }
    if (!markInData(this.#tx, delivery.no, this.#claim, this.#now)) return false;
    this.#move(delivery.send_no, 'claimed', 'in_data');
    return true;
  }

  end(delivery: ClaimedDelivery, from: 'claimed' | 'in_data', ending: Ending): void {
    const { send_no } = delivery;
    if (ending.kind === 'released') this.#release(delivery, from);
    else if (ending.kind === 'skipped') {
      const row = { state: 'skipped' as const, code: ending.reason, attempts: delivery.attempts };
      if (this.#settle(delivery, row)) this.#move(send_no, from, `skipped:${ending.reason}`);
    } else this.#tried(delivery, from, ending);
    this.#ended.add(send_no);
  }

  /** Writes the sums, ends sends that are done, and says what has changed. */
  close(): void {
    for (const [send_no, sums] of this.#sums) {
      for (const [measure, n] of sums) addToCount(this.#tx, send_no, measure, n);
      const id = campaignIdOf(this.#tx, send_no);
      if (id) this.#tx.touch(`campaign-stats:${id}`, 'home');
    }
    const minute = Math.floor(this.#now / MINUTE);
    for (const [send_no, { sent, failed }] of this.#minutes) {
      addToMinute(this.#tx, { send_no, measure: 'sent', minute, n: sent });
      addToMinute(this.#tx, { send_no, measure: 'failed', minute, n: failed });
    }
    for (const send_no of this.#ended) finishIfDone(this.#tx, send_no, instantOf(this.#now));
  }

  #tried(delivery: ClaimedDelivery, from: 'claimed' | 'in_data', ending: Extract<Ending, { kind: 'tried' }>): void {
    const { send_no } = delivery;
    const stopped = ending.state === 'deferred' && isCancelled(this.#tx, send_no);
    const state: DeliveryState = stopped ? 'cancelled' : ending.state;
    const row = {
      state,
      code: ending.code,
      attempts: delivery.attempts + 1,
      next_at: stopped ? null : ending.next_at,
      response_no: responseNo(this.#tx, ending.said),
    };
    if (!this.#settle(delivery, row)) return;
    this.#move(send_no, from, state);
    const sums = this.#minutes.get(send_no) ?? { sent: 0, failed: 0 };
    if (state === 'accepted') sums.sent += 1;
    if (state === 'failed') sums.failed += 1;
    this.#minutes.set(send_no, sums);
  }

  #release(delivery: ClaimedDelivery, from: 'claimed' | 'in_data'): void {
    const { no, send_no, next_at, attempts } = delivery;
    if (isCancelled(this.#tx, send_no)) {
      if (this.#settle(delivery, { state: 'cancelled', code: null, attempts })) this.#move(send_no, from, 'cancelled');
    } else if (releaseDelivery(this.#tx, no, this.#claim)) {
      this.#move(send_no, from, next_at === null ? 'queued' : 'deferred');
    }
  }

  #settle(
    { no }: ClaimedDelivery,
    row: { state: DeliveryState; code: string | null; attempts: number; next_at?: Millis | null; response_no?: number },
  ): boolean {
    const { next_at = null, response_no = null } = row;
    return settleDelivery(this.#tx, { ...row, no, claim: this.#claim, next_at, response_no, now: this.#now });
  }

  #move(send_no: number, from: string, to: string): void {
    const sums = this.#sums.get(send_no) ?? new Map<string, number>();
    sums.set(from, (sums.get(from) ?? 0) - 1);
    sums.set(to, (sums.get(to) ?? 0) + 1);
    this.#sums.set(send_no, sums);
  }

  #isUnderWay(send_no: number): boolean {
    let answer = this.#mayGo.get(send_no);
    if (answer === undefined) {
      answer = maySend(this.#tx, send_no);
      this.#mayGo.set(send_no, answer);
    }
    return answer;
  }
}
