import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ADMIN,
  type ApiClient,
  callApi,
  callRpc,
  clientOf,
  consoleUrl,
  setUpOverHttp,
  setupToken,
  signInOverHttp,
} from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let app: TestApp;
let admin: ApiClient;
const SETUP = { organization: { name: 'Second', timezone: 'UTC' }, account: ADMIN };

beforeAll(async () => {
  app = await makeTestApp();
  const link = app.app.core.paths.setupLink;
  expect(statSync(link).mode & 0o777).toBe(0o600);
  expect(readFileSync(link, 'utf8')).toContain(setupToken(app));
  const wrong = await callApi(app, 'POST', '/setup', { ...SETUP, token: 'guessed' });
  expect(wrong).toMatchObject({ status: 403, body: { code: 'FORBIDDEN', field: 'token' } });
  admin = await setUpOverHttp(app);
  expect(existsSync(link)).toBe(false);
});
afterAll(() => app.close());

const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(';')[0] ?? '';

test('the setup link works once', async () => {
  const again = await callApi(app, 'POST', '/setup', { ...SETUP, token: 'whatever' });
  expect(again).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
});

test('a browser gets a cookie that no script can read, and no token', async () => {
  const { headers, body } = await callRpc(app, 'account/login', { email: ADMIN.email, password: ADMIN.password });
  expect(headers.getSetCookie()[0]).toMatch(/^herald-\d+=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
  expect(JSON.stringify(body)).not.toContain('token');
  const me = await callRpc(app, 'account/me', undefined, { cookie: cookieOf(headers) });
  expect(me.body.json).toMatchObject({ user: { email: ADMIN.email, role: 'admin' } });
});

test('a cookie is worth nothing from a page elsewhere, nor without the header of the console', async () => {
  const { headers } = await callRpc(app, 'account/login', { email: ADMIN.email, password: ADMIN.password });
  const cookie = cookieOf(headers);
  const cross = await callRpc(app, 'account/me', undefined, { cookie, 'sec-fetch-site': 'cross-site' });
  expect(cross.status).toBe(401);
  const stranger = await callRpc(app, 'account/me', undefined, { cookie, origin: 'https://evil.example' });
  expect(stranger.status).toBe(401);
  const plain = await callRpc(app, 'account/me', undefined, { cookie, 'x-csrf-token': '' });
  expect(plain.status).toBe(403);
});

test('a name that is not of this machine is not answered', async () => {
  const { port } = new URL(consoleUrl(app));
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request({ port, host: '127.0.0.1', path: '/', headers: { host: 'rebound.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
  });
  expect(status).toBe(403);
});

test('the command line of this machine signs in with the token of running.json', async () => {
  const { token, console_url } = JSON.parse(readFileSync(app.app.core.paths.running, 'utf8'));
  expect(console_url).toBe(consoleUrl(app));
  expect(statSync(app.app.core.paths.running).mode & 0o777).toBe(0o600);
  const me = await callApi(app, 'GET', '/auth/me', undefined, { authorization: `Bearer ${token}` });
  expect(me.body).toMatchObject({ user: { email: ADMIN.email }, session_id: null });
});

test('a session that was revoked ends at once, also for the access token that names it', async () => {
  const other = await signInOverHttp(app, ADMIN);
  const { body } = await other.call<{ id: string; current: boolean }[]>('GET', '/auth/sessions');
  const id = body.find(({ current }) => current)?.id;
  expect((await admin.call('DELETE', `/auth/sessions/${id}`)).status).toBe(200);
  expect((await other.call('GET', '/auth/me')).status).toBe(401);
  expect((await admin.call('GET', '/auth/me')).status).toBe(200);
});

test('a refresh token works once; shown again it ends its session', async () => {
  const first = await signInOverHttp(app, ADMIN);
  const renewed = await callApi<Record<string, string>>(app, 'POST', '/auth/refresh', {
    refresh_token: first.refresh_token,
  });
  expect(renewed.status).toBe(200);
  const second = clientOf(app, {
    token: renewed.body.access_token ?? '',
    refresh_token: renewed.body.refresh_token ?? '',
  });
  expect((await second.call('GET', '/auth/me')).status).toBe(200);
  const stolen = await callApi(app, 'POST', '/auth/refresh', { refresh_token: first.refresh_token });
  expect(stolen).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  expect((await second.call('GET', '/auth/me')).status).toBe(401);
});

test('a forged access token is nobody', async () => {
  const forged = `${admin.token.split('.').slice(0, 2).join('.')}.AAAA`;
  expect((await callApi(app, 'GET', '/auth/me', undefined, { authorization: `Bearer ${forged}` })).status).toBe(401);
});

test('an invitation makes a user with the role that was given, once', async () => {
  const invited = await admin.call<Record<string, never>>('POST', '/tenants/-/users', {
    name: 'Max',
    email: 'max@example.org',
    role: 'marketer',
  });
  expect(invited.status).toBe(201);
  const token = String(invited.body.invite_url).split('token=')[1];
  const weak = await callApi(app, 'POST', '/auth/register', { token, name: 'Max', password: 'qwertyuiop123' });
  expect(weak).toMatchObject({ status: 400, body: { field: 'password' } });
  const joined = await callApi(app, 'POST', '/auth/register', { token, name: 'Max M', password: 'seven grey geese' });
  expect(joined.body).toMatchObject({ user: { role: 'marketer', name: 'Max M', invited: false } });
  const again = await callApi(app, 'POST', '/auth/register', { token, name: 'Max', password: 'seven grey geese' });
  expect(again).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
});

test('a new role holds from the next request on, and a deactivated user is out', async () => {
  const max = await signInOverHttp(app, { email: 'max@example.org', password: 'seven grey geese' });
  expect((await max.call('GET', '/tenants/-/users')).status).toBe(403);
  const users = await admin.call<{ id: string; email: string; revision: number }[]>('GET', '/tenants/-/users');
  const user = users.body.find(({ email }) => email === 'max@example.org');
  const promoted = await admin.call<{ revision: number }>('PUT', `/tenants/-/users/${user?.id}`, {
    revision: user?.revision,
    role: 'manager',
  });
  expect((await max.call('GET', '/tenants/-/users')).status).toBe(200);
  await admin.call('PUT', `/tenants/-/users/${user?.id}`, { revision: promoted.body.revision, active: false });
  expect((await max.call('GET', '/auth/me')).status).toBe(401);
  expect(
    (await callApi(app, 'POST', '/auth/login', { email: 'max@example.org', password: 'seven grey geese' })).status,
  ).toBe(401);
});

test('the last admin stays one', async () => {
  const me = await admin.call<{ user: { id: string; revision: number } }>('GET', '/auth/me');
  const { id, revision } = me.body.user;
  const demoted = await admin.call('PUT', `/tenants/-/users/${id}`, { revision, role: 'analyst' });
  expect(demoted).toMatchObject({ status: 409, body: { code: 'WRONG_STATE', field: 'role' } });
  const gone = await admin.call('PUT', `/tenants/-/users/${id}`, { revision, active: false });
  expect(gone).toMatchObject({ status: 409, body: { field: 'active' } });
});

test('a new password signs out everywhere else', async () => {
  const other = await signInOverHttp(app, ADMIN);
  const wrong = await admin.call('POST', '/auth/password', { current: 'not it', password: 'eleven red robins' });
  expect(wrong).toMatchObject({ status: 400, body: { field: 'current' } });
  const changed = await admin.call('POST', '/auth/password', {
    current: ADMIN.password,
    password: 'eleven red robins',
  });
  expect(changed.status).toBe(200);
  expect((await other.call('GET', '/auth/me')).status).toBe(401);
  expect((await admin.call('GET', '/auth/me')).status).toBe(200);
});

test('guessing is slowed down after five failures, whether or not there is such an account', async () => {
  const fresh = await makeTestApp();
  try {
    await setUpOverHttp(fresh);
    const answers: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      answers.push(
        (await callApi(fresh, 'POST', '/auth/login', { email: 'no@body.example', password: 'wrong' })).status,
      );
    }
    expect(answers.slice(0, 6)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(answers[6]).toBe(429);
  } finally {
    await fresh.close();
  }
});
