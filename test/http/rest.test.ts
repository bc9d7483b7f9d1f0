import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, callApi, consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

const LISTS = '/tenants/-/recipient-lists';
const makeList = (name: string, headers?: Record<string, string>) =>
  admin.call<{ id: string; revision: number }>('POST', LISTS, { name }, headers);

test('an organization is reached by -, its slug and its id, and nobody else by any name', async () => {
  const { body } = await admin.call<{ id: string; slug: string }>('GET', '/tenants/-/organization');
  for (const tenant of [body.slug, body.id]) {
    expect((await admin.call('GET', `/tenants/${tenant}/organization`)).status).toBe(200);
  }
  expect((await admin.call('GET', '/tenants/other/organization')).status).toBe(404);
  expect((await admin.call('GET', '/organization')).status).toBe(200);
  expect((await admin.call('GET', '/tenants/-/auth/me')).status).toBe(404);
});

test('the same Idempotency-Key makes one list, and answers the same', async () => {
  const headers = { 'idempotency-key': 'make-news' };
  const first = await makeList('News', headers);
  const again = await makeList('News', headers);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await makeList('Other news', headers)).toMatchObject({
    status: 409,
    body: { code: 'CONFLICT', field: 'Idempotency-Key' },
  });
});

test('a refusal is remembered too, and an empty or endless key is refused', async () => {
  const refused = await makeList('News', { 'idempotency-key': 'again' });
  expect(refused.status).toBe(409);
  expect((await makeList('News', { 'idempotency-key': 'again' })).headers.get('idempotency-replayed')).toBe('true');
  expect((await makeList('X', { 'idempotency-key': 'k'.repeat(201) })).status).toBe(400);
});

test('an ETag is the revision, and If-Match refuses an edit of something older', async () => {
  const { body } = await makeList('Tagged');
  const got = await admin.call('GET', `${LISTS}/${body.id}`);
  expect(got.headers.get('etag')).toBe(`"r${body.revision}"`);
  const edited = await admin.call(
    'PUT',
    `${LISTS}/${body.id}`,
    { name: 'Tagged 2' },
    { 'if-match': `"r${body.revision}"` },
  );
  expect(edited).toMatchObject({ status: 200, body: { name: 'Tagged 2' } });
  const stale = await admin.call(
    'PUT',
    `${LISTS}/${body.id}`,
    { name: 'Tagged 3' },
    { 'if-match': `"r${body.revision}"` },
  );
  expect(stale).toMatchObject({ status: 412, body: { code: 'STALE_REVISION' } });
  expect((await admin.call('PUT', `${LISTS}/${body.id}`, { name: 'x' }, { 'if-match': 'W/"1"' })).status).toBe(400);
});

test('refusals are problem details with code, field and hint', async () => {
  const { status, headers, body } = await admin.call('POST', LISTS, { name: '' });
  expect(status).toBe(400);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ type: 'about:blank', title: 'Invalid input', code: 'INVALID_INPUT', field: 'name' });
});

test('answers say how many requests are left', async () => {
  const { headers } = await admin.call('GET', LISTS);
  expect(headers.get('ratelimit-policy')).toBe('"default";q=1200;w=60');
  expect(headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/);
});

test('what is too large, not JSON or of another kind is refused before any procedure', async () => {
  const url = `${consoleUrl(app)}/api/v1${LISTS}`;
  const post = (body: string, type: string) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': type, authorization: `Bearer ${admin.token}` } });
  expect((await post('{"name":', 'application/json')).status).toBe(400);
  expect((await post('name=x', 'text/plain')).status).toBe(415);
  expect((await post(`{"name":"${'x'.repeat(17_000_000)}"}`, 'application/json')).status).toBe(413);
});

test('an unknown address is a problem too', async () => {
  expect(await callApi(app, 'GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});

test('health is told to anybody on this machine', async () => {
  const get = async (path: string) => fetch(`${consoleUrl(app)}${path}`);
  expect(await (await get('/healthz')).json()).toEqual({ ok: true });
  expect(await (await get('/readyz')).json()).toMatchObject({ ok: true });
  expect(await (await get('/metrics')).text()).toMatch(/^herald_jobs_waiting \d+$/m);
});

test('the doctor looks at everything', async () => {
  const { body } = await admin.call<{ checks: { name: string; ok: boolean }[] }>('GET', '/tenants/-/doctor');
  expect(body.checks.map(({ name }) => name)).toEqual([
    'database',
    'journal',
    'disk',
    'key',
    'tracking',
    'jobs',
    'unknown deliveries',
    'backup',
  ]);
  expect(body.checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('no address of the console reaches a file that is not of the build', async () => {
  for (const path of [
    '/../package.json',
    '/..%2Fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/package.json',
  ]) {
    const answer = await fetch(`${consoleUrl(app)}${path}`);
    expect(await answer.text()).not.toContain('"dependencies"');
  }
});
