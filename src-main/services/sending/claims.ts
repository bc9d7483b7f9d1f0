import type { ClaimedDelivery } from '#main/repositories/delivery/delivery.repo.ts';
import { type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { Ledger } from './ledger.ts';

export interface ClaimsOptions {
  ledger: Ledger;
  now(): Millis;
  /** Sends that are worked on, in order. */
  sends(): number[];
  /** When somebody of this send who waits comes next. */
  nextDue(send_no: number): Millis;
  /** So many have come in hand, perhaps none: whoever waits may look again. */
  onArrival(n: number): void;
}

const LARGEST_CLAIM = 500;
/** Whoever waits for a claim hears of it; this is only the longest that they sleep meanwhile. */
const CLAIM_PATIENCE = SECOND;

/** Recipients in hand whose turn comes next. More are claimed before they run out, so that nobody waits for the disk. */
export class Claims {
  readonly #options: ClaimsOptions;
  #ready: ClaimedDelivery[] = [];
  #turn = 0;
  /** Nobody to claim of these sends before that moment. */
  readonly #emptyUntil = new Map<number, Millis>();
  /** What was found empty before this number changed may not be so any more. */
  #looks = 0;
  /** What was asked for before this number changed must not come in hand. */
  #era = 0;
  #fetching: Promise<void> | null = null;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** 0 when there may be a recipient now, else how long there is none. */
  wait(now: Millis): Millis {
    if (this.#ready.length > 0) return 0;
    if (this.#fetching) return CLAIM_PATIENCE;
    const waits = this.#options.sends().map((send_no) => (this.#emptyUntil.get(send_no) ?? 0) - now);
    return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...waits));
  }

  /** Whether everybody of this send who can leave now has been handed out. */
  isEmpty(send_no: number, now: Millis): boolean {
    return this.#ready.length === 0 && !this.#fetching && (this.#emptyUntil.get(send_no) ?? 0) > now;
  }

  /** Recipients have come back to the queue since it was found empty. */
  lookAgain(): void {
    this.#looks += 1;
    this.#emptyUntil.clear();
  }

  /** Those who come next, without taking them. */
  peek(most: number): ClaimedDelivery[] {
    return this.#ready.slice(0, most);
  }

  shift(): ClaimedDelivery | undefined {
    return this.#ready.shift();
  }

  /** Claims some more unless there are enough. @param worthHaving as many as can leave soon */
  stockUp(worthHaving: number): void {
    const most = Math.min(LARGEST_CLAIM, worthHaving);
    if (this.#fetching || this.#ready.length > most / 2) return;
    const now = this.#options.now();
    const sends = this.#options.sends().filter((send_no) => (this.#emptyUntil.get(send_no) ?? 0) <= now);
    if (sends.length === 0) return;
    this.#fetching = this.#fetch(sends, most - this.#ready.length).then((n) => {
      this.#fetching = null;
      this.#options.onArrival(n);
    });
  }

  /** Takes those to whom this applies out of hand; whoever is on their way here goes back by themselves. */
  letGo(which: (delivery: ClaimedDelivery) => boolean): ClaimedDelivery[] {
    this.#era += 1;
    const gone = this.#ready.filter(which);
    this.#ready = this.#ready.filter((delivery) => !which(delivery));
    return gone;
  }

  /** Resolves once nobody is on their way here. */
  async settled(): Promise<void> {
    await this.#fetching;
  }

  async #fetch(sends: readonly number[], limit: number): Promise<number> {
    const { ledger, nextDue } = this.#options;
    const era = this.#era;
    for (let tries = sends.length; tries > 0 && era === this.#era; tries--) {
      const send_no = sends[this.#turn++ % sends.length] ?? 0;
      const looks = this.#looks;
      const claimed = await ledger.claim(send_no, limit);
      if (claimed.length === 0 && looks === this.#looks) this.#emptyUntil.set(send_no, nextDue(send_no));
      if (era === this.#era) this.#ready.push(...claimed);
      else for (const delivery of claimed) ledger.settle(delivery, { kind: 'released' });
      if (claimed.length > 0) return claimed.length;
    }
    return 0;
  }
}
