import { performance } from 'node:perf_hooks';

/** A server that takes a message within this time is near: waiting for the disk would be most of what a message takes. */
const NEAR_MILLIS = 2;
/** However busy this process is, a server that takes longer is not. */
const FAR_MILLIS = 10;
const WEIGHT = 1 / 8;
const TAKEN_IN_A_ROW = 8;

/**
 * How long a server has taken lately to answer a message. What counts is the time in which this process had nothing else to do: where
 * many connections keep it busy, answers wait for it and not the other way round.
 */
export class AnswerTimes {
  #usual = 0;
  #idle = 0;
  #startedAt = 0;
  #idleThen = 0;
  /** Messages taken since the server last had something against one. */
  #taken = 0;

  /** Nearness has to be earned, and is lost when the server turns something away that it may turn away from everybody. */
  get near(): boolean {
    return this.#taken >= TAKEN_IN_A_ROW && this.#idle <= NEAR_MILLIS && this.#usual <= FAR_MILLIS;
  }

  /** What an answer takes as this process sees it. */
  get usual(): number {
    return this.#usual;
  }

  start(): void {
    this.#startedAt = performance.now();
    this.#idleThen = idleMillis();
  }

  end(): void {
    const millis = performance.now() - this.#startedAt;
    const idle = idleMillis() - this.#idleThen;
    this.#usual = this.#taken === 0 ? millis : smoothed(this.#usual, millis);
    this.#idle = this.#taken === 0 ? idle : smoothed(this.#idle, idle);
    this.#taken += 1;
  }

  turnedAway(): void {
    this.#taken = 0;
  }
}

function idleMillis(): number {
  return performance.eventLoopUtilization().idle;
}

function smoothed(usual: number, now: number): number {
  return usual + (now - usual) * WEIGHT;
}
