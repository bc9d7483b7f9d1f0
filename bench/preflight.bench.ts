import { dirname } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { NoAnswer } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { findOrganization, insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { getPreflight, startPreflight } from '#main/services/preflight/preflight.service.ts';
import { runPreflight } from '#main/services/preflight/run-preflight.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { assert } from '#shared/kernel/assert.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { type Bench, median, round, spread } from './figure.ts';
import { NEWSLETTER, NEWSLETTER_SUBJECT } from './support/newsletter.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const CONTACTS = 100_000;
const GOAL_SECONDS = 60;
const NEVER = new AbortController().signal;

/** The last look at a newsletter to everybody, as the content thread takes it; the network is out of it. */
const bench: Bench = {
  name: 'preflight',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const seconds: number[] = [];
    const repeats = quick ? 2 : 3;
    let total = 0;
    for (let turn = 0; turn < repeats; turn += 1) {
      const look = await lookAtAll(await databaseWithFacts(contacts));
      seconds.push(look.seconds);
      total = look.total;
    }
    const value = median(seconds);
    const goal = (GOAL_SECONDS * contacts) / CONTACTS;
    return [
      {
        bench: 'preflight',
        value: round(value),
        unit: 's',
        against: 'the goal of a minute for 100,000',
        baseline: goal,
        ratio: round(goal / value),
        goal: 1,
        pass: value <= goal,
        n: total,
        repeats,
        spread: spread(seconds),
        us_per_recipient: round((value * 1e6) / total, 1),
      },
    ];
  },
};
export default bench;

async function lookAtAll(file: string): Promise<{ seconds: number; total: number }> {
  const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
  const ctx = { db, clock: systemClock, ids: systemIds, queue: createJobQueue(systemClock) };
  if (!findOrganization(db.reader)) db.write((tx) => insertOrganization(tx, ORGANIZATION));
  const audience = { ...NOBODY, everyone: true };
  const message = { subject: NEWSLETTER_SUBJECT, body: NEWSLETTER };
  const { id } = createCampaign(ctx, 'bench', { name: 'Bench', audience, ...message });
  startPreflight(ctx, 'bench', id);
  const fetch = () => Promise.reject(new NoAnswer('EAI_AGAIN', 'offline', false));
  const started = performance.now();
  await runPreflight(
    { ...ctx, paths: { pictures: dirname(file) }, fetch },
    { campaign_id: id, base_url: 'https://news.example.org' },
    NEVER,
  );
  const seconds = (performance.now() - started) / 1_000;
  const { state, total, checked } = getPreflight(ctx, id);
  assert(state === 'done' && total === checked && total, 'everybody was looked at');
  db.close();
  return { seconds, total };
}

const ORGANIZATION = {
  id: systemIds.id(),
  name: 'Bench',
  slug: 'bench',
  timezone: 'Europe/Berlin',
  locale: 'en',
  public_url: null,
  track_opens: true,
  track_clicks: true,
  created_at: instantOf(systemClock.now()),
};
