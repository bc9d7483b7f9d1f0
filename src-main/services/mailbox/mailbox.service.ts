import { found } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ListedMail } from './test-mailbox.ts';

type Context = Pick<ServiceContext, 'mailbox'>;

export async function listMailbox(ctx: Context, query: { limit: number; cursor?: string; search?: string }) {
  const before = query.cursor ? Number(query.cursor) || undefined : undefined;
  const { rows, total, unread } = await ctx.mailbox.list({ limit: query.limit, before, search: query.search });
  const last = rows.at(-1);
  const next_cursor = last && rows.length === query.limit ? String(last.no) : null;
  return { items: rows.map(rowOf), next_cursor, total, unread };
}

export async function readMailbox(ctx: Context, no: number) {
  const mail = found(await ctx.mailbox.read(no), 'mail');
  const { headers, html, text, attachments, source } = mail;
  return { ...rowOf(mail), headers, html, text, attachments, source };
}

export async function deleteFromMailbox(ctx: Context, no: number): Promise<{ done: true }> {
  found((await ctx.mailbox.delete(no)) || null, 'mail');
  return { done: true };
}

export async function clearMailbox(ctx: Context): Promise<{ done: true }> {
  await ctx.mailbox.clear();
  return { done: true };
}

function rowOf({ no, at, sender, recipient, subject, snippet, bytes, read }: ListedMail) {
  return { id: no, at: instantOf(at), from: sender, to: recipient, subject, snippet, bytes, read: read === 1 };
}
