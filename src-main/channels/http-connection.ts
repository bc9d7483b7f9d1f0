import { type GuardedAnswer, type GuardedFetch, type GuardedRequest, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Delivered, Handover, ProviderConnection } from './channel-provider.ts';
import { judgeNoAnswer } from './http-outcome.ts';

/** One message to a service: what to ask it, and what its answer means. */
export interface HttpExchange<Message> {
  /** What stands against this message before anything is asked. */
  obstacleTo?(message: Message): SendOutcome | null;
  requestFor(message: Message): HttpRequest | Promise<HttpRequest>;
  judge(answer: GuardedAnswer, message: Message): SendOutcome;
}
export type HttpRequest = Omit<GuardedRequest, 'timeout' | 'signal'>;

export interface HttpMeans {
  fetch: GuardedFetch;
  /** From the request to the end of the answer; giving up leaves a recipient unknown. */
  timeout: Millis;
}

/** A service that takes a message with each request. Lines are kept open and shared behind the guarded door. */
export class HttpConnection<Message> implements ProviderConnection<Message> {
  readonly #exchange: HttpExchange<Message>;
  readonly #means: HttpMeans;
  readonly #signal: AbortSignal;
  #usable = true;

  constructor(exchange: HttpExchange<Message>, means: HttpMeans, signal: AbortSignal) {
    this.#exchange = exchange;
    this.#means = means;
    this.#signal = signal;
  }

  get usable(): boolean {
    return this.#usable;
  }

  async deliver(message: Message, handover: Handover): Promise<Delivered> {
    const obstacle = this.#exchange.obstacleTo?.(message);
    if (obstacle) return obstacle;
    const request = await this.#exchange.requestFor(message);
    if (!(await handover())) return { kind: 'withheld' };
    try {
      const { fetch, timeout } = this.#means;
      const answer = await fetch({ ...request, timeout, signal: this.#signal });
      return this.#exchange.judge(answer, message);
    } catch (error) {
      this.#usable = false;
      if (error instanceof NoAnswer) return judgeNoAnswer(error);
      throw error;
    }
  }

  close(): void {
    this.#usable = false;
  }
}
