import { CommitFeed } from '#main/db/commit-feed.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { throttle } from './throttle.ts';

/** A ledger in full flow commits hundreds of times a second; nobody else needs to hear of it more often than this. */
const NOTICE_MILLIS = 100;

/** A feed for a busy connection: what it announces reaches `feed` now and then, all topics of the while together. */
export function gatheredFeed(feed: CommitFeed): { feed: CommitFeed; stop(): void } {
  const topics = new Set<ChangeTopic>();
  const tell = () => {
    feed.announce([...topics]);
    topics.clear();
  };
  const notice = throttle(NOTICE_MILLIS, tell);
  const own = new CommitFeed();
  own.subscribe((changed) => {
    if (changed.length === 0) return;
    for (const topic of changed) topics.add(topic);
    notice.call();
  });
  return {
    feed: own,
    stop() {
      notice.stop();
      if (topics.size > 0) tell();
    },
  };
}
