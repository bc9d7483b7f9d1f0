import type { SmtpAccount } from '#main/channels/email/smtp-account.ts';
import type { Reader } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import { findSenderPassword, type SenderRow } from '#main/repositories/sender.repo.ts';

/** The server behind a sender; that of the test mailbox is wherever the built-in one listens now. */
export function smtpAccountOf(
  ctx: { secrets: SecretBox; mailbox: { host: string; port: number } },
  reader: Reader,
  sender: SenderRow,
): SmtpAccount {
  if (sender.provider === 'test_mailbox') {
    return { ...ctx.mailbox, security: 'none', username: null, password: null };
  }
  const { host, port, security, username } = sender;
  const sealed = findSenderPassword(reader, sender.id);
  const password = sealed ? ctx.secrets.unseal(`sender:${sender.id}`, sealed).toString('utf8') : null;
  return { host, port, security, username, password };
}
