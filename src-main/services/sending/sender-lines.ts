import type { SmtpTimeouts } from '#main/channels/email/smtp-account.ts';
import { type ProviderAccount, providerOf } from '#main/channels/provider-registry.ts';
import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { handedOver, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { judgeOutcome } from '#shared/domain/delivery/retry-policy.ts';
import { DAY, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import { keepRenewed } from '../sign-in/oauth-grant.ts';
import { DomainThrottle } from './domain-throttle.ts';
import type { Ledger } from './ledger.ts';
import { providerAccountOf, senderGrant } from './provider-account-of.ts';
import { type LineTrouble, SenderLine } from './sender-line.ts';
import { WorkSource } from './work-source.ts';

/** What lines are made of; the same for all. */
export interface LineMeans {
  db: Database;
  clock: Clock;
  secrets: SecretBox;
  fetch: GuardedFetch;
  /** The built-in mailbox. */
  mailbox: { host: string; port: number };
  timeouts?: SmtpTimeouts;
  random?: () => number;
  /** What the ledger does with an outcome. */
  judge?: typeof judgeOutcome;
  /** How long a stop waits for servers that do not answer. */
  patience?: Millis;
}

export interface SenderLinesOptions extends LineMeans {
  ledger: Ledger;
  onBrokenTemplate(send_no: number, problem: string): void;
  /** The account is refused. */
  onRefused(sender_no: number, reason: string): void;
  /** Somebody was refused for good. */
  onRejected(): void;
  /** Nothing leaves through it for a while; null: it does again. */
  onTrouble(sender_no: number, trouble: LineTrouble | null): void;
}

interface Standing {
  line: SenderLine;
  source: WorkSource;
  /** What the connections were made for; another account needs other connections. */
  account: string;
}

const PATIENCE = 10 * SECOND;

/** The lines of all senders that have something to do, and what they share: the limit of all together, and mailbox providers. */
export class SenderLines {
  readonly total = new RateGate();
  readonly throttle = new DomainThrottle(
    () => this.#wakeAll(),
    (gate) => this.#remember(gate),
  );
  readonly #options: SenderLinesOptions;
  readonly #lines = new Map<number, Standing>();
  readonly #ending = new Set<Promise<void>>();
  /** The built-in mailbox takes whatever it gets. */
  readonly #noThrottle = new DomainThrottle(() => {});

  constructor(options: SenderLinesOptions) {
    this.#options = options;
    this.#remember(this.total);
  }

  senders(): number[] {
    return [...this.#lines.keys()];
  }

  /** Whether its server takes nothing for a while. */
  rests(sender_no: number): boolean {
    return this.#lines.get(sender_no)?.line.rests ?? false;
  }

  /** The line of this sender, opened if need be. */
  of(sender: SenderRow): Pick<Standing, 'line' | 'source'> {
    const { db, secrets, mailbox, onTrouble } = this.#options;
    const account = providerAccountOf({ secrets, mailbox }, db.reader, sender);
    const key = keyOf(account);
    const standing = this.#lines.get(sender.no);
    if (standing?.account === key) return standing;
    if (standing) this.#close(sender.no);
    const opened = { ...this.#open(sender, account), account: key };
    this.#remember(opened.line.gate, sender.no);
    onTrouble(sender.no, null);
    this.#lines.set(sender.no, opened);
    return opened;
  }

  /** Those of other senders have nothing to do. */
  idleBut(sender_nos: ReadonlySet<number>): void {
    for (const [sender_no, { source }] of this.#lines) if (!sender_nos.has(sender_no)) source.setRuns(new Map());
  }

  /** Recipients are back in the queue. */
  lookAgain(): void {
    for (const { line, source } of this.#lines.values()) {
      source.lookAgain();
      line.wake();
    }
  }

  /** Lets what is in flight finish, and gives back everybody else in hand. */
  async stop(): Promise<void> {
    for (const sender_no of this.senders()) this.#close(sender_no);
    await Promise.all(this.#ending);
  }

  #open({ no: sender_no, id, provider }: SenderRow, account: ProviderAccount): Pick<Standing, 'line' | 'source'> {
    const { db, clock, secrets, fetch, timeouts, ledger } = this.#options;
    const { random = Math.random, judge = judgeOutcome, patience = PATIENCE } = this.#options;
    const { onBrokenTemplate, onRefused, onRejected, onTrouble } = this.#options;
    const source = new WorkSource({
      reader: db.reader,
      ledger,
      clock,
      throttle: provider === 'test_mailbox' ? this.#noThrottle : this.throttle,
      onBrokenTemplate,
      onArrival: () => line.wake(),
    });
    const line: SenderLine = new SenderLine({
      provider: providerOf(account, {
        fetch,
        now: () => clock.now(),
        timeouts,
        onRenewed: (renewed) => keepRenewed({ db, secrets }, senderGrant(id), renewed),
      }),
      ledger,
      source,
      total: this.total,
      clock,
      random,
      judge,
      patience,
      onRefused: (said) => onRefused(sender_no, `The server refused this sender: ${said}`),
      onRejected,
      onTrouble: (trouble) => onTrouble(sender_no, trouble),
    });
    return { line, source };
  }

  #close(sender_no: number): void {
    const standing = this.#lines.get(sender_no);
    if (!standing) return;
    this.#lines.delete(sender_no);
    standing.source.setRuns(new Map());
    const ending = endOf(standing).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #wakeAll(): void {
    for (const { line } of this.#lines.values()) line.wake();
  }

  /**
   * Limits hold over a restart. Of what went out only the minute is known: it counts as if all of it had left at the end of that, so that
   * no span holds too much.
   */
  #remember(gate: RateGate, sender_no?: number): void {
    const { db, clock } = this.#options;
    const now = clock.now();
    for (const { minute, n } of handedOver(db.reader, now - DAY, sender_no)) {
      gate.remember(Math.min(now, (minute + 1) * MINUTE - 1), n, now);
    }
  }
}

async function endOf({ line, source }: Standing): Promise<void> {
  await line.stop();
  await source.settled();
}

/** Another account needs other connections; a refresh token that the service itself has renewed makes it none. */
function keyOf(account: ProviderAccount): string {
  return JSON.stringify(account, (name, value: unknown) => (name === 'refresh_token' ? undefined : value));
}
