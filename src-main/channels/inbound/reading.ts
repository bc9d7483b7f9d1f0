import type { FeedbackKind, FeedbackRecipient } from '#shared/domain/feedback/feedback-report.ts';
import { readDeliveryStatus, type StatusOfRecipient } from './read-delivery-status.ts';
import { splitNotice } from './split-notice.ts';
import { headerOf, type InboundMail, readHeaders } from './take-apart.ts';

/** A mail as far as it has been read. */
export interface Reading {
  mail: InboundMail;
  /** What the server says in words. */
  notice: string;
  /** Headers of the message that came back. */
  original: ReadonlyMap<string, readonly string[]>;
  original_message_id: string | null;
  statuses: StatusOfRecipient[];
  /** What a delivery status said that names no recipient. */
  diagnostic: string;
}

export interface Understood {
  kind: FeedbackKind;
  recipients: FeedbackRecipient[];
  feedback_type?: string;
}

const LONGEST_NOTICE = 30_000;

export function beginReading(mail: InboundMail): Reading {
  const { notice, returned } = splitNotice(mail.text);
  const original = readHeaders(mail.returned?.trimStart() ?? returned ?? '');
  const statuses = mail.statuses.map(readDeliveryStatus);
  return {
    mail,
    notice: notice.slice(0, LONGEST_NOTICE),
    original,
    original_message_id: messageIdOf(mail, original),
    statuses: statuses.flatMap(({ recipients }) => recipients),
    diagnostic: statuses
      .map(({ diagnostic }) => diagnostic)
      .join(' ')
      .trim(),
  };
}

const STATED_ID = /^[ \t]*(?:original-)?message-id[ \t]*:[ \t]*(<[^>\s]+>)/im;

function messageIdOf(mail: InboundMail, original: Reading['original']): string | null {
  const stated = original.get('message-id')?.[0] ?? headerOf(mail, 'in-reply-to');
  const own = stated || STATED_ID.exec(mail.disposition ?? mail.text)?.[1] || '';
  const bare = own
    .trim()
    .replace(/^<|>.*$/g, '')
    .trim();
  return bare.slice(0, 500) || null;
}

/** A recipient of whom nothing is said but that there is one. */
export function plainRecipient(recipient: string | null, reading: Reading): FeedbackRecipient {
  return {
    recipient,
    final_recipient: null,
    action: null,
    class: 'none',
    status: null,
    reply: null,
    reason: null,
    diagnostic: '',
    original_message_id: reading.original_message_id,
    sender_fault: false,
    suppress: false,
  };
}
