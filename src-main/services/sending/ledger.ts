import type { ClaimedDelivery } from '#main/repositories/delivery/delivery.repo.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import type { LedgerBatch, LedgerKeeper } from './ledger-book.ts';
import type { Ending } from './ledger-entry.ts';

export interface LedgerOptions {
  keeper: LedgerKeeper;
  log: Logger;
  /** The disk does not take what has happened; nothing more should be taken in hand. */
  onTrouble(error: unknown): void;
  /** It takes it again. */
  onRecovery(): void;
  /** Recipients are back in the queue, now or at a later moment. */
  onReturn(): void;
}

interface Mark {
  no: number;
  answer(permitted: boolean): void;
}

interface Settled {
  no: number;
  ending: Ending;
}

const SETTLE_MILLIS = 25;
const LONGEST_MARK = 20;
const LARGEST_GROUP = 500;
const RETRY_MILLIS = 2_000;
const WEIGHT = 1 / 8;

/**
 * The durable side of a send. Marks are committed before the message they stand for may leave; those of all connections that
 * are waiting at a moment share one commit, and endings that have gathered meanwhile ride along. One commit is under way at a
 * time; what comes during it gathers for the next.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  #marks: Mark[] = [];
  #endings: Settled[] = [];
  #writing: Promise<void> | null = null;
  /** Somebody waits for the next commit. */
  #due = false;
  #stumbled = false;
  /** What a commit takes lately. */
  #usual: Millis = 0;
  #markSoon: NodeJS.Immediate | undefined;
  #markTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  async claim(send_no: number, limit: number): Promise<ClaimedDelivery[]> {
    try {
      return await this.#options.keeper.claim({ send_no, limit });
    } catch (error) {
      this.#stumble(error);
      return [];
    }
  }

  /**
   * Resolves once it is on disk that the message may leave. False: it must not, because the send or its sender was stopped
   * meanwhile, the person has left, or the disk refused; the row has been dealt with then.
   * @param within how long the answer is not missed, so that more can gather
   */
  mark({ no }: ClaimedDelivery, within: Millis = 0): Promise<boolean> {
    return new Promise((answer) => {
      this.#marks.push({ no, answer });
      const wait = Math.min(within, LONGEST_MARK) - this.#usual;
      if (wait < 1 || this.#marks.length >= LARGEST_GROUP) this.#markSoon ??= setImmediate(() => this.#flushSoon());
      else this.#markTimer ??= setTimeout(() => this.#flushSoon(), wait);
    });
  }

  settle({ no }: ClaimedDelivery, ending: Ending): void {
    this.#endings.push({ no, ending });
    if (this.#endings.length >= LARGEST_GROUP && !this.#stumbled) this.#flushSoon();
    else this.#settleTimer ??= setTimeout(() => this.#flushSoon(), SETTLE_MILLIS);
  }

  /** Writes what has gathered and nothing after it. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#settleTimer);
  }

  /** Writes everything that has gathered. */
  async flush(): Promise<void> {
    await this.#writing;
    this.#flushSoon();
    await this.#writing;
  }

  #flushSoon(): void {
    if (this.#writing) this.#due = true;
    else this.#start();
  }

  #start(): void {
    this.#forgetTimers();
    const marks = this.#marks;
    const endings = this.#endings;
    if (marks.length + endings.length === 0 && !this.#stumbled) return;
    this.#marks = [];
    this.#endings = [];
    this.#writing = this.#write(marks, endings).finally(() => {
      this.#writing = null;
      if (!this.#due) return;
      this.#due = false;
      this.#start();
    });
  }

  async #write(marks: Mark[], endings: Settled[]): Promise<void> {
    const started = performance.now();
    try {
      const permitted = await this.#options.keeper.write(batchOf(marks, endings));
      this.#usual += (performance.now() - started - this.#usual) * WEIGHT;
      marks.forEach(({ answer }, index) => {
        answer(permitted[index] ?? false);
      });
      if (this.#stumbled) this.#recover();
      if (endings.some(({ ending }) => mayComeAgain(ending))) this.#options.onReturn();
    } catch (error) {
      this.#keepForLater(marks, endings, error);
    }
  }

  #forgetTimers(): void {
    clearImmediate(this.#markSoon);
    clearTimeout(this.#markTimer);
    clearTimeout(this.#settleTimer);
    this.#markSoon = undefined;
    this.#markTimer = undefined;
    this.#settleTimer = undefined;
  }

  /** Nothing that a server has answered may be forgotten, so endings are tried again until the disk takes them. */
  #keepForLater(marks: Mark[], endings: Settled[], error: unknown): void {
    const released = marks.map(({ no }) => ({ no, ending: { kind: 'released' } as const }));
    this.#endings = [...endings, ...released, ...this.#endings];
    for (const { answer } of marks) answer(false);
    this.#due = false;
    this.#stumble(error);
  }

  #stumble(error: unknown): void {
    this.#options.log.error({ err: error, waiting: this.#endings.length }, 'the ledger could not be written');
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => this.#flushSoon(), RETRY_MILLIS);
    if (this.#stumbled) return;
    this.#stumbled = true;
    this.#options.onTrouble(error);
  }

  #recover(): void {
    this.#stumbled = false;
    this.#options.onRecovery();
  }
}

function batchOf(marks: readonly Mark[], endings: readonly Settled[]): LedgerBatch {
  const alike = new Map<string, { ending: Ending; nos: number[] }>();
  const others: { ending: Ending; nos: number[] }[] = [];
  for (const { no, ending } of endings) {
    const isPlain = ending.kind === 'tried' && ending.state === 'accepted' && !ending.gone && !ending.charge;
    const key = isPlain ? `${ending.code} ${ending.said}` : null;
    const group = key === null ? undefined : alike.get(key);
    if (group) group.nos.push(no);
    else {
      const first = { ending, nos: [no] };
      others.push(first);
      if (key !== null) alike.set(key, first);
    }
  }
  return { marks: marks.map(({ no }) => no), endings: others };
}

function mayComeAgain(ending: Ending): boolean {
  return ending.kind === 'released' || (ending.kind === 'tried' && ending.state === 'deferred');
}
