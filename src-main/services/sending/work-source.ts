import type { Delivered } from '#main/channels/channel-provider.ts';
import type { ChannelMessage } from '#main/channels/provider-registry.ts';
import type { Reader } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { type ClaimedDelivery, nextDue } from '#main/repositories/delivery/delivery.repo.ts';
import { findRecipients, type RecipientRow } from '#main/repositories/delivery/delivery-run.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { isSkipReason, type SkipReason } from '#shared/domain/delivery/eligibility.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { DomainQueue } from './domain-queue.ts';
import type { Destination, DomainThrottle } from './domain-throttle.ts';
import type { Ledger } from './ledger.ts';
import type { RunMessage } from './run-message.ts';

/** A recipient and their message. */
export interface Work {
  delivery: ClaimedDelivery;
  message: ChannelMessage;
  /** Where it goes, when that is watched. */
  destination: Destination | undefined;
  /** Tried until it is certain that the server has it. */
  urgent?: boolean;
}

export interface WorkSourceOptions {
  reader: Reader;
  ledger: Ledger;
  clock: Clock;
  throttle: DomainThrottle;
  /** The template fails for one person after the other. */
  onBrokenTemplate(send_no: number, problem: string): void;
}

interface Run {
  message: RunMessage;
  /** People for whom the template failed, one after the other. */
  failed: ClaimedDelivery[];
  problem: string;
  /** Nothing to claim before this moment. */
  empty_until: Millis;
}

const LARGEST_CLAIM = 500;
const READ_AHEAD = 100;
/** What was read longer ago is read again: people change. */
const FRESH_MILLIS = 1_000;
const FAILURES_IN_A_ROW = 20;
/** Between two looks past people whose providers take nobody, so that a long row of them is not put off all at once. */
const SEARCH_REST = 100;
/** States that only a message which could be made leads to. */
const SERVED = ['accepted', 'deferred', 'failed', 'unknown', 'bounced', 'complained'];

/** Hands out the recipients of all sends that go through one sender, a claim of each in turn. */
export class WorkSource {
  readonly #options: WorkSourceOptions;
  readonly #runs = new Map<number, Run>();
  #turn = 0;
  #claimed: ClaimedDelivery[] = [];
  readonly #queue: DomainQueue;
  /** Whoever looked last found only people whose providers take nobody; nobody looks again before this. */
  #restUntil: Millis = 0;
  #urgent: ClaimedDelivery[] = [];
  /** What is known of those who come next, and who was asked about: some are gone. */
  #recipients = new Map<number, RecipientRow>();
  #asked = new Set<number>();
  #askedAt: Millis = 0;

  constructor(options: WorkSourceOptions) {
    this.#options = options;
    const { throttle, ledger } = options;
    this.#queue = new DomainQueue({ throttle, settle: (delivery, ending) => ledger.settle(delivery, ending) });
  }

  /** From now on these sends are worked on; recipients of others that are in hand go back. */
  setRuns(messages: ReadonlyMap<number, RunMessage>): void {
    for (const [send_no, run] of this.#runs) {
      if (messages.has(send_no)) continue;
      this.#release(run.failed);
      this.#runs.delete(send_no);
    }
    for (const [send_no, message] of messages) {
      const run = this.#runs.get(send_no) ?? { failed: [], problem: '' };
      this.#runs.set(send_no, { ...run, message, empty_until: 0 });
    }
    this.#letGo(({ send_no }) => !this.#runs.has(send_no));
  }

  /** Nothing can leave for a while: what is in hand goes back. */
  putBack(): void {
    this.#letGo(() => true);
  }

  /** Recipients have come back to the queue since it was found empty. */
  lookAgain(): void {
    for (const run of this.#runs.values()) run.empty_until = 0;
  }

  /** 0 when there may be a recipient now, else how long there is none. */
  wait(now: Millis): Millis {
    if (this.#claimed.length + this.#urgent.length > 0) return 0;
    let wait = Number.POSITIVE_INFINITY;
    for (const { empty_until } of this.#runs.values()) wait = Math.min(wait, Math.max(0, empty_until - now));
    return Math.min(this.#queue.wait(now), Math.max(wait, this.#restUntil - now));
  }

  /** The next recipient whose message can be made; those who must not get it any more are settled on the way. */
  take(worthHaving: number): Work | null {
    const { throttle, clock } = this.#options;
    for (;;) {
      const delivery = this.#nextUrgent(worthHaving) ?? this.#next(worthHaving);
      if (!delivery) return null;
      const message = this.#prepare(delivery);
      if (!message) continue;
      const destination = throttle.find(delivery.address);
      if (destination) throttle.begin(destination, clock.now());
      return { delivery, message, destination, urgent: this.#runs.get(delivery.send_no)?.message.urgent };
    }
  }

  /** What became of somebody who was taken, for the provider's sake. */
  ended({ delivery, destination }: Work, outcome: Delivered): void {
    const { throttle, clock } = this.#options;
    throttle.end(destination, delivery.address, { outcome, now: clock.now() });
  }

  /** The next recipient whose provider takes somebody now. */
  #next(worthHaving: number): ClaimedDelivery | undefined {
    const now = this.#options.clock.now();
    const ready = this.#queue.takeReady(now);
    if (ready) return ready;
    for (let searches = 0; ; ) {
      const delivery = this.#claimed.shift();
      if (delivery && this.#queue.admit(delivery, now)) return delivery;
      if (delivery) continue;
      if (searches > 0) this.#restUntil = now + SEARCH_REST;
      if (searches++ > 0 || now < this.#restUntil) return undefined;
      this.#claimed = this.#claim(worthHaving, false);
      if (this.#claimed.length === 0) return undefined;
    }
  }

  /** Single messages that people wait for go before everything else, also before what is in hand already. */
  #nextUrgent(worthHaving: number): ClaimedDelivery | undefined {
    if (this.#urgent.length === 0) this.#urgent = this.#claim(worthHaving, true);
    for (let delivery = this.#urgent.shift(); delivery; delivery = this.#urgent.shift()) {
      if (this.#queue.admit(delivery, this.#options.clock.now())) return delivery;
    }
    return undefined;
  }

  #claim(worthHaving: number, urgent: boolean): ClaimedDelivery[] {
    const { ledger, clock } = this.#options;
    const limit = Math.min(LARGEST_CLAIM, worthHaving);
    const sends = [...this.#runs].filter(([, { message }]) => (message.urgent ?? false) === urgent).map(([no]) => no);
    for (let tries = sends.length; tries > 0; tries--) {
      const send_no = sends[this.#turn++ % sends.length];
      const run = send_no === undefined ? undefined : this.#runs.get(send_no);
      if (send_no === undefined || !run || run.empty_until > clock.now()) continue;
      const claimed = ledger.claim(send_no, limit);
      if (claimed.length > 0) return claimed;
      if (run.failed.length > 0) this.#judgeFailures(send_no, run);
      run.empty_until = nextDue(this.#options.reader, send_no) ?? Number.POSITIVE_INFINITY;
    }
    return [];
  }

  #prepare(delivery: ClaimedDelivery): ChannelMessage | null {
    const { ledger, clock } = this.#options;
    const run = this.#runs.get(delivery.send_no);
    const recipient = run?.message.recipientOf ? run.message.recipientOf(delivery) : this.#recipientOf(delivery);
    const reason = recipient ? lateReason(recipient.status) : 'no_address';
    if (!run || !recipient || reason) {
      ledger.settle(delivery, reason ? { kind: 'skipped', reason } : { kind: 'released' });
      return null;
    }
    if (this.#isQuiet(run, delivery, recipient.timezone)) return null;
    try {
      const message = run.message.build(delivery, recipient, clock.now());
      this.#skip(run.failed.splice(0));
      return message;
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      if (run.message.urgent) {
        this.#skip([delivery]);
        return null;
      }
      run.problem = error.message;
      if (run.failed.push(delivery) >= FAILURES_IN_A_ROW) this.#giveUp(delivery.send_no, run);
      return null;
    }
  }

  /** The next ones are read along, in one query. */
  #recipientOf(delivery: ClaimedDelivery): RecipientRow | undefined {
    const { reader, clock } = this.#options;
    const now = clock.now();
    if (!this.#asked.has(delivery.contact_no) || now - this.#askedAt > FRESH_MILLIS) {
      const next = this.#claimed.slice(0, READ_AHEAD).map(({ contact_no }) => contact_no);
      this.#asked = new Set([delivery.contact_no, ...next]);
      this.#recipients = findRecipients(reader, [...this.#asked]);
      this.#askedAt = now;
    }
    return this.#recipients.get(delivery.contact_no);
  }

  /** Limits, pauses and retries move messages into the night: they wait for its end. */
  #isQuiet({ message }: Run, delivery: ClaimedDelivery, timezone: string): boolean {
    const { ledger, clock } = this.#options;
    const now = clock.now();
    const next_at = message.allowedAt?.(timezone, now) ?? now;
    if (next_at <= now) return false;
    ledger.settle(delivery, {
      kind: 'tried',
      state: 'deferred',
      code: 'QUIET_TIME',
      said: null,
      next_at,
      charged: false,
    });
    return true;
  }

  /** Everybody else has been served: it is these people's data, unless nobody has been served at all. */
  #judgeFailures(send_no: number, run: Run): void {
    const counts = countsOf(this.#options.reader, send_no);
    const served = SERVED.some((state) => (counts.get(state) ?? 0) > 0);
    if (served) this.#skip(run.failed.splice(0));
    else this.#giveUp(send_no, run);
  }

  #giveUp(send_no: number, run: Run): void {
    this.#release(run.failed);
    this.#runs.delete(send_no);
    this.#letGo((delivery) => delivery.send_no === send_no);
    this.#options.onBrokenTemplate(send_no, run.problem);
  }

  #skip(deliveries: ClaimedDelivery[]): void {
    for (const delivery of deliveries)
      this.#options.ledger.settle(delivery, { kind: 'skipped', reason: 'template_error' });
  }

  /** Those in hand to whom this applies go back to the queue. */
  #letGo(which: (delivery: ClaimedDelivery) => boolean): void {
    const claimed = [...this.#claimed, ...this.#urgent];
    this.#release([...claimed.filter(which), ...this.#queue.release(which)]);
    this.#claimed = this.#claimed.filter((delivery) => !which(delivery));
    this.#urgent = this.#urgent.filter((delivery) => !which(delivery));
  }

  #release(deliveries: ClaimedDelivery[]): void {
    for (const delivery of deliveries) this.#options.ledger.settle(delivery, { kind: 'released' });
  }
}

/** How a contact stands now, where that forbids writing to them. Whether they confirmed was decided when the send began. */
function lateReason(status: string): SkipReason | null {
  if (status === 'deliverable' || status === 'unconfirmed') return null;
  const reason = status === 'blocked' ? 'suppressed' : status;
  return isSkipReason(reason) ? reason : null;
}
