import type { Clock } from '#main/platform/clock.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { RateLimiter } from '../rate-limiter.ts';

/**
 * From one network for one message: no reader comes near it, nor do all who read behind one proxy of their mail program, since they have
 * got messages of their own. What is beyond it would only fill the disk.
 */
const HITS_A_MINUTE = 60;

/** Which hits are worth a row. Whoever floods is answered like everybody else and learns nothing; how much was left out is told in the log. */
export class FloodGate {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #limiter: RateLimiter;
  #left_out = 0;
  #told_at: Millis | null = null;

  constructor({ clock, log }: { clock: Clock; log: Logger }) {
    this.#clock = clock;
    this.#log = log;
    this.#limiter = new RateLimiter(clock, HITS_A_MINUTE);
  }

  lets({ ip, delivery_no }: Pick<Hit, 'ip' | 'delivery_no'>): boolean {
    if (this.#limiter.take(`${delivery_no} ${ip}`).allowed) return true;
    this.#left_out += 1;
    this.#tell({ ip, delivery_no });
    return false;
  }

  /** Once a minute at most. */
  #tell({ ip, delivery_no }: Pick<Hit, 'ip' | 'delivery_no'>): void {
    const now = this.#clock.now();
    if (this.#told_at !== null && now - this.#told_at < MINUTE) return;
    this.#log.warn(
      { network: ip, delivery_no, left_out: this.#left_out },
      `more than ${HITS_A_MINUTE} hits a minute from one network for one message: the rest is not kept`,
    );
    this.#left_out = 0;
    this.#told_at = now;
  }
}
