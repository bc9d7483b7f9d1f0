import { addressesIn, addressIn } from './mail-address.ts';
import { readHeaders } from './take-apart.ts';

/** What a feedback report (RFC 5965) says. */
export interface ReadFeedback {
  type: string;
  recipients: string[];
  mail_from: string[];
}

/** What nobody complained in: the opposite of a complaint, and reports about signatures (RFC 6430, 6591). */
const NO_COMPLAINT = new Set(['not-spam', 'auth-failure', 'dmarc']);

export function readFeedback(text: string): ReadFeedback {
  const fields = readHeaders(text.trim());
  const all = (name: string) => (fields.get(name) ?? []).flatMap(addressesIn);
  const recipients = all('original-rcpt-to').concat(all('removal-recipient'), all('original-recipient'));
  return {
    type: (fields.get('feedback-type')?.[0] ?? 'abuse').trim().toLowerCase(),
    recipients: [...new Set(recipients)],
    mail_from: all('original-mail-from'),
  };
}

export function isComplaint(feedback_type: string): boolean {
  return !NO_COMPLAINT.has(feedback_type);
}

/** Some providers pass on what was complained about without a report. */
export function recipientOfReported(headers: ReadonlyMap<string, readonly string[]>): string | null {
  for (const name of [
    'x-hmxmroriginalrecipient',
    'x-original-recipient',
    'x-rcpt-to',
    'x-original-to',
    'delivered-to',
    'envelope-to',
    'to',
  ]) {
    const address = addressIn(headers.get(name)?.[0] ?? '');
    if (address) return address;
  }
  return null;
}
