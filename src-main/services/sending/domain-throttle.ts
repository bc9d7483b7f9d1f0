import type { Delivered } from '#main/channels/channel-provider.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { afterFailure, afterSuccess, type Circuit, CLOSED_CIRCUIT, isOpen } from '#shared/domain/channel/circuit.ts';
import {
  type DomainLimits,
  type DomainRule,
  domainOf,
  MESSAGES_PER_CONNECTION,
  steadyRate,
} from '#shared/domain/channel/domain-rules.ts';
import { NO_LIMITS } from '#shared/domain/channel/rate-limits.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { retryClassOf } from '#shared/domain/delivery/retry-class.ts';
import { type Millis, SECOND } from '#shared/kernel/instant.ts';

/** A mailbox provider that is watched: it has a rule, or it is in trouble. */
export interface Destination {
  limits: DomainLimits;
  gate: RateGate;
  circuit: Circuit;
  underWay: number;
  /** How many in hand wait for it. */
  awaited: number;
  /** When the last of those who were put off has their turn. */
  lastTurn: Millis;
}

const FREE: DomainLimits = { connections: null, per_second: null, per_minute: null };

/**
 * What mailbox providers take: how many messages at a time and how fast, and none for a while where they take nothing. Shared by
 * all senders. Most domains have no rule and no trouble; they cost one look into a map.
 */
export class DomainThrottle {
  readonly #byRule = new Map<string, Destination>();
  readonly #byDomain = new Map<string, Destination>();
  #rules = '';
  /** Domains without a rule that are in trouble. */
  readonly #inTrouble = new Map<string, Destination>();
  readonly #onRoom: () => void;
  readonly #remember: (gate: RateGate) => void;

  /**
   * @param onRoom somebody who had to wait may be let through now
   * @param remember counts what went out before Herald was started. To which provider is not known any more, so all of it counts: it
   *   costs a minute
   */
  constructor(onRoom: () => void, remember: (gate: RateGate) => void = () => {}) {
    this.#onRoom = onRoom;
    this.#remember = remember;
  }

  /** Also in the midst of a send. @returns whether the limits are others than before */
  configure(rules: readonly DomainRule[]): boolean {
    const key = JSON.stringify(rules);
    if (key === this.#rules) return false;
    const isFirst = this.#rules === '';
    this.#rules = key;
    // Recipients in hand may wait for one that has no rule any more.
    for (const destination of this.#byRule.values()) setLimits(destination, FREE);
    const standing = new Map(this.#byRule);
    this.#byRule.clear();
    this.#byDomain.clear();
    for (const { name, domains, ...limits } of rules) {
      const destination = standing.get(name) ?? newDestination();
      if (isFirst && limits.per_minute !== null) this.#remember(destination.gate);
      setLimits(destination, limits);
      this.#byRule.set(name, destination);
      for (const domain of domains) this.#byDomain.set(domain, destination);
    }
    return true;
  }

  /** Undefined: nothing to look after. */
  find(address: string): Destination | undefined {
    if (this.#byDomain.size + this.#inTrouble.size === 0) return undefined;
    const domain = domainOf(address);
    return this.#byDomain.get(domain) ?? this.#inTrouble.get(domain);
  }

  /** 0 when one more may go there now; infinite until one that is under way has ended. */
  wait({ circuit, limits, gate, underWay }: Destination, now: Millis): Millis {
    const rest = circuit.open_until - now;
    if (rest > 0) return rest;
    // A connection is handed several messages at a time; one is enough to hear whether it is better.
    const most = circuit.failures > 0 ? 1 : circuit.allowed;
    if (underWay >= Math.min(most, limits.connections ?? Number.POSITIVE_INFINITY)) {
      return Number.POSITIVE_INFINITY;
    }
    return gate.wait(now);
  }

  /** Whether it takes nothing for so long that nobody should wait for it in hand. */
  rests({ circuit }: Destination, now: Millis): boolean {
    return isOpen(circuit, now);
  }

  /** When somebody who has no place in the queue should come again. */
  nextTurn(destination: Destination, now: Millis): Millis {
    const { limits, circuit, lastTurn } = destination;
    const rate = Math.min(steadyRate(limits), circuit.allowed * MESSAGES_PER_CONNECTION);
    destination.lastTurn = Math.max(now, circuit.open_until, lastTurn) + SECOND / rate;
    return Math.round(destination.lastTurn);
  }

  begin(destination: Destination, now: Millis): void {
    destination.underWay += 1;
    destination.gate.count(now);
  }

  /** @param destination what `find` said when it began */
  end(
    destination: Destination | undefined,
    address: string,
    { outcome, now }: { outcome: Delivered; now: Millis },
  ): void {
    if (destination) destination.underWay -= 1;
    if (isOutcome(outcome)) this.#learn(destination ?? this.find(address), address, outcome, now);
    if (destination && destination.awaited > 0) this.#onRoom();
  }

  #learn(destination: Destination | undefined, address: string, outcome: SendOutcome, now: Millis): void {
    const about = retryClassOf(outcome);
    if (about === 'traffic') {
      const troubled = destination ?? newDestination();
      if (!destination) this.#inTrouble.set(domainOf(address), troubled);
      troubled.circuit = afterFailure(troubled.circuit, now);
    } else if (destination && about !== 'account' && about !== 'account_later' && outcome.kind !== 'unknown') {
      destination.circuit = afterSuccess(destination.circuit, destination.limits.connections ?? MOST_AT_A_TIME);
      if (destination.circuit.allowed >= MOST_AT_A_TIME) this.#forget(address);
    }
  }

  /** It is well again and has no rule. */
  #forget(address: string): void {
    if (this.#inTrouble.size > 0) this.#inTrouble.delete(domainOf(address));
  }
}

/** Whether anybody has said anything about it. */
function isOutcome(delivered: Delivered): delivered is SendOutcome {
  return delivered.kind !== 'withheld' && delivered.kind !== 'untouched';
}

/** Where the slow start of a provider without a rule ends. */
const MOST_AT_A_TIME = 20;

function setLimits(destination: Destination, limits: DomainLimits): void {
  destination.limits = limits;
  destination.lastTurn = 0;
  const { per_second, per_minute } = limits;
  destination.gate.setLimits({ ...NO_LIMITS, per_second, per_minute });
}

function newDestination(): Destination {
  return { limits: FREE, gate: new RateGate(), circuit: CLOSED_CIRCUIT, underWay: 0, awaited: 0, lastTurn: 0 };
}
