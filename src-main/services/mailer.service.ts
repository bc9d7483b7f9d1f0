import { sendOne } from '#main/channels/email/send-one.ts';
import { findSenderByNo } from '#main/repositories/sender.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Mailer, ServiceContext } from './service-context.ts';
import { smtpAccountOf } from './smtp-account-of.ts';

/** Sends single mails while somebody waits: tests of a sender and of a campaign. */
export function createMailer(ctx: Pick<ServiceContext, 'db' | 'secrets' | 'endpoints'>): Mailer {
  return {
    async sendNow(senderNo, mail) {
      const answer = parseEmailAddress(mail.to);
      if (!answer.ok) {
        throw new HeraldError('INVALID_INPUT', answer.problem, {
          field: 'to',
          hint: 'Use an address such as ana@example.org.',
        });
      }
      const sender = found(findSenderByNo(ctx.db.reader, senderNo), 'sender');
      const account = smtpAccountOf({ secrets: ctx.secrets, mailbox: ctx.endpoints.mailbox }, ctx.db.reader, sender);
      const from = { name: sender.from_name, address: sender.from_email };
      return sendOne(account, { ...mail, to: answer.address, from, reply_to: sender.reply_to });
    },
  };
}
