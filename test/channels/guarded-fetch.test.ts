import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGuardedFetch, type GuardedRequest, NoAnswer } from '#main/platform/guarded-fetch.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const open = createGuardedFetch({ allow_private: true });
const closed = createGuardedFetch({ allow_private: false });
const ask = (url: string, rest: Partial<GuardedRequest> = {}): GuardedRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: 'hello',
  timeout: 2_000,
  ...rest,
});
const failure = async (answer: Promise<unknown>): Promise<NoAnswer> => {
  const error = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof NoAnswer) return error;
  throw new Error(`expected no answer, but ${String(error)}`);
};

test('brings back status, headers and text', async () => {
  const url = await serve((_request, response) => response.writeHead(202, { 'X-Id': 'a1' }).end('grüß'));
  expect(await open(ask(url))).toMatchObject({ status: 202, headers: { 'x-id': 'a1' }, body: 'grüß' });
});

test.for([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://169.254.169.254/latest',
  'https://0x7f.1/',
  'https://localhost/',
])('does not go to %s', async (url) => {
  expect(await failure(closed(ask(url)))).toMatchObject({ code: 'EPRIVATE', handed_over: false });
});

test('does not go out in clear', async () => {
  expect(await failure(closed(ask('http://example.com/')))).toMatchObject({ code: 'EPROTOCOL' });
  expect(await failure(open(ask('file:///etc/passwd')))).toMatchObject({ code: 'EPROTOCOL' });
});

test('a redirect is an answer, and is not followed', async () => {
  let asked = 0;
  const url = await serve((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await open(ask(url))).toMatchObject({ status: 302 });
  expect(asked).toBe(1);
});

test('reads no more of an answer than any service says', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    response.write('x'.repeat(300_000));
  });
  expect(await failure(open(ask(url)))).toMatchObject({ code: 'ETOOLONG', handed_over: true });
});

test('a service that is silent, or stops in the midst of its answer, may have the request', async () => {
  const silent = await serve(() => {});
  expect(await failure(open(ask(silent, { timeout: 150 })))).toMatchObject({ code: 'ETIMEDOUT', handed_over: true });
  server?.close();
  const halting = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
  });
  expect(await failure(open(ask(halting, { timeout: 150 })))).toMatchObject({ code: 'ETIMEDOUT', handed_over: true });
});

test('a service that hangs up before it can have everything has nothing', async () => {
  const url = await serve((request) => request.socket.destroy());
  const large = Buffer.alloc(60_000_000, 'x');
  expect(await failure(open(ask(url, { body: large })))).toMatchObject({ handed_over: false });
});

test('nobody there: nothing was handed over', async () => {
  const url = await serve(() => {});
  server?.close();
  expect(await failure(open(ask(url)))).toMatchObject({ code: 'ECONNREFUSED', handed_over: false });
});

test('can be given up at once', async () => {
  const stop = new AbortController();
  const url = await serve(() => stop.abort());
  expect(await failure(open(ask(url, { signal: stop.signal })))).toMatchObject({ handed_over: true });
});
