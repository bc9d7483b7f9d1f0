import type { FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';
import { hasAutoReplySubject, isAutoReply } from './know-auto-reply.ts';
import { addressesIn, addressIn } from './mail-address.ts';
import { readBounce } from './read-bounce.ts';
import { isComplaint, readFeedback, recipientOfReported } from './read-feedback.ts';
import { beginReading, plainRecipient, type Reading, type Understood } from './reading.ts';
import { headerOf, type InboundMail, takeApart } from './take-apart.ts';

/** What a mail to one of our addresses means. Never fails, whatever the mail looks like, and takes bounded time. */
export async function parseInbound(source: Uint8Array): Promise<FeedbackReport> {
  const mail = await takeApart(source);
  const reading = beginReading(mail);
  const { kind, recipients, feedback_type = null } = understand(reading);
  return {
    kind,
    recipients,
    feedback_type,
    return_paths: returnPathsOf(reading),
    from: addressIn(headerOf(mail, 'from')),
    subject: headerOf(mail, 'subject').slice(0, 500),
  };
}

function understand(reading: Reading): Understood {
  const { mail } = reading;
  if (mail.feedback !== null) return asFeedback(reading, mail.feedback);
  if (mail.disposition !== null || isReceipt(mail)) return { kind: 'read_receipt', recipients: [] };
  if (isForwardedComplaint(reading)) return asFeedback(reading, '');
  if (mail.statuses.length > 0 || !hasAutoReplySubject(mail)) {
    const bounce = readBounce(reading);
    if (bounce) return bounce;
  }
  if (isUnsubscribe(mail))
    return { kind: 'unsubscribe', recipients: [plainRecipient(addressIn(headerOf(mail, 'from')), reading)] };
  if (isAutoReply(mail)) return { kind: 'auto_reply', recipients: [] };
  return {
    kind:
      mail.headers.has('in-reply-to') || /^\s*(re|aw|sv|antw|r)\s*:/i.test(headerOf(mail, 'subject'))
        ? 'human_reply'
        : 'none',
    recipients: [],
  };
}

function isReceipt(mail: InboundMail): boolean {
  return /disposition-notification/i.test(headerOf(mail, 'content-type'));
}

function isUnsubscribe(mail: InboundMail): boolean {
  const to = addressesIn(['to', 'delivered-to', 'x-original-to'].map((name) => headerOf(mail, name)).join(' '));
  return (
    /^\s*(re:\s*)?(unsubscribe|opt[- ]?out|abmelden|abbestellen|désabonner|desuscribir)\b/i.test(
      headerOf(mail, 'subject'),
    ) || to.some((address) => /^(unsub|unsubscribe|opt-?out|leave)([-+._]|@)/i.test(address))
  );
}

function isForwardedComplaint({ mail, notice }: Reading): boolean {
  return (
    mail.returned !== null &&
    mail.statuses.length === 0 &&
    notice.trim().length < 2_000 &&
    /\b(complaint about|abuse report|spam (report|complaint))\b/i.test(headerOf(mail, 'subject')) &&
    isProgram(mail)
  );
}

function isProgram(mail: InboundMail): boolean {
  return mail.headers.has('auto-submitted') || !/^(re|fw|fwd|aw|wg):/i.test(headerOf(mail, 'subject'));
}

function asFeedback(reading: Reading, text: string): Understood {
  const { type, recipients } = readFeedback(text);
  const named = recipients.length > 0 ? recipients : [recipientOfReported(reading.original)];
  const complaint = isComplaint(type);
  return {
    kind: complaint ? 'complaint' : 'feedback_other',
    feedback_type: type,
    recipients: named.slice(0, 1_000).map((address) => ({ ...plainRecipient(address, reading), suppress: complaint })),
  };
}

function returnPathsOf({ mail, original }: Reading): string[] {
  const to = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to'].flatMap((name) =>
    (mail.headers.get(name) ?? []).flatMap(addressesIn),
  );
  const paths = addressesIn(original.get('return-path')?.[0] ?? '').concat(
    mail.feedback === null ? [] : readFeedback(mail.feedback).mail_from,
  );
  return [...new Set(to.concat(paths))].slice(0, 50);
}
