import type { ClaimedDelivery } from '#main/repositories/delivery/delivery.repo.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Destination, DomainThrottle } from './domain-throttle.ts';
import type { Ending } from './ledger-entry.ts';

export interface DomainQueueOptions {
  throttle: DomainThrottle;
  settle(delivery: ClaimedDelivery, ending: Ending): void;
}

/** So many wait in hand for one provider; whoever comes after them is put off to the time at which it should be their turn. */
const MOST_WAITING = 500;

/** Codes of recipients who are put off though nobody has refused them; `sayWhatHappened` has the words. */
const PACED = 'DOMAIN_PACE';
const RESTING = 'DOMAIN_REST';

/** Recipients in hand whose provider takes nobody more just now, so that those of others can go past them. */
export class DomainQueue {
  readonly #options: DomainQueueOptions;
  readonly #waiting = new Map<Destination, ClaimedDelivery[]>();

  constructor(options: DomainQueueOptions) {
    this.#options = options;
  }

  /** @returns whether this one may go now; otherwise it waits here or has been put off */
  admit(delivery: ClaimedDelivery, now: Millis): boolean {
    const { throttle } = this.#options;
    const destination = throttle.find(delivery.address);
    if (!destination || throttle.wait(destination, now) === 0) return true;
    const waiting = this.#waiting.get(destination);
    if (throttle.rests(destination, now)) this.#putOff(delivery, destination, { code: RESTING, now });
    else if (waiting && waiting.length >= MOST_WAITING) this.#putOff(delivery, destination, { code: PACED, now });
    else this.#keep(destination, [...(waiting ?? []), delivery]);
    return false;
  }

  /** One whose provider has room again. */
  takeReady(now: Millis): ClaimedDelivery | undefined {
    const { throttle } = this.#options;
    for (const [destination, waiting] of this.#waiting) {
      if (throttle.rests(destination, now)) {
        this.#keep(destination, []);
        for (const delivery of waiting) this.#putOff(delivery, destination, { code: RESTING, now });
      } else if (throttle.wait(destination, now) === 0) {
        const [delivery, ...rest] = waiting;
        this.#keep(destination, rest);
        return delivery;
      }
    }
    return undefined;
  }

  /** How long until one of them may go; infinite when there is none or another has to end first. */
  wait(now: Millis): Millis {
    let wait = Number.POSITIVE_INFINITY;
    for (const destination of this.#waiting.keys()) {
      // Those who wait for one that rests are put off as soon as somebody looks.
      const rests = this.#options.throttle.rests(destination, now);
      wait = Math.min(wait, rests ? 0 : this.#options.throttle.wait(destination, now));
    }
    return wait;
  }

  /** Lets go of those to whom this applies. */
  release(which: (delivery: ClaimedDelivery) => boolean): ClaimedDelivery[] {
    const released: ClaimedDelivery[] = [];
    for (const [destination, waiting] of this.#waiting) {
      released.push(...waiting.filter(which));
      this.#keep(
        destination,
        waiting.filter((delivery) => !which(delivery)),
      );
    }
    return released;
  }

  #keep(destination: Destination, waiting: ClaimedDelivery[]): void {
    destination.awaited += waiting.length - (this.#waiting.get(destination)?.length ?? 0);
    if (waiting.length > 0) this.#waiting.set(destination, waiting);
    else this.#waiting.delete(destination);
  }

  #putOff(delivery: ClaimedDelivery, destination: Destination, { code, now }: { code: string; now: Millis }): void {
    const next_at = this.#options.throttle.nextTurn(destination, now);
    this.#options.settle(delivery, { kind: 'tried', state: 'deferred', code, said: null, next_at, charged: false });
  }
}
