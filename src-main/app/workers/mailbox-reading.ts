import { inflateSync } from 'node:zlib';
import { readMail, snippetOf } from '#main/channels/email/read-mail.ts';
import type { MailboxQuery, MailboxStore, MailSummary } from '#main/repositories/sending/mailbox.repo.ts';
import type { ListedMail, MailboxPage, StoredMail } from '#main/services/mailbox/test-mailbox.ts';

const SHOWN_SOURCE = 1024 * 1024;

export async function listMails(store: MailboxStore, query: MailboxQuery): Promise<MailboxPage> {
  const { rows, total, unread } = store.list(query);
  return { rows: await Promise.all(rows.map((row) => withSnippet(store, row))), total, unread };
}

export async function readStoredMail(store: MailboxStore, no: number): Promise<StoredMail | null> {
  const found = store.find(no);
  if (!found) return null;
  const source = inflateSync(found.source);
  const mail = await readMail(source);
  return { ...found, ...mail, snippet: snippetOf(mail), source: source.toString('utf8', 0, SHOWN_SOURCE) };
}

/** Taking mails apart costs more than storing them, so it waits until somebody looks. */
async function withSnippet(store: MailboxStore, row: MailSummary): Promise<ListedMail> {
  if (row.snippet !== null) return { ...row, snippet: row.snippet };
  const found = store.find(row.no);
  const snippet = found ? snippetOf(await readMail(inflateSync(found.source))) : '';
  store.saveSnippet(row.no, snippet);
  return { ...row, snippet };
}
