import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { timers } from '#main/scheduler/timers.ts';
import { createMailer } from '#main/services/mailer.service.ts';
import type { Endpoints, ServiceContext } from '#main/services/service-context.ts';
import { type AppCore, type CoreOptions, openCore } from './app-core.ts';
import { startBackground } from './background.part.ts';
import { startLongReader } from './long-reader.part.ts';
import { startMailbox } from './mailbox.part.ts';
import type { Part } from './part.ts';

export interface AppOptions extends CoreOptions {
  shell: 'desktop' | 'headless';
  /** Where the console answers. Port 0 takes any free one. */
  console: { host: string; port: number };
  /** Where the addresses in mails answer, when apart from the console. */
  tracking?: { host: string; port: number };
}

/** A running Herald. */
export interface HeraldApp {
  core: AppCore;
  services: ServiceContext;
  /** Stops taking work, lets what is in flight finish, and closes the data folder. */
  close(): Promise<void>;
}

export async function createApp(options: AppOptions): Promise<HeraldApp> {
  const core = openCore(options);
  const parts: Part[] = [];
  try {
    const reader = await startLongReader(core);
    parts.push(reader);
    const mailbox = await startMailbox(core);
    parts.push(mailbox);
    const endpoints: Endpoints = { console_url: '', tracking_url: '', mailbox: mailbox.address };
    const services: ServiceContext = {
      ...core,
      queue: createJobQueue(core.clock),
      timers,
      reads: reader.reads,
      endpoints,
      mailer: createMailer({ ...core, endpoints }),
      mailbox: mailbox.mailbox,
      shell: options.shell,
      version: versionOf(options.app_root),
    };
    parts.push(startBackground(core, services));
    return { core, services, close: () => closeAll(core, parts) };
  } catch (error) {
    await closeAll(core, parts);
    throw error;
  }
}

async function closeAll(core: AppCore, parts: Part[]): Promise<void> {
  for (const part of parts.reverse()) await part.stop();
  await core.close();
}

function versionOf(appRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}
