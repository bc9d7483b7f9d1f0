import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, clientOf, setUpOverHttp } from '#test/support/console-client.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let admin: ApiClient;
const clock = new FakeClock(Date.now());
beforeAll(async () => {
  app = await makeTestApp({ clock });
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

interface Made {
  key: string;
  api_key: { id: string; handle: string };
}

async function makeKey(scopes: string[], days: number | null = 30): Promise<Made & { client: ApiClient }> {
  const { status, body } = await admin.call<Made>('POST', '/tenants/-/api-keys', { name: 'Shop', scopes, days });
  expect(status).toBe(201);
  return { ...body, client: clientOf(app, { token: body.key, refresh_token: '' }) };
}

const MESSAGE = { to: 'buyer@shop.example', subject: 'Order', markdown: 'Thank you.' };

test('a key does what it was given and nothing else', async () => {
  const { key, client } = await makeKey(['transactional.send']);
  expect(key).toMatch(/^hrld_[A-Za-z0-9]{8}_[A-Za-z0-9]{43}$/);
  const sent = await client.call('POST', '/tenants/-/transactional/email', MESSAGE);
  expect([sent.status, sent.body.state]).toEqual([202, 'queued']);
  expect((await client.call('GET', '/tenants/-/contacts')).status).toBe(403);
  expect((await client.call('GET', '/tenants/-/transactional')).status).toBe(403);
});

test('no key makes keys, and none is made with more than that', async () => {
  const { client } = await makeKey(['contact.read', 'campaign.send']);
  const answer = await client.call('POST', '/tenants/-/api-keys', { name: 'More', scopes: ['contact.read'] });
  expect(answer.status).toBe(403);
  const refused = await admin.call('POST', '/tenants/-/api-keys', { name: 'Root', scopes: ['user.write'] });
  expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_INPUT']);
});

test('a revoked key, an expired one and a wrong one open nothing', async () => {
  const revoked = await makeKey(['contact.read']);
  expect((await revoked.client.call('GET', '/tenants/-/contacts')).status).toBe(200);
  await admin.call('POST', `/tenants/-/api-keys/${revoked.api_key.id}/revoke`);
  expect((await revoked.client.call('GET', '/tenants/-/contacts')).status).toBe(401);
  const short = await makeKey(['contact.read'], 1);
  expect((await short.client.call('GET', '/tenants/-/contacts')).status).toBe(200);
  const wrong = clientOf(app, {
    token: `${short.key.slice(0, -1)}${short.key.endsWith('a') ? 'b' : 'a'}`,
    refresh_token: '',
  });
  expect((await wrong.call('GET', '/tenants/-/contacts')).status).toBe(401);
  const { body: keys } = await admin.call<{ id: string; last_used_at: string | null }[]>('GET', '/tenants/-/api-keys');
  expect(keys.find(({ id }) => id === short.api_key.id)?.last_used_at).not.toBeNull();
  expect(JSON.stringify(keys)).not.toContain(short.key.slice(14));
});

test('a repeated request is the same message, also much later', async () => {
  const { client } = await makeKey(['transactional.send', 'transactional.read']);
  const once = { 'idempotency-key': 'order-7' };
  const first = await client.call('POST', '/tenants/-/transactional/email', MESSAGE, once);
  const again = await client.call('POST', '/tenants/-/transactional/email', MESSAGE, once);
  expect(again.body.id).toBe(first.body.id);
  const other = await client.call('POST', '/tenants/-/transactional/email', { ...MESSAGE, subject: 'Other' }, once);
  expect([other.status, other.body.field]).toEqual([409, 'Idempotency-Key']);
  const stranger = await makeKey(['transactional.send']);
  const theirs = await stranger.client.call('POST', '/tenants/-/transactional/email', MESSAGE, once);
  expect(theirs.body.id).not.toBe(first.body.id);
});

test('a key ends when its time is over', async () => {
  const { client } = await makeKey(['contact.read'], 1);
  clock.advance(86_400_000 + 1);
  expect((await client.call('GET', '/tenants/-/contacts')).status).toBe(401);
});
