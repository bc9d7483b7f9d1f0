import { createHash, createHmac } from 'node:crypto';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { createSesProvider } from '#main/channels/email/ses.provider.ts';
import { awsInput } from '#test/support/api-description.ts';
import type { FakeAnswer } from '#test/support/fake-service.ts';
import { sampleEmail } from './email-sample.ts';
import { httpBench, means, NOW, outcomeOf, requestOf } from './http-bench.ts';
import { describeProvider } from './provider-suite.ts';

const ACCOUNT = {
  region: 'eu-central-1',
  access_key_id: 'AKIAIOSFODNN7EXAMPLE',
  secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  configuration_set: 'herald',
};
const provider = (endpoint: string) => createSesProvider({ ...ACCOUNT, endpoint }, means());
const TAKEN: FakeAnswer = { status: 200, body: { MessageId: '0107018d-000000' } };
const error = (status: number, name: string, message: string): FakeAnswer => ({
  status,
  headers: { 'x-amzn-errortype': `${name}Exception` },
  body: { message },
});

describe('Amazon SES', () =>
  describeProvider(
    () =>
      httpBench({
        provider,
        messageTo: (name) => sampleEmail(`${name}@list.example`),
        recipientOf: ({ body }) => JSON.parse(body).Destination.ToAddresses[0].split('@')[0],
        answer: () => TAKEN,
        refused: error(400, 'BadRequest', 'Illegal address'),
        later: { ...error(429, 'TooManyRequests', 'Maximum sending rate exceeded.'), headers: { 'retry-after': '3' } },
      }),
    'sender',
  ));

test('a request is what Amazon has described, and carries the composed message byte for byte', async () => {
  const message = sampleEmail('ana@müller.example');
  const { path, body } = await requestOf(provider, message, TAKEN);
  const sent = JSON.parse(body);
  expect(path).toBe('/v2/email/outbound-emails');
  expect(awsInput('aws-sesv2.json', 'SendEmail')(sent)).toEqual([]);
  expect(sent).toMatchObject({
    Destination: { ToAddresses: ['ana@xn--mller-kva.example'] },
    ConfigurationSetName: 'herald',
  });
  const raw = Buffer.from(sent.Content.Raw.Data, 'base64');
  expect(raw.toString('latin1')).toBe(message.mime);
  expect(await PostalMime.parse(raw)).toMatchObject({ subject: 'Grüße, Ána', from: { name: 'Acme – Zürich' } });
});

test('a request is signed as Amazon prescribes', async () => {
  const { headers, body } = await requestOf(provider, sampleEmail('ana@list.example'), TAKEN);
  const [, signed = '', signature] = /SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(headers.authorization ?? '') ?? [];
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [
    'POST',
    '/v2/email/outbound-emails',
    '',
    ...signed.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    signed,
    sha(body),
  ].join('\n');
  const scope = '20260302/eu-central-1/ses/aws4_request';
  const toSign = ['AWS4-HMAC-SHA256', '20260302T093000Z', scope, sha(canonical)].join('\n');
  const key = ['20260302', 'eu-central-1', 'ses', 'aws4_request', toSign].reduce<Buffer>(
    (at, part) => createHmac('sha256', at).update(part).digest(),
    Buffer.from(`AWS4${ACCOUNT.secret_access_key}`),
  );
  expect(signature).toBe(key.toString('hex'));
  expect(signed.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date']));
});

describe('an answer says whom it is about', () => {
  const cases: [string, FakeAnswer, object][] = [
    [
      'a rate exceeded',
      error(429, 'TooManyRequests', 'Maximum sending rate exceeded.'),
      { kind: 'deferred', blame: 'sender' },
    ],
    [
      'a day used up',
      error(429, 'TooManyRequests', 'Daily message quota exceeded.'),
      { kind: 'rejected', blame: 'sender' },
    ],
    ['a limit', error(400, 'LimitExceeded', 'There are too many instances.'), { kind: 'rejected', blame: 'sender' }],
    [
      'a suspended account',
      error(400, 'AccountSuspended', 'Suspended.'),
      { kind: 'rejected', blame: 'sender', code: 'AccountSuspended' },
    ],
    ['sending paused', error(400, 'SendingPaused', 'Paused.'), { kind: 'rejected', blame: 'sender' }],
    ['a refused message', error(400, 'MessageRejected', 'Contains a virus.'), { kind: 'rejected', blame: 'recipient' }],
    [
      'an unverified address',
      error(400, 'MessageRejected', 'Email address is not verified.'),
      { kind: 'rejected', blame: 'sender' },
    ],
    [
      'an unverified return path',
      error(400, 'MailFromDomainNotVerified', 'No.'),
      { kind: 'rejected', blame: 'sender' },
    ],
    [
      'no such configuration set',
      error(404, 'NotFound', 'Configuration set <herald> does not exist.'),
      { kind: 'rejected', blame: 'sender' },
    ],
    ['a bad address', error(400, 'BadRequest', 'Illegal address'), { kind: 'rejected', blame: 'recipient' }],
    [
      'a wrong key',
      error(403, 'SignatureDoesNotMatch', 'The request signature does not match.'),
      { kind: 'rejected', blame: 'sender' },
    ],
    [
      'an error in the body',
      { status: 400, body: { __type: 'com.amazon#SendingPausedException', message: 'x' } },
      { kind: 'rejected', blame: 'sender' },
    ],
    ['trouble of its own', { status: 500, body: '' }, { kind: 'deferred', blame: 'sender' }],
    ['no service', { status: 503, body: '' }, { kind: 'deferred', blame: 'sender' }],
    ['a gateway that lost the answer', { status: 504, body: '' }, { kind: 'unknown' }],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://10.0.0.1/' }, body: '' },
      { kind: 'rejected', blame: 'sender' },
    ],
  ];
  test.for(cases)('%s', async ([, answer, outcome]) => {
    expect(await outcomeOf(provider, sampleEmail('ana@list.example'), answer)).toMatchObject(outcome);
  });

  test('how long to wait is taken from the answer', async () => {
    const slow = (value: string) => ({ ...error(429, 'TooManyRequests', 'Rate.'), headers: { 'retry-after': value } });
    const waits = async (value: string) => outcomeOf(provider, sampleEmail('ana@list.example'), slow(value));
    expect(await waits('30')).toMatchObject({ kind: 'deferred', wait: 30_000 });
    expect(await waits(new Date(NOW + 90_000).toUTCString())).toMatchObject({ wait: 90_000 });
    expect(await waits('a while')).not.toHaveProperty('wait');
  });

  test('the words of the service are kept', async () => {
    const answer = error(400, 'MessageRejected', 'Contains a virus.');
    const outcome = await outcomeOf(provider, sampleEmail('ana@list.example'), answer);
    expect(outcome).toMatchObject({ code: 'MessageRejected', said: '400 MessageRejected: Contains a virus.' });
  });
});

test('an address that Amazon can not take is refused before anything is asked', async () => {
  expect(await outcomeOf(provider, sampleEmail('jürgen@list.example'), TAKEN)).toMatchObject({ code: 'SMTPUTF8' });
});
