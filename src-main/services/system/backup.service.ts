import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY, HOUR, type Instant, instantOf, millisOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue' | 'paths' | 'log' | 'backups'>;

const KEPT = 7;
const NAME = /^nightly-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})\.db$/;

/** A whole, checked copy of the database beside it; the newest seven stay. */
export async function makeNightlyBackup(ctx: Context): Promise<void> {
  const name = `nightly-${instantOf(ctx.clock.now()).slice(0, 19).replaceAll(':', '-')}.db`;
  const started = performance.now();
  ctx.backups.clearUnfinished(ctx.paths.backups);
  await ctx.backups.make(join(ctx.paths.backups, name));
  for (const old of nightlyBackups(ctx).slice(0, -KEPT)) rmSync(join(ctx.paths.backups, old), { force: true });
  ctx.log.info({ file: name, millis: Math.round(performance.now() - started) }, 'backup made and checked');
}

/** Makes up for a night in which the machine was off: a backup within the hour when the newest is older than a day. */
export function catchUpBackup(ctx: Context): void {
  const newest = nightlyBackups(ctx).at(-1);
  if (newest && millisOf(timeOf(newest)) > ctx.clock.now() - DAY - HOUR) return;
  const run_at = ctx.clock.now() + HOUR / 6;
  ctx.db.write((tx) => ctx.queue.enqueue(tx, 'house.backup', {}, { key: 'house.backup', run_at }));
}

/** When the newest nightly backup was made; null when there is none. */
export function newestBackupAt(ctx: Pick<Context, 'paths'>): Instant | null {
  const newest = nightlyBackups(ctx).at(-1);
  return newest ? timeOf(newest) : null;
}

function nightlyBackups({ paths }: Pick<Context, 'paths'>): string[] {
  return readdirSync(paths.backups)
    .filter((name) => NAME.test(name))
    .sort();
}

function timeOf(name: string): Instant {
  const [day, time = ''] = (NAME.exec(name)?.[1] ?? '').split('T');
  return `${day}T${time.replaceAll('-', ':')}.000Z` as Instant;
}
