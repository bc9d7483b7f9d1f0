import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { claimDueJob, deleteJob } from '#main/queue/job.repo.ts';
import { RENDERINGS } from '#main/rendering/renderings.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { timers } from '#main/scheduler/timers.ts';
import { addMembers, createList } from '#main/services/consent/list.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from './audience-context.ts';
import type { TestDatabase } from './open-test-database.ts';
import { tempFolder } from './temp-folder.ts';

export type CampaignContext = AudienceContext &
  Pick<ServiceContext, 'timers' | 'endpoints' | 'mailer' | 'paths' | 'rendering'>;

export interface SentMail {
  to: string;
  subject: string;
  html?: string;
  text: string;
}

export interface CampaignHouse {
  ctx: CampaignContext;
  database: TestDatabase;
  /** Mails that went through the mailer. */
  mails: SentMail[];
  close(): void;
}

export const ACTOR = 'user-1';
const NEVER_ABORTED = new AbortController().signal;

/** What campaigns stand on: an organization that has been set up, with its test mailbox. */
export function campaignHouse(): CampaignHouse {
  const { ctx, database } = audienceContext();
  const folder = tempFolder();
  const exports = join(folder.path, 'exports');
  const pictures = join(folder.path, 'pictures');
  for (const each of [exports, pictures]) mkdirSync(each);
  const created_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) => {
    insertOrganization(tx, {
      id: ctx.ids.id(),
      name: 'Example Ltd',
      slug: 'example',
      timezone: 'Europe/Berlin',
      locale: 'en',
      public_url: null,
      track_opens: true,
      track_clicks: true,
      created_at,
    });
    insertTestMailboxSender(tx, { id: ctx.ids.id(), created_at, from_name: 'Example Ltd' });
  });
  const mails: SentMail[] = [];
  const mailer: ServiceContext['mailer'] = {
    tell: () => Promise.reject(new Error('No chat here.')),
    sendNow: (_sender, mail) => {
      mails.push(mail);
      return Promise.resolve({ ok: true, said: '250 OK', lasting: false });
    },
  };
  const endpoints = { console_url: '', tracking_url: 'http://127.0.0.1:9', mailbox: { host: '', port: 0 } };
  return {
    ctx: {
      ...ctx,
      timers,
      endpoints,
      mailer,
      rendering: renderingHere,
      paths: { exports, pictures } as ServiceContext['paths'],
    },
    database,
    mails,
    close() {
      database.close();
      folder.remove();
    },
  };
}

/** Renders in this thread. */
const renderingHere: ServiceContext['rendering'] = {
  run: async (name, input) => RENDERINGS[name](input as never) as never,
};

/** A list with this many people on it. */
export function listOf(ctx: CampaignContext, count: number, name = 'Newsletter'): string {
  const list = createList(ctx, ACTOR, { name, description: '' });
  const ids = Array.from({ length: count }, (_, index) => {
    const email = `person${index}.${name.toLowerCase()}@example.com`;
    return createContact(ctx, ACTOR, { email, first_name: `Person ${index}`, list_ids: [] }).id;
  });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: ids });
  return list.id;
}

/** Runs the jobs that are due now, by these handlers, and says which there were. */
export async function runDueJobs(
  ctx: CampaignContext,
  handlers: Record<string, (campaign_id: string, signal: AbortSignal) => unknown>,
): Promise<string[]> {
  const kinds: string[] = [];
  for (;;) {
    const job = ctx.db.write((tx) => claimDueJob(tx, ctx.clock.now(), ctx.clock.now() + 60_000));
    if (!job) return kinds;
    const { campaign_id } = JSON.parse(job.payload) as { campaign_id: string };
    await handlers[job.kind]?.(campaign_id, NEVER_ABORTED);
    ctx.db.write((tx) => deleteJob(tx, job));
    kinds.push(job.kind);
  }
}
