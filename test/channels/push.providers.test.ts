import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { createFcmProvider } from '#main/channels/push/fcm.provider.ts';
import type { PushMessage } from '#main/channels/push/push-message.ts';
import { createWebPushProvider } from '#main/channels/push/web-push.provider.ts';
import { type FakeAnswer, FakeService } from '#test/support/fake-service.ts';
import { pushBrowser } from '#test/support/push-browser.ts';
import { httpBench, means, NOW } from './http-bench.ts';
import { describeProvider } from './provider-suite.ts';

const CONTENT = {
  title: 'Größe & „Sale“',
  text: '−20 % heute 👍',
  link: 'https://shop.example/?a=1',
  icon: 'https://shop.example/i.png',
  image: 'https://shop.example/b.png',
};
const browser = pushBrowser();
const vapid = webPush.generateVAPIDKeys();
const web = () =>
  createWebPushProvider(
    { contact: 'mailto:push@acme.example', vapid_public: vapid.publicKey, vapid_private: vapid.privateKey },
    means(),
  );
const toDevices = (...addresses: string[]): PushMessage => ({
  devices: addresses.map((address, index) => ({ no: index + 1, address, ...browser.keys })),
  content: CONTENT,
  tag: 'c1',
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: typeof privateKey, type: 'pkcs8' | 'spki') => key.export({ format: 'pem', type }).toString();
let google: FakeService;
let signIns: FakeAnswer[] = [];
beforeAll(async () => {
  google = await FakeService.start({
    recipientOf: () => '',
    answer: () => signIns.shift() ?? { status: 200, body: { access_token: 'token-1', expires_in: 3_600 } },
  });
});
afterAll(() => google.close());
const accountFile = () =>
  JSON.stringify({
    type: 'service_account',
    project_id: 'shop-1',
    client_email: 'herald@shop-1.iam.gserviceaccount.com',
    private_key: pem(privateKey, 'pkcs8'),
    token_uri: `${google.url}/token`,
  });
const fcm = (endpoint: string) => createFcmProvider({ service_account: accountFile(), endpoint }, means());

describe('Web Push', () => {
  let base = '';
  describeProvider(
    () =>
      httpBench<PushMessage>({
        provider: (url) => {
          base = url;
          return web();
        },
        messageTo: (name) => toDevices(`${base}/push/${name}`),
        recipientOf: ({ path }) => path.slice('/push/'.length),
        answer: () => ({ status: 201, body: '' }),
        refused: { status: 410, body: 'gone' },
        later: { status: 429, headers: { 'retry-after': '60' }, body: '' },
      }),
    'sender',
  );
});

describe('Firebase', () =>
  describeProvider(
    () =>
      httpBench<PushMessage>({
        provider: fcm,
        messageTo: (name) => toDevices(name),
        recipientOf: ({ body }) => (JSON.parse(body) as { message: { token: string } }).message.token,
        answer: () => ({ status: 200, body: { name: 'projects/shop-1/messages/1' } }),
        refused: fcmError(404, 'NOT_FOUND', 'UNREGISTERED'),
        later: { status: 429, headers: { 'retry-after': '60' }, body: { error: { status: 'RESOURCE_EXHAUSTED' } } },
      }),
    'sender',
  ));

function fcmError(status: number, name: string, code?: string): FakeAnswer {
  const type = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
  const details = code ? [{ '@type': type, errorCode: code }] : [];
  return { status, body: { error: { code: status, status: name, message: 'As it is.', details } } };
}

async function deliver(provider: (url: string) => ReturnType<typeof fcm>, answers: FakeAnswer[], ...paths: string[]) {
  const service = await FakeService.start({ recipientOf: () => '', answer: () => answers.shift() ?? { status: 500 } });
  const addresses = paths.map((path) => (path.startsWith('/') ? `${service.url}${path}` : path));
  const line = await provider(service.url).connect(new AbortController().signal);
  const outcome = line.ok
    ? await line.connection.deliver(toDevices(...addresses), () => Promise.resolve(true))
    : line.outcome;
  await service.close();
  return { outcome, requests: service.requests, usable: line.ok && line.connection.usable };
}

test('only the browser itself can read the message, and its push service knows who sends', async () => {
  const { outcome, requests } = await deliver(web, [{ status: 201 }], '/push/1');
  expect(outcome).toMatchObject({ kind: 'accepted', code: '201' });
  const [request] = requests;
  expect(request?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
  expect(request?.raw.includes('Sale')).toBe(false);
  const { title, text, link, ...pictures } = CONTENT;
  const url = link;
  expect(browser.open(request?.raw ?? Buffer.alloc(0))).toEqual({ title, body: text, url, ...pictures, tag: 'c1' });
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(request?.headers.authorization ?? '') ?? [];
  expect(key).toBe(vapid.publicKey);
  expect(decodeJwt(token)).toMatchObject({
    sub: 'mailto:push@acme.example',
    aud: expect.stringMatching(/^http:\/\/127/),
  });
});

test('several devices of one person are one message: whoever has it on one has it, and those that are gone are named', async () => {
  const { outcome } = await deliver(web, [{ status: 410 }, { status: 201 }, { status: 404 }], '/1', '/2', '/3');
  expect(outcome).toMatchObject({ kind: 'accepted', said: '201 (not on every device)' });
  expect((outcome as { gone?: number[] }).gone).toHaveLength(2);
});

test('somebody whose devices are all gone is refused, and a device that is only busy is tried again', async () => {
  expect((await deliver(web, [{ status: 410 }, { status: 404 }], '/1', '/2')).outcome).toMatchObject({
    kind: 'rejected',
    blame: 'recipient',
    gone: [1, 2],
  });
  expect((await deliver(web, [{ status: 410 }, { status: 503 }], '/1', '/2')).outcome).toMatchObject({
    kind: 'deferred',
  });
});

test('a device with keys that are none is forgotten by itself, and others of the person get the message', async () => {
  const wrong = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: browser.keys.auth };
  const short = { p256dh: browser.keys.p256dh, auth: 'AAAA' };
  const service = await FakeService.start({ recipientOf: ({ path }) => path, answer: () => ({ status: 201 }) });
  const line = await web().connect(new AbortController().signal);
  if (!line.ok) throw new Error('No line.');
  const [first, second, third] = toDevices(`${service.url}/1`, `${service.url}/2`, `${service.url}/3`).devices;
  const message = toDevices();
  const deliverTo = (...devices: PushMessage['devices']) =>
    line.connection.deliver({ ...message, devices }, () => Promise.resolve(true));
  if (!first || !second || !third) throw new Error('No devices.');
  const bad = { ...second, ...wrong };
  expect(await deliverTo(first, bad, { ...third, ...short })).toMatchObject({ kind: 'accepted', gone: [2, 3] });
  expect(await deliverTo(bad)).toMatchObject({
    kind: 'rejected',
    blame: 'recipient',
    code: 'BAD_SUBSCRIPTION',
    gone: [2],
  });
  expect(service.taken).toEqual(['/1']);
  await service.close();
});

test('a subscription made for another key stops nobody else', async () => {
  const { outcome } = await deliver(web, [{ status: 403 }], '/1');
  expect(outcome).toMatchObject({ kind: 'rejected', blame: 'recipient' });
  expect(outcome).not.toHaveProperty('gone');
});

test('Firebase is asked with a token that the service account has signed for', async () => {
  google.requests.length = 0;
  const { requests } = await deliver(fcm, [{ status: 200, body: { name: 'x' } }], 'device-token-1');
  const form = new URLSearchParams(google.requests[0]?.body);
  const { payload } = await jwtVerify(form.get('assertion') ?? '', await importSPKI(pem(publicKey, 'spki'), 'RS256'), {
    currentDate: new Date(NOW),
  });
  expect(payload).toMatchObject({
    iss: 'herald@shop-1.iam.gserviceaccount.com',
    aud: `${google.url}/token`,
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
  });
  expect(requests[0]?.path).toBe('/v1/projects/shop-1/messages:send');
  expect(requests[0]?.headers.authorization).toBe('Bearer token-1');
  const { message } = JSON.parse(requests[0]?.body ?? '') as { message: Record<string, unknown> };
  expect(message).toMatchObject({
    token: 'device-token-1',
    notification: { title: CONTENT.title, body: CONTENT.text, image: CONTENT.image },
    data: { url: CONTENT.link, tag: 'c1' },
    webpush: { fcm_options: { link: CONTENT.link } },
  });
});

describe('an answer of Firebase says whom it is about', () => {
  const cases: [string, FakeAnswer, object][] = [
    [
      'an app that was removed',
      fcmError(404, 'NOT_FOUND', 'UNREGISTERED'),
      { kind: 'rejected', blame: 'recipient', gone: [1] },
    ],
    [
      'a token of another project',
      fcmError(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'),
      { kind: 'rejected', blame: 'recipient' },
    ],
    [
      'a token that is none',
      fcmError(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT'),
      { kind: 'rejected', blame: 'recipient' },
    ],
    ['a project that is gone', fcmError(404, 'NOT_FOUND'), { kind: 'rejected', blame: 'sender' }],
    ['an account that may not', fcmError(403, 'PERMISSION_DENIED'), { kind: 'rejected', blame: 'sender' }],
    ['too much', fcmError(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'), { kind: 'deferred', blame: 'sender' }],
    ['no service', fcmError(503, 'UNAVAILABLE', 'UNAVAILABLE'), { kind: 'deferred', blame: 'sender' }],
  ];
  test.for(cases)('%s', async ([, answer, outcome]) => {
    expect((await deliver(fcm, [answer], 'device-token-1')).outcome).toMatchObject(outcome);
  });

  test('a token that has run out: nobody is charged, and the next line signs in anew', async () => {
    const { outcome, usable } = await deliver(fcm, [fcmError(401, 'UNAUTHENTICATED')], 'device-token-1');
    expect(outcome).toMatchObject({ kind: 'deferred', blame: 'connection' });
    expect(usable).toBe(false);
  });

  test('a service account that was taken back stops the sender, in the words of Google', async () => {
    signIns = [{ status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }];
    expect((await deliver(fcm, [], 'device-token-1')).outcome).toMatchObject({
      kind: 'rejected',
      blame: 'sender',
      said: '400 invalid_grant: Invalid JWT Signature.',
    });
  });

  test('a file that is no key file stops the sender', async () => {
    const provider = createFcmProvider({ service_account: '{}', endpoint: '' }, means());
    expect(await provider.connect(new AbortController().signal)).toMatchObject({
      ok: false,
      outcome: { kind: 'rejected', blame: 'sender' },
    });
  });
});
