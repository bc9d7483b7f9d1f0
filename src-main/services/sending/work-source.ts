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
import { Claims } from './claims.ts';
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
  /** Recipients have come in hand. */
  onArrival(): void;
}

interface Run {
  message: RunMessage;
  /** People for whom the template failed, one after the other. */
  failed: ClaimedDelivery[];
  problem: string;
}

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
  readonly #claimed: Claims;
  /** Single messages that people wait for: they go before everything else, also before what is in hand already. */
  readonly #urgent: Claims;
  readonly #queue: DomainQueue;
  /** Whether anybody who came in hand since the last search may go. */
  #found = true;
  /** Whoever looked last found only people whose providers take nobody; nobody looks again before this. */
  #restUntil: Millis = 0;
  /** What is known of those who come next, and who was asked about: some are gone. */
  #recipients = new Map<number, RecipientRow>();
  #asked = new Set<number>();
  #askedAt: Millis = 0;

  constructor(options: WorkSourceOptions) {
    this.#options = options;
    const { throttle, ledger } = options;
    this.#queue = new DomainQueue({ throttle, settle: (delivery, ending) => ledger.settle(delivery, ending) });
    this.#claimed = this.#claims(false);
    this.#urgent = this.#claims(true);
  }

  /** From now on these sends are worked on; recipients of others that are in hand go back. */
  setRuns(messages: ReadonlyMap<number, RunMessage>): void {
    const gone = [...this.#runs].filter(([send_no]) => !messages.has(send_no));
    for (const [send_no, run] of gone) {
      this.#release(run.failed);
      this.#runs.delete(send_no);
    }
    for (const [send_no, message] of messages) {
      const run = this.#runs.get(send_no) ?? { failed: [], problem: '' };
      this.#runs.set(send_no, { ...run, message });
    }
    if (gone.length > 0) this.#letGo(({ send_no }) => !this.#runs.has(send_no));
    this.lookAgain();
  }

  /** Nothing can leave for a while: what is in hand goes back. */
  putBack(): void {
    this.#letGo(() => true);
  }

  /** Recipients have come back to the queue since it was found empty. */
  lookAgain(): void {
    this.#claimed.lookAgain();
    this.#urgent.lookAgain();
  }

  /** Resolves once nobody is on their way in hand. */
  async settled(): Promise<void> {
    await Promise.all([this.#claimed.settled(), this.#urgent.settled()]);
  }

  /** 0 when there may be a recipient now, else how long there is none. */
  wait(now: Millis): Millis {
    const urgent = this.#urgent.wait(now);
    if (urgent === 0) return 0;
    const bulk = Math.max(this.#claimed.wait(now), this.#restUntil - now);
    return Math.min(urgent, this.#queue.wait(now), bulk);
  }

  /** The next recipient whose message can be made; those who must not get it any more are settled on the way. */
  take(worthHaving: number): Work | null {
    const { throttle, clock } = this.#options;
    for (;;) {
      const delivery = this.#nextUrgent(worthHaving) ?? this.#next(worthHaving);
      if (!delivery) {
        this.#judgeFailures();
        return null;
      }
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
    for (let delivery = this.#claimed.shift(); delivery; delivery = this.#claimed.shift()) {
      if (!this.#queue.admit(delivery, now)) continue;
      this.#found = true;
      if (now >= this.#restUntil) this.#claimed.stockUp(worthHaving);
      return delivery;
    }
    if (!this.#found) this.#restUntil = now + SEARCH_REST;
    this.#found = true;
    if (now >= this.#restUntil) this.#claimed.stockUp(worthHaving);
    return undefined;
  }

  #nextUrgent(worthHaving: number): ClaimedDelivery | undefined {
    this.#urgent.stockUp(worthHaving);
    for (let delivery = this.#urgent.shift(); delivery; delivery = this.#urgent.shift()) {
      if (this.#queue.admit(delivery, this.#options.clock.now())) return delivery;
    }
    return undefined;
  }

  #claims(urgent: boolean): Claims {
    const { ledger, clock, reader, onArrival } = this.#options;
    return new Claims({
      ledger,
      now: () => clock.now(),
      sends: () => [...this.#runs].filter(([, { message }]) => (message.urgent ?? false) === urgent).map(([no]) => no),
      nextDue: (send_no) => nextDue(reader, send_no) ?? Number.POSITIVE_INFINITY,
      onArrival: (n) => {
        if (!urgent && n > 0) this.#found = false;
        onArrival();
      },
    });
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
      const next = this.#claimed.peek(READ_AHEAD).map(({ contact_no }) => contact_no);
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

  #judgeFailures(): void {
    const now = this.#options.clock.now();
    for (const [send_no, run] of this.#runs)
      if (run.failed.length > 0 && this.#claimed.isEmpty(send_no, now)) this.#judge(send_no, run);
  }

  /** Everybody else has been served: it is these people's data, unless nobody has been served at all. */
  #judge(send_no: number, run: Run): void {
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
    this.#release([...this.#claimed.letGo(which), ...this.#urgent.letGo(which), ...this.#queue.release(which)]);
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
