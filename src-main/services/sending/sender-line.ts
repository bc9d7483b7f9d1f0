import { setMaxListeners } from 'node:events';
import type { ChannelProvider, Delivered, ProviderConnection } from '#main/channels/channel-provider.ts';
import type { EmailMessage } from '#main/channels/email/email-message.ts';
import type { Clock } from '#main/platform/clock.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { RateGates } from '#main/queue/rate-gates.ts';
import { afterFailure, afterSuccess, type Circuit, CLOSED_CIRCUIT } from '#shared/domain/channel/circuit.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { judgeOutcome } from '#shared/domain/delivery/retry-policy.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Ledger } from './ledger.ts';
import { saidInCommon } from './said-in-common.ts';
import { Signal } from './signal.ts';
import type { Work, WorkSource } from './work-source.ts';

export interface SenderLineOptions {
  provider: ChannelProvider<EmailMessage>;
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
  /** The server can't be reached just now, in its words or those of the line; null: it can again. */
  onTrouble(said: string | null): void;
}

/** Content that a server's policy refuses for so many people in a row will be refused for everybody. */
const POLICY_REFUSALS = 3;
const POLICY_CODE = /^5\d\d 5\.7\./;
/** A connection that would idle for longer is closed; servers don't like to be kept waiting. */
const IDLE_MILLIS = 10_000;

/**
 * Everything that goes through one sender: its connections, its rate, its circuit. Each connection takes one recipient after
 * the other, from rendering to the answer, so that at most one per connection is ever in doubt.
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
  #policyRefusals = 0;
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
    let connection = null as ProviderConnection<EmailMessage> | null;
    while (!this.#stopped && lane < this.#connections) {
      const wait = this.#waitOf(lane);
      if (wait > 0) {
        if (wait > IDLE_MILLIS) connection = hangUp(connection);
        await this.#signal.wait(wait);
        continue;
      }
      connection = connection?.usable ? connection : await this.#connect();
      if (connection && !this.#stopped) await this.#deliverNext(connection);
    }
    hangUp(connection);
  }

  /** 0 when this lane may take a recipient now. */
  #waitOf(lane: number): Millis {
    const now = this.#options.clock.now();
    if (lane >= this.#circuit.allowed) return Number.POSITIVE_INFINITY;
    return Math.max(this.#circuit.open_until - now, this.#options.source.wait(now));
  }

  async #connect(): Promise<ProviderConnection<EmailMessage> | null> {
    const result = await this.#options.provider.connect(this.#abandon.signal);
    if (result.ok) return result.connection;
    if (result.outcome.blame === 'sender') this.#options.onRefused(result.outcome.said);
    this.#fail(result.outcome.said);
    return null;
  }

  async #deliverNext(connection: ProviderConnection<EmailMessage>): Promise<void> {
    const { clock, source, ledger } = this.#options;
    const wait = this.#gates.take(clock.now());
    if (wait > 0) {
      await this.#signal.wait(wait);
      return;
    }
    const work = source.take(this.#gates.worthHaving(clock.now()));
    if (!work) {
      this.#gates.giveBack(clock.now());
      return;
    }
    const delivered = await connection.deliver(work.message, () => ledger.mark(work.delivery));
    this.#settle(work, delivered);
  }

  #settle({ delivery }: Work, delivered: Delivered): void {
    // The ledger has dealt with the row when it said no.
    if (delivered.kind === 'withheld') return;
    const { clock, random, ledger, judge } = this.#options;
    const verdict = judge(delivered, { attempts: delivery.attempts, now: clock.now(), random: random() });
    if (verdict.state === 'queued') ledger.settle(delivery, { kind: 'released' });
    else {
      const said = delivered.kind === 'accepted' ? saidInCommon(delivered.said) : delivered.said;
      const next_at = verdict.state === 'deferred' ? verdict.next_at : null;
      ledger.settle(delivery, { kind: 'tried', state: verdict.state, code: verdict.code, said, next_at });
    }
    this.#learn(delivered);
  }

  /** What an outcome says about the way to the server and about the account. */
  #learn(outcome: SendOutcome): void {
    if (outcome.kind === 'unknown' || (outcome.kind === 'deferred' && outcome.blame === 'connection')) {
      this.#fail(outcome.said);
      return;
    }
    if (outcome.kind === 'accepted') this.#policyRefusals = 0;
    else if (outcome.blame === 'sender') this.#options.onRefused(outcome.said);
    else if (POLICY_CODE.test(outcome.code) && ++this.#policyRefusals >= POLICY_REFUSALS) {
      this.#policyRefusals = 0;
      this.#options.onRefused(outcome.said);
    }
    const { allowed } = this.#circuit;
    this.#circuit = afterSuccess(this.#circuit, this.#connections);
    if (this.#circuit.allowed > allowed) this.#signal.wake();
    if (this.#inTrouble) this.#tell(null);
  }

  #fail(said: string): void {
    const { open_until } = this.#circuit;
    this.#circuit = afterFailure(this.#circuit, this.#options.clock.now());
    if (this.#circuit.open_until > open_until) this.#tell(said);
  }

  #tell(said: string | null): void {
    this.#inTrouble = said !== null;
    this.#options.onTrouble(said);
  }
}

function hangUp(connection: ProviderConnection<EmailMessage> | null): null {
  connection?.close();
  return null;
}
