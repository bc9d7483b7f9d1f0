import type { Tx } from '#main/db/access.ts';
import {
  countSendsInProgress,
  deleteSender,
  findDefaultSender,
  findSender,
  findSenderByNo,
  findSenderPassword,
  findSenderSecrets,
  forgetSenderSecrets,
  handedOver,
  insertSender,
  listSenders,
  type SenderRow,
  setDefaultSender,
  setSenderPause,
  updateSender,
} from '#main/repositories/sending/sender.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { workflowsSendingBy } from '#main/repositories/workflow/workflow-use.repo.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { describeProvider, PROVIDER_NAMES } from '#shared/domain/channel/provider-catalog.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, instantOf } from '#shared/kernel/instant.ts';
import { ensureVapidKeys } from '../push/vapid-keys.ts';
import type { ServiceContext } from '../service-context.ts';
import { type GrantView, viewOfGrant } from '../sign-in/oauth-grant.ts';
import { refuseUsed } from '../workflow/refuse-used.ts';
import { senderGrant, settingsOf } from './provider-account-of.ts';
import { reportAddress } from './report-address.ts';
import { draftSender, draftSenderEdit, type KeptOfSender, keepSecrets, type SenderInput } from './sender-input.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'secrets' | 'endpoints'>;

export interface SenderView
  extends Pick<
    SenderRow,
    'id' | 'name' | 'provider' | 'channel' | 'from_name' | 'from_email' | 'reply_to' | 'security' | 'username'
  > {
  host: string;
  port: number;
  settings: Record<string, string>;
  report_url: string | null;
  has_password: boolean;
  oauth: GrantView | null;
  kept_secrets: string[];
  max_connections: number;
  rate: RateLimits;
  warm_up: WarmUp | null;
  failover_id: string | null;
  is_default: boolean;
  sent_last_day: number | null;
  paused_reason: string | null;
  paused_at: string | null;
  created_at: string;
  revision: number;
}

export function listProviders() {
  return PROVIDER_NAMES.map((name) => {
    const { fields, ...rest } = describeProvider(name);
    return {
      ...rest,
      name,
      fields: fields.map(({ pattern: _, choices, ...field }) => ({
        ...field,
        ...(choices && { choices: [...choices] }),
      })),
    };
  });
}

export function listAllSenders(ctx: Context): SenderView[] {
  return listSenders(ctx.db.reader).map((row) => viewOf(ctx, row));
}

export function getSender(ctx: Context, id: string): SenderView {
  return viewOf(ctx, requireSender(ctx, id));
}

/** The first sender of a channel is its default; the first real one takes over from the test mailbox. */
export function createSender(ctx: Context, actor: string, input: SenderInput): SenderView {
  const draft = draftSender(input);
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const standing = findDefaultSender(tx, draft.channel);
    const failover_no = failoverOf(tx, draft, input.failover_id);
    insertSender(tx, { ...draft, failover_no, id, is_default: false, created_at: instantOf(ctx.clock.now()) });
    const sender = found(findSender(tx, id), 'sender');
    if (!standing || describeProvider(standing.provider).built_in) setDefaultSender(tx, sender);
    keepSecrets(ctx, tx, sender, input);
    if (sender.provider === 'web_push') ensureVapidKeys(ctx.secrets, tx);
    tx.record({ type: 'sender.created', subject: `sender:${id}`, actor, data: { name: input.name } });
  });
  return getSender(ctx, id);
}

export function changeSender(
  ctx: Context,
  actor: string,
  { id, revision, ...input }: Partial<SenderInput> & { id: string; revision: number },
): SenderView {
  const before = requireSender(ctx, id);
  const edit = draftSenderEdit(before, input, keptOf(ctx, id));
  ctx.db.write((tx) => {
    const failover_no = failoverOf(tx, before, input.failover_id);
    if (!updateSender(tx, id, revision, { ...edit, failover_no })) {
      throw new HeraldError('STALE_REVISION', 'This sender was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    keepSecrets(ctx, tx, before, input);
    tx.record({ type: 'sender.changed', subject: `sender:${id}`, actor, data: { fields: Object.keys(input) } });
  });
  return getSender(ctx, id);
}

export function removeSender(ctx: Context, actor: string, id: string): { done: true } {
  const sender = requireSender(ctx, id);
  if (describeProvider(sender.provider).built_in) {
    throw new HeraldError('WRONG_STATE', 'The test mailbox always stays.', {
      hint: 'Make another sender the default.',
    });
  }
  ctx.db.write((tx) => {
    const sends = countSendsInProgress(tx, sender.no);
    if (sends > 0) {
      throw new HeraldError('IN_USE', 'Campaigns under way still use this sender.', {
        hint: 'Wait until they are sent, or cancel them first.',
        sends,
      });
    }
    refuseUsed('sender', workflowsSendingBy(tx, sender.no));
    deleteSender(tx, sender.no, instantOf(ctx.clock.now()));
    forgetSenderSecrets(tx, id);
    const heir = sender.is_default && heirOf(tx, sender.channel);
    if (heir) setDefaultSender(tx, heir);
    tx.record({ type: 'sender.deleted', subject: `sender:${id}`, actor });
  });
  return { done: true };
}

export function makeDefaultSender(ctx: Context, actor: string, id: string): SenderView {
  const sender = requireSender(ctx, id);
  ctx.db.write((tx) => {
    setDefaultSender(tx, sender);
    tx.record({ type: 'sender.made_default', subject: `sender:${id}`, actor });
  });
  return getSender(ctx, id);
}

export function pauseSender(ctx: Context, actor: string, id: string): SenderView {
  const sender = requireSender(ctx, id);
  ctx.db.write((tx) => {
    setSenderPause(tx, sender.no, { reason: 'Paused by hand.', at: instantOf(ctx.clock.now()) });
    tx.record({ type: 'sender.paused', subject: `sender:${id}`, actor });
  });
  return getSender(ctx, id);
}

export function resumeSender(ctx: Context, actor: string, id: string): SenderView {
  const sender = requireSender(ctx, id);
  ctx.db.write((tx) => {
    setSenderPause(tx, sender.no, null);
    tx.record({ type: 'sender.resumed', subject: `sender:${id}`, actor });
  });
  return getSender(ctx, id);
}

export function testSender(
  ctx: Context & Pick<ServiceContext, 'mailer'>,
  { id, to }: { id: string; to: string },
): Promise<{ ok: boolean; said: string }> {
  const sender = requireSender(ctx, id);
  return ctx.mailer.sendNow(sender.no, {
    to,
    subject: `Test of the sender ${sender.name}`,
    text: `This message shows that Herald can send through "${sender.name}".\n`,
  });
}

function requireSender(ctx: Pick<Context, 'db'>, id: string): SenderRow {
  return found(findSender(ctx.db.reader, id), 'sender');
}

/** Nothing leaves by a real sender that nobody has chosen: the built-in one takes over, or nobody does. */
function heirOf(reader: Parameters<typeof listSenders>[0], channel: Channel): SenderRow | undefined {
  return listSenders(reader).find((one) => one.channel === channel && describeProvider(one.provider).built_in);
}

function viewOf(ctx: Pick<Context, 'db' | 'endpoints' | 'clock' | 'secrets'>, row: SenderRow): SenderView {
  const { no, deleted_at, failover_no, per_second, per_minute, per_hour, per_day, ...fields } = row;
  const { reader } = ctx.db;
  const server = row.provider === 'test_mailbox' ? ctx.endpoints.mailbox : { host: row.host, port: row.port };
  return {
    ...fields,
    ...server,
    settings: settingsOf(row),
    report_url: reportAddress(findOrganization(reader)?.public_url ?? ctx.endpoints.tracking_url, row),
    failover_id: failover_no === null ? null : (findSenderByNo(reader, failover_no)?.id ?? null),
    rate: { per_second, per_minute, per_hour, per_day },
    sent_last_day: row.warm_up && sentLastDay(ctx, no),
    oauth: viewOfGrant(ctx, reader, senderGrant(row.id)),
    has_password: findSenderPassword(reader, row.id) !== undefined,
    kept_secrets: [...findSenderSecrets(reader, row.id).keys()],
  };
}

function keptOf({ db, secrets }: Context, id: string): KeptOfSender {
  return {
    has_password: findSenderPassword(db.reader, id) !== undefined,
    has_grant: viewOfGrant({ secrets }, db.reader, senderGrant(id)) !== null,
    secrets: [...findSenderSecrets(db.reader, id).keys()],
  };
}

function sentLastDay({ db, clock }: Pick<Context, 'db' | 'clock'>, sender_no: number): number {
  return handedOver(db.reader, clock.now() - DAY, sender_no).reduce((sum, { n }) => sum + n, 0);
}

/** Who takes over; undefined: as before. */
function failoverOf(
  tx: Tx,
  sender: Pick<SenderRow, 'channel' | 'provider'> & { id?: string },
  failover_id: string | null | undefined,
): number | null | undefined {
  if (failover_id === undefined || failover_id === null) return failover_id;
  const failover = findSender(tx, failover_id);
  const fits = failover && failover.id !== sender.id && failover.channel === sender.channel;
  // Devices are known to one service alone.
  const reachesTheSame = sender.channel !== 'push' || failover?.provider === sender.provider;
  if (fits && reachesTheSame && !describeProvider(failover.provider).built_in) return failover.no;
  throw new HeraldError('INVALID_INPUT', 'This sender can not take over.', {
    field: 'failover_id',
    hint: 'Choose another sender of the same kind; the test mailbox is none.',
  });
}
