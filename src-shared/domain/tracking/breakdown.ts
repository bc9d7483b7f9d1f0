import type { Millis } from '#shared/kernel/instant.ts';
import { type FailureCause, failureCauseOf } from '../delivery/failure-cause.ts';
import { mailboxProviderOf } from '../sending/mailbox-provider.ts';
import { mailClientOf } from './mail-client.ts';

/** By what the outcome of a send is told apart. `hour`: day of the week (0 is Monday) and hour of the first opening, as `3-17`. */
export const DIMENSIONS = [
  'provider',
  'domain',
  'country',
  'client',
  'device',
  'hour',
  'leave_reason',
  'failure_cause',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Outcome {
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  bounced: number;
  failed: number;
}

/** A recipient with what became of the message and what a person did with it. */
export interface RecipientOutcome {
  state: string;
  code: string | null;
  /** Of an email address; null: it is none. */
  domain: string | null;
  country: string;
  opened_at: Millis | null;
  clicked: boolean;
  unsubscribed: boolean;
  leave_reason: string | null;
  /** Of the first hit of a person; null: there was none. */
  agent: string | null;
}

export interface BreakdownRow extends Outcome {
  dimension: Dimension;
  /** Empty: not known. */
  value: string;
}

const MOST_DOMAINS = 100;
/** All domains that are not among the largest. */
export const OTHER_DOMAINS = '*';

/** Adds recipients up by each dimension. */
export class Breakdown {
  readonly #sums = new Map<Dimension, Map<string, Outcome>>(DIMENSIONS.map((name) => [name, new Map()]));
  readonly #hourOf: (at: Millis) => string;
  readonly #clients = new Map<string, ReturnType<typeof mailClientOf>>();

  /** @param hourOf day and hour of a moment where the organization is */
  constructor(hourOf: (at: Millis) => string) {
    this.#hourOf = hourOf;
  }

  add(one: RecipientOutcome): void {
    const outcome = outcomeOf(one);
    if (one.domain !== null) {
      this.#count('provider', mailboxProviderOf(one.domain), outcome);
      this.#count('domain', one.domain, outcome);
    }
    this.#count('country', one.country.toUpperCase(), outcome);
    if (one.agent !== null) {
      const { client, device } = this.#clientOf(one.agent);
      this.#count('client', client, outcome);
      this.#count('device', device ?? '', outcome);
    }
    if (one.opened_at !== null) this.#count('hour', this.#hourOf(one.opened_at), outcome);
    if (one.unsubscribed) this.#count('leave_reason', one.leave_reason ?? '', outcome);
    if (outcome.failed + outcome.bounced > 0) this.#count('failure_cause', causeOf(one), outcome);
  }

  rows(): BreakdownRow[] {
    return [...this.#sums].flatMap(([dimension, sums]) =>
      (dimension === 'domain' ? largest([...sums]) : [...sums]).map(([value, outcome]) => ({
        dimension,
        value,
        ...outcome,
      })),
    );
  }

  #clientOf(agent: string) {
    const known = this.#clients.get(agent) ?? mailClientOf(agent);
    this.#clients.set(agent, known);
    return known;
  }

  #count(dimension: Dimension, value: string, outcome: Outcome): void {
    const sums = this.#sums.get(dimension);
    const sum = sums?.get(value);
    if (sum) addTo(sum, outcome);
    else sums?.set(value, { ...outcome });
  }
}

function outcomeOf({ state, opened_at, clicked, unsubscribed }: RecipientOutcome): Outcome {
  return {
    sent: Number(state === 'accepted' || state === 'bounced' || state === 'complained'),
    opened: Number(opened_at !== null),
    clicked: Number(clicked),
    unsubscribed: Number(unsubscribed),
    bounced: Number(state === 'bounced'),
    failed: Number(state === 'failed'),
  };
}

function causeOf({ code }: RecipientOutcome): FailureCause {
  return failureCauseOf(code);
}

function largest(domains: [string, Outcome][]): [string, Outcome][] {
  const sorted = domains.sort(([, one], [, other]) => other.sent + other.failed - one.sent - one.failed);
  const rest = sorted.slice(MOST_DOMAINS);
  if (rest.length === 0) return sorted;
  const others = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0, bounced: 0, failed: 0 };
  for (const [, outcome] of rest) addTo(others, outcome);
  return [...sorted.slice(0, MOST_DOMAINS), [OTHER_DOMAINS, others]];
}

function addTo(sum: Outcome, { sent, opened, clicked, unsubscribed, bounced, failed }: Outcome): void {
  sum.sent += sent;
  sum.opened += opened;
  sum.clicked += clicked;
  sum.unsubscribed += unsubscribed;
  sum.bounced += bounced;
  sum.failed += failed;
}
