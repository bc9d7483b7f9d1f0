import { freeBytes, isPrivate, LEAST_FREE_BYTES } from '#main/platform/disk.ts';
import { countJobs } from '#main/queue/job.repo.ts';
import { countUnknownDeliveries, journalMode } from '#main/repositories/system/health.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { DAY, type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable } from '../tracking/tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'reads' | 'clock' | 'paths' | 'endpoints' | 'version'>;

export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

export interface Diagnosis {
  ok: boolean;
  version: string;
  console_url: string;
  tracking_url: string;
  checks: Check[];
}

/** Looks at everything Herald stands on. @param newest_backup when the last nightly backup was made */
export async function diagnose(ctx: Context, newest_backup: Instant | null): Promise<Diagnosis> {
  const checks = [
    await checkIntegrity(ctx),
    checkJournal(ctx),
    checkDisk(ctx),
    checkKeyFile(ctx),
    checkTracking(ctx),
    checkJobs(ctx),
    checkUnknown(ctx),
    checkBackup(ctx, newest_backup),
  ];
  const { console_url, tracking_url } = ctx.endpoints;
  return { ok: checks.every(({ ok }) => ok), version: ctx.version, console_url, tracking_url, checks };
}

async function checkIntegrity(ctx: Context): Promise<Check> {
  const verdict = await ctx.reads.run('system.integrity', {});
  return { name: 'database', ok: verdict === 'ok', detail: verdict === 'ok' ? 'sound' : verdict };
}

function checkJournal(ctx: Context): Check {
  const mode = journalMode(ctx.db.reader);
  return { name: 'journal', ok: mode === 'wal', detail: `${mode}, every commit is flushed to disk` };
}

function checkDisk(ctx: Context): Check {
  const free = freeBytes(ctx.paths.folder);
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  const ok = free > LEAST_FREE_BYTES;
  return { name: 'disk', ok, detail: ok ? text : `${text}; make room, a send needs it for its ledger` };
}

function checkKeyFile(ctx: Context): Check {
  const ok = isPrivate(ctx.paths.keyFile);
  const where = `kept in ${ctx.paths.keyFile}`;
  return { name: 'key', ok, detail: ok ? where : `${where}, where other users can read it: chmod 600 it` };
}

function checkTracking(ctx: Context): Check {
  const base = findOrganization(ctx.db.reader)?.public_url ?? ctx.endpoints.tracking_url;
  // Right for trying things out with the test mailbox; a send to the outside is refused by itself.
  if (isReachable(base)) return { name: 'tracking', ok: true, detail: base };
  return { name: 'tracking', ok: true, detail: `${base} can be reached from this machine or network only` };
}

function checkJobs(ctx: Context): Check {
  const { waiting, running, failed } = countJobs(ctx.db.reader);
  return { name: 'jobs', ok: failed === 0, detail: `${waiting} waiting, ${running} running, ${failed} given up` };
}

function checkUnknown(ctx: Context): Check {
  const n = countUnknownDeliveries(ctx.db.reader);
  const detail = n === 0 ? 'none' : `${n} messages may or may not have arrived; their campaigns list them`;
  return { name: 'unknown deliveries', ok: n === 0, detail };
}

function checkBackup(ctx: Context, newest: Instant | null): Check {
  if (newest === null) return { name: 'backup', ok: true, detail: 'none yet; one is made each night' };
  const isRecent = newest > instantOf(ctx.clock.now() - 3 * DAY);
  return { name: 'backup', ok: isRecent, detail: isRecent ? newest : `the newest is of ${newest}` };
}
