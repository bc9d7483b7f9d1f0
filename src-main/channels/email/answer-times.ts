import { performance } from 'node:perf_hooks';

/** A server that takes a message within this time is near: waiting for the disk would be most of what a message takes. */
const NEAR_MILLIS = 2;
/** However busy this process is, a server that takes longer is not. */
const FAR_MILLIS = 10;
const WEIGHT = 1 / 8;

/**
 * How long a server has taken lately to answer a message. What counts is the time in which this process had nothing else to do: where
 * many connections keep it busy, answers wait for it and not the other way round.
 */
export class AnswerTimes {
  #usual = 0;
  #idle = Number.POSITIVE_INFINITY;
  #startedAt = 0;
  #idleThen = 0;

  /** Until there is an answer no server is near. */
  get near(): boolean {
    return this.#idle <= NEAR_MILLIS && this.#usual <= FAR_MILLIS;
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
    const first = this.#idle === Number.POSITIVE_INFINITY;
    this.#usual = first ? millis : smoothed(this.#usual, millis);
    this.#idle = first ? idle : smoothed(this.#idle, idle);
  }

  forget(): void {
    this.#idle = Number.POSITIVE_INFINITY;
  }
}

function idleMillis(): number {
  return performance.eventLoopUtilization().idle;
}

function smoothed(usual: number, now: number): number {
  return usual + (now - usual) * WEIGHT;
}
