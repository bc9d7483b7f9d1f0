import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDevice } from '#main/repositories/push/push-device.repo.ts';
import { clientOf } from '#test/support/client-of.ts';
import { consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { FakeService } from '#test/support/fake-service.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { pushBrowser } from '#test/support/push-browser.ts';
import { waitUntil } from '#test/support/wait-until.ts';

type Client = ReturnType<typeof clientOf>;

const ENDPOINT = 'https://updates.push.services.mozilla.com/wpush/v2/';
const browser = pushBrowser();
let app: TestApp;
let client: Client;
let service: FakeService;
const ids = new Map<string, string>();

beforeAll(async () => {
  app = await makeTestApp({ allow_private_services: true });
  await setUpOverHttp(app);
  client = clientOf(app.app.services);
  // Where people could follow links, so that one may be sent.
  app.app.core.db.write((tx) => tx.sql(`UPDATE organization SET public_url = 'https://t.acme.example'`).run());
  service = await FakeService.start({
    recipientOf: ({ path }) => path.slice(1),
    answer: () => ({ status: 201 }),
    faultOf: (name) => (name.includes('gone') ? { at: 'answer', answer: { status: 410, body: '' } } : undefined),
  });
  for (const name of ['Ana', 'Ben', 'Cem', 'Dee']) {
    const { id } = await client.contacts.create({ email: `${name}@list.example`, first_name: name });
    ids.set(name, id);
  }
});
afterAll(async () => {
  await app.close();
  await service.close();
});

/** A point that is none, as the library would throw for it. */
const NO_KEY = Buffer.alloc(65, 4).toString('base64url');
const idOf = (name: string) => ids.get(name) ?? '';
/** A device at the fake service, which no browser could have been given. */
const device = (name: string, address: string, keys = browser.keys) =>
  app.app.core.db.write((tx) => {
    const no = tx.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(idOf(name))?.no ?? 0;
    const where = { service: 'web_push' as const, address: `${service.url}/${address}`, ...keys };
    keepDevice(tx, { ...where, id: uuidv7(), contact: { no, id: idOf(name) }, label: 'Firefox', now: Date.now() });
  });
const post = (path: 'on' | 'off', body: object) =>
  fetch(`${consoleUrl(app)}/n/${path}`, { method: 'POST', body: JSON.stringify(body) });
const devicesOf = async (name: string) => client.pushDevices.list({ contact_id: idOf(name) });

test('a site can turn messages on for one contact, with a token for that contact and nothing else', async () => {
  expect((await fetch(`${consoleUrl(app)}/n/push.js`)).status).toBe(404);
  expect((await client.pushDevices.access({ contact_id: idOf('Ana') })).script).toBeNull();
  await client.senders.create({
    name: 'Browsers',
    provider: 'web_push',
    settings: { contact: 'mailto:push@acme.example' },
    rate: { per_second: null, per_minute: null, per_hour: null, per_day: null },
  });
  const script = await (await fetch(`${consoleUrl(app)}/n/push.js`)).text();
  expect(script).toMatch(/const KEY = "[\w-]{80,}";/);
  expect(await (await fetch(`${consoleUrl(app)}/n/sw.js`)).text()).toContain('showNotification');

  const { token, script: snippet } = await client.pushDevices.access({ contact_id: idOf('Ana') });
  expect(snippet).toContain(token);
  const subscription = { endpoint: `${ENDPOINT}a1`, keys: browser.keys };
  const taken = await post('on', { token, subscription });
  expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  expect(await devicesOf('Ana')).toHaveLength(1);
  expect((await post('on', { token, subscription })).status).toBe(204);
  expect(await devicesOf('Ana')).toHaveLength(1);

  const forged = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect((await post('on', { token: forged, subscription })).status).toBe(403);
  const other = `${idOf('Ben')}${token.slice(36)}`;
  expect((await post('on', { token: other, subscription })).status).toBe(403);
  for (const endpoint of [
    'http://127.0.0.1/x',
    'https://evil.example/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://x@fcm.googleapis.com:1/x',
  ])
    expect((await post('on', { token, subscription: { ...subscription, endpoint } })).status).toBe(400);
  expect((await post('on', { nonsense: true })).status).toBe(400);
  for (const keys of [
    { ...browser.keys, p256dh: 'A'.repeat(87) },
    { ...browser.keys, p256dh: browser.keys.p256dh.slice(0, 40) },
    { ...browser.keys, auth: 'A'.repeat(20) },
  ])
    expect((await post('on', { token, subscription: { ...subscription, keys } })).status).toBe(400);

  const { token: bens } = await client.pushDevices.access({ contact_id: idOf('Ben') });
  expect((await post('off', { token: bens, subscription })).status).toBe(204);
  expect(await devicesOf('Ana')).toHaveLength(1);
  expect((await post('off', { token, subscription })).status).toBe(204);
  expect(await devicesOf('Ana')).toEqual([]);
});

test('a push message goes to all devices of each person as one delivery, and devices that are gone are forgotten', async () => {
  device('Ana', 'ana-1');
  device('Ana', 'ana-2');
  device('Ana', 'ana-gone');
  device('Ben', 'ben-gone');
  device('Cem', 'cem-1');
  device('Cem', 'cem-bad', { ...browser.keys, p256dh: NO_KEY });
  const draft = await client.campaigns.create({
    name: 'Sale',
    channel: 'push',
    subject: 'Hi {{ first_name }}',
    body: 'Today only',
    push: { link: 'https://shop.example/?who={{ first_name }}', icon: '', image: '' },
    audience: { everyone: true },
  });
  expect(draft).toMatchObject({ channel: 'push', body_kind: 'text' });
  const preview = await client.campaigns.preview({ id: draft.id });
  expect(preview.push).toMatchObject({ title: 'Hi Ana', text: 'Today only', link: 'https://shop.example/?who=Ana' });
  expect(await client.campaigns.audience({ id: draft.id })).toEqual({
    addressed: 4,
    recipients: 3,
    excluded: { no_address: 1 },
  });

  await client.campaigns.send({ id: draft.id, revision: draft.revision });
  await waitUntil(async () => (await client.campaigns.get({ id: draft.id })).state === 'sent');
  const { counts } = await client.campaigns.get({ id: draft.id });
  expect(counts).toMatchObject({ audience: 4, accepted: 2, failed: 1, skipped: 1 });
  expect(service.taken.sort()).toEqual(['ana-1', 'ana-2', 'cem-1']);
  const { items } = await client.campaigns.deliveries({ id: draft.id });
  const ana = items.find(({ name }) => name.startsWith('Ana'));
  expect(ana).toMatchObject({ address: 'push:3', response: expect.stringContaining('(not on every device)') });
  expect(await devicesOf('Ana')).toHaveLength(2);
  expect(await devicesOf('Ben')).toEqual([]);
  expect(await devicesOf('Cem')).toHaveLength(1);
  expect((await client.campaigns.audience({ id: draft.id })).excluded).toEqual({ no_address: 2 });

  const request = service.requests.find(({ path }) => path === '/cem-1');
  const { title, url = '' } = browser.open(request?.raw ?? Buffer.alloc(0));
  expect(title).toBe('Hi Cem');
  const place = url.slice(url.indexOf('/c/'));
  const click = await fetch(consoleUrl(app) + place, { redirect: 'manual' });
  expect(click.headers.get('location')).toBe('https://shop.example/?who=Cem');
  await waitUntil(async () => (await client.campaigns.get({ id: draft.id })).counts.clicked_unique === 1);
});

test('a test shows what the push service has said, for the devices of a contact', async () => {
  const sender = (await client.senders.list()).find(({ channel }) => channel === 'push');
  const id = sender?.id ?? '';
  expect(await client.senders.test({ id, to: 'cem@list.example' })).toEqual({ ok: true, said: '201' });
  await expect(client.senders.test({ id, to: 'dee@list.example' })).rejects.toEqual(
    expect.objectContaining({ data: expect.objectContaining({ field: 'to' }) }),
  );
  expect(JSON.stringify(await client.senders.list())).not.toContain('vapid');
});

test('a contact stands on the channel as their devices and lists say', async () => {
  const { items } = await client.contacts.list({ search: 'list.example' });
  const status = new Map(items.map(({ first_name, push_status }) => [first_name, push_status]));
  expect([status.get('Ana'), status.get('Ben')]).toEqual(['deliverable', 'no_address']);
});

test('what can not be sent as a push message is refused by name', async () => {
  const refused = (field: string) => expect.objectContaining({ data: expect.objectContaining({ field }) });
  const make = (change: object) =>
    client.campaigns.create({
      name: 'Bad',
      channel: 'push',
      subject: 'Hi',
      body: 'x',
      audience: { everyone: true },
      ...change,
    });
  await expect(make({ body_kind: 'html' })).rejects.toEqual(refused('body_kind'));
  const send = async (change: object) => {
    const { id, revision } = await make(change);
    return client.campaigns.send({ id, revision });
  };
  await expect(send({ subject: ' ' })).rejects.toEqual(refused('subject'));
  await expect(send({ push: { link: 'javascript:alert(1)', icon: '', image: '' } })).rejects.toEqual(refused('body'));
  await expect(send({ body: 'ä'.repeat(2_500) })).rejects.toEqual(refused('body'));
});

test('devices go with a person: into the file of everything known, to whom they are merged, and away when they are erased', async () => {
  device('Dee', 'dee-1');
  const file = await client.contacts.takeout({ id: idOf('Dee'), format: 'json' });
  expect(JSON.parse(await file.text())).toMatchObject({ devices: [{ service: 'web_push', label: 'Firefox' }] });
  await client.duplicates.merge({ contact_ids: [idOf('Dee'), idOf('Ben')], keep_id: idOf('Dee') });
  device('Cem', 'cem-2');
  await client.duplicates.merge({ contact_ids: [idOf('Dee'), idOf('Cem')], keep_id: idOf('Dee') });
  expect(await devicesOf('Dee')).toHaveLength(3);
  await client.contacts.erase({ id: idOf('Dee'), confirm: 'Dee@list.example', block: false });
  expect(app.app.core.db.reader.sql(`SELECT 1 FROM push_device WHERE address LIKE '%dee%'`).all()).toEqual([]);
});
