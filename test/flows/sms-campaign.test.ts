import { createHmac } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '#test/support/client-of.ts';
import { consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { FakeService } from '#test/support/fake-service.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { drawGraph } from '#test/support/workflow/workflow-house.ts';

type Client = ReturnType<typeof clientOf>;

const PEOPLE: [name: string, phone: string | null][] = [
  ['Ana', '+15550001001'],
  ['Ben', '+15550001002'],
  ['Bea', '+15550001002'],
  ['Cem', '0151 1234567'],
  ['Dee', null],
  ['Eve', '+15550001005'],
  ['Fay', '+15550001006'],
];

let app: TestApp;
let client: Client;
let twilio: FakeService;
let sender_id: string;

beforeAll(async () => {
  app = await makeTestApp({ allow_private_services: true });
  await setUpOverHttp(app);
  client = clientOf(app.app.services);
  twilio = await FakeService.start({
    recipientOf: ({ body }) => new URLSearchParams(body).get('To') ?? '',
    answer: () => ({ status: 201, body: { sid: 'SM1', status: 'queued', num_segments: '2', price: null } }),
    faultOf: (to) =>
      to.endsWith('6')
        ? { at: 'answer', answer: { status: 400, body: { code: 21614, message: 'Not a mobile number' } } }
        : undefined,
  });
  const { core } = app.app;
  core.db.write((tx) => {
    const insert = tx.sql(
      'INSERT INTO contact (id, email, email_key, first_name, phone, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [name, phone] of PEOPLE) {
      const email = `${name.toLowerCase()}@list.example`;
      insert.run(uuidv7(), email, email, name, phone, core.clock.now(), core.clock.now());
    }
  });
  const sender = await client.senders.create({
    name: 'Twilio',
    provider: 'twilio',
    settings: {
      account_sid: `AC${'a'.repeat(32)}`,
      sms_from: '+15017122661',
      segment_price: '0.05 EUR',
      endpoint: twilio.url,
    },
    secrets: { auth_token: 'tok1' },
    rate: { per_second: null, per_minute: null, per_hour: null, per_day: null },
  });
  sender_id = sender.id;
});
afterAll(async () => {
  await app.close();
  await twilio.close();
});

const EVERYONE = { everyone: true };

async function answerStop(phone: string) {
  const path = `/hooks/${sender_id}`;
  const form = { Body: 'STOP', From: phone, MessageSid: `SM${phone}`, SmsStatus: 'received', To: '+15017122661' };
  const signed = Object.entries(form).reduce((text, [name, value]) => text + name + value, consoleUrl(app) + path);
  const signature = createHmac('sha1', 'tok1').update(signed).digest('base64');
  const body = new URLSearchParams(form).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  expect((await fetch(consoleUrl(app) + path, { method: 'POST', body, headers })).status).toBe(200);
}

test('a text message goes to every telephone once, and the ledger says why somebody got none', async () => {
  await answerStop('+15550001005');
  const draft = await client.campaigns.create({
    name: 'Sale',
    channel: 'sms',
    body: 'Hi {{ first_name }}, today only – 20 % off',
    audience: EVERYONE,
    // Text messages have no subject, in no language.
    translations: [{ language: 'fr', subject: '', preheader: '', body: 'Bonjour' }],
  });
  expect(draft).toMatchObject({ channel: 'sms', body_kind: 'text', sender_id });
  const preview = await client.campaigns.preview({ id: draft.id });
  expect(preview).toMatchObject({ text: 'Hi Ana, today only – 20 % off', from: '+15017122661' });
  expect(preview.to).toContain('+15550001001');
  expect(preview.sms).toMatchObject({ encoding: 'UCS-2', segments: 1, culprit: '–' });
  const count = await client.campaigns.audience({ id: draft.id });
  expect(count).toEqual({
    addressed: 7,
    recipients: 3,
    excluded: { no_address: 1, invalid_address: 1, unsubscribed: 1, duplicate_address: 1 },
  });

  await client.campaigns.send({ id: draft.id, revision: draft.revision });
  await waitUntil(async () => (await client.campaigns.get({ id: draft.id })).state === 'sent');
  const { counts } = await client.campaigns.get({ id: draft.id });
  expect(counts).toMatchObject({ audience: 7, accepted: 2, failed: 1, skipped: 4 });
  expect(twilio.taken.sort()).toEqual(['+15550001001', '+15550001002']);
  const bodies = twilio.requests.map(({ body }) => new URLSearchParams(body).get('Body'));
  expect(bodies).toContain('Hi Ben, today only – 20 % off');
  const { items } = await client.campaigns.deliveries({ id: draft.id, state: 'failed' });
  expect(items).toMatchObject([{ address: '+15550001006', code: '21614', response: '400 21614: Not a mobile number' }]);
});

test('whoever has said STOP to text messages still gets mail', async () => {
  const draft = await client.campaigns.create({ name: 'Letter', subject: 'S', body: '<p>x</p>', audience: EVERYONE });
  expect((await client.campaigns.audience({ id: draft.id })).recipients).toBe(7);
});

test('a text message takes no sender of mail and no HTML, and nothing goes out with nothing in it', async () => {
  const mailbox = (await client.senders.list()).find(({ channel }) => channel === 'email');
  const refused = (field: string) => expect.objectContaining({ data: expect.objectContaining({ field }) });
  const make = (change: object) => client.campaigns.create({ name: 'Sale', channel: 'sms', body: 'Hi', ...change });
  await expect(make({ sender_id: mailbox?.id })).rejects.toEqual(refused('sender_id'));
  await expect(make({ body_kind: 'html' })).rejects.toEqual(refused('body_kind'));
  const empty = await make({ body: ' ', audience: EVERYONE });
  await expect(client.campaigns.send({ id: empty.id, revision: empty.revision })).rejects.toEqual(refused('body'));
  const long = await make({ body: 'x'.repeat(1_700), audience: EVERYONE });
  await expect(client.campaigns.send({ id: long.id, revision: long.revision })).rejects.toEqual(refused('body'));
});

test('a contact stands on each channel as they have said there', async () => {
  const { items } = await client.contacts.list({ search: 'eve@list.example' });
  expect(items).toMatchObject([{ status: 'deliverable', sms_status: 'unsubscribed' }]);
});

test('a link becomes a short one that leads where it led, and all segments are counted and priced before', async () => {
  app.app.core.db.write((tx) => tx.sql(`UPDATE organization SET public_url = 'https://t.acme.example'`).run());
  const more = `{% if first_name == "Ben" %}${'again '.repeat(30)}{% endif %}`;
  const body = `Hi, https://shop.example/sale?for={{ first_name }}. ${more}`;
  const draft = await client.campaigns.create({ name: 'Links', channel: 'sms', body, audience: EVERYONE });
  const shown = await client.campaigns.preview({ id: draft.id });
  expect(shown.text).toMatch(/^Hi, https:\/\/t\.acme\.example\/c\/[\w-]{15}\.$/);

  await client.preflight.start({ id: draft.id });
  await waitUntil(async () => (await client.preflight.get({ id: draft.id })).state === 'done');
  const { findings } = await client.preflight.get({ id: draft.id });
  const size = findings.find(({ code }) => code === 'sms_size');
  expect(size?.values).toEqual({ least: 1, most: 2, segments: 4, amount: 0.2, currency: 'EUR' });
  expect(size?.says).toBe('Each person gets 1 to 2 segments, 4 in all, which costs 0.20 EUR.');

  await client.campaigns.send({ id: draft.id, revision: draft.revision });
  await waitUntil(async () => (await client.campaigns.get({ id: draft.id })).state === 'sent');
  const sent = twilio.requests.map(({ body: form }) => new URLSearchParams(form));
  const text = sent.find((form) => form.get('To') === '+15550001001' && form.get('Body')?.includes('/c/'))?.get('Body');
  const [path] = /\/c\/[\w-]{15}/.exec(text ?? '') ?? [];
  const answer = await fetch(`${consoleUrl(app)}${path}`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/sale?for=Ana']);
  await waitUntil(async () => (await client.campaigns.stats({ id: draft.id })).links[0]?.total === 1);
  const stats = await client.campaigns.stats({ id: draft.id });
  expect(stats.charges).toEqual([{ currency: '', messages: 2, segments: 4, amount: 0 }]);
});

test('a text message of a workflow has the short link too', async () => {
  const body = 'Welcome {{ first_name }}: https://shop.example/start?who={{ first_name }}';
  const graph = drawGraph({ in: { type: 'manual' }, text: { type: 'send_sms', sender_id: null, body } }, [
    'in next text',
  ]);
  const { id, revision } = await client.workflows.create({ name: 'Welcome', graph });
  await client.workflows.publish({ id, revision, choices: [] });
  const [ana] = (await client.contacts.list({ search: 'ana@list.example' })).items;
  await client.workflows.enrol({ id, contact_id: ana?.id ?? '' });
  const texts = () => twilio.requests.map(({ body: form }) => new URLSearchParams(form).get('Body') ?? '');
  await waitUntil(() => texts().some((text) => text.startsWith('Welcome')));
  const [path] = /\/c\/[\w-]{15}$/.exec(texts().find((text) => text.startsWith('Welcome')) ?? '') ?? [];
  const answer = await fetch(`${consoleUrl(app)}${path}`, { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('https://shop.example/start?who=Ana');
});
