import { describe, expect, test } from 'vitest';
import { createSendgridProvider } from '#main/channels/email/sendgrid.provider.ts';
import { openApiBody } from '#test/support/api-description.ts';
import type { FakeAnswer } from '#test/support/fake-service.ts';
import { sampleEmail } from './email-sample.ts';
import { httpBench, means, outcomeOf, requestOf } from './http-bench.ts';
import { describeProvider } from './provider-suite.ts';

const ACCOUNT = { api_key: 'SG.key.secret', region: 'global' };
const provider = (endpoint: string) => createSendgridProvider({ ...ACCOUNT, endpoint }, means());
const TAKEN: FakeAnswer = { status: 202, headers: { 'x-message-id': 'm1' } };
const error = (status: number, message: string, field: string | null = null): FakeAnswer => ({
  status,
  body: { errors: [{ message, field, help: null }] },
});

describe('SendGrid', () =>
  describeProvider(
    () =>
      httpBench({
        provider,
        messageTo: (name) => sampleEmail(`${name}@list.example`),
        recipientOf: ({ body }) => JSON.parse(body).personalizations[0].to[0].email.split('@')[0],
        answer: () => TAKEN,
        refused: error(400, 'Does not contain a valid address.', 'personalizations.0.to.0.email'),
        later: { ...error(429, 'too many requests'), headers: { 'retry-after': '3' } },
      }),
    'sender',
  ));

test('a request is what SendGrid has described, with the parts of the composed message', async () => {
  const { path, headers, body } = await requestOf(provider, sampleEmail('ana@list.example'), TAKEN);
  const sent = JSON.parse(body);
  expect(path).toBe('/v3/mail/send');
  expect(headers.authorization).toBe('Bearer SG.key.secret');
  expect(openApiBody('sendgrid-mail-v3.json', '/v3/mail/send', 'application/json')(sent)).toEqual([]);
  expect(sent).toMatchObject({
    personalizations: [
      { to: [{ email: 'ana@list.example' }], custom_args: { herald_message_id: '2s.0192aa@acme.example' } },
    ],
    from: { email: 'news@acme.example', name: 'Acme – Zürich' },
    reply_to: { email: 'reply@acme.example' },
    subject: 'Grüße, Ána',
    content: [
      { type: 'text/plain', value: expect.stringContaining('Hello Ána & Co') },
      { type: 'text/html', value: expect.stringContaining('<p>Hello Ána &amp; Co</p>') },
    ],
  });
  expect(sent.headers).toEqual({
    'List-Unsubscribe': '<https://acme.example/u/token>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Message-ID': '<2s.0192aa@acme.example>',
    Precedence: 'bulk',
  });
});

describe('an answer says whom it is about', () => {
  const cases: [string, FakeAnswer, object][] = [
    [
      'a bad address',
      error(400, 'Does not contain a valid address.', 'personalizations.0.to.0.email'),
      { kind: 'rejected', blame: 'recipient' },
    ],
    [
      'a sender that is not verified',
      error(400, 'The from address does not match a verified Sender Identity.', 'from'),
      { kind: 'rejected', blame: 'sender' },
    ],
    [
      'a wrong key',
      error(401, 'authorization required'),
      { kind: 'rejected', blame: 'sender', said: '401 authorization required' },
    ],
    ['a key without the right', error(403, 'access forbidden'), { kind: 'rejected', blame: 'sender' }],
    ['a wrong address', error(404, 'not found'), { kind: 'rejected', blame: 'sender' }],
    ['a wrong method', error(405, 'method not allowed'), { kind: 'rejected', blame: 'sender' }],
    ['a message too large', error(413, 'content too large'), { kind: 'rejected', blame: 'recipient' }],
    ['too many at once', error(429, 'too many requests'), { kind: 'deferred', blame: 'sender' }],
    ['credits used up', error(429, 'Maximum credits exceeded'), { kind: 'rejected', blame: 'sender' }],
    ['trouble of its own', error(500, 'internal server error'), { kind: 'deferred', blame: 'sender' }],
    ['a gateway that lost the answer', { status: 502, body: '<html>Bad gateway</html>' }, { kind: 'unknown' }],
  ];
  test.for(cases)('%s', async ([, answer, outcome]) => {
    expect(await outcomeOf(provider, sampleEmail('ana@list.example'), answer)).toMatchObject(outcome);
  });
});
