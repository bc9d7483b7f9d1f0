import type { TestApp } from './make-test-app.ts';

export const ADMIN = { name: 'Ada Admin', email: 'ada@example.org', password: 'nine green ponies sing' };

export interface ApiAnswer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

/** Calls the REST API of a test app as somebody. */
export interface ApiClient {
  token: string;
  refresh_token: string;
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer<Body>>;
}

export function consoleUrl({ app }: TestApp): string {
  return app.services.endpoints.console_url;
}

export function setupToken({ app }: TestApp): string {
  return new URL(`http://x/${app.setup_url?.split('#')[1]}`).searchParams.get('token') ?? '';
}

/** Sets the app up over HTTP, as the person with the setup link. */
export async function setUpOverHttp(test: TestApp): Promise<ApiClient> {
  const { body } = await callApi<Record<string, string>>(test, 'POST', '/setup', {
    token: setupToken(test),
    organization: { name: 'Acme Ltd', timezone: 'Europe/Berlin' },
    account: ADMIN,
  });
  return clientOf(test, { token: body.access_token ?? '', refresh_token: body.refresh_token ?? '' });
}

export async function signInOverHttp(test: TestApp, who: { email: string; password: string }): Promise<ApiClient> {
  const { body } = await callApi<Record<string, string>>(test, 'POST', '/auth/login', who);
  return clientOf(test, { token: body.access_token ?? '', refresh_token: body.refresh_token ?? '' });
}

export function clientOf(test: TestApp, tokens: { token: string; refresh_token: string }): ApiClient {
  return {
    ...tokens,
    call: (method, path, body, headers = {}) =>
      callApi(test, method, path, body, { authorization: `Bearer ${tokens.token}`, ...headers }),
  };
}

export async function callApi<Body = Record<string, unknown>>(
  test: TestApp,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer<Body>> {
  const answer = await fetch(`${consoleUrl(test)}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : null) as Body };
}

/** Calls a procedure as the console in a browser does. */
export async function callRpc(
  test: TestApp,
  procedure: string,
  input?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer<{ json: Record<string, unknown> }>> {
  const base = consoleUrl(test);
  const answer = await fetch(`${base}/rpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': 'orpc', origin: base, ...headers },
    body: JSON.stringify({ json: input }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as never };
}
