import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiClient, consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { sentCampaign } from '#test/support/sent-campaign.ts';

const KB = 1024;

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await makeTestApp();
  admin = await setUpOverHttp(app);
});
afterAll(() => app.close());

interface Answer {
  status: number;
  text: string;
}

/** @param chunked without Content-Length, so that only counting shows how large it is */
function post(path: string, body: string, headers: Record<string, string>, chunked: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asking: ClientRequest = request(
      `${consoleUrl(app)}${path}`,
      { method: 'POST', headers: { ...headers, ...length } },
      async (response) => {
        let text = '';
        for await (const piece of response) text += piece;
        resolve({ status: response.statusCode ?? 0, text });
      },
    );
    asking.once('error', reject);
    for (let at = 0; at < body.length; at += 16 * KB) asking.write(body.slice(at, at + 16 * KB));
    asking.end();
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const RPC = { ...JSON_TYPE, 'x-csrf-token': 'orpc' };
const LISTS = '/api/v1/tenants/-/recipient-lists';
const listOf = (bytes: number) => JSON.stringify({ name: 'Long', description: 'x'.repeat(bytes) });

describe.each([
  ['with a length', false],
  ['in chunks', true],
])('a body %s', (_how, chunked) => {
  test.each([
    ['REST', LISTS, JSON_TYPE],
    ['rpc', '/rpc/lists/create', RPC],
    ['a sign-in', '/api/v1/auth/login', JSON_TYPE],
  ])('of more than 64 KB is refused to %s without a session', async (_door, path, headers) => {
    const { status, text } = await post(path, listOf(70 * KB), headers, chunked);
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({
      code: 'TOO_LARGE',
      detail: 'The request is larger than the 64 KB that Herald accepts.',
      hint: 'Sign in to send more.',
    });
  });

  test('just below that is looked at, and then asks for a sign-in', async () => {
    expect((await post(LISTS, listOf(60 * KB), JSON_TYPE, chunked)).status).toBe(401);
  });

  test('may be long from somebody who is signed in, up to a limit', async () => {
    const signedIn = { authorization: `Bearer ${admin.token}` };
    const rest = await post(LISTS, listOf(300 * KB), { ...JSON_TYPE, ...signedIn }, chunked);
    expect([rest.status, JSON.parse(rest.text).field]).toEqual([400, 'description']);
    const rpc = await post('/rpc/lists/create', `{"json":${listOf(300 * KB)}}`, { ...RPC, ...signedIn }, chunked);
    expect(rpc.status).toBe(400);
    const huge = await post(LISTS, listOf(17_000 * KB), { ...JSON_TYPE, ...signedIn }, chunked);
    expect([huge.status, JSON.parse(huge.text).detail]).toEqual([
      413,
      'The request is larger than the 16 MB that Herald accepts.',
    ]);
  });

  test('posted to an address of a mail is refused in words for readers, and nobody is unsubscribed', async () => {
    const { signer, deliveries, send_no } = sentCampaign(app, { recipients: 1 });
    const path = `/u/${signer.sign(deliveries[0] ?? 0)}`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `List-Unsubscribe=One-Click&x=${'x'.repeat(70 * KB)}`;
    const { status, text } = await post(path, body, form, chunked);
    expect(status).toBe(413);
    expect(text).toContain('That was more than this page takes');
    const left = app.app.core.db.reader.sql('SELECT 1 FROM hit WHERE send_no = ?').all(send_no);
    expect(left).toEqual([]);
  });
});

test('a session that is forged or has ended is none', async () => {
  const forged = { ...JSON_TYPE, authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' };
  expect((await post(LISTS, listOf(70 * KB), forged, false)).status).toBe(413);
});
