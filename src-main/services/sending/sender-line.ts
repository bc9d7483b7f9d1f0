import { setMaxListeners } from 'node:events';
import type { ChannelProvider, Delivered, ProviderConnection } from '#main/channels/channel-provider.ts';
import type { ChannelMessage } from '#main/channels/provider-registry.ts';
import type { Clock } from '#main/platform/clock.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { RateGates } from '#main/queue/rate-gates.ts';
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  CLOSED_CIRCUIT,
  isOpen,
  opened,
  resting,
} from '#shared/domain/channel/circuit.ts';
import { domainOf } from '#shared/domain/channel/domain-rules.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { retryClassOf } from '#shared/domain/delivery/retry-class.ts';
import type { judgeOutcome } from '#shared/domain/delivery/retry-policy.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Ledger } from './ledger.ts';
import { saidInCommon } from './said-in-common.ts';
import { Signal } from './signal.ts';
import type { Work, WorkSource } from './work-source.ts';

export interface SenderLineOptions {
  provider: ChannelProvider<ChannelMessage>;
  ledger: Ledger;
  source: WorkSource;
  /** What all senders together may send. */
  total: RateGate;
  clock: Clock;
  /** 0 <= random < 1 */
  random(): number;
  judge: typeof judgeOutcome;
  /** How long a stop waits for servers that do not answer. */
  patience: Millis;
  /** The account is refused: nothing goes on until a person has seen to it. */
  onRefused(reason: string): void;
  /** Somebody was refused for good; many of them are a reason to stop. */
  onRejected(): void;
  /** Nothing leaves for a while; null: it does again. */
  onTrouble(trouble: LineTrouble | null): void;
}

/** Why nothing leaves, in the words of the server or the line, and when it is tried again. */
export interface LineTrouble {
  said: string;
  until: Millis;
}

/** A connection that would idle for longer is closed; servers don't like to be kept waiting. */
const IDLE_MILLIS = 10_000;

/**
 * Everything that goes through one sender: its connections, its rate, its circuit. Each connection takes one recipient after
 * the other, from rendering to the answer, and is handed as many as it has room for.
 */
export class SenderLine {
  readonly gate = new RateGate();
  readonly #options: SenderLineOptions;
  readonly #gates: RateGates;
  readonly #signal = new Signal();
  readonly #abandon = new AbortController();
  readonly #lanes = new Map<number, Promise<void>>();
  #connections = 0;
  #circuit: Circuit = CLOSED_CIRCUIT;
  /** Providers that took nothing since the last success. */
  readonly #failedDomains = new Set<string>();
  #inTrouble = false;
  #stopped = false;

  constructor(options: SenderLineOptions) {
    this.#options = options;
    this.#gates = new RateGates(this.gate, options.total);
    // Each connection listens, and there may be a hundred.
    setMaxListeners(0, this.#abandon.signal);
  }

  /** What the sender may do now; also in the midst of a send. */
  configure(settings: { max_connections: number; rate: RateLimits }): void {
    this.gate.setLimits(settings.rate);
    this.#connections = settings.max_connections;
    for (let lane = 0; lane < this.#connections; lane++) this.#open(lane);
    this.#signal.wake();
  }

  /** Whether its server takes nothing for a while. */
  get rests(): boolean {
    return isOpen(this.#circuit, this.#options.clock.now());
  }

  /** There may be something to do. */
  wake(): void {
    this.#signal.wake();
  }

  /** Takes nothing more and lets what is in flight finish, within reason. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#signal.wake();
    const patience = setTimeout(() => this.#abandon.abort(), this.#options.patience);
    await Promise.all(this.#lanes.values());
    clearTimeout(patience);
  }

  #open(lane: number): void {
    if (this.#stopped || this.#lanes.has(lane)) return;
    const run = this.#run(lane).finally(() => this.#lanes.delete(lane));
    this.#lanes.set(lane, run);
  }

  async #run(lane: number): Promise<void> {
    let connection = null as ProviderConnection<ChannelMessage> | null;
    // Outcomes come in order, so once the last one is there all are.
    let last: Promise<void> | null = null;
    while (!this.#stopped && lane < this.#connections) {
      const wait = this.#waitOf(lane);
      if (wait > 0) {
        // Whoever waits for something else looks again before the signal is waited for: it may have come meanwhile.
        if (wait > IDLE_MILLIS && connection) connection = await hangUp(connection, last);
        else await this.#signal.wait(wait);
        continue;
      }
      if (!connection?.usable) {
        await last;
        connection = await this.#connect();
      }
      if (!connection || this.#stopped) continue;
      const pause = this.#gates.take(this.#options.clock.now());
      if (pause > 0) {
        await this.#signal.wait(pause);
        continue;
      }
      last = this.#deliverNext(connection) ?? last;
      await (connection.room?.() ?? last);
    }
    await hangUp(connection, last);
  }

  /** 0 when this lane may take a recipient now. */
  #waitOf(lane: number): Millis {
    const now = this.#options.clock.now();
    if (lane >= this.#circuit.allowed) return Number.POSITIVE_INFINITY;
    return Math.max(this.#circuit.open_until - now, this.#options.source.wait(now));
  }

  async #connect(): Promise<ProviderConnection<ChannelMessage> | null> {
    const result = await this.#options.provider.connect(this.#abandon.signal);
    if (result.ok) return result.connection;
    const { outcome } = result;
    const about = retryClassOf(outcome);
    if (about === 'account') this.#options.onRefused(outcome.said);
    if (about === 'account_later') this.#rest(outcome.said);
    else this.#fail(outcome.said);
    return null;
  }

  /** @returns what ends when the outcome is in the ledger; null: there is nothing to deliver */
  #deliverNext(connection: ProviderConnection<ChannelMessage>): Promise<void> | null {
    const { clock, source, ledger } = this.#options;
    const work = source.take(this.#gates.worthHaving(clock.now()));
    if (!work) {
      this.#gates.giveBack(clock.now());
      return null;
    }
    const { message, delivery } = work;
    return connection
      .deliver(message, (within) => ledger.mark(delivery, within))
      .then((delivered) => this.#settle(work, delivered));
  }

  #settle(work: Work, delivered: Delivered): void {
    const { delivery, urgent } = work;
    this.#options.source.ended(work, delivered);
    // The ledger has dealt with the row when it said no.
    if (delivered.kind === 'withheld') return;
    if (delivered.kind === 'untouched') {
      this.#options.ledger.settle(delivery, { kind: 'released' });
      return;
    }
    const { clock, random, ledger, judge } = this.#options;
    const { attempts, first_at } = delivery;
    const purpose = urgent ? 'transactional' : 'campaign';
    const verdict = judge(delivered, { attempts, first_at, now: clock.now(), random: random(), purpose });
    if (verdict.state === 'queued') ledger.settle(delivery, { kind: 'released' });
    else {
      const said = delivered.kind === 'accepted' ? saidInCommon(delivered.said) : delivered.said;
      const { next_at = null, charged = true } = verdict.state === 'deferred' ? verdict : {};
      const { state, code } = verdict;
      const { gone, charge } = delivered;
      ledger.settle(delivery, { kind: 'tried', state, code, said, next_at, charged, gone, charge });
    }
    this.#learn(delivery.address, delivered);
  }

  /** What an outcome says about the way to the server and about the account. */
  #learn(address: string, outcome: SendOutcome): void {
    const about = retryClassOf(outcome);
    if (outcome.kind === 'unknown') this.#fail(outcome.said);
    else if (about === 'account') this.#options.onRefused(outcome.said);
    else if (about === 'account_later')
      this.#rest(outcome.said, outcome.kind === 'deferred' ? outcome.wait : undefined);
    else if (about === 'traffic') this.#failFor(address, outcome.said);
    else this.#succeed();
    if (outcome.kind === 'rejected') this.#options.onRejected();
  }

  #succeed(): void {
    const { allowed } = this.#circuit;
    this.#circuit = afterSuccess(this.#circuit, this.#connections);
    this.#failedDomains.clear();
    if (this.#circuit.allowed > allowed) this.#signal.wake();
    if (this.#inTrouble) this.#tell(null);
  }

  /** Of one provider only the first failure in a row speaks against the sender: it may be that provider alone that is in trouble. */
  #failFor(address: string, said: string): void {
    const domain = domainOf(address);
    if (this.#failedDomains.has(domain)) return;
    this.#failedDomains.add(domain);
    this.#fail(said);
  }

  #fail(said: string): void {
    this.#setCircuit(afterFailure(this.#circuit, this.#options.clock.now()), said);
  }

  /** Nothing leaves for a while, without more having to fail first. @param wait how long, where the service has said it */
  #rest(said: string, wait?: Millis): void {
    const now = this.#options.clock.now();
    if (wait !== undefined) this.#setCircuit(resting(this.#circuit, now + wait), said);
    else if (!isOpen(this.#circuit, now)) this.#setCircuit(opened(this.#circuit, now), said);
  }

  #setCircuit(circuit: Circuit, said: string): void {
    const now = this.#options.clock.now();
    const opens = isOpen(circuit, now) && !isOpen(this.#circuit, now);
    this.#circuit = circuit;
    if (!opens) return;
    this.#options.source.putBack();
    this.#tell({ said, until: circuit.open_until });
  }

  #tell(trouble: LineTrouble | null): void {
    this.#inTrouble = trouble !== null;
    this.#options.onTrouble(trouble);
  }
}

async function hangUp(
  connection: ProviderConnection<ChannelMessage> | null,
  last: Promise<void> | null,
): Promise<null> {
  await last;
  connection?.close();
  return null;
}
