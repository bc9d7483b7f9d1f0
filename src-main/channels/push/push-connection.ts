import { type GuardedAnswer, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { Delivered, Handover, ProviderConnection } from '../channel-provider.ts';
import type { HttpMeans, HttpRequest } from '../http-connection.ts';
import { judgeNoAnswer } from '../http-outcome.ts';
import type { PushDevice, PushMessage } from './push-message.ts';

/** How one device is asked, and what the answer means. */
export interface PushExchange {
  /** @returns null: nothing can be sent to a device like that */
  requestFor(device: PushDevice, message: PushMessage): HttpRequest | null;
  /** `gone`: the device is there no more. */
  judge(answer: GuardedAnswer): { outcome: SendOutcome; gone: boolean };
}

interface Answered {
  outcome: SendOutcome;
  gone: boolean;
  device: PushDevice;
}

/** Hands a message to each device of a person at once. One handover, one outcome. */
export class PushConnection implements ProviderConnection<PushMessage> {
  readonly #exchange: PushExchange;
  readonly #means: HttpMeans;
  readonly #signal: AbortSignal;
  #usable = true;

  constructor(exchange: PushExchange, means: HttpMeans, signal: AbortSignal) {
    this.#exchange = exchange;
    this.#means = means;
    this.#signal = signal;
  }

  get usable(): boolean {
    return this.#usable;
  }

  async deliver(message: PushMessage, handover: Handover): Promise<Delivered> {
    const asked = message.devices.map((device) => ({ device, request: this.#exchange.requestFor(device, message) }));
    if (!(await handover())) return { kind: 'withheld' };
    const answers = await Promise.all(asked.map((one) => this.#ask(one)));
    return togetherOf(answers);
  }

  close(): void {
    this.#usable = false;
  }

  async #ask({ device, request }: { device: PushDevice; request: HttpRequest | null }): Promise<Answered> {
    if (!request) return { device, outcome: BAD_SUBSCRIPTION, gone: true };
    try {
      const answer = await this.#means.fetch({ ...request, timeout: this.#means.timeout, signal: this.#signal });
      return { device, ...this.#exchange.judge(answer) };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.#usable = false;
      return { device, outcome: judgeNoAnswer(error), gone: false };
    }
  }
}

const BAD_SUBSCRIPTION = {
  kind: 'rejected',
  blame: 'recipient',
  code: 'BAD_SUBSCRIPTION',
  said: 'The subscription of this device can not be written to.',
} as const;

/** Whoever sees it on one device has it. Otherwise what may still be is told before what is over. */
const ORDER: SendOutcome['kind'][] = ['accepted', 'unknown', 'deferred', 'rejected'];

function togetherOf(answers: readonly Answered[]): Delivered {
  const [best] = answers.toSorted((one, other) => rankOf(one) - rankOf(other));
  if (!best) return { kind: 'rejected', blame: 'recipient', code: 'NO_DEVICE', said: 'There is no device any more.' };
  const gone = answers.filter((one) => one.gone).map(({ device }) => device.no);
  const isPartly = best.outcome.kind === 'accepted' && answers.some(({ outcome }) => outcome.kind !== 'accepted');
  const said = isPartly ? `${best.outcome.said} (not on every device)` : best.outcome.said;
  return { ...best.outcome, said, ...(gone.length > 0 ? { gone } : {}) };
}

/** Of two refusals that of the account counts: it concerns everybody. */
function rankOf({ outcome }: Answered): number {
  const isOwn = outcome.kind === 'rejected' && outcome.blame === 'recipient';
  return ORDER.indexOf(outcome.kind) + (isOwn ? 1 : 0);
}
