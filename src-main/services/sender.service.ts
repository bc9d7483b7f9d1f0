import type { Tx } from '#main/db/access.ts';
import {
  countSendsInProgress,
  deleteSender,
  findDefaultSender,
  findSender,
  findSenderPassword,
  handedOver,
  insertSender,
  listSenders,
  type SenderEdit,
  type SenderRow,
  saveSenderPassword,
  setDefaultSender,
  setSenderPause,
  updateSender,
} from '#main/repositories/sender.repo.ts';
import { NO_LIMITS, type RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from './service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'secrets' | 'endpoints'>;

export interface SenderInput {
  name: string;
  from_name: string;
  from_email: string;
  reply_to?: string | null;
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username?: string | null;
  max_connections?: number;
  rate?: RateLimits;
  warm_up?: WarmUp | null;
  /** Undefined keeps what is stored, null removes it. */
  password?: string | null;
}

export interface SenderView extends Required<Omit<SenderInput, 'password'>> {
  id: string;
  provider: SenderRow['provider'];
  has_password: boolean;
  is_default: boolean;
  sent_last_day: number | null;
  paused_reason: string | null;
  paused_at: string | null;
  created_at: string;
  revision: number;
}

const DEFAULT_CONNECTIONS = 5;

export function listAllSenders(ctx: Context): SenderView[] {
  return listSenders(ctx.db.reader).map((row) => viewOf(ctx, row));
}

export function getSender(ctx: Context, id: string): SenderView {
  return viewOf(ctx, requireSender(ctx, id));
}

/** The first real sender takes over from the test mailbox as the default. */
export function createSender(ctx: Context, actor: string, input: SenderInput): SenderView {
  checkAddresses(input);
  if (!input.host) throw new HeraldError('INVALID_INPUT', 'Name the mail server.', { field: 'host' });
  const id = ctx.ids.id();
  const { rate = NO_LIMITS, password, reply_to = null, username = null, ...fields } = input;
  ctx.db.write((tx) => {
    const takesOver = findDefaultSender(tx)?.provider !== 'smtp';
    insertSender(tx, {
      max_connections: DEFAULT_CONNECTIONS,
      ...fields,
      ...rate,
      reply_to: reply_to || null,
      username: username || null,
      id,
      provider: 'smtp',
      is_default: false,
      created_at: instantOf(ctx.clock.now()),
    });
    if (takesOver) setDefaultSender(tx, found(findSender(tx, id), 'sender').no);
    keepPassword(ctx, tx, id, password);
    tx.record({ type: 'sender.created', subject: `sender:${id}`, actor, data: { name: input.name } });
  });
  return getSender(ctx, id);
}

export function changeSender(
  ctx: Context,
  actor: string,
  { id, revision, rate, password, ...fields }: Partial<SenderInput> & { id: string; revision: number },
): SenderView {
  checkAddresses(fields);
  const before = requireSender(ctx, id);
  const edit: SenderEdit = before.provider === 'test_mailbox' ? withoutServer(fields) : fields;
  ctx.db.write((tx) => {
    const changed = updateSender(tx, id, revision, {
      ...edit,
      ...rate,
      reply_to: edit.reply_to === '' ? null : edit.reply_to,
      username: edit.username === '' ? null : edit.username,
    });
    if (!changed) {
      throw new HeraldError('STALE_REVISION', 'This sender was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    if (before.provider === 'smtp') keepPassword(ctx, tx, id, password);
    tx.record({
      type: 'sender.changed',
      subject: `sender:${id}`,
      actor,
      data: { fields: [...Object.keys(edit), ...(rate ? ['rate'] : [])] },
    });
  });
  return getSender(ctx, id);
}

export function removeSender(ctx: Context, actor: string, id: string): { done: true } {
  const sender = requireSender(ctx, id);
  if (sender.provider === 'test_mailbox') {
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
    deleteSender(tx, sender.no, instantOf(ctx.clock.now()));
    saveSenderPassword(tx, id, null);
    const testMailbox = listSenders(tx).find(({ provider }) => provider === 'test_mailbox');
    if (sender.is_default && testMailbox) setDefaultSender(tx, testMailbox.no);
    tx.record({ type: 'sender.deleted', subject: `sender:${id}`, actor });
  });
  return { done: true };
}

export function makeDefaultSender(ctx: Context, actor: string, id: string): SenderView {
  const sender = requireSender(ctx, id);
  ctx.db.write((tx) => {
    setDefaultSender(tx, sender.no);
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
    text: `This mail shows that Herald can send through "${sender.name}".\n`,
  });
}

function requireSender(ctx: Pick<Context, 'db'>, id: string): SenderRow {
  return found(findSender(ctx.db.reader, id), 'sender');
}

function keepPassword(ctx: Context, tx: Tx, id: string, password: string | null | undefined): void {
  if (password === undefined) return;
  saveSenderPassword(tx, id, password ? ctx.secrets.seal(`sender:${id}`, Buffer.from(password)) : null);
}

/** Where the test mailbox listens is not a matter of choice. */
function withoutServer({ host, port, security, username, ...rest }: Partial<SenderInput>): SenderEdit {
  return rest;
}

function checkAddresses(input: Partial<Pick<SenderInput, 'from_email' | 'reply_to'>>): void {
  for (const field of ['from_email', 'reply_to'] as const) {
    const address = input[field];
    if (!address) continue;
    const answer = parseEmailAddress(address);
    if (!answer.ok) {
      throw new HeraldError('INVALID_INPUT', answer.problem, {
        field,
        hint: 'Use an address such as news@example.org.',
      });
    }
  }
}

function viewOf(ctx: Pick<Context, 'db' | 'endpoints' | 'clock'>, row: SenderRow): SenderView {
  const { no, deleted_at, per_second, per_minute, per_hour, per_day, ...fields } = row;
  const server = row.provider === 'test_mailbox' ? ctx.endpoints.mailbox : { host: row.host, port: row.port };
  return {
    ...fields,
    ...server,
    rate: { per_second, per_minute, per_hour, per_day },
    sent_last_day: row.warm_up && sentLastDay(ctx, no),
    has_password: findSenderPassword(ctx.db.reader, row.id) !== undefined,
  };
}

function sentLastDay({ db, clock }: Pick<Context, 'db' | 'clock'>, sender_no: number): number {
  return handedOver(db.reader, clock.now() - DAY, sender_no).reduce((sum, { n }) => sum + n, 0);
}
