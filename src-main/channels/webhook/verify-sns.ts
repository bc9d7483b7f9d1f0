import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { type Millis, SECOND } from '#shared/kernel/instant.ts';
import { recordOf, textOf } from './provider-event.ts';

/** What Amazon SNS posts. */
export interface SnsMessage {
  Type: string;
  MessageId: string;
  TopicArn: string;
  Message: string;
  Timestamp: string;
  Subject: string;
  Token: string;
  SubscribeURL: string;
  SignatureVersion: string;
  Signature: string;
  SigningCertURL: string;
}

/** Only Amazon's own servers are ever asked for a certificate or told that we subscribe. */
const AMAZON = /^https:\/\/sns\.[a-z0-9-]{4,30}\.amazonaws\.com(?:\.cn)?\//;
const CERTIFICATE = /\/SimpleNotificationService-[A-Za-z0-9]+\.pem$/;
const ANSWER_TIME = 10 * SECOND;

const FIELDS = [
  'Type',
  'MessageId',
  'TopicArn',
  'Message',
  'Timestamp',
  'Subject',
  'Token',
  'SubscribeURL',
  'SignatureVersion',
  'Signature',
  'SigningCertURL',
] as const;

/** Null for a body that is none. */
export function parseSns(body: string): SnsMessage | null {
  try {
    const given = recordOf(JSON.parse(body));
    const message = Object.fromEntries(FIELDS.map((field) => [field, textOf(given[field])])) as unknown as SnsMessage;
    return message.Type && message.MessageId && message.TopicArn ? message : null;
  } catch {
    return null;
  }
}

/** Certificates by address; Amazon changes them once a year. */
export class SnsCertificates {
  readonly #fetch: GuardedFetch;
  readonly #now: () => Millis;
  readonly #known = new Map<string, Promise<X509Certificate>>();

  constructor(fetch: GuardedFetch, now: () => Millis) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Whether Amazon has signed this. */
  async vouchFor(message: SnsMessage): Promise<boolean> {
    const url = message.SigningCertURL;
    if (!AMAZON.test(url) || !CERTIFICATE.test(url)) return false;
    const certificate = await this.#of(url).catch(() => null);
    if (!certificate || certificate.validToDate.getTime() < this.#now()) return false;
    return verifySns(message, certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  }

  #of(url: string): Promise<X509Certificate> {
    const known = this.#known.get(url) ?? this.#load(url);
    this.#known.set(url, known);
    known.catch(() => this.#known.delete(url));
    return known;
  }

  async #load(url: string): Promise<X509Certificate> {
    const answer = await this.#fetch({ method: 'GET', url, headers: {}, timeout: ANSWER_TIME });
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
    return new X509Certificate(answer.body);
  }
}

/** @param public_key SPKI in PEM */
export function verifySns(message: SnsMessage, public_key: string): boolean {
  const algorithm = ({ '1': 'sha1', '2': 'sha256' } as const)[message.SignatureVersion];
  if (!algorithm) return false;
  try {
    const signature = Buffer.from(message.Signature, 'base64');
    return verify(algorithm, Buffer.from(signedText(message)), createPublicKey(public_key), signature);
  } catch {
    return false;
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
function signedText(message: SnsMessage): string {
  const names: (keyof SnsMessage)[] =
    message.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return names
    .filter((name) => name !== 'Subject' || message.Subject !== '')
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
}

/** Says yes to a subscription, to Amazon alone. @returns whether Amazon took it */
export async function confirmSubscription(fetch: GuardedFetch, { SubscribeURL }: SnsMessage): Promise<boolean> {
  if (!AMAZON.test(SubscribeURL)) return false;
  const answer = await fetch({ method: 'GET', url: SubscribeURL, headers: {}, timeout: ANSWER_TIME }).catch(() => null);
  return answer?.status === 200;
}
