import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import type { ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import type { ProviderEvent } from './provider-event.ts';
import { readSendgrid } from './read-sendgrid.ts';
import { readSes } from './read-ses.ts';
import { readTwilio } from './read-twilio.ts';
import { verifySendgrid } from './verify-sendgrid.ts';
import { confirmSubscription, parseSns, type SnsCertificates } from './verify-sns.ts';
import { verifyTwilio } from './verify-twilio.ts';

/** A service has called us. */
export interface ProviderCall {
  /** The whole address as the service knows it. */
  url: string;
  header(name: string): string;
  body: Buffer;
}

export interface CalledAccount {
  provider: ProviderName;
  settings: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

export interface ReadMeans {
  fetch: GuardedFetch;
  certificates: SnsCertificates;
}

/** What is told; null when nothing proves that the account's own service has called. */
export function readCall(
  account: CalledAccount,
  call: ProviderCall,
  means: ReadMeans,
): Promise<ProviderEvent[] | null> {
  switch (account.provider) {
    case 'ses':
      return readSesCall(account.settings.topic_arn ?? '', call, means);
    case 'sendgrid':
      return Promise.resolve(readSendgridCall(account.settings.webhook_key ?? '', call));
    case 'twilio':
      return Promise.resolve(readTwilioCall(account.secrets.auth_token ?? '', call));
    default:
      return Promise.resolve(null);
  }
}

/** Amazon signs for whoever has a topic with it, so only the account's own topic counts. */
async function readSesCall(topic: string, { body }: ProviderCall, means: ReadMeans): Promise<ProviderEvent[] | null> {
  const message = parseSns(body.toString('utf8'));
  if (!message || topic === '' || message.TopicArn !== topic) return null;
  if (!(await means.certificates.vouchFor(message))) return null;
  if (message.Type !== 'SubscriptionConfirmation') return readSes(message);
  return (await confirmSubscription(means.fetch, message)) ? [] : null;
}

function readSendgridCall(public_key: string, { header, body }: ProviderCall): ProviderEvent[] | null {
  const signature = header('x-twilio-email-event-webhook-signature');
  const timestamp = header('x-twilio-email-event-webhook-timestamp');
  return verifySendgrid(public_key, { signature, timestamp }, body) ? readSendgrid(body.toString('utf8')) : null;
}

function readTwilioCall(auth_token: string, { url, header, body }: ProviderCall): ProviderEvent[] | null {
  const form = new URLSearchParams(body.toString('utf8'));
  return verifyTwilio(auth_token, url, form, header('x-twilio-signature')) ? readTwilio(form) : null;
}
