import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, callApi, consoleUrl, setUpOverHttp, signInOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { openStream, type ReadEvent } from '#test/support/open-stream.ts';
import { sentCampaign } from '#test/support/sent-campaign.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

const watch = (who: ApiClient, last_id?: string) => openStream(consoleUrl(app), { token: who.token, last_id });
const topicsOf = (events: ReadEvent[]) => events.flatMap(({ data }) => (data.type === 'changed' ? data.topics : []));
const makeList = (name: string) => admin.call('POST', '/tenants/-/recipient-lists', { name });
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

test('what somebody does is told to whoever watches, with an id to come back with', async () => {
  const stream = await watch(admin);
  expect((await stream.until(({ data }) => data.type === 'hello')).data.type).toBe('hello');
  await makeList('Events');
  const event = await stream.until(({ data }) => data.type === 'changed' && data.topics.includes('lists'));
  expect(event.id).toMatch(/^[\w-]+:\d+$/);
  stream.close();
});

test('many changes are told in few events', async () => {
  const stream = await watch(admin);
  const started = Date.now();
  for (let n = 0; n < 40; n += 1) await makeList(`List ${n}`);
  await stream.until(({ data }) => data.type === 'changed' && data.topics.includes('lists'));
  await pause(400);
  const seconds = (Date.now() - started) / 1_000;
  const changed = stream.seen.filter(({ data }) => data.type === 'changed');
  expect(changed.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 2);
  expect(topicsOf(changed)).toContain('lists');
  stream.close();
});

test('whoever comes back with the last id gets what was missed, and nothing else', async () => {
  const first = await watch(admin);
  await makeList('News');
  await pause(400);
  const id = first.seen.at(-1)?.id;
  first.close();
  const quiet = await watch(admin, id);
  await quiet.until(({ data }) => data.type === 'hello');
  await pause(300);
  expect(topicsOf(quiet.seen)).not.toContain('lists');
  quiet.close();
  await makeList('More');
  await pause(400);
  const second = await watch(admin, id);
  await second.until(({ data }) => data.type === 'changed' && data.topics.includes('lists'));
  second.close();
});

test.each(['gone:1', 'x', 'future'])('an id that is not known (%s) is told to fetch afresh', async (text) => {
  const first = await watch(admin);
  const { id } = await first.until(({ data }) => data.type === 'hello');
  first.close();
  const stream = await watch(admin, text === 'future' ? id.replace(/\d+$/, '999999') : text);
  expect((await stream.until(({ data }) => data.type === 'reset')).data.type).toBe('reset');
  stream.close();
});

test('numbers over the stream add up to a fresh snapshot', async () => {
  const campaign = sentCampaign(app, { recipients: 30, links: ['https://shop.example/a'] });
  const stream = await watch(admin);
  await stream.until(({ data }) => data.type === 'hello');
  const tracking = app.app.services.endpoints.tracking_url;
  for (const no of campaign.deliveries) {
    await fetch(`${tracking}/o/${campaign.signer.sign(no)}.gif`);
    if (no % 3 === 0) await fetch(`${tracking}/c/${campaign.signer.sign(no)}/0`, { redirect: 'manual' });
    await pause(20);
  }
  await pause(700);
  const { body } = await admin.call<{ counts: Record<string, number> }>('GET', `/tenants/-/campaigns/${campaign.id}`);
  let version: number | undefined;
  let values: Record<string, number> = {};
  for (const { data } of stream.seen) {
    if (data.type !== 'metrics' || data.scope !== `campaign:${campaign.id}`) continue;
    if (version !== undefined) expect(data.from).toBe(version);
    version = data.to;
    values = { ...values, ...data.values };
  }
  expect(values).toEqual(body.counts);
  expect(values).toMatchObject({ opened_unique: 30, clicked_unique: 10 });
  stream.close();
});

test('nobody is told of what they may not see', async () => {
  const invited = await admin.call<Record<string, never>>('POST', '/tenants/-/users', {
    name: 'Eve',
    email: 'eve@example.org',
    role: 'employee',
  });
  const token = String(invited.body.invite_url).split('token=')[1];
  await callApi(app, 'POST', '/auth/register', { token, name: 'Eve', password: 'three pink flamingos' });
  const eve = await signInOverHttp(app, { email: 'eve@example.org', password: 'three pink flamingos' });
  const stream = await watch(eve);
  await stream.until(({ data }) => data.type === 'hello');
  await makeList('Secret list');
  await admin.call('PUT', '/tenants/-/organization', { revision: 1, name: 'Acme GmbH' });
  await stream.until(({ data }) => data.type === 'changed' && data.topics.includes('organization'));
  expect(topicsOf(stream.seen)).not.toContain('lists');
  const users = await admin.call<{ id: string; email: string; revision: number }[]>('GET', '/tenants/-/users');
  const user = users.body.find(({ email }) => email === 'eve@example.org');
  const before = Date.now();
  await admin.call('PUT', `/tenants/-/users/${user?.id}`, { revision: user?.revision, active: false });
  const last = await stream.until(({ data }) => data.type === 'signed_out');
  expect(last.data).toMatchObject({ why: 'revoked' });
  await stream.ended;
  expect(Date.now() - before).toBeLessThan(2_000);
});

test('a restart in between loses nothing', async () => {
  const first = await watch(admin);
  const { id } = await first.until(({ data }) => data.type === 'hello');
  first.close();
  await makeList('Just before the end');
  const { data_dir } = app;
  await app.app.close();
  app = await makeTestApp({ data_dir });
  const second = await watch(admin, id);
  await second.until(({ data }) => data.type === 'changed' && data.topics.includes('lists'));
  expect(second.seen.map(({ data }) => data.type)).not.toContain('reset');
  second.close();
});
