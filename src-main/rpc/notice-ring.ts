import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

export interface KeptNotice {
  seq: number;
  at: Millis;
  topics: readonly ChangeTopic[];
}

const KEEP_FOR = 10 * MINUTE;
const KEEP_AT_LEAST = 1_000;
const TRIM_EVERY = 100;

/**
 * The last notices, for those who come back. They are kept in memory and written when Herald stops, not one by one: after a crash their
 * numbers begin a new epoch and nobody would be given them.
 */
export class NoticeRing {
  readonly epoch: string;
  #notices: KeptNotice[];
  #seq: number;

  constructor({ epoch, seq, notices }: { epoch: string; seq: number; notices: readonly KeptNotice[] }) {
    this.epoch = epoch;
    this.#seq = seq;
    this.#notices = [...notices];
  }

  /** The newest number ever given; 0 when there was none. */
  get seq(): number {
    return this.#seq;
  }

  get notices(): readonly KeptNotice[] {
    return this.#notices;
  }

  append(at: Millis, topics: readonly ChangeTopic[]): number {
    this.#seq += 1;
    this.#notices.push({ seq: this.#seq, at, topics });
    if (this.#seq % TRIM_EVERY === 0) this.#trim(at);
    return this.#seq;
  }

  /** Topics of all notices after `seq`, or null when some of them are no longer kept. */
  topicsAfter(seq: number): ChangeTopic[] | null {
    const oldest = this.#notices[0]?.seq ?? this.#seq + 1;
    if (seq > this.#seq || seq < oldest - 1) return null;
    return distinct(this.#notices.filter((notice) => notice.seq > seq));
  }

  topicsSince(at: Millis): ChangeTopic[] {
    return distinct(this.#notices.filter((notice) => notice.at >= at));
  }

  #trim(now: Millis): void {
    const surplus = this.#notices.length - KEEP_AT_LEAST;
    if (surplus <= 0) return;
    this.#notices = this.#notices.filter(({ at }, place) => place >= surplus || at >= now - KEEP_FOR);
  }
}

function distinct(notices: readonly KeptNotice[]): ChangeTopic[] {
  return [...new Set(notices.flatMap(({ topics }) => topics))];
}
