import type { Millis } from '#shared/kernel/instant.ts';
import type { RateGate } from './rate-gate.ts';

/** Several gates in a row: a message goes when all of them let it, and then all of them count it. */
export class RateGates {
  readonly #gates: readonly RateGate[];

  constructor(...gates: RateGate[]) {
    this.#gates = gates;
  }

  /** Takes leave for one message. @returns 0, or how long to wait before asking again */
  take(now: Millis): Millis {
    let wait = 0;
    for (const gate of this.#gates) wait = Math.max(wait, gate.wait(now));
    if (wait === 0) for (const gate of this.#gates) gate.count(now);
    return wait;
  }

  /** Gives back a leave that was not used. */
  giveBack(now: Millis): void {
    for (const gate of this.#gates) gate.giveBack(now);
  }

  /** Messages that may go within about a second from now, at least one. */
  worthHaving(now: Millis): number {
    return Math.min(...this.#gates.map((gate) => gate.worthHaving(now)));
  }
}
