import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSendgrid } from '#main/channels/webhook/read-sendgrid.ts';
import { readSes } from '#main/channels/webhook/read-ses.ts';
import { readTwilio } from '#main/channels/webhook/read-twilio.ts';
import { verifySendgrid } from '#main/channels/webhook/verify-sendgrid.ts';
import { confirmSubscription, parseSns, SnsCertificates, verifySns } from '#main/channels/webhook/verify-sns.ts';
import { verifyTwilio } from '#main/channels/webhook/verify-twilio.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(join(APP_ROOT, 'test', 'fixtures', 'provider-events', file), 'utf8'));

interface Vector {
  name: string;
  scheme: string;
  valid: boolean;
  [key: string]: unknown;
}
const vectors = read('signatures.json') as Vector[];
const ofScheme = (scheme: string) => vectors.filter((one) => one.scheme === scheme);

describe('signatures', () => {
  test.for(ofScheme('twilio'))('Twilio: $name', (vector) => {
    const { auth_token, url, params, signature, valid } = vector as Vector & Record<string, string>;
    const form = new URLSearchParams(params);
    expect(verifyTwilio(auth_token ?? '', url ?? '', form, signature ?? '')).toBe(valid);
    expect(verifyTwilio('another', url ?? '', form, signature ?? '')).toBe(false);
    expect(verifyTwilio(auth_token ?? '', `${url}&x=1`, form, signature ?? '')).toBe(false);
  });

  test.for(ofScheme('sendgrid-ecdsa'))('SendGrid: $name', (vector) => {
    const { public_key, signature, timestamp, body, valid } = vector as Vector & Record<string, string>;
    const given = { signature: signature ?? '', timestamp: timestamp ?? '' };
    expect(verifySendgrid(public_key ?? '', given, Buffer.from(body ?? ''))).toBe(valid);
    expect(verifySendgrid(public_key ?? '', given, Buffer.from(`${body} `))).toBe(false);
    expect(verifySendgrid('not a key', given, Buffer.from(body ?? ''))).toBe(false);
    expect(verifySendgrid(public_key ?? '', { ...given, signature: '' }, Buffer.from(body ?? ''))).toBe(false);
  });
});

interface Case {
  name: string;
  provider: string;
  body: Record<string, string>;
  expect: object[];
}
const cases = read('events.json') as Case[];

test.for(cases)('$name: what it says is understood', ({ provider, body, expect: expected }) => {
  const events =
    provider === 'sendgrid'
      ? readSendgrid(JSON.stringify(body))
      : provider === 'twilio'
        ? readTwilio(new URLSearchParams(body))
        : readSes(parseSns(JSON.stringify(body)) ?? NOTHING);
  expect(events).toMatchObject(expected);
  expect(events).toHaveLength(expected.length);
});

const NOTHING = parseSns('{"Type":"x","MessageId":"x","TopicArn":"x"}') as NonNullable<ReturnType<typeof parseSns>>;

test.for(['', '{', '[]', '[null]', '[{"event":"bounce"}]', '{"event":"bounce"}', '[[[]]]', '[{"event":{},"email":1}]'])(
  'what is no report leads to nothing: %s',
  (body) => {
    expect(readSendgrid(body)).toEqual([]);
    expect(readTwilio(new URLSearchParams(body))).toEqual([]);
    expect(parseSns(body)).toBeNull();
    expect(readSes({ ...NOTHING, Message: body })).toEqual([]);
  },
);

test('a mail is found by the id that we gave it', () => {
  const [ses] = cases.filter(({ provider }) => provider === 'ses-sns').slice(0, 1);
  expect(readSes(parseSns(JSON.stringify(ses?.body)) ?? NOTHING)[0]?.message_id).toBe('m-1@news.example.org');
  const [sendgrid] = cases;
  expect(readSendgrid(JSON.stringify(sendgrid?.body))[0]?.message_id).toBe('m-1@news.example.org');
});

describe('notifications of Amazon', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const message = { ...NOTHING, Type: 'Notification', Message: '{}', Timestamp: '2026-03-02T09:30:00.000Z' };
  const signed = (version: '1' | '2', text: string) => ({
    ...message,
    SignatureVersion: version,
    Signature: sign(version === '1' ? 'sha1' : 'sha256', Buffer.from(text), privateKey).toString('base64'),
  });
  const TEXT = 'Message\n{}\nMessageId\nx\nTimestamp\n2026-03-02T09:30:00.000Z\nTopicArn\nx\nType\nNotification\n';

  test('are signed over their fields, in either version', () => {
    for (const version of ['1', '2'] as const) {
      expect(verifySns(signed(version, TEXT), pem)).toBe(true);
      expect(verifySns({ ...signed(version, TEXT), Message: '{"x":1}' }, pem)).toBe(false);
    }
    expect(verifySns({ ...signed('2', TEXT), SignatureVersion: '3' }, pem)).toBe(false);
  });

  test.for([
    'https://evil.example/SimpleNotificationService-x.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-x.pem',
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-x.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-x.pem',
    'https://s3.amazonaws.com/bucket/SimpleNotificationService-x.pem',
  ])('nothing is fetched from %s', async (url) => {
    const asked: string[] = [];
    const fetch: GuardedFetch = (request) => {
      asked.push(request.url);
      return Promise.resolve({ status: 200, headers: {}, body: '' });
    };
    const certificates = new SnsCertificates(fetch, () => 0);
    expect(await certificates.vouchFor({ ...signed('1', TEXT), SigningCertURL: url })).toBe(false);
    expect(await confirmSubscription(fetch, { ...message, SubscribeURL: url })).toBe(false);
    expect(asked).toEqual([]);
  });
});
