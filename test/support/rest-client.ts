import { type E2eServer, OWNER } from './e2e-server.ts';

export interface RestClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: object): Promise<Answer>;
  put<Answer>(path: string, body: object): Promise<Answer>;
}

/** Herald over REST as its owner: arranges what a browser test then looks at. */
export async function restClient(server: E2eServer): Promise<RestClient> {
  const call = async <Answer>(method: string, path: string, body?: object, token?: string): Promise<Answer> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const { email, password } = OWNER;
  const { access_token } = await call<{ access_token: string }>('POST', '/auth/login', { email, password });
  return {
    get: (path) => call('GET', path, undefined, access_token),
    post: (path, body) => call('POST', path, body ?? {}, access_token),
    put: (path, body) => call('PUT', path, body, access_token),
  };
}
