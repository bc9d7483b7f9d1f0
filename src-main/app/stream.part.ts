import { randomBytes } from 'node:crypto';
import { campaignNumbers } from '#main/repositories/campaign/campaign-view.repo.ts';
import {
  closeStreamEpoch,
  keptStreamEvents,
  lastStreamSeq,
  openStreamEpoch,
} from '#main/repositories/system/stream.repo.ts';
import { homeNumbers } from '#main/repositories/tracking/home-report.repo.ts';
import { ChangeBroadcast } from '#main/rpc/change-broadcast.ts';
import { LiveMetrics } from '#main/rpc/live-metrics.ts';
import { NoticeRing } from '#main/rpc/notice-ring.ts';
import { standingOf } from '#main/services/access/session.service.ts';
import type { LiveStream } from '#main/services/system/live-stream.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

/** The live stream, from commits to watchers. Started before whatever commits, so that it stops after it. */
export function startStream({ db, feed, clock }: AppCore): Part & { live: LiveStream } {
  const fresh = randomBytes(6).toString('base64url');
  const epoch = db.write((tx) => openStreamEpoch(tx, fresh));
  const notices = epoch === fresh ? [] : keptStreamEvents(db.reader);
  const ring = new NoticeRing({ epoch, seq: lastStreamSeq(db.reader), notices });
  const live = new ChangeBroadcast({
    ring,
    now: () => clock.now(),
    standing: (before) => standingOf({ db, clock }, before),
    metrics: new LiveMetrics((scope) => numbersOf(db.reader, scope, clock.now()), clock.now()),
  });
  const unsubscribe = feed.subscribe((topics) => live.announce(topics));
  return {
    live,
    stop() {
      unsubscribe();
      live.stop();
      db.write((tx) => closeStreamEpoch(tx, ring.notices));
    },
  };
}

function numbersOf(reader: AppCore['db']['reader'], scope: string, now: number): Record<string, number> | null {
  return scope === 'home' ? homeNumbers(reader, now) : campaignNumbers(reader, scope.replace('campaign:', ''));
}
