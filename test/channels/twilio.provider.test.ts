import { describe, expect, test } from 'vitest';
import { createTwilioProvider } from '#main/channels/sms/twilio.provider.ts';
import { openApiBody } from '#test/support/api-description.ts';
import type { FakeAnswer } from '#test/support/fake-service.ts';
import { httpBench, means, outcomeOf, requestOf } from './http-bench.ts';
import { describeProvider, RECIPIENTS } from './provider-suite.ts';

const SID = `AC${'a'.repeat(32)}`;
const ACCOUNT = { account_sid: SID, auth_token: 'tok1', sms_from: '+15017122661' };
const provider = (endpoint: string) => createTwilioProvider({ ...ACCOUNT, endpoint }, means());
const TAKEN: FakeAnswer = { status: 201, body: { sid: `SM${'b'.repeat(32)}`, status: 'queued', num_segments: '1' } };
const error = (status: number, code: number, message: string): FakeAnswer => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

/** Names of the suite as numbers, since a number is all that a text message has. */
const NAMES = ['ana', 'ben', ...Object.values(RECIPIENTS)];
const numberOf = (name: string) => `+1555000${1_000 + NAMES.indexOf(name)}`;
const smsTo = (to: string) => ({ to, text: 'Grüße, Ána 👍', report_to: 'https://acme.example/hooks/twilio?d=1' });

describe('Twilio', () =>
  describeProvider(
    () =>
      httpBench({
        provider,
        messageTo: (name) => smsTo(numberOf(name)),
        recipientOf: ({ body }) => NAMES[Number(new URLSearchParams(body).get('To')?.slice(-4)) - 1_000] ?? '',
        answer: () => TAKEN,
        refused: error(400, 21211, "The 'To' number is not a valid phone number."),
        later: error(429, 20429, 'Too Many Requests'),
      }),
    'sender',
  ));

test('a request is what Twilio has described', async () => {
  const { path, headers, body } = await requestOf(provider, smsTo('+15558675310'), TAKEN);
  const form = Object.fromEntries(new URLSearchParams(body));
  const check = openApiBody(
    'twilio-messages.json',
    '/2010-04-01/Accounts/{AccountSid}/Messages.json',
    'application/x-www-form-urlencoded',
  );
  expect(path).toBe(`/2010-04-01/Accounts/${SID}/Messages.json`);
  expect(headers.authorization).toBe(`Basic ${btoa(`${SID}:tok1`)}`);
  expect(check(form)).toEqual([]);
  expect(form).toEqual({
    To: '+15558675310',
    From: '+15017122661',
    Body: 'Grüße, Ána 👍',
    StatusCallback: 'https://acme.example/hooks/twilio?d=1',
  });
});

test('a messaging service is named as one, and no report is asked for where it could not arrive', async () => {
  const service = `MG${'c'.repeat(32)}`;
  const through = (endpoint: string) => createTwilioProvider({ ...ACCOUNT, sms_from: service, endpoint }, means());
  const { body } = await requestOf(through, { ...smsTo('+15558675310'), report_to: null }, TAKEN);
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    To: '+15558675310',
    MessagingServiceSid: service,
    Body: 'Grüße, Ána 👍',
  });
});

test.for<[string, object, object | undefined]>([
  ['two segments', { num_segments: '2', price: null, price_unit: 'USD' }, { segments: 2, price: null, currency: '' }],
  [
    'a price',
    { num_segments: '1', price: '-0.0075', price_unit: 'usd' },
    { segments: 1, price: 0.0075, currency: 'USD' },
  ],
  ['nothing yet', { num_segments: '0' }, undefined],
  ['nonsense', { num_segments: 'many', price: 'much' }, undefined],
])('what it counts is kept: %s', async ([, told, charge]) => {
  const outcome = await outcomeOf(provider, smsTo('+15558675310'), {
    status: 201,
    body: { sid: 'SM1', status: 'queued', ...told },
  });
  expect(outcome).toEqual({ kind: 'accepted', code: '201', said: '201 queued SM1', ...(charge && { charge }) });
});

describe('an answer says whom it is about', () => {
  const cases: [string, FakeAnswer, object][] = [
    [
      'a number that is none',
      error(400, 21211, 'Invalid To.'),
      { kind: 'rejected', blame: 'recipient', code: '21211' },
    ],
    [
      'somebody who has said STOP',
      error(400, 21610, 'Unsubscribed recipient.'),
      { kind: 'rejected', blame: 'recipient', code: '21610' },
    ],
    ['no mobile', error(400, 21614, 'Not a mobile number.'), { kind: 'rejected', blame: 'recipient' }],
    [
      'a country that is not allowed',
      error(400, 21408, 'Permission not enabled.'),
      { kind: 'rejected', blame: 'recipient' },
    ],
    ['a text too long', error(400, 21617, 'Body too long.'), { kind: 'rejected', blame: 'recipient' }],
    [
      'a wrong token',
      error(401, 20003, 'Authenticate'),
      { kind: 'rejected', blame: 'sender', said: '401 20003: Authenticate' },
    ],
    ['a wrong account', error(404, 20404, 'Not found.'), { kind: 'rejected', blame: 'sender' }],
    ['a number of somebody else', error(400, 21606, 'Not yours.'), { kind: 'rejected', blame: 'sender' }],
    ['a full queue', error(429, 21611, 'Queue full.'), { kind: 'deferred', blame: 'sender' }],
    ['too many at once', error(429, 20429, 'Too many.'), { kind: 'deferred', blame: 'sender' }],
    ['trouble of its own', error(500, 20500, 'Internal.'), { kind: 'deferred', blame: 'sender' }],
    ['no service', error(503, 20503, 'Unavailable.'), { kind: 'deferred', blame: 'sender' }],
    ['a gateway that lost the answer', { status: 504, body: '' }, { kind: 'unknown' }],
  ];
  test.for(cases)('%s', async ([, answer, outcome]) => {
    expect(await outcomeOf(provider, smsTo('+15558675310'), answer)).toMatchObject(outcome);
  });
});
