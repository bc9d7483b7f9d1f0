import type { ProviderEvent, ProviderEventKind } from './provider-event.ts';
import { listOf, recordOf, textOf, withoutBrackets } from './provider-event.ts';
import type { SnsMessage } from './verify-sns.ts';

const KINDS: Record<string, ProviderEventKind> = {
  Bounce: 'bounce',
  Complaint: 'complaint',
  Delivery: 'delivered',
  DeliveryDelay: 'deferred',
  Send: 'accepted',
  Reject: 'dropped',
  Open: 'open',
  Click: 'click',
};

/** What Amazon SES says inside a notification: by feedback (`notificationType`) or by a configuration set (`eventType`). */
export function readSes({ MessageId, Message }: SnsMessage): ProviderEvent[] {
  const notice = parse(Message);
  const type = textOf(notice.notificationType) || textOf(notice.eventType);
  const kind = KINDS[type];
  if (!kind) return [];
  const mail = recordOf(notice.mail);
  const part = recordOf(notice[type.charAt(0).toLowerCase() + type.slice(1)]);
  const at = Date.parse(textOf(part.timestamp) || textOf(mail.timestamp));
  const hard = kind === 'bounce' && textOf(part.bounceType) === 'Permanent';
  const complained = kind === 'complaint' && textOf(part.complaintFeedbackType) !== 'not-spam';
  return recipientsOf(part, mail).map(({ address, status, said }) => ({
    key: `${MessageId}:${address}`,
    kind,
    recipient: address,
    at: Number.isNaN(at) ? null : at,
    message_id: messageIdOf(mail),
    suppress: hard || complained,
    said: said || textOf(part.smtpResponse) || textOf(part.reason),
    ...(kind === 'bounce' ? { class: hard ? ('hard' as const) : ('soft' as const) } : {}),
    ...(status ? { status } : {}),
    ...(kind === 'click' ? { url: textOf(part.link) } : {}),
  }));
}

interface Named {
  address: string;
  status: string;
  said: string;
}

function recipientsOf(part: Record<string, unknown>, mail: Record<string, unknown>): Named[] {
  const told = [
    ...listOf(part.bouncedRecipients),
    ...listOf(part.complainedRecipients),
    ...listOf(part.delayedRecipients),
  ];
  if (told.length > 0) {
    return told.map((one) => ({
      address: textOf(one.emailAddress),
      status: textOf(one.status),
      said: textOf(one.diagnosticCode),
    }));
  }
  const plain = Array.isArray(part.recipients) ? part.recipients : mail.destination;
  return (Array.isArray(plain) ? plain : []).map((address) => ({ address: textOf(address), status: '', said: '' }));
}

/** Amazon gives mails an id of its own; ours stands among the headers. */
function messageIdOf(mail: Record<string, unknown>): string | null {
  const header = listOf(mail.headers).find(({ name }) => textOf(name).toLowerCase() === 'message-id');
  return withoutBrackets(textOf(header?.value) || textOf(recordOf(mail.commonHeaders).messageId));
}

function parse(text: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}
