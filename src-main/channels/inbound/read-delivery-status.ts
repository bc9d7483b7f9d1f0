import type { FeedbackAction } from '#shared/domain/feedback/feedback-report.ts';
import { addressIn } from './mail-address.ts';

/** One recipient as a delivery status (RFC 3464, RFC 6533) tells of it. */
export interface StatusOfRecipient {
  original: string | null;
  final: string | null;
  action: FeedbackAction | null;
  status: string | null;
  diagnostic: string;
}

export interface DeliveryStatus {
  recipients: StatusOfRecipient[];
  /** What was said of the message as a whole. */
  diagnostic: string;
}

const FIELD =
  /^(original-recipient|final-recipient|x-actual-recipient|action|status|diagnostic-code|remote-mta|reporting-mta|last-attempt-date|arrival-date|will-retry-until|x-[a-z0-9-]+)[ \t]*:[ \t]*(.*)$/i;
const MOST_RECIPIENTS = 500;

/**
 * Reads the fields of a delivery status wherever they stand, in a part of their own or in the middle of a letter. An empty line or
 * a field that was there already begins the next recipient.
 */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  let field: string | null = null;
  const close = () => {
    if (group.size > 0) groups.push(group);
    group = new Map();
    field = null;
  };
  for (const line of text.split('\n')) {
    const known = FIELD.exec(line);
    if (known) {
      const name = (known[1] ?? '').toLowerCase();
      if (group.has(name) && isOfRecipient(name)) close();
      field = name;
      group.set(name, (known[2] ?? '').trim());
    } else if (/^[ \t]+\S/.test(line) && field) {
      group.set(field, `${group.get(field)} ${line.trim()}`.slice(0, 8_000));
    } else if (line.trim() === '') close();
    else field = null;
    if (groups.length > MOST_RECIPIENTS) break;
  }
  close();
  const recipients = groups.filter(hasRecipient).slice(0, MOST_RECIPIENTS).map(recipientOf);
  const rest = groups.find(
    (one) => !hasRecipient(one) && (one.has('diagnostic-code') || one.has('status') || one.has('action')),
  );
  // Some put what belongs to the one recipient behind an empty line.
  if (rest && recipients.length === 1 && recipients[0]) fill(recipients[0], recipientOf(rest));
  return { recipients, diagnostic: rest ? recipientOf(rest).diagnostic : '' };
}

function isOfRecipient(name: string): boolean {
  return !name.startsWith('x-') && name !== 'reporting-mta' && name !== 'arrival-date';
}

function hasRecipient(group: Map<string, string>): boolean {
  return addressOf(group.get('final-recipient')) !== null || addressOf(group.get('original-recipient')) !== null;
}

function fill(recipient: StatusOfRecipient, rest: StatusOfRecipient): void {
  recipient.action ??= rest.action;
  recipient.status ??= rest.status;
  recipient.diagnostic ||= rest.diagnostic;
}

function recipientOf(group: Map<string, string>): StatusOfRecipient {
  const category = group.get('x-powermta-bouncecategory') ?? '';
  const said = (group.get('diagnostic-code') ?? '')
    .replace(/^(smtp|dns|unknown|x-[a-z0-9_-]+(?=;\s*[a-z<])|x-postfix|x-notes)\s*;\s*/i, '')
    .replace(/^\d\.\d\.\d - [^']{0,60}?(\d{3})-'(.*)'.*$/s, '$1 $2');
  return {
    original: addressOf(group.get('original-recipient')),
    final: addressOf(group.get('final-recipient')) ?? addressOf(group.get('x-actual-recipient')),
    action: actionOf(group.get('action') ?? ''),
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(group.get('status') ?? '')?.[0] ?? null,
    diagnostic: category === 'inactive-mailbox' ? `${said} (inactive mailbox)` : said,
  };
}

function addressOf(value: string | undefined): string | null {
  if (!value) return null;
  const semicolon = value.indexOf(';');
  const type = semicolon < 0 ? '' : value.slice(0, semicolon).trim().toLowerCase();
  const address = value.slice(semicolon + 1).trim();
  if (type !== '' && !['rfc822', 'utf-8', 'smtp', 'internet', 'x-local'].includes(type)) return null;
  return addressIn(address.replace(/\\x\{([0-9a-f]{2,6})\}/gi, (_, hex: string) => characterOf(hex)));
}

/** RFC 6533 writes letters beyond ASCII so. */
function characterOf(hex: string): string {
  const point = Number.parseInt(hex, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

function actionOf(text: string): FeedbackAction | null {
  const word = text.toLowerCase();
  if (/fail|expired|undeliverable/.test(word)) return 'failed';
  if (word.includes('delayed')) return 'delayed';
  if (/^deliver/.test(word)) return 'delivered';
  if (word.includes('relayed')) return 'relayed';
  return word.includes('expanded') ? 'expanded' : null;
}
