import { openMailbox } from '#main/channels/inbound/open-mailbox.ts';
import type { Tx } from '#main/db/access.ts';
import { findSecret, keepSecret } from '#main/repositories/access/secret.repo.ts';
import {
  deleteInbox,
  findInbox,
  forgetPosition,
  type InboxFields,
  type InboxRow,
  insertInbox,
  listInboxes,
  sendersOf,
  setSenders,
  updateInbox,
} from '#main/repositories/feedback/inbox.repo.ts';
import { findSender } from '#main/repositories/sending/sender.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { GrantTokens } from '../sign-in/grant-tokens.ts';
import { type GrantInput, type GrantView, keepGrant, viewOfGrant } from '../sign-in/oauth-grant.ts';
import { requireSecretsAgain } from '../sign-in/secrets-again.ts';
import { inboxAccountOf, inboxGrant, inboxSecret } from './inbox-account-of.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'secrets' | 'queue'>;

export interface InboxInput extends InboxFields {
  /** Undefined keeps what is stored. */
  password?: string;
  /** As for the password, which it takes the place of; null removes it. */
  oauth?: GrantInput | null;
  sender_ids: string[];
}

export interface InboxView extends InboxFields {
  id: string;
  has_password: boolean;
  oauth: GrantView | null;
  sender_ids: string[];
  checked_at: Instant | null;
  trouble: string | null;
  mails_read: number;
  created_at: Instant;
  revision: number;
}

export function listAllInboxes(ctx: Context): InboxView[] {
  return listInboxes(ctx.db.reader).map((row) => viewOf(ctx, row));
}

export function createInbox(
  ctx: Context,
  actor: string,
  { password, oauth, sender_ids, ...fields }: InboxInput,
): InboxView {
  check({ ...fields, oauth });
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    insertInbox(tx, { ...fields, id, created_at: ctx.clock.now() });
    keepPassword(ctx, tx, id, oauth ? '' : password);
    keepGrant(ctx, tx, inboxGrant(id), oauth);
    assign(tx, id, sender_ids);
    tx.record({ type: 'inbox.created', subject: `inbox:${id}`, actor, data: { name: fields.name } });
    ctx.queue.enqueue(tx, 'inbox.read', { inbox_id: id }, { key: id });
  });
  return requireView(ctx, id);
}

export function changeInbox(
  ctx: Context,
  actor: string,
  { id, revision, password, oauth, sender_ids, ...edit }: Partial<InboxInput> & { id: string; revision: number },
): InboxView {
  const before = requireInbox(ctx, id);
  const has_grant = viewOfGrant(ctx, ctx.db.reader, inboxGrant(id)) !== null;
  const has_password = findSecret(ctx.db.reader, inboxSecret(id)) !== undefined;
  requireSecretsAgain({ ...before, has_password: has_password && !oauth, has_grant }, { ...edit, password, oauth });
  check({
    ...before,
    ...edit,
    oauth: oauth ?? (oauth === null ? null : viewOfGrant(ctx, ctx.db.reader, inboxGrant(id))),
  });
  ctx.db.write((tx) => {
    if (!updateInbox(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This mailbox was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    keepPassword(ctx, tx, id, oauth ? '' : password);
    keepGrant(ctx, tx, inboxGrant(id), oauth);
    if (sender_ids) assign(tx, id, sender_ids);
    const isElsewhere = (['host', 'username', 'folder', 'protocol'] as const).some(
      (name) => edit[name] !== undefined && edit[name] !== before[name],
    );
    if (isElsewhere) forgetPosition(tx, before.no);
    tx.record({ type: 'inbox.changed', subject: `inbox:${id}`, actor, data: { fields: Object.keys(edit) } });
    ctx.queue.enqueue(tx, 'inbox.read', { inbox_id: id }, { key: id });
  });
  return requireView(ctx, id);
}

export function removeInbox(ctx: Context, actor: string, id: string): { done: true } {
  const { no } = requireInbox(ctx, id);
  ctx.db.write((tx) => {
    deleteInbox(tx, no, ctx.clock.now());
    keepSecret(tx, inboxSecret(id), null);
    keepSecret(tx, inboxGrant(id), null);
    tx.record({ type: 'inbox.deleted', subject: `inbox:${id}`, actor });
  });
  return { done: true };
}

/** Opens it, looks how many mails there are, and changes nothing. */
export async function testInbox(
  ctx: Context & Pick<ServiceContext, 'fetch'>,
  id: string,
): Promise<{ ok: boolean; said: string; mails: number | null }> {
  const inbox = requireInbox(ctx, id);
  try {
    const session = await openMailbox(await inboxAccountOf({ ...ctx, grants: new GrantTokens() }, inbox));
    const { count } = session;
    await session.close();
    return { ok: true, said: '', mails: count };
  } catch (error) {
    return { ok: false, said: error instanceof Error ? error.message : String(error), mails: null };
  }
}

/** Reads it as soon as a thread is free. */
export function readInboxSoon(ctx: Context, id: string): { done: true } {
  requireInbox(ctx, id);
  ctx.db.write((tx) => ctx.queue.enqueue(tx, 'inbox.read', { inbox_id: id }, { key: id }));
  return { done: true };
}

/** Has all mailboxes read that are in use. */
export function readAllInboxesSoon(ctx: Pick<Context, 'db' | 'queue'>): void {
  const active = listInboxes(ctx.db.reader).filter(({ is_active }) => is_active);
  if (active.length === 0) return;
  ctx.db.write((tx) => {
    for (const { id } of active) ctx.queue.enqueue(tx, 'inbox.read', { inbox_id: id }, { key: id });
  });
}

function check(fields: Pick<InboxFields, 'address' | 'protocol' | 'afterwards'> & Pick<InboxInput, 'oauth'>): void {
  const address = parseEmailAddress(fields.address);
  if (!address.ok) {
    throw new HeraldError('INVALID_INPUT', sayReason(address.problem), {
      field: 'address',
      hint: 'Use the address of the mailbox, such as bounces@example.org.',
    });
  }
  if (fields.protocol === 'pop3' && fields.oauth) {
    throw new HeraldError('INVALID_INPUT', 'Herald signs in by OAuth with IMAP only.', {
      field: 'protocol',
      hint: 'Choose IMAP, or sign in with a password.',
    });
  }
  if (fields.protocol === 'pop3' && (fields.afterwards === 'move' || fields.afterwards === 'mark')) {
    throw new HeraldError('INVALID_INPUT', 'POP3 knows neither folders nor marks.', {
      field: 'afterwards',
      hint: 'Keep or delete what was understood, or use IMAP.',
    });
  }
}

function keepPassword(ctx: Context, tx: Tx, id: string, password: string | undefined): void {
  if (password === undefined) return;
  const name = inboxSecret(id);
  keepSecret(tx, name, password === '' ? null : ctx.secrets.seal(name, Buffer.from(password)));
}

function assign(tx: Tx, id: string, sender_ids: readonly string[]): void {
  const inbox = found(findInbox(tx, id), 'mailbox');
  setSenders(
    tx,
    inbox.no,
    sender_ids.map((sender_id) => found(findSender(tx, sender_id), 'sender').no),
  );
}

function requireInbox(ctx: Pick<Context, 'db'>, id: string): InboxRow {
  return found(findInbox(ctx.db.reader, id), 'mailbox');
}

function requireView(ctx: Context, id: string): InboxView {
  return viewOf(ctx, requireInbox(ctx, id));
}

function viewOf(
  ctx: Context,
  { no, validity: _validity, last_uid: _uid, checked_at, created_at, ...row }: InboxRow,
): InboxView {
  return {
    ...row,
    oauth: viewOfGrant(ctx, ctx.db.reader, inboxGrant(row.id)),
    has_password: findSecret(ctx.db.reader, inboxSecret(row.id)) !== undefined,
    sender_ids: sendersOf(ctx.db.reader, no),
    checked_at: checked_at === null ? null : instantOf(checked_at),
    created_at: instantOf(created_at),
  };
}
