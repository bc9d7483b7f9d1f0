import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, callApi, callRpc, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { everyProcedure, type ListedProcedure } from '#test/support/procedures.ts';

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
}, 60_000);
afterAll(() => app.close());

const procedures = everyProcedure();
const rpcPath = ({ name }: ListedProcedure) => name.replaceAll('.', '/');
const restPath = ({ path }: ListedProcedure) => path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000');
const WITHOUT_TENANT = /^\/(auth|setup|stream)/;
const addressOf = (procedure: ListedProcedure) =>
  `${WITHOUT_TENANT.test(procedure.path) ? '' : '/tenants/-'}${restPath(procedure)}`;

test.each(procedures.filter(({ permission }) => permission !== 'public'))(
  '$name refuses a stranger on both doors',
  async (procedure) => {
    const rpc = await callRpc(app, rpcPath(procedure), { nonsense: true });
    expect([rpc.status, rpc.body.json.code]).toEqual([401, 'UNAUTHENTICATED']);
    const rest = await callApi(app, procedure.method, addressOf(procedure));
    expect([rest.status, rest.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(rest.headers.get('content-type')).toContain('application/problem+json');
  },
);

test.each(procedures.filter(({ has_input }) => has_input))(
  '$name is implemented and checks its input',
  async (procedure) => {
    // No procedure takes a list.
    const { status, body } = await callRpc(app, rpcPath(procedure), ['not', 'an', 'object'], {
      authorization: `Bearer ${admin.token}`,
    });
    expect([status, body.json.code]).toEqual([400, 'INVALID_INPUT']);
  },
);

test('every procedure has a REST address of its own, with a verb that fits', () => {
  const addresses = procedures.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const { name, method, path } of procedures) {
    expect(path, name).toMatch(/^\/[a-z0-9{}/._-]+$/);
    expect(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], name).toContain(method);
  }
});

test('the OpenAPI document describes each of them', async () => {
  const url = app.app.services.endpoints.console_url;
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    openapi: string;
    servers: { url: string }[];
    paths: Record<string, Record<string, unknown> & { servers?: { url: string }[] }>;
  };
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.servers[0]?.url).toBe('/api/v1/tenants/{tenant}');
  expect(document.paths['/auth/login']?.servers?.[0]?.url).toBe('/api/v1');
  for (const { name, method, path } of procedures) {
    expect(document.paths[path]?.[method.toLowerCase()], name).toBeDefined();
  }
});

test('the page of the documentation loads nothing from elsewhere', async () => {
  const url = app.app.services.endpoints.console_url;
  const answer = await fetch(`${url}/api/docs`);
  const page = await answer.text();
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(page).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
