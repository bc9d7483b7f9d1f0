import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { appRoot } from '#main/app/app-root.ts';
import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { untilSent } from '../commands/campaigns.command.ts';
import type { HeraldClient } from '../connect.ts';
import { untilFinished, upload } from '../import-file.ts';
import type { Output } from '../output.ts';
import { actAsRecipients } from './act-as-recipients.ts';
import { DEMO_CAMPAIGN } from './demo-campaign.ts';
import type { DemoReport } from './demo-report.ts';
import { reconciles, settledStats } from './reconcile.ts';

const LIST = 'Newsletter';

export interface DemoAccount {
  email: string;
  password: string;
}

/** The whole main job without hands: set up, import, send, act as the recipients, and see whether the numbers hold. */
export async function runDemo(
  client: HeraldClient,
  url: string,
  output: Output,
): Promise<{ report: DemoReport; account: DemoAccount }> {
  const started = performance.now();
  const account = await foundOrganization(client);
  const job = await importSample(client, output);
  const campaign_id = await sendCampaign(client, output);
  const deeds = await actAsRecipients(client, output.progress);
  const stats = await settledStats(client, campaign_id, deeds);
  const reconciled = await reconciles(client, campaign_id, stats, deeds);
  return { account, report: { ...numbersOf(job, stats), reconciled, seconds: secondsSince(started), url } };
}

async function foundOrganization(client: HeraldClient): Promise<DemoAccount> {
  const account = { email: 'demo@herald.example', password: randomBytes(12).toString('base64url') };
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await client.account.setup({
    organization: { name: 'Demo workshop', timezone, locale: 'en' },
    account: { name: 'Demo admin', ...account },
  });
  return account;
}

async function importSample(client: HeraldClient, output: Output): Promise<ImportJob> {
  const { id } = await upload(client, join(appRoot, 'resources/sample/contacts.csv'));
  const { format, columns } = await client.imports.inspect({ id });
  const mapping = columns.map(({ guess }) => guess);
  await client.imports.start({ id, options: { format, mapping, new_list: LIST, list_ids: [], update_existing: true } });
  return untilFinished(client, id, output);
}

async function sendCampaign(client: HeraldClient, output: Output): Promise<string> {
  const lists = await client.lists.list();
  const include_lists = lists.filter(({ name }) => name === LIST).map(({ id }) => id);
  const audience = { everyone: false, include_lists, exclude_lists: [], exclude_campaigns: [] };
  const { id, revision } = await client.campaigns.create({ ...DEMO_CAMPAIGN, audience });
  await client.campaigns.send({ id, revision });
  await untilSent(client, id, output);
  return id;
}

function numbersOf(
  job: ImportJob,
  { counts, excluded }: CampaignStats,
): Omit<DemoReport, 'reconciled' | 'seconds' | 'url'> {
  return {
    contacts: job.progress.created,
    rejected: job.progress.rejected,
    recipients: counts.audience - counts.skipped,
    excluded,
    accepted: counts.accepted,
    failed: counts.failed + counts.bounced,
    unknown: counts.unknown,
    opened: counts.opened_unique,
    clicked: counts.clicked_unique,
    unsubscribed: counts.unsubscribed,
  };
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 10) / 100;
}
