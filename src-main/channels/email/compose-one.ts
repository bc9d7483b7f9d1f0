import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { EmailMessage } from './email-message.ts';
import { attachmentsOf, type SingleMail } from './send-one.ts';

/** A single mail as it goes over the wire of any provider. */
export async function composeOne(mail: SingleMail): Promise<EmailMessage> {
  const { from, reply_to, to, subject, html, text } = mail;
  const composer = new MailComposer({
    from,
    replyTo: reply_to ?? undefined,
    to,
    subject,
    html,
    text,
    attachments: attachmentsOf(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const mime = await composer.compile().build();
  return { from: from.address, to, mime: mime.toString('latin1') };
}
