import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import type { Approval } from '#shared/contract/approval.contract.ts';
import type { Campaign, CampaignStats } from '#shared/contract/campaign.contract.ts';
import { CampaignFields } from '#shared/contract/campaign.contract.ts';
import type { Delivery } from '#shared/contract/delivery.contract.ts';
import type { Preflight } from '#shared/contract/preflight.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { Connection, HeraldClient } from '../connect.ts';
import { firstItems } from '../first-items.ts';
import type { Output } from '../output.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';

/** What a campaign file may hold: the fields of the contract, with names where people prefer them to ids. */
const CampaignFile = CampaignFields.partial()
  .required({ name: true })
  .extend({
    lists: z.array(z.string()).optional().describe('Names of lists'),
    sender: z.string().optional().describe('Name of a sender'),
  });

export function addCampaignCommands(program: Command, run: RunCommand): void {
  const campaigns = program.command('campaigns').description('messages to many');

  campaigns
    .command('create')
    .description('make a draft from a JSON file')
    .requiredOption('--file <file>', 'JSON: name, subject, body, body_kind, lists, sender ...')
    .action((flags: { file: string }, command: Command) =>
      run(command, async ({ client }, output) => show(output, await create(client, flags.file))),
    );

  campaigns
    .command('send <id>')
    .description('send a draft now, or at a local time of a zone')
    .option('--at <time>', 'local time such as 2026-03-01T09:00')
    .option('--timezone <zone>', "zone of --at; the organization's when left out")
    .option('--wait', 'come back when everybody has got it')
    .action((id: string, flags: SendFlags, command: Command) =>
      run(command, (connection, output) => send(connection, output, id, flags)),
    );

  campaigns
    .command('preflight <id>')
    .description('look at what every recipient would get; fails when something keeps it from going out')
    .action((id: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        await client.preflight.start({ id });
        const found = await untilLookedAt(client, id, output);
        output.result(found, preflightTable);
        return found.state === 'done' && !found.findings.some(({ level }) => level === 'error') ? 0 : 1;
      }),
    );

  campaigns
    .command('ask-approval <id>')
    .description('ask those who can approve for their word on a campaign')
    .option('--note <text>', 'a word to them', '')
    .action((id: string, { note }: { note: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const { revision } = await client.campaigns.get({ id });
        output.result(await client.approvals.ask({ id, revision, note }), approvalWords);
        return 0;
      }),
    );

  for (const [name, description] of [
    ['pause', 'stop handing over messages; nobody is lost'],
    ['resume', 'go on after a pause'],
    ['cancel', 'stop for good; what is sent stays sent'],
  ] as const) {
    campaigns
      .command(`${name} <id>`)
      .description(description)
      .action((id: string, _flags: object, command: Command) =>
        run(command, async ({ client }, output) => show(output, await client.campaigns[name]({ id }))),
      );
  }

  campaigns
    .command('stats <id>')
    .description('who got it and what they did')
    .action((id: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.campaigns.stats({ id }), statsTable);
        return 0;
      }),
    );

  campaigns
    .command('deliveries <id>')
    .description('every recipient and what happened')
    .option('--state <state>', 'only those in this state')
    .option('--limit <n>', 'at most this many', Number, 200)
    .action((id: string, flags: { state?: Delivery['state']; limit: number }, command: Command) =>
      run(command, async ({ client }, output) => {
        const { state, limit } = flags;
        const items = await firstItems(limit, (page) => client.campaigns.deliveries({ id, state, ...page }));
        output.result(items, deliveryTable);
        return 0;
      }),
    );
}

function approvalWords({ approvers }: Approval): string {
  return `Asked. Who can approve it: ${approvers.map(({ name }) => name).join(', ') || 'nobody else'}.`;
}

interface SendFlags {
  at?: string;
  timezone?: string;
  wait?: boolean;
}

async function create(client: HeraldClient, file: string): Promise<Campaign> {
  const { lists = [], sender, ...fields } = parseFile(file);
  const include = await Promise.all(lists.map((name) => idOf(client.lists.list(), name, 'list')));
  const audience = { everyone: false, exclude_lists: [], exclude_campaigns: [], ...fields.audience };
  return client.campaigns.create({
    ...fields,
    audience: { ...audience, include_lists: [...(fields.audience?.include_lists ?? []), ...include] },
    ...(sender ? { sender_id: await idOf(client.senders.list(), sender, 'sender') } : {}),
  });
}

function parseFile(file: string): z.infer<typeof CampaignFile> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new HeraldError('INVALID_INPUT', `The file ${file} is not readable JSON.`, { field: 'file' }, cause);
  }
  const { data, error } = CampaignFile.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  throw new HeraldError('INVALID_INPUT', `${file}: ${issue?.message}`, { field: issue?.path.join('.') });
}

async function idOf(records: Promise<{ id: string; name: string }[]>, name: string, kind: string): Promise<string> {
  const match = (await records).find((record) => record.name.toLowerCase() === name.toLowerCase());
  if (!match) throw new HeraldError('NOT_FOUND', `There is no ${kind} named "${name}".`, { field: kind });
  return match.id;
}

async function send({ client, in_process }: Connection, output: Output, id: string, flags: SendFlags): Promise<number> {
  const { revision } = await client.campaigns.get({ id });
  if (flags.at) {
    const timezone = flags.timezone ?? (await client.organization.get()).timezone;
    return show(output, await client.campaigns.schedule({ id, revision, local: flags.at, timezone }));
  }
  const started = await client.campaigns.send({ id, revision });
  // Without a server this process is the one that sends, so it has to stay.
  if (!flags.wait && !in_process) return show(output, started);
  return show(output, await untilSent(client, id, output));
}

const MOVING: ReadonlySet<Campaign['state']> = new Set(['sending']);

/** Follows a send over the live stream until it has ended or was paused. */
export async function untilSent(client: HeraldClient, id: string, output: Output): Promise<Campaign> {
  const stop = new AbortController();
  const notices = await client.stream.watch(undefined, { signal: stop.signal });
  try {
    let campaign = await client.campaigns.get({ id });
    while (MOVING.has(campaign.state)) {
      output.progress(`${campaign.counts.accepted} of ${campaign.counts.audience} sent`);
      const { done } = await notices.next();
      if (done) break;
      campaign = await client.campaigns.get({ id });
    }
    return campaign;
  } finally {
    stop.abort();
  }
}

/** Follows a preflight over the live stream until it has ended. */
async function untilLookedAt(client: HeraldClient, id: string, output: Output): Promise<Preflight> {
  const stop = new AbortController();
  const notices = await client.stream.watch(undefined, { signal: stop.signal });
  try {
    let preflight = await client.preflight.get({ id });
    while (preflight.state === 'running') {
      output.progress(`${preflight.checked} of ${preflight.total ?? '?'} looked at`);
      const { done } = await notices.next();
      if (done) break;
      preflight = await client.preflight.get({ id });
    }
    return preflight;
  } finally {
    stop.abort();
  }
}

function preflightTable({ state, reason, findings }: Preflight): string[] {
  if (state !== 'done') return [`${state}${reason ? `: ${reason}` : ''}`];
  return table(
    ['level', 'people', 'what'],
    findings.map(({ level, count, says }) => [level, count ?? '', says]),
  );
}

function show(output: Output, campaign: Campaign): number {
  output.result(campaign, ({ id, name, state, reason, counts }) => [
    `${name} (${id}): ${state}${reason ? `. ${reason}` : ''}`,
    `${counts.accepted} of ${counts.audience} sent`,
  ]);
  return campaign.state === 'failed' ? 1 : 0;
}

function statsTable({ counts }: CampaignStats): string[] {
  return table(['measure', 'number'], Object.entries(counts));
}

function deliveryTable(items: Delivery[]): string[] {
  return table(
    ['address', 'state', 'why', 'attempts', 'changed'],
    items.map(({ address, state, reason, attempts, changed_at }) => [address, state, reason, attempts, changed_at]),
  );
}
