import type { Identity } from '#main/services/access/identity.ts';
import type { standingOf } from '#main/services/access/session.service.ts';
import type { LiveItem, LiveStream, Watcher } from '#main/services/system/live-stream.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { may } from '#shared/domain/may.ts';
import { permissionForTopic } from '#shared/domain/topic-permission.ts';
import { instantOf, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { LiveMetrics } from './live-metrics.ts';
import type { NoticeRing } from './notice-ring.ts';
import { StreamMailbox } from './stream-mailbox.ts';

/** Changes within this span are told as one: at most four notices a second. */
const MERGE = 250;
/** Sessions end by themselves too, so they are looked at without an occasion. */
const LOOK_AT_SESSIONS = 30 * SECOND;
/** What a new watcher is told to fetch again: it may have fetched just before the stream was open. */
const OVERLAP = 10 * SECOND;

export interface BroadcastOptions {
  ring: NoticeRing;
  metrics: LiveMetrics;
  now(): Millis;
  standing(before: Identity): ReturnType<typeof standingOf>;
}

interface Subscription {
  identity: Identity;
  mailbox: StreamMailbox;
}

/** Merges commits into notices, numbers and keeps them, and hands each watcher what it may see. */
export class ChangeBroadcast implements LiveStream {
  readonly #options: BroadcastOptions;
  readonly #watchers = new Set<Subscription>();
  readonly #pending = new Set<ChangeTopic>();
  readonly #sessionTimer: NodeJS.Timeout;
  #flushTimer: NodeJS.Timeout | undefined;
  #flushedAt = 0;

  constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#sessionTimer = setInterval(() => this.#lookAtSessions(), LOOK_AT_SESSIONS);
    this.#sessionTimer.unref();
  }

  get watching(): number {
    return this.#watchers.size;
  }

  /** Something under these topics was committed. */
  announce(topics: readonly ChangeTopic[]): void {
    for (const topic of topics) this.#pending.add(topic);
    if (this.#pending.size === 0 || this.#flushTimer) return;
    const wait = Math.max(0, this.#flushedAt + MERGE - performance.now());
    this.#flushTimer = setTimeout(() => this.#flush(), wait);
  }

  watch(watcher: Watcher): ReturnType<LiveStream['watch']> {
    this.#flush();
    const mailbox = new StreamMailbox(this.#id());
    const subscription: Subscription = { identity: watcher.identity, mailbox };
    this.#greet(subscription, watcher.last_id);
    this.#watchers.add(subscription);
    const leave = () => {
      this.#watchers.delete(subscription);
      if (this.#watchers.size === 0) this.#options.metrics.forget();
      mailbox.end(null);
    };
    watcher.signal?.addEventListener('abort', leave, { once: true });
    if (watcher.signal?.aborted) leave();
    return iterate(mailbox, () => {
      watcher.signal?.removeEventListener('abort', leave);
      leave();
    });
  }

  /** Tells what is left and ends every stream. */
  stop(): void {
    clearInterval(this.#sessionTimer);
    this.#flush();
    for (const { mailbox } of this.#watchers) mailbox.end(null);
    this.#watchers.clear();
  }

  #greet({ mailbox, identity }: Subscription, lastId: string | undefined): void {
    const { ring, now } = this.#options;
    const at = instantOf(now());
    mailbox.greet({ type: 'hello', at });
    const missed = lastId === undefined ? ring.topicsSince(now() - OVERLAP) : this.#missedSince(lastId);
    if (missed === null) mailbox.greet({ type: 'reset', at });
    else mailbox.change(this.#id(), at, visibleTo(identity, missed));
  }

  #missedSince(lastId: string): ChangeTopic[] | null {
    const [epoch, seqText] = lastId.split(':', 2);
    const seq = Number(seqText);
    const { ring } = this.#options;
    return epoch === ring.epoch && Number.isInteger(seq) ? ring.topicsAfter(seq) : null;
  }

  #flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    if (this.#pending.size === 0) return;
    const { ring, metrics, now } = this.#options;
    this.#flushedAt = performance.now();
    const topics = [...this.#pending];
    this.#pending.clear();
    const at = now();
    ring.append(at, topics);
    if (topics.includes('sessions') || topics.includes('users')) this.#lookAtSessions();
    if (this.#watchers.size === 0) return;
    const measured = topics.map((topic) => ({ topic, notice: metrics.after(topic, instantOf(at)) }));
    for (const { identity, mailbox } of this.#watchers) {
      mailbox.change(this.#id(), instantOf(at), visibleTo(identity, topics));
      for (const { topic, notice } of measured) {
        if (notice && may(identity, permissionForTopic(topic))) mailbox.measure(notice);
      }
    }
  }

  #lookAtSessions(): void {
    for (const subscription of this.#watchers) {
      const standing = this.#options.standing(subscription.identity);
      if ('identity' in standing) {
        subscription.identity = standing.identity;
        continue;
      }
      this.#watchers.delete(subscription);
      subscription.mailbox.end({ type: 'signed_out', at: instantOf(this.#options.now()), why: standing.gone });
    }
  }

  #id(): string {
    const { epoch, seq } = this.#options.ring;
    return `${epoch}:${seq}`;
  }
}

function visibleTo(identity: Identity, topics: readonly ChangeTopic[]): ChangeTopic[] {
  return topics.filter((topic) => may(identity, permissionForTopic(topic)));
}

/** Not a generator: one that waits for the next notice could not be told to return. */
function iterate(mailbox: StreamMailbox, leave: () => void): ReturnType<LiveStream['watch']> {
  return {
    async next(): Promise<IteratorResult<LiveItem>> {
      const item = await mailbox.next();
      if (item) return { done: false, value: item };
      leave();
      return { done: true, value: undefined };
    },
    async return(): Promise<IteratorResult<LiveItem>> {
      leave();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
