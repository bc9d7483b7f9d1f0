import { setImmediate as breathe } from 'node:timers/promises';
import { finishIfDone } from '#main/repositories/campaign/campaign.repo.ts';
import { nextClaim, pullForward, recoverDeliveries } from '#main/repositories/delivery/delivery.repo.ts';
import { type ActiveSend, findActiveSends } from '#main/repositories/delivery/delivery-run.repo.ts';
import { findSenderByNo, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { readSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import { allowanceOn, warmUpDay } from '#shared/domain/channel/warm-up.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, MINUTE } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { Halts } from './halts.ts';
import { Ledger, type LedgerOptions } from './ledger.ts';
import { keptHere, LedgerBook, type LedgerKeeper } from './ledger-book.ts';
import { LookTimer } from './look-timer.ts';
import type { RunMessage } from './run-message.ts';
import { RunMessages, type RunMessagesOptions } from './run-messages.ts';
import type { LineTrouble } from './sender-line.ts';
import { type LineMeans, SenderLines } from './sender-lines.ts';

export interface SendingEngineOptions
  extends LineMeans,
    Pick<RunMessagesOptions, 'signer' | 'return_path' | 'tracking_url' | 'pictures'> {
  log: Logger;
  /** Where the ledger of the engine with this number is written; absent: in this thread. */
  openKeeper?: (claim: number) => LedgerKeeper;
  openLedger?: (options: LedgerOptions) => Ledger;
}

const PULLED_AT_ONCE = 2_000;
/** The ledger writes what happened in groups; some looks a second are enough. */
const GUARD_MILLIS = 100;
const DISK_WAS_FULL = 'The disk was full. Free some space on the disk that holds the data folder, then resume.';

/**
 * Works on every send under way: a line for each sender, as long as it has something to do. Looks at the rows anew at each
 * commit, so pause, resume, cancel, limits and new sends need no other word.
 */
export class SendingEngine {
  readonly #options: SendingEngineOptions;
  readonly #ledger: Ledger;
  readonly #lines: SenderLines;
  readonly #messages: RunMessages;
  readonly #halts: Halts;
  readonly #looks = new LookTimer(() => this.#look());
  /** The disk refuses: nothing is taken in hand. */
  #trouble: { senders: number[]; disk_full: boolean } | null = null;
  #stopped = false;

  constructor(options: SendingEngineOptions) {
    this.#options = options;
    const { db, clock, log, openLedger = (how) => new Ledger(how) } = options;
    const { openKeeper = (claim) => keptHere(new LedgerBook({ db, clock, claim })) } = options;
    const claim = db.write(nextClaim);
    const onUnfillable = (send_no: number, problem: string) => this.#pauseSend(send_no, problem);
    this.#halts = new Halts(options);
    this.#messages = new RunMessages({ ...options, reader: db.reader, onUnfillable });
    this.#ledger = openLedger({
      keeper: openKeeper(claim),
      log,
      onTrouble: (error) => this.#hold(error),
      onRecovery: () => this.#goOn(),
      onReturn: () => this.#lines.lookAgain(),
    });
    this.#recover(claim);
    this.#lines = new SenderLines({
      ...options,
      ledger: this.#ledger,
      onBrokenTemplate: onUnfillable,
      onRefused: (sender_no, reason) => this.#pauseSender(sender_no, reason),
      onRejected: () => this.#looks.soon(GUARD_MILLIS),
      onTrouble: (sender_no, trouble) => this.#tellTrouble(sender_no, trouble),
    });
  }

  /** Rows have changed: looks again at what is to be done. */
  refresh(): void {
    if (!this.#stopped) this.#looks.now();
  }

  /** Takes nothing more, lets what is in flight finish, and writes it down. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#looks.stop();
    await this.#lines.stop();
    await this.#ledger.close();
  }

  /** What dead engines have left behind. */
  #recover(claim: number): void {
    const { db, clock, log } = this.#options;
    const recovered = db.write((tx) => {
      const sends = recoverDeliveries(tx, claim, clock.now());
      for (const { send_no } of sends) finishIfDone(tx, send_no, instantOf(clock.now()));
      if (sends.length > 0) tx.touch('campaigns', 'home');
      return sends;
    });
    for (const send of recovered) log.warn(send, 'recipients of an interrupted send were sorted out');
  }

  #look(): void {
    if (this.#trouble || this.#stopped) return;
    const { reader } = this.#options.db;
    const rules = readSendingRules(reader);
    this.#lines.total.setLimits(rules);
    const sends = findActiveSends(reader);
    if (this.#lines.throttle.configure(rules.domain_rules)) void this.#pullForward(sends);
    for (const { kind, guard_tripped, send_no } of sends)
      if (kind === 'campaign' && !guard_tripped && this.#halts.guard(send_no)) this.refresh();
    const active = Map.groupBy(sends, (send) => this.#senderOf(send));
    this.#lines.idleBut(new Set(active.keys()));
    for (const [sender_no, runs] of active) {
      const sender = findSenderByNo(reader, sender_no);
      if (sender) this.#attend(sender, runs);
    }
    this.#messages.forgetOthers(new Set(sends.map(({ send_no }) => send_no)));
  }

  /** Who sends it now. While its own sender can't, the one that takes over does, unless that one can't either. */
  #senderOf({ sender_no, sender_paused, failover_no }: ActiveSend): number {
    const rests = (no: number) => this.#lines.rests(no);
    if (failover_no === null || (!sender_paused && !rests(sender_no))) return sender_no;
    return rests(failover_no) && !sender_paused ? sender_no : failover_no;
  }

  #attend(sender: SenderRow, sends: ActiveSend[]): void {
    const messages = new Map<number, RunMessage>();
    for (const send of sends) {
      const message = this.#messages.of(send, sender);
      if (message) messages.set(send.send_no, message);
    }
    const { line, source } = this.#lines.of(sender);
    source.setRuns(messages);
    line.configure({ max_connections: sender.max_connections, rate: this.#rateOf(sender) });
  }

  /** As long as a server is being warmed up it may do more each day. */
  #rateOf({ per_second, per_minute, per_hour, per_day, warm_up }: SenderRow): RateLimits {
    const rate = { per_second, per_minute, per_hour, per_day };
    if (!warm_up) return rate;
    this.#looks.within(MINUTE);
    const { db, clock } = this.#options;
    const today = dayInZone(clock.now(), findOrganization(db.reader)?.timezone ?? 'UTC');
    const allowance = allowanceOn(warm_up, warmUpDay(warm_up, today));
    return { ...rate, per_day: Math.min(per_day ?? allowance, allowance) };
  }

  /** Those whose turn was reckoned by other limits come again now, some at a time. */
  async #pullForward(sends: readonly ActiveSend[]): Promise<void> {
    const { db, clock } = this.#options;
    for (const { send_no } of sends) {
      while (
        !this.#stopped &&
        db.write((tx) => pullForward(tx, { send_no, now: clock.now(), limit: PULLED_AT_ONCE })) > 0
      ) {
        this.#lines.lookAgain();
        await breathe();
      }
    }
  }

  /** The disk refuses: nothing more is taken in hand until it takes what has happened. */
  #hold(error: unknown): void {
    const disk_full = isHeraldError(error) && error.code === 'DISK_FULL';
    this.#trouble = { senders: this.#lines.senders(), disk_full };
    this.#lines.idleBut(new Set());
  }

  /** After a full disk somebody should look at it before more is written. */
  #goOn(): void {
    const trouble = this.#trouble;
    this.#trouble = null;
    if (trouble?.disk_full) for (const sender_no of trouble.senders) this.#pauseSender(sender_no, DISK_WAS_FULL);
    this.refresh();
  }

  #pauseSender(sender_no: number, reason: string): void {
    this.#halts.pauseSender(sender_no, reason);
    this.#look();
  }

  #pauseSend(send_no: number, problem: string): void {
    this.#halts.pauseSend(send_no, `The message can't be filled in: ${problem}`);
    this.refresh();
  }

  #tellTrouble(sender_no: number, trouble: LineTrouble | null): void {
    if (!this.#halts.tellTrouble(sender_no, trouble) || !trouble) return;
    // Another sender takes over, until the own one may be tried again.
    this.refresh();
    this.#looks.within(trouble.until - this.#options.clock.now());
  }
}
