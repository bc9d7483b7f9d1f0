import { setImmediate as breathe } from 'node:timers/promises';
import type { SmtpTimeouts } from '#main/channels/email/smtp-account.ts';
import { type ProviderAccount, providerOf } from '#main/channels/provider-registry.ts';
import type { Database, Reader } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import type { ReturnPathTokens } from '#main/platform/return-path-token.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import type { TokenSigner } from '#main/platform/tracking-token.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import {
  type CampaignRecord,
  changeSend,
  findCampaignBySend,
  finishIfDone,
} from '#main/repositories/campaign/campaign.repo.ts';
import { nextClaim, pullForward, recoverDeliveries } from '#main/repositories/delivery/delivery.repo.ts';
import { type ActiveSend, findActiveSends, tellRunningSends } from '#main/repositories/delivery/delivery-run.repo.ts';
import { runTally } from '#main/repositories/delivery/run-tally.repo.ts';
import { findReturnInbox } from '#main/repositories/feedback/inbox.repo.ts';
import {
  findFailover,
  findSenderByNo,
  type HandedOver,
  handedOver,
  type SenderRow,
  setSenderPause,
} from '#main/repositories/sending/sender.repo.ts';
import { readSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { zoneOr } from '#shared/domain/campaign/wall-time.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import { allowanceOn, warmUpDay } from '#shared/domain/channel/warm-up.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { judgeOutcome } from '#shared/domain/delivery/retry-policy.ts';
import { whyStop } from '#shared/domain/delivery/run-guard.ts';
import { earliestAllowed, isQuietAtTimes } from '#shared/domain/timing/quiet-hours.ts';
import { quietOf } from '#shared/domain/timing/send-timing.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, instantOf, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { compileRunVariants } from '../experiment/run-variants.ts';
import { returnAddresses } from '../feedback/return-addresses.ts';
import { keepRenewed } from '../sign-in/oauth-grant.ts';
import { DomainThrottle } from './domain-throttle.ts';
import { Ledger, type LedgerOptions } from './ledger.ts';
import { keptHere, LedgerBook, type LedgerKeeper } from './ledger-book.ts';
import { providerAccountOf, senderGrant } from './provider-account-of.ts';
import type { RunMessage, RunMessageOptions } from './run-message.ts';
import { compileRunPush } from './run-push.ts';
import { compileRunSms } from './run-sms.ts';
import { sayTrouble } from './say-trouble.ts';
import { type LineTrouble, SenderLine } from './sender-line.ts';
import { singleMessages } from './single-messages.ts';
import { WorkSource } from './work-source.ts';

export interface SendingEngineOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  secrets: SecretBox;
  fetch: GuardedFetch;
  signer: TokenSigner;
  /** Signs return paths, where a mailbox is read. */
  return_path?: ReturnPathTokens;
  /** Where recipients reach this machine, unless the organization says otherwise. */
  tracking_url: string;
  /** The built-in mailbox. */
  mailbox: { host: string; port: number };
  timeouts?: SmtpTimeouts;
  random?: () => number;
  /** What the ledger does with an outcome. */
  judge?: typeof judgeOutcome;
  /** How long a stop waits for servers that do not answer. */
  patience?: Millis;
  /** Where the ledger of the engine with this number is written; absent: in this thread. */
  openKeeper?: (claim: number) => LedgerKeeper;
  openLedger?: (options: LedgerOptions) => Ledger;
}

interface Line {
  line: SenderLine;
  source: WorkSource;
  /** What the connections were made for; another account needs other connections. */
  account: string;
}

const PATIENCE = 10 * SECOND;
const PULLED_AT_ONCE = 2_000;
const GUARD_MILLIS = 100;
const DISK_WAS_FULL = 'The disk was full. Free some space on the disk that holds the data folder, then resume.';

/**
 * Works on every send under way: a line for each sender, as long as it has something to do. Looks at the rows anew at each
 * commit, so pause, resume, cancel, limits and new sends need no other word.
 */
export class SendingEngine {
  readonly #options: SendingEngineOptions;
  readonly #ledger: Ledger;
  readonly #lines = new Map<number, Line>();
  readonly #total = new RateGate();
  readonly #throttle = new DomainThrottle(() => this.#wakeLines());
  /** The built-in mailbox takes whatever it gets. */
  readonly #noThrottle = new DomainThrottle(() => {});
  #later: { due: Millis; timer: NodeJS.Timeout } | undefined;
  #soon: NodeJS.Timeout | undefined;
  readonly #messages = new Map<number, { key: string; message: RunMessage }>();
  readonly #ending = new Set<Promise<void>>();
  #refresh: NodeJS.Immediate | undefined;
  #trouble: { senders: number[]; disk_full: boolean } | null = null;
  #stopped = false;

  constructor(options: SendingEngineOptions) {
    this.#options = options;
    const { db, clock, log, openLedger = (how) => new Ledger(how) } = options;
    const { openKeeper = (claim) => keptHere(new LedgerBook({ db, clock, claim })) } = options;
    const claim = db.write(nextClaim);
    this.#ledger = openLedger({
      keeper: openKeeper(claim),
      log,
      onTrouble: (error) => this.#hold(error),
      onRecovery: () => this.#goOn(),
      onReturn: () => this.#lookAgain(),
    });
    this.#recover(claim);
    this.#remember(this.#total, handedOver(db.reader, clock.now() - DAY));
  }

  /** Rows have changed: looks again at what is to be done. */
  refresh(): void {
    if (this.#stopped) return;
    this.#refresh ??= setImmediate(() => {
      this.#refresh = undefined;
      this.#look();
    });
  }

  /** Takes nothing more, lets what is in flight finish, and writes it down. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearImmediate(this.#refresh);
    clearTimeout(this.#later?.timer);
    clearTimeout(this.#soon);
    for (const sender_no of [...this.#lines.keys()]) this.#close(sender_no);
    await Promise.all(this.#ending);
    await this.#ledger.close();
  }

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
    if (this.#trouble) return;
    const { reader } = this.#options.db;
    const rules = readSendingRules(reader);
    this.#total.setLimits(rules);
    const sends = findActiveSends(reader);
    if (this.#throttle.configure(rules.domain_rules)) void this.#pullForward(sends);
    for (const { kind, guard_tripped, send_no } of sends)
      if (kind === 'campaign' && !guard_tripped) this.#guard(send_no);
    const active = Map.groupBy(sends, (send) => this.#senderOf(send));
    for (const [sender_no, { source }] of this.#lines) if (!active.has(sender_no)) source.setRuns(new Map());
    for (const [sender_no, runs] of active) {
      const sender = findSenderByNo(reader, sender_no);
      if (sender) this.#attend(sender, runs);
    }
    const known = new Set(sends.map(({ send_no }) => send_no));
    for (const send_no of this.#messages.keys()) if (!known.has(send_no)) this.#messages.delete(send_no);
  }

  /** Who sends it now. While its own sender can't, the one that takes over does, unless that one can't either. */
  #senderOf({ sender_no, sender_paused, failover_no }: ActiveSend): number {
    const rests = (no: number) => this.#lines.get(no)?.line.rests ?? false;
    if (failover_no === null || (!sender_paused && !rests(sender_no))) return sender_no;
    return rests(failover_no) && !sender_paused ? sender_no : failover_no;
  }

  #attend(sender: SenderRow, sends: ActiveSend[]): void {
    const messages = new Map<number, RunMessage>();
    for (const send of sends) {
      const message = this.#messageOf(send, sender);
      if (message) messages.set(send.send_no, message);
    }
    const { line, source } = this.#lineOf(sender);
    source.setRuns(messages);
    line.configure({ max_connections: sender.max_connections, rate: this.#rateOf(sender) });
  }

  /** As long as a server is being warmed up it may do more each day. */
  #rateOf({ per_second, per_minute, per_hour, per_day, warm_up }: SenderRow): RateLimits {
    const rate = { per_second, per_minute, per_hour, per_day };
    if (!warm_up) return rate;
    this.#lookAgainIn(MINUTE);
    const { db, clock } = this.#options;
    const today = dayInZone(clock.now(), findOrganization(db.reader)?.timezone ?? 'UTC');
    const allowance = allowanceOn(warm_up, warmUpDay(warm_up, today));
    return { ...rate, per_day: Math.min(per_day ?? allowance, allowance) };
  }

  /** At the latest; an earlier look that is planned already stands. */
  #lookAgainIn(wait: Millis): void {
    const due = Date.now() + wait;
    if (this.#later && this.#later.due <= due) return;
    clearTimeout(this.#later?.timer);
    const look = () => {
      this.#later = undefined;
      this.refresh();
    };
    this.#later = { due, timer: setTimeout(look, wait).unref() };
  }

  /** Those whose turn was reckoned by other limits come again now, some at a time. */
  async #pullForward(sends: readonly ActiveSend[]): Promise<void> {
    const { db, clock } = this.#options;
    for (const { send_no } of sends) {
      while (
        !this.#stopped &&
        db.write((tx) => pullForward(tx, { send_no, now: clock.now(), limit: PULLED_AT_ONCE })) > 0
      ) {
        this.#lookAgain();
        await breathe();
      }
    }
  }

  #lineOf(sender: SenderRow): Line {
    const { db, secrets, mailbox, clock } = this.#options;
    const account = providerAccountOf({ secrets, mailbox }, db.reader, sender);
    const key = keyOf(account);
    const standing = this.#lines.get(sender.no);
    if (standing?.account === key) return standing;
    if (standing) this.#close(sender.no);
    const line = this.#newLine(sender, account);
    this.#remember(line.line.gate, handedOver(db.reader, clock.now() - DAY, sender.no));
    this.#tellTrouble(sender.no, null);
    const opened = { ...line, account: key };
    this.#lines.set(sender.no, opened);
    return opened;
  }

  /** Limits hold over a restart. */
  #remember(gate: RateGate, handedOver: readonly HandedOver[]): void {
    const now = this.#options.clock.now();
    for (const { minute, n } of handedOver) gate.remember(minute * MINUTE, n, now);
  }

  #newLine({ no: sender_no, id, provider }: SenderRow, account: ProviderAccount): Omit<Line, 'account'> {
    const {
      db,
      clock,
      secrets,
      fetch,
      timeouts,
      random = Math.random,
      judge = judgeOutcome,
      patience = PATIENCE,
    } = this.#options;
    const source = new WorkSource({
      reader: db.reader,
      ledger: this.#ledger,
      clock,
      throttle: provider === 'test_mailbox' ? this.#noThrottle : this.#throttle,
      onBrokenTemplate: (send_no, problem) => this.#pauseSend(send_no, sayUnfillable(problem)),
      onArrival: () => line.wake(),
    });
    const line: SenderLine = new SenderLine({
      provider: providerOf(account, {
        fetch,
        now: () => clock.now(),
        timeouts,
        onRenewed: (renewed) => keepRenewed({ db, secrets }, senderGrant(id), renewed),
      }),
      ledger: this.#ledger,
      source,
      total: this.#total,
      clock,
      random,
      judge,
      patience,
      onRefused: (said) => this.#pauseSender(sender_no, `The server refused this sender: ${said}`),
      onRejected: () => this.#lookSoon(),
      onTrouble: (trouble) => this.#tellTrouble(sender_no, trouble),
    });
    return { line, source };
  }

  #messageOf({ send_no, revision, kind }: ActiveSend, sender: SenderRow): RunMessage | null {
    const { db, signer, return_path, tracking_url } = this.#options;
    const mailbox = return_path && findReturnInbox(db.reader, sender.no)?.address;
    const organization = findOrganization(db.reader);
    const base_url = organization?.public_url ?? tracking_url;
    const hidden_link = organization?.hidden_link ?? false;
    const timing = readTimingRules(db.reader).revision;
    const key = `${revision} ${sender.no} ${sender.revision} ${timing} ${base_url} ${hidden_link} ${mailbox ?? ''}`;
    const kept = this.#messages.get(send_no);
    if (kept?.key === key) return kept.message;
    const campaign = findCampaignBySend(db.reader, send_no);
    if (!campaign) return null;
    const returns = mailbox && return_path ? returnAddresses(return_path, mailbox) : undefined;
    if (kind === 'transactional') {
      const message = singleMessages({ reader: db.reader, campaign_id: campaign.id, sender, base_url, returns });
      this.#messages.set(send_no, { key, message });
      return message;
    }
    try {
      const options = { campaign, sender, base_url, hidden_link, signer, returns };
      const compiled = compileRun(options, db.reader);
      const message = { ...compiled, ...this.#quietTimeOf(campaign) };
      this.#messages.set(send_no, { key, message });
      return message;
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      this.#pauseSend(send_no, sayUnfillable(error.message));
      return null;
    }
  }

  /** By the clocks of each recipient, or of the organization where theirs are not known. */
  #quietTimeOf({ timing }: CampaignRecord): Pick<RunMessage, 'allowedAt'> {
    const { reader } = this.#options.db;
    const quiet = quietOf(timing, readTimingRules(reader).quiet);
    if (!quiet || !isQuietAtTimes(quiet)) return {};
    const own = findOrganization(reader)?.timezone ?? 'UTC';
    return { allowedAt: (timezone, now) => earliestAllowed(quiet, zoneOr(timezone, own), now) };
  }

  #close(sender_no: number): void {
    const standing = this.#lines.get(sender_no);
    if (!standing) return;
    this.#lines.delete(sender_no);
    standing.source.setRuns(new Map());
    const ending = this.#endOf(standing).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  async #endOf({ line, source }: Line): Promise<void> {
    await line.stop();
    await source.settled();
  }

  #wakeLines(): void {
    for (const { line } of this.#lines.values()) line.wake();
  }

  #lookAgain(): void {
    for (const { line, source } of this.#lines.values()) {
      source.lookAgain();
      line.wake();
    }
  }

  /** The disk refuses: nothing more is taken in hand until it takes what has happened. */
  #hold(error: unknown): void {
    this.#trouble = { senders: [...this.#lines.keys()], disk_full: isHeraldError(error) && error.code === 'DISK_FULL' };
    for (const { source } of this.#lines.values()) source.setRuns(new Map());
  }

  /** After a full disk somebody should look at it before more is written. */
  #goOn(): void {
    const trouble = this.#trouble;
    this.#trouble = null;
    if (trouble?.disk_full) for (const sender_no of trouble.senders) this.#pauseSender(sender_no, DISK_WAS_FULL);
    this.refresh();
  }

  #pauseSender(sender_no: number, reason: string): void {
    const { db, clock, log } = this.#options;
    db.write((tx) => {
      const sender = findSenderByNo(tx, sender_no);
      if (!sender || sender.paused_reason !== null) return;
      setSenderPause(tx, sender_no, { reason, at: instantOf(clock.now()) });
      tx.record({ type: 'sender.paused', subject: `sender:${sender.id}`, actor: null, data: { reason } });
    });
    log.warn({ sender_no }, 'sender paused');
    this.#look();
  }

  #tellTrouble(sender_no: number, trouble: LineTrouble | null): void {
    const { db, clock } = this.#options;
    const timezone = findOrganization(db.reader)?.timezone ?? 'UTC';
    const failover = trouble && findFailover(db.reader, sender_no);
    db.write((tx) => tellRunningSends(tx, sender_no, trouble && sayTrouble(trouble, timezone, failover?.name)));
    if (!failover) return;
    // It takes over, until the own one may be tried again.
    this.refresh();
    this.#lookAgainIn(trouble.until - clock.now());
  }

  /** Stops a send that does harm, once; whoever resumes it has decided. */
  #guard(send_no: number): void {
    const reason = whyStop(runTally(this.#options.db.reader, send_no));
    if (reason) this.#pauseSend(send_no, reason, { guard_tripped: true });
  }

  /** The ledger writes what happened in groups; some looks a second are enough. */
  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.refresh();
    }, GUARD_MILLIS);
  }

  #pauseSend(send_no: number, reason: string, more: { guard_tripped?: true } = {}): void {
    const { db, clock } = this.#options;
    db.write((tx) => {
      const campaign = findCampaignBySend(tx, send_no);
      if (!campaign) return;
      if (!changeSend(tx, campaign, 'pause', { updated_at: instantOf(clock.now()), reason, ...more })) return;
      tx.record({ type: 'campaign.paused', subject: `campaign:${campaign.id}`, actor: null, data: { reason } });
    });
    this.refresh();
  }
}

/** Another account needs other connections; a refresh token that the service itself has renewed makes it none. */
function keyOf(account: ProviderAccount): string {
  return JSON.stringify(account, (name, value: unknown) => (name === 'refresh_token' ? undefined : value));
}

function compileRun(options: RunMessageOptions, reader: Reader): RunMessage {
  const { channel } = options.campaign;
  if (channel === 'sms') return compileRunSms(options, reader);
  return channel === 'push' ? compileRunPush(options, reader) : compileRunVariants(options);
}

function sayUnfillable(problem: string): string {
  return `The message can't be filled in: ${problem}`;
}
