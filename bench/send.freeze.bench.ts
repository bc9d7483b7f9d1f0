import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { freezeRange, lastContactNo } from '#main/repositories/campaign/audience.repo.ts';
import { changeSend, findCampaign, insertCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { findOrganization, insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { type Bench, compare, median, round } from './figure.ts';
import { folderWithContacts } from './support/data-folder.ts';

const MIGRATIONS = join(import.meta.dirname, '../migrations');
const LONGEST_STEP = 50;
const EVERYONE = { ...NOBODY, everyone: true };

/** Fixing the recipients of a send in short steps, against the same question and the same indexes in one statement. */
const bench: Bench = {
  name: 'send.freeze',
  async run({ quick }) {
    const contacts = quick ? 100_000 : 1_000_000;
    const folder = tempFolder();
    const file = join(folder.path, 'herald.db');
    mkdirSync(folder.path, { recursive: true });
    cpSync(join(await folderWithContacts(contacts), 'herald.db'), file);
    runMigrations(file, MIGRATIONS, () => {});
    const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
    try {
      const longest: number[] = [];
      const about = {
        bench: 'send.freeze',
        unit: 's',
        against: 'one INSERT..SELECT',
        n: contacts,
        kind: 'cost' as const,
      };
      const figure = await compare(
        { ...about, goal: round(1 / 1.5), repeats: 3 },
        () => inSteps(db, longest),
        async () => atOnce(db),
      );
      const step = round(median(longest));
      return [
        {
          ...figure,
          floor: 0.5,
          pass: figure.pass && step <= LONGEST_STEP,
          longest_step_ms: step,
          step_goal_ms: LONGEST_STEP,
        },
      ];
    } finally {
      db.close();
      folder.remove();
    }
  },
};
export default bench;

async function inSteps(db: WriterConnection, longest: number[]): Promise<number> {
  const id = startedCampaign(db);
  let most = 0;
  const timed: WriterConnection = {
    ...db,
    write(work) {
      const started = performance.now();
      try {
        return db.write(work);
      } finally {
        most = Math.max(most, performance.now() - started);
      }
    },
  };
  const ctx = { db: timed, clock: systemClock, queue: createJobQueue(systemClock) };
  const started = performance.now();
  await freezeAudience(ctx, id, new AbortController().signal);
  longest.push(most);
  return secondsSince(started);
}

function atOnce(db: WriterConnection): number {
  const campaign = found(findCampaign(db.reader, startedCampaign(db)), 'campaign');
  const now = systemClock.now();
  const started = performance.now();
  db.write((tx) => {
    const question = { rule: EVERYONE, channel: 'email' as const, now, at: now };
    freezeRange(tx, { ...question, send_no: campaign.no, first: 0, last: lastContactNo(tx) });
  });
  return secondsSince(started);
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}

/** A campaign to everybody whose recipients are not fixed yet, in a ledger that is empty but for it. */
function startedCampaign(db: WriterConnection): string {
  const at = instantOf(systemClock.now());
  const id = systemIds.id();
  db.sqlite.exec('DELETE FROM delivery; DELETE FROM send_count');
  db.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  db.write((tx) => {
    if (!findOrganization(tx)) {
      const texts = { name: 'Acme', slug: 'acme', timezone: 'UTC', locale: 'en', public_url: null };
      insertOrganization(tx, { id: systemIds.id(), ...texts, track_opens: true, track_clicks: true, created_at: at });
      insertTestMailboxSender(tx, { id: systemIds.id(), created_at: at, from_name: 'Acme' });
    }
    const sender_no = tx.sql<{ no: number }>('SELECT min(no) AS no FROM sender').get()?.no ?? 0;
    insertCampaign(tx, {
      id,
      send_id: systemIds.id(),
      name: 'Spring',
      channel: 'email',
      created_by: null,
      created_at: at,
      subject: 'Spring',
      preheader: '',
      body_kind: 'html',
      body: '<p>Spring</p>',
      sender_no,
      audience: EVERYONE,
      track_opens: true,
      track_clicks: true,
    });
    const campaign = found(findCampaign(tx, id), 'campaign');
    changeSend(tx, campaign, 'start', { updated_at: at, started_at: at });
  });
  return id;
}
