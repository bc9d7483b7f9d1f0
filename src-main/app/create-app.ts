import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupWhileOpen, clearUnfinishedCopies } from '#main/db/backup.ts';
import { systemDns } from '#main/platform/dns-texts.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { timers } from '#main/scheduler/timers.ts';
import { createMailer } from '#main/services/sending/mailer.service.ts';
import type { Endpoints, ServiceContext } from '#main/services/service-context.ts';
import { findTenant } from '#main/services/system/organization.service.ts';
import { createAccountMeans } from './account-means.ts';
import { type AppCore, type CoreOptions, openCore } from './app-core.ts';
import { startBackground } from './background.part.ts';
import { contactWork } from './contact-work.part.ts';
import { contentRoom } from './content.part.ts';
import { startHttp } from './http.part.ts';
import { startImports } from './imports.part.ts';
import { inboxReader } from './inboxes.part.ts';
import { startInsights } from './insights.part.ts';
import { keptSecret } from './kept-secret.ts';
import { startLongReader } from './long-reader.part.ts';
import { startMailbox } from './mailbox.part.ts';
import type { Part } from './part.ts';
import { startSegments } from './segments.part.ts';
import { startSending } from './sending.part.ts';
import { OneTimeSetupLink } from './setup-link.ts';
import { startStream } from './stream.part.ts';
import { startHitWriter, startTracking } from './tracking.part.ts';
import { startWorkflows } from './workflows.part.ts';

export interface AppOptions extends CoreOptions {
  shell: 'desktop' | 'headless';
  /** Where the console answers. Port 0 takes any free one. */
  console: { host: string; port: number };
  /** Where the addresses in mails answer, when apart from the console. */
  tracking?: { host: string; port: number };
  /** The address under which people reach Herald, when a proxy stands before it. */
  public_url?: string;
  /** Addresses and networks of the proxies whose X-Forwarded headers are believed. */
  trusted_proxies?: readonly string[];
}

/** A running Herald. */
export interface HeraldApp {
  core: AppCore;
  services: ServiceContext;
  /** Where to set Herald up; null once that is done. */
  setup_url: string | null;
  /** Stops taking work, lets what is in flight finish, and closes the data folder. */
  close(): Promise<void>;
}

export async function createApp(options: AppOptions): Promise<HeraldApp> {
  const core = openCore(options);
  const parts: Part[] = [];
  try {
    const stream = startStream(core);
    parts.push(stream);
    const work = contactWork(core);
    const inboxes = inboxReader(core);
    const content = contentRoom(core);
    parts.push(work, inboxes, content, startInsights(core));
    const [reader, imports, mailbox, hitWriter] = await together(parts, [
      startLongReader(core),
      startImports(core),
      startMailbox(core),
      startHitWriter(core),
      startSegments(core),
    ]);
    const endpoints: Endpoints = { console_url: '', tracking_url: '', mailbox: mailbox.address };
    const setupLink = new OneTimeSetupLink({ ...core, file: core.paths.setupLink });
    const services: ServiceContext = {
      ...core,
      dns: systemDns(),
      queue: createJobQueue(core.clock),
      timers,
      reads: reader.reads,
      rendering: content.rendering,
      preflights: content.preflights,
      pictures: content.pictures,
      backups: {
        make: (target) => backupWhileOpen(core.db.sqlite, target),
        clearUnfinished: clearUnfinishedCopies,
      },
      importer: imports.importer,
      events: hitWriter.events,
      contact_work: work.contact_work,
      inboxes: inboxes.inboxes,
      endpoints,
      accounts: createAccountMeans(core, setupLink),
      live: stream.live,
      mailer: createMailer({ ...core, endpoints }),
      tokens: createPublicTokens(keptSecret(core, 'tracking_key')),
      mailbox: mailbox.mailbox,
      shell: options.shell,
      version: versionOf(options.app_root),
    };
    const trusted_proxies = options.trusted_proxies ?? [];
    const tracking = await startTracking({
      core,
      services,
      hits: hitWriter.hits,
      apart: options.tracking,
      trusted_proxies,
    });
    parts.push(tracking);
    const shared = options.tracking ? null : tracking.handler;
    parts.push(await startHttp({ ...options, core, services, trusted_proxies, tracking: shared }));
    // Work goes on only now: what it writes into mails are the addresses above.
    parts.push(startBackground(core, services));
    parts.push(await startSending(core, services));
    parts.push(startWorkflows(core));
    const setup_url = findTenant(services) ? null : setupLink.publish(endpoints.console_url);
    return { core, services, setup_url, close: () => closeAll(core, parts) };
  } catch (error) {
    await closeAll(core, parts);
    throw error;
  }
}

/** Waits for parts that start side by side; those that did are kept for the stop, also when another one failed. */
async function together<Started extends readonly Part[]>(
  parts: Part[],
  starting: { readonly [Index in keyof Started]: Promise<Started[Index]> },
): Promise<Started> {
  const outcomes = await Promise.allSettled<Part>(starting);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') parts.push(outcome.value);
  return Promise.all(starting) as Promise<unknown> as Promise<Started>;
}

async function closeAll(core: AppCore, parts: Part[]): Promise<void> {
  for (const part of parts.reverse()) await part.stop();
  await core.close();
}

function versionOf(appRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}
