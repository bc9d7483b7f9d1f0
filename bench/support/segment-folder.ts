import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createSegment } from '#main/services/segment/segment.service.ts';
import { SegmentKeeper } from '#main/services/segment/watch-segments.ts';
import { runNode } from './run-node.ts';

const CACHE = join(import.meta.dirname, '../../.herald/bench');
const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** Saved so that the fields that they compare have their indexes. */
const SAVED = [`country = 'DE'`, 'points > 1', `plan = 'pro'`];

/** The database of a folder with that many contacts and what they did, five events each; made once, kept, and brought up to date. */
export async function databaseWithFacts(contacts: number): Promise<string> {
  const folder = join(CACHE, `segments-${contacts}`);
  const file = join(folder, 'herald.db');
  if (!existsSync(file)) {
    await runNode(['bench/million-contacts.ts', '--data-dir', folder, '--contacts', String(contacts)]);
    await runNode(['bench/million-facts.ts', '--data-dir', folder, '--events', String(contacts * 5)]);
    saveSegments(file);
  }
  runMigrations(file, MIGRATIONS, () => {});
  return file;
}

function saveSegments(file: string): void {
  const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
  const ctx = { db, clock: systemClock, ids: systemIds };
  for (const rule of SAVED) {
    createSegment(ctx, systemIds.id(), { name: rule, description: '', rule, watched: false });
  }
  new SegmentKeeper(ctx).align();
  db.close();
}
