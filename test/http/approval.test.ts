import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, callApi, clientOf, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let admin: ApiClient;
let marketer: ApiClient;
let analyst: ApiClient;
let manager: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
  [marketer, analyst, manager] = (await Promise.all(
    (['marketer', 'analyst', 'manager'] as const).map(async (role) => {
      const invited = await admin.call('POST', '/tenants/-/users', { name: role, email: `${role}@example.org`, role });
      const token = String(invited.body.invite_url).split('token=')[1]?.split('&')[0];
      const joined = await callApi<Record<string, string>>(app, 'POST', '/auth/register', {
        token,
        name: role,
        password: 'quite a long password',
      });
      return clientOf(app, { token: joined.body.access_token ?? '', refresh_token: '' });
    }),
  )) as [ApiClient, ApiClient, ApiClient];
}, 60_000);
afterAll(() => app.close());

const at = (path: string) => `/tenants/-${path}`;

test('whoever has no role for it neither sets the rule nor approves', async () => {
  const rule = { from_recipients: 1, revision: 1 };
  expect((await marketer.call('PUT', at('/approvals/rule'), rule)).status).toBe(403);
  expect((await manager.call('PUT', at('/approvals/rule'), { from_recipients: 0, revision: 1 })).body).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'from_recipients',
  });
  expect((await manager.call('PUT', at('/approvals/rule'), rule)).body).toEqual({ from_recipients: 1, revision: 2 });
});

test('a program that sends is told who can approve, asks, and sends once it is approved', async () => {
  const list = await marketer.call('POST', at('/recipient-lists'), { name: 'Readers' });
  await marketer.call('POST', at('/contacts'), { email: 'ana@example.org', list_ids: [list.body.id] });
  const made = await marketer.call<{ id: string; revision: number }>('POST', at('/campaigns'), {
    name: 'Spring',
    subject: 'Hi',
    body: '<p>Hi</p>',
    audience: { include_lists: [list.body.id] },
  });
  const { id, revision } = made.body;
  const campaign = at(`/campaigns/${id}`);
  const refused = await marketer.call('POST', `${campaign}/send`, { revision });
  expect([refused.status, refused.body.code, refused.body.hint]).toEqual([
    409,
    'APPROVAL_NEEDED',
    expect.stringContaining('Who can approve it: Ada Admin, manager.'),
  ]);
  const asked = await marketer.call('POST', `${campaign}/approval`, { revision, note: 'Please' });
  expect(asked.body).toMatchObject({ state: 'requested', own_work: true });
  const yes = { content_hash: asked.body.content_hash };
  expect((await marketer.call('POST', `${campaign}/approval/approve`, yes)).status).toBe(403);
  expect((await analyst.call('POST', `${campaign}/approval/approve`, yes)).status).toBe(403);
  expect((await analyst.call('GET', `${campaign}/approval`)).body).toMatchObject({ state: 'requested' });
  expect((await manager.call('GET', at('/approvals'))).body).toMatchObject({ items: [{ campaign: { id } }] });
  expect((await manager.call('POST', `${campaign}/approval/changes`, yes)).body.field).toBe('comment');
  expect((await manager.call('POST', `${campaign}/approval/approve`, yes)).body).toMatchObject({ state: 'approved' });
  expect((await marketer.call('POST', `${campaign}/send`, { revision })).body).toMatchObject({ state: 'sending' });
});
