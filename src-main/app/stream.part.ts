import { randomBytes } from 'node:crypto';
import { campaignNumbers } from '#main/repositories/campaign-view.repo.ts';
import { homeNumbers } from '#main/repositories/home-report.repo.ts';
import {
  appendStreamEvent,
  closeStreamEpoch,
  lastStreamSeq,
  openStreamEpoch,
  topicsAfter,
  topicsSince,
  trimStreamEvents,
} from '#main/repositories/stream.repo.ts';
import { ChangeBroadcast } from '#main/rpc/change-broadcast.ts';
import { LiveMetrics } from '#main/rpc/live-metrics.ts';
import type { LiveStream } from '#main/services/live-stream.ts';
import { standingOf } from '#main/services/session.service.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

const KEEP_FOR = 10 * MINUTE;
const KEEP_AT_LEAST = 1_000;
const TRIM_EVERY = 100;

/** The live stream, from commits to watchers. Started before whatever commits, so that it stops after it. */
export function startStream({ db, feed, clock }: AppCore): Part & { live: LiveStream } {
  const epoch = db.write((tx) => openStreamEpoch(tx, randomBytes(6).toString('base64url')));
  const live = new ChangeBroadcast({
    now: () => clock.now(),
    standing: (before) => standingOf({ db, clock }, before),
    metrics: new LiveMetrics((scope) => numbersOf(db.reader, scope, clock.now()), clock.now()),
    store: {
      epoch,
      append: (at, topics) =>
        db.write((tx) => {
          const seq = appendStreamEvent(tx, at, topics);
          if (seq % TRIM_EVERY === 0) trimStreamEvents(tx, { since: at - KEEP_FOR, least: KEEP_AT_LEAST });
          return seq;
        }),
      lastSeq: () => lastStreamSeq(db.reader),
      topicsAfter: (seq) => topicsAfter(db.reader, seq),
      topicsSince: (at) => topicsSince(db.reader, at),
    },
  });
  const unsubscribe = feed.subscribe((topics) => live.announce(topics));
  return {
    live,
    stop() {
      unsubscribe();
      live.stop();
      db.write(closeStreamEpoch);
    },
  };
}

function numbersOf(reader: AppCore['db']['reader'], scope: string, now: number): Record<string, number> | null {
  return scope === 'home' ? homeNumbers(reader, now) : campaignNumbers(reader, scope.replace('campaign:', ''));
}
